/* SPDX-License-Identifier: MIT */

/* Full text over questions, answers, talks and people, best match first. */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "store/store.h"

enum search_kind { SEARCH_QUESTION, SEARCH_ANSWER, SEARCH_TALK, SEARCH_PERSON };

struct search_hit {
	enum search_kind kind;
	int64_t id; /* of the question, answer, talk or person */
};

struct search_result {
	const struct search_hit *items;
	size_t count;
	bool bounded; /* so many matches that only the newest were ranked */
};

/*
 * All words must occur; a word in quotes is a phrase, a word ending in * is a beginning. Nothing
 * else in words is syntax. At most limit hits. Without a word: ERROR_USAGE.
 */
MUST_CHECK bool search_find(struct store *store, struct arena *arena, const char *words,
        int64_t limit, struct search_result *result_out, struct error *err);

#endif
