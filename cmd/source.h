/* SPDX-License-Identifier: MIT */

/* The bytes of what is imported, wherever they are: a file, a folder, an address, standard input.
 */
#ifndef CMD_SOURCE_H
#define CMD_SOURCE_H

#include "cmd/app.h"
#include "intake/intake.h"

struct source {
	struct intake_source intake;
	const char *where; /* for the record: an address, or a full path; NULL: standard input */
	const char *etag;  /* of an address: what its server said, or is to be asked about */
	const char *modified;
	bool unchanged; /* the server says that nothing is new since then */
};

/*
 * Reads where: "-" is standard input, https://... is fetched, a folder is its files. source->etag
 * and modified are what the last fetch brought, or NULL; they are replaced by what this one brings.
 */
MUST_CHECK bool
source_read(struct app *app, const char *where, struct source *source, struct error *err);

/* Tells these bytes from others; more is mixed in: options that change what is made of them. */
const char *source_digest(struct arena *arena, const struct source *source, const char *more);

#endif
