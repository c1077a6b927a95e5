/* SPDX-License-Identifier: MIT */

/* "Did you mean": up to three names close to a word that was not found. Nothing is guessed and run.
 */
#ifndef TEXT_SUGGEST_H
#define TEXT_SUGGEST_H

#include "base/base.h"

enum { SUGGEST_MOST = 3 };

struct suggest {
	const char *word;
	const char *best[SUGGEST_MOST]; /* best first; the caller's pointers */
	int distance[SUGGEST_MOST];
	size_t count;
};

void suggest_init(struct suggest *suggest, const char *word);

/*
 * Offers one candidate. The distance is git's weighted Damerau-Levenshtein (swap 0, substitute 2,
 * insert 1, delete 4; below 7 is close) and a name that begins with the word counts as closest.
 */
void suggest_add(struct suggest *suggest, const char *candidate);

/* "did you mean list, or log?" into text; empty when nothing is close. */
void suggest_text(const struct suggest *suggest, char *text, size_t size);

#endif
