/* SPDX-License-Identifier: MIT */

/* Titles as people write them down: with a time, a number, the speakers and their companies. */
#ifndef INTAKE_NOTES_TITLE_H
#define INTAKE_NOTES_TITLE_H

#include "intake/notes_people.h"

struct notes_title {
	const char *text;
	struct notes_speaker speakers[NOTES_SPEAKERS_MOST];
	size_t speaker_count;
	bool timed; /* a day and time stand in front */
	bool firm;  /* the speakers are certain: "by", an affiliation, a bracket */
};

/*
 * "B. 14:00 Title - Jane Doe, ACME"; linked is how much of it is a link. Of an item that goes on
 * with what the writer thinks of it, has_comment, the title is the first clause.
 */
struct notes_title
notes_title_parse(struct arena *arena, const char *text, size_t linked, bool has_comment);

/* A line that does nothing but say who speaks: "Jane Doe, ACME", "Presented by Jane Doe". */
bool notes_title_is_speaker(struct arena *arena, const char *text, struct notes_title *title_out);

/* Does it look like the name of a conference, and what is that name without "Notes from"? */
bool notes_title_is_conference(struct arena *scratch, const char *text);
const char *notes_title_conference(struct arena *arena, const char *text);

/* "19-22 March 2024" in a short line. */
bool notes_title_is_date(struct arena *scratch, const char *text);

#endif
