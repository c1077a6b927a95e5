/* SPDX-License-Identifier: MIT */

/*
 * Which talk of a programme do notes speak about? People name the company and the technology rather
 * than the title, so all words of a talk count, and rare words count more.
 */
#ifndef INTAKE_NOTES_MATCH_H
#define INTAKE_NOTES_MATCH_H

#include "base/arena.h"
#include "model/notes.h"

/* A talk of the programme; texts may be NULL. */
struct notes_candidate {
	int64_t id;
	const char *title;
	const char *abstract;
	const char *speakers; /* names and affiliations, in any order */
};

/* The programme's words, made once for many look-ups; it lives in the arena. */
struct notes_index;

const struct notes_index *
notes_index_get(struct arena *arena, const struct notes_candidate *candidates, size_t count);

/*
 * The id of the talk that a find is about: by its text, its context, and the speakers among the
 * finds. 0 when nothing speaks for any, or when the best is too little ahead of the second.
 */
int64_t notes_match(struct arena *scratch, const struct notes_index *index,
        const struct notes *notes, size_t talk);

#endif
