/* SPDX-License-Identifier: MIT */

/* Names of people and of what they belong to, as they stand beside the title of a talk. */
#ifndef INTAKE_NOTES_PEOPLE_H
#define INTAKE_NOTES_PEOPLE_H

#include "base/arena.h"

enum { NOTES_SPEAKERS_MOST = 8 };

struct notes_speaker {
	const char *name;
	const char *affiliation; /* may be NULL */
};

/* "Jane Doe, Joe Bloggs (ACME)" or "Jane Doe, CEO of ACME"; returns how many. */
size_t notes_speakers_parse(
        struct arena *arena, const char *text, struct notes_speaker speakers[NOTES_SPEAKERS_MOST]);

/* Two to four words such as those of "Robin van Zijll". */
bool notes_span_is_name(struct arena *arena, const char *text, size_t length);

/* Without the blanks, quotes, stars and stops around it. */
const char *notes_span_trim(struct arena *arena, const char *text, size_t length);

#endif
