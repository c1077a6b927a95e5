/* SPDX-License-Identifier: MIT */

/* Finds from somebody's notes into the store: questions with their talks, answers and places. */
#ifndef FLOW_BRING_NOTES_H
#define FLOW_BRING_NOTES_H

#include "model/notes.h"
#include "store/programme.h"

struct bring_notes {
	const struct notes *notes;
	const bool *taken;       /* for each find: is it wanted? */
	const char *const *text; /* for each find: its text, perhaps changed by the user */
	const int64_t
	        *talk_ids;     /* for each talk find: the talk of the programme that it is, or 0 */
	const char *file;      /* for the record */
	int64_t conference_id; /* where new talks go; 0: no talk is made, questions go to the inbox
	                        */
};

struct bring_notes_summary {
	int64_t questions;
	int64_t answers;
	int64_t talks;    /* new ones */
	int64_t repeated; /* questions that had come before */
};

/* Inside the caller's transaction. */
MUST_CHECK bool
bring_notes_in(struct store *store, struct arena *arena, const struct bring_notes *bring,
        struct bring_notes_summary *summary_out, struct error *err);

#endif
