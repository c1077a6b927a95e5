/* SPDX-License-Identifier: MIT */

/* Which lines of notes begin a talk, and which name the conference: looked at as a whole, because
 * one person writes a file for each talk and another one a bullet. */
#ifndef INTAKE_NOTES_OUTLINE_H
#define INTAKE_NOTES_OUTLINE_H

#include "intake/notes_line.h"
#include "intake/notes_title.h"

enum notes_role {
	NOTES_ROLE_NONE,
	NOTES_ROLE_CONFERENCE,
	NOTES_ROLE_TALK,      /* certainly */
	NOTES_ROLE_PEER,      /* looks like the talks around it */
	NOTES_ROLE_CANDIDATE, /* a talk if a question stands below it */
};

struct notes_outline {
	enum notes_role *roles;          /* of each line */
	const struct notes_field *title; /* of the front matter; may be NULL */
	bool title_is_talk;              /* the whole file is about it */
};

struct notes_outline notes_outline_get(struct arena *arena, struct arena *scratch,
        const struct notes_source *source, const struct notes_lines *lines);

/* Value of the first field of the front matter that has one of these keys, as in " date day ". */
const struct notes_field *notes_field_find(const struct notes_source *source, const char *keys);

#endif
