/* SPDX-License-Identifier: MIT */
#include "cmd/ids.h"

#include <stdlib.h>
#include <string.h>

enum { RANGE_MOST = 10000 };

static const struct {
	char letter;
	const char *name;
	const char *names;
	const char *list; /* the command that shows them */
} kinds[] = {
        [IDS_OF_QUESTIONS] = {'Q', "question", "questions", "askback list"},
        [IDS_OF_FOLLOWUPS] = {'F', "follow-up", "follow-ups", "askback outbox"},
};

/* Reads one id at *at and moves behind it; 0 when there is none. */
static int64_t
id_read(const char **at, char letter)
{
	const char *digits = *at + (**at == letter || **at == letter - 'A' + 'a');
	char *end;
	long long id;

	if (*digits < '0' || *digits > '9')
		return 0;
	id = strtoll(digits, &end, 10);
	*at = end;
	return id;
}

/* Reads "3" or "3-7"; false when that is not what stands there. */
static bool
range_read(const char **at, char letter, int64_t *first_out, int64_t *last_out)
{
	*first_out = *last_out = id_read(at, letter);
	if (*first_out && **at == '-') {
		++*at;
		*last_out = id_read(at, letter);
	}
	return *first_out > 0 && *last_out >= *first_out && *last_out < INT64_MAX;
}

bool
ids_is(const char *word, enum ids_of_what what)
{
	int64_t first, last;

	while (range_read(&word, kinds[what].letter, &first, &last)) {
		if (!*word)
			return true;
		if (*word++ != ',')
			return false;
	}
	return false;
}

struct id_set {
	struct arena *arena;
	int64_t *items;
	size_t count;
	size_t capacity;
};

static void
id_add(struct id_set *set, int64_t id)
{
	for (size_t i = 0; i < set->count; i++)
		if (set->items[i] == id)
			return;
	set->items =
	        arena_grow(set->arena, set->items, set->count, &set->capacity, sizeof(*set->items));
	set->items[set->count++] = id;
}

bool
ids_parse(struct arena *arena, enum ids_of_what what, const char *const *words, size_t count,
        struct ids *ids_out, struct error *err)
{
	const char letter = kinds[what].letter;
	struct id_set set = {.arena = arena};

	for (size_t i = 0; i < count; i++) {
		const char *at = words[i];
		int64_t first, last;

		if (!ids_is(at, what)) {
			error_set(err, ERROR_USAGE, "\"%s\" is not the id of a %s", at,
			        kinds[what].name);
			return error_hint(err, "ids look like %c12, 12, 3-7 or 3,5: %s", letter,
			        kinds[what].list);
		}
		do {
			(void)range_read(&at, letter, &first, &last);
			if (last - first >= RANGE_MOST)
				return error_set(err, ERROR_USAGE, "\"%s\" names more than %d %s",
				        words[i], RANGE_MOST, kinds[what].names);
			for (int64_t id = first; id <= last; id++)
				id_add(&set, id);
		} while (*at++ == ',');
	}
	*ids_out = (struct ids){.items = set.items, .count = set.count};
	return true;
}
