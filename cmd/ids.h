/* SPDX-License-Identifier: MIT */

/* Ids of questions and follow-ups as people write them: Q12, 12, 3-7, Q3-Q7, 3,5; F7. */
#ifndef CMD_IDS_H
#define CMD_IDS_H

#include "base/arena.h"
#include "base/error.h"

struct ids {
	const int64_t *items;
	size_t count;
};

enum ids_of_what { IDS_OF_QUESTIONS, IDS_OF_FOLLOWUPS };

/* Is the word an id, a range, or a list of them? */
bool ids_is(const char *word, enum ids_of_what what);

/* In the order given, each once. ERROR_USAGE says which word is no id. */
MUST_CHECK bool ids_parse(struct arena *arena, enum ids_of_what what, const char *const *words,
        size_t count, struct ids *ids_out, struct error *err);

#endif
