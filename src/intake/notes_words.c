/* SPDX-License-Identifier: MIT */
#include "intake/notes_words.h"

#include <string.h>

#include "text/utf8.h"

enum { SET_WORD_MOST = 24, FOLD_MOST = 1024 };

static const char conjunctions[] = " and but so or also then und aber also et mais ";

/* Only words that do not begin as many statements: no "when", "where", "was". */
static const char openings[] =
        " how why what which who whose can could do does did is are will would should any wie "
        "warum "
        "wieso weshalb wer wem welche welcher welches wozu kann konnen gibt pourquoi combien quel "
        "quelle como cuando cuanto hoe waarom chi quale ";

struct words
words_get(struct arena *arena, const char *text, size_t length)
{
	size_t kept = utf8_valid_length(text, length < FOLD_MOST ? length : FOLD_MOST);
	char *at = arena_text(arena, utf8_fold(arena, arena_span(arena, text, kept)));
	struct words words = {.more = kept < length};

	while (*at) {
		char *end = at + strcspn(at, " ");
		bool last = !*end;

		if (words.count == WORDS_MOST) {
			words.more = true;
			break;
		}
		*end = '\0';
		words.at[words.count++] = at;
		at = last ? end : end + 1;
	}
	return words;
}

static bool
set_has(const char *set, const char *word, size_t length)
{
	char wanted[SET_WORD_MOST + 3];

	if (length == 0 || length > SET_WORD_MOST)
		return false;
	wanted[0] = ' ';
	memcpy(wanted + 1, word, length);
	wanted[length + 1] = ' ';
	wanted[length + 2] = '\0';
	return strstr(set, wanted);
}

bool
words_is(const struct words *words, size_t index, const char *set)
{
	return index < words->count && set_has(set, words->at[index], strlen(words->at[index]));
}

size_t
words_find(const struct words *words, size_t from, const char *set)
{
	while (from < words->count && !words_is(words, from, set))
		from++;
	return from < words->count ? from : words->count;
}

bool
words_has(const struct words *words, const char *set)
{
	return words_find(words, 0, set) < words->count;
}

bool
words_is_numbered(const struct words *words, size_t index, const char *set)
{
	size_t length;

	if (index >= words->count)
		return false;
	length = strlen(words->at[index]);
	while (length && strchr("0123456789", words->at[index][length - 1]))
		length--;
	return set_has(set, words->at[index], length);
}

bool
words_is_number(const struct words *words, size_t index)
{
	if (index >= words->count)
		return false;
	return words->at[index][strspn(words->at[index], "0123456789")] == '\0';
}

bool
words_has_opening(const struct words *words)
{
	size_t first = words_is(words, 0, conjunctions) ? 1 : 0;

	return words_is(words, first, openings);
}
