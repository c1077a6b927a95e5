/* SPDX-License-Identifier: MIT */

/*
 * What was found in somebody's notes of a conference: its name, talks, speakers, questions and
 * answers, each with where it stands and how sure the reader is. Only what is certain may be taken
 * without asking; what is suspected is offered.
 */
#ifndef MODEL_NOTES_H
#define MODEL_NOTES_H

#include "base/base.h"

enum notes_kind {
	NOTES_CONFERENCE,
	NOTES_TALK,
	NOTES_SPEAKER,
	NOTES_QUESTION,
	NOTES_ANSWER,
};

enum notes_trust { NOTES_SUSPECTED, NOTES_CERTAIN };

/* Who asked: the writer of the notes, somebody else in the room, or it is not told. */
enum notes_asker { NOTES_ASKER_UNKNOWN, NOTES_ASKER_ME, NOTES_ASKER_AUDIENCE };

/* No find: the talk of a question that stands outside of every talk. */
#define NOTES_NONE SIZE_MAX

struct notes_find {
	enum notes_kind kind;
	enum notes_trust trust;
	enum notes_asker asker; /* of a question */
	size_t line;            /* counted from 1 */
	size_t last_line;
	const char *text; /* without marks: the title, the name, the question; answers have lines */
	const char *raw;  /* these lines as they are written */
	const char *reason; /* why it is one, in a few words: "marked as a question" */
	/* Index of the find that it is part of: speaker and question of a talk, answer of a
	 * question, talk of a conference. */
	size_t part_of;
	const char *affiliation; /* of a speaker; may be NULL */
	const char *date;        /* of a conference, as written; may be NULL */
	const char *context;     /* of a talk: what the notes say about it, to find it by */
};

/* In the order of the file, but that a find stands behind the one that it is part of. */
struct notes {
	const struct notes_find *finds;
	size_t count;
};

#endif
