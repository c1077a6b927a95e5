/* SPDX-License-Identifier: MIT */
#include "cmd/ids.h"

#include <stdlib.h>
#include <string.h>

enum { RANGE_MOST = 10000 };

/* Reads one id at *at and moves behind it; 0 when there is none. */
static int64_t
id_read(const char **at)
{
	const char *digits = *at + (**at == 'Q' || **at == 'q');
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
range_read(const char **at, int64_t *first_out, int64_t *last_out)
{
	*first_out = *last_out = id_read(at);
	if (*first_out && **at == '-') {
		++*at;
		*last_out = id_read(at);
	}
	return *first_out > 0 && *last_out >= *first_out && *last_out < INT64_MAX;
}

/* Is the word an id, a range, or a list of them? */
static bool
ids_is(const char *word)
{
	int64_t first, last;

	while (range_read(&word, &first, &last)) {
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
ids_parse(struct arena *arena, const char *const *words, size_t count, struct ids *ids_out,
        struct error *err)
{
	struct id_set set = {.arena = arena};

	for (size_t i = 0; i < count; i++) {
		const char *at = words[i];
		int64_t first, last;

		if (!ids_is(at)) {
			error_set(err, ERROR_USAGE, "\"%s\" is not the id of a question", at);
			return error_hint(err, "ids look like Q12, 12, 3-7 or 3,5: askback list");
		}
		do {
			(void)range_read(&at, &first, &last);
			if (last - first >= RANGE_MOST)
				return error_set(err, ERROR_USAGE,
				        "\"%s\" names more than %d questions", words[i],
				        RANGE_MOST);
			for (int64_t id = first; id <= last; id++)
				id_add(&set, id);
		} while (*at++ == ',');
	}
	*ids_out = (struct ids){.items = set.items, .count = set.count};
	return true;
}
