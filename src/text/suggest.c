/* SPDX-License-Identifier: MIT */
#include "text/suggest.h"

#include <stdio.h>
#include <string.h>

/* What each change from the word to the candidate costs: people swap and forget letters. */
enum { COST_SWAP = 0, COST_SUBSTITUTE = 2, COST_INSERT = 1, COST_DELETE = 4 };

enum { CLOSE_BELOW = 7, LONGEST = 64 };

static int
smaller(int a, int b)
{
	return a < b ? a : b;
}

/* Damerau-Levenshtein with three rows; both texts have at most LONGEST bytes. */
static int
distance_get(const char *word, const char *candidate)
{
	int rows[3][LONGEST + 1];
	int *older = rows[0], *old = rows[1], *row = rows[2];
	size_t length = strlen(candidate);

	for (size_t j = 0; j <= length; j++)
		row[j] = (int)j * COST_INSERT;
	for (size_t i = 0; word[i]; i++) {
		int *oldest = older;

		older = old;
		old = row;
		row = oldest;
		row[0] = (int)(i + 1) * COST_DELETE;
		for (size_t j = 0; j < length; j++) {
			int cost = old[j] + (word[i] == candidate[j] ? 0 : COST_SUBSTITUTE);

			if (i > 0 && j > 0 && word[i - 1] == candidate[j] &&
			        word[i] == candidate[j - 1])
				cost = smaller(cost, older[j - 1] + COST_SWAP);
			cost = smaller(cost, old[j + 1] + COST_DELETE);
			row[j + 1] = smaller(cost, row[j] + COST_INSERT);
		}
	}
	return row[length];
}

void
suggest_init(struct suggest *suggest, const char *word)
{
	*suggest = (struct suggest){.word = word};
}

void
suggest_add(struct suggest *suggest, const char *candidate)
{
	size_t length = strlen(suggest->word);
	int distance = 0;
	size_t at;

	if (length == 0 || length > LONGEST || strlen(candidate) > LONGEST)
		return;
	if (strncmp(candidate, suggest->word, length) != 0)
		distance = 1 + distance_get(suggest->word, candidate); /* 0 is for beginnings */
	if (distance >= CLOSE_BELOW)
		return;
	if (suggest->count < SUGGEST_MOST)
		suggest->count++;
	else if (suggest->distance[SUGGEST_MOST - 1] <= distance)
		return;
	for (at = suggest->count - 1; at > 0 && suggest->distance[at - 1] > distance; at--) {
		suggest->best[at] = suggest->best[at - 1];
		suggest->distance[at] = suggest->distance[at - 1];
	}
	suggest->best[at] = candidate;
	suggest->distance[at] = distance;
}

void
suggest_text(const struct suggest *suggest, char *text, size_t size)
{
	const char *const *best = suggest->best;

	switch (suggest->count) {
	case 0:
		(void)snprintf(text, size, "%s", "");
		break;
	case 1:
		(void)snprintf(text, size, "did you mean %s?", best[0]);
		break;
	case 2:
		(void)snprintf(text, size, "did you mean %s, or %s?", best[0], best[1]);
		break;
	default:
		(void)snprintf(
		        text, size, "did you mean %s, %s, or %s?", best[0], best[1], best[2]);
	}
}
