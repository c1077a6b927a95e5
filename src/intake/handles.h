/* SPDX-License-Identifier: MIT */

/*
 * Profiles as people type them into forms, in one form. The address decides which service it is,
 * and the form's field only for a bare name: people put everything everywhere.
 */
#ifndef INTAKE_HANDLES_H
#define INTAKE_HANDLES_H

#include "base/arena.h"

struct handle {
	/* github gitlab mastodon bluesky matrix x linkedin email; facebook medium
	 * linkedin-company; or url */
	const char *service;
	const char
	        *name; /* canonical, as it was written in upper and lower case; of a url the url */
	const char *url; /* the profile's page, or NULL: matrix and email have none */
	bool doubtful;   /* the owner of a repository may be an organisation */
};

/*
 * field is the name of the form's field ("twitter", "Mastodon", "website"; unknown ones count as
 * "website"). False when the value says nothing that could be used: junk, an obfuscated address, a
 * search, an address that is neither http nor https.
 */
bool handle_parse(struct arena *arena, const char *field, const char *value, struct handle *handle);

#endif
