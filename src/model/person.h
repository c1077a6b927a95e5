/* SPDX-License-Identifier: MIT */

/* A human being, and the ways to reach them. Speaker is a role that a person has on a talk. */
#ifndef MODEL_PERSON_H
#define MODEL_PERSON_H

#include "base/arena.h"
#include "base/error.h"

struct person {
	int64_t id;
	const char *name;
	const char *folded;
	const char *role;
	const char *affiliation;
	const char *note;
	bool do_not_contact; /* does not want to be written to */
};

/* What stands in the place of the name of somebody who was forgotten. */
#define PERSON_REMOVED "(removed)"

/* Was this person forgotten? Then no import may bring back what it says about them. */
bool person_is_removed(const struct person *person);

struct contact {
	int64_t id;
	int64_t person_id;
	const char *kind; /* one of CONTACT_KINDS */
	const char *value;
	const char *source; /* typed, schedule, reply */
	int64_t added_at;
};

/* A person's place among the speakers of a talk. */
struct speaker {
	int64_t talk_id;
	int64_t person_id;
	const char *uid; /* of the person in the talk's source; NULL: none */
	const char *name;
	const char *folded;
	const char *role;
	const char *affiliation;
};

struct speaker_list {
	const struct speaker *items;
	size_t count;
};

#define CONTACT_KINDS "email|github|gitlab|mastodon|bluesky|matrix|x|linkedin|url|phone"

/*
 * Checks and normalises what was typed: an e-mail address is an addr-spec of at most 254 bytes with
 * one @ and without control characters, spaces or angle brackets (RFC 5321; anything else could
 * reach a mail server as a second command), a URL is http or https, a handle loses its leading @.
 * ERROR_INVALID says what is wrong.
 */
MUST_CHECK bool contact_parse(struct arena *arena, const char *kind, const char *text,
        const char **value_out, struct error *err);

#endif
