/* SPDX-License-Identifier: MIT */

/* What a heading, a lead-in or an item says about the lines that it stands above. */
#ifndef INTAKE_NOTES_SECTION_H
#define INTAKE_NOTES_SECTION_H

#include "intake/notes_line.h"

enum notes_section {
	NOTES_SECTION_NONE,
	NOTES_SECTION_QUESTIONS, /* Q&A, Questions from the audience */
	NOTES_SECTION_OWN,       /* Open questions, "I had a couple more questions:" */
	NOTES_SECTION_POINTS,    /* Parking lot, Open points: some of them are questions */
	NOTES_SECTION_DOUBTFUL,  /* speaks of questions, but whose? */
	NOTES_SECTION_FOREIGN,   /* questions that nobody asked: FAQ, agenda, "ask yourself" */
};

/* Of a short title, such as a heading. */
enum notes_section notes_section_of_title(struct arena *scratch, const char *text);

/* Of the last sentence before a list or before a colon. */
enum notes_section notes_section_of_lead(struct arena *scratch, const char *text);

/* Do questions that somebody asked stand in it? */
bool notes_section_is_asked(enum notes_section section);

/* Headings that stand inside or around talks and are none: Notes, Day 2, Conclusion. */
bool notes_section_is_common(struct arena *scratch, const char *text);

#endif
