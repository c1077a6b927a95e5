/* SPDX-License-Identifier: MIT */

/* A stretch of text as words in their folded form, to be compared with sets of words. */
#ifndef INTAKE_NOTES_WORDS_H
#define INTAKE_NOTES_WORDS_H

#include "base/arena.h"

enum { WORDS_MOST = 48 };

struct words {
	const char *at[WORDS_MOST];
	size_t count;
	bool more; /* the text goes on */
};

/* The first words of length bytes of text, each terminated, in the arena. */
struct words words_get(struct arena *arena, const char *text, size_t length);

/* A set is written with a blank before and after each word: " how what why ". */
bool words_is(const struct words *words, size_t index, const char *set);

/* Index of the first word of the set from `from` on; words->count when there is none. */
size_t words_find(const struct words *words, size_t from, const char *set);
bool words_has(const struct words *words, const char *set);

/* The word without digits at its end: "q12" is "q" for this. */
bool words_is_numbered(const struct words *words, size_t index, const char *set);

/* Only digits. */
bool words_is_number(const struct words *words, size_t index);

/* Does a question begin like this, even without its mark? "and how about" does. */
bool words_has_opening(const struct words *words);

#endif
