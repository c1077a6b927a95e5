/* SPDX-License-Identifier: MIT */
#include "model/reconcile.h"

#include <stdlib.h>
#include <string.h>

/* One way to tell talks apart: NULL when the talk has not what it takes. */
typedef const char *key_make(struct arena *arena, const struct reconcile_talk *talk);

static const char *
key_uid(struct arena *arena, const struct reconcile_talk *talk)
{
	(void)arena;
	return talk->uid;
}

static const char *
key_code(struct arena *arena, const struct reconcile_talk *talk)
{
	if (!talk->code)
		return NULL;
	return arena_format(arena, "%s|%lld", talk->code, (long long)talk->starts_at);
}

static const char *
key_speakers(struct arena *arena, const struct reconcile_talk *talk)
{
	if (!talk->speakers || !*talk->speakers)
		return NULL;
	return arena_format(arena, "%s|%s", talk->title, talk->speakers);
}

static const char *
key_start(struct arena *arena, const struct reconcile_talk *talk)
{
	return arena_format(arena, "%s|%lld", talk->title, (long long)talk->starts_at);
}

static const char *
key_room(struct arena *arena, const struct reconcile_talk *talk)
{
	enum { DAY = 24 * 3600 };

	if (!talk->room)
		return NULL;
	return arena_format(
	        arena, "%s|%s|%lld", talk->title, talk->room, (long long)(talk->starts_at / DAY));
}

static const char *
key_title(struct arena *arena, const struct reconcile_talk *talk)
{
	(void)arena;
	return *talk->title ? talk->title : NULL;
}

/* The surest first. A title alone comes last, and serves only when nobody else has it. */
static key_make *const keys[] = {
        key_uid,
        key_code,
        key_speakers,
        key_start,
        key_room,
        key_title,
};

struct keyed {
	const char *key;
	size_t index;
};

static int
keyed_compare(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;

	return strcmp(a->key, b->key);
}

struct side {
	const struct reconcile_talk *talks;
	size_t count;
	bool *settled;
	struct keyed *keyed;
	size_t keyed_count;
};

static void
side_init(struct arena *arena, struct side *side, const struct reconcile_talk *talks, size_t count)
{
	side->talks = talks;
	side->count = count;
	side->settled = arena_array(arena, count + 1, sizeof(*side->settled));
	side->keyed = arena_array(arena, count + 1, sizeof(*side->keyed));
}

/* Those that are still to be found, by key. */
static void
side_sort(struct arena *arena, struct side *side, key_make *make)
{
	side->keyed_count = 0;
	for (size_t i = 0; i < side->count; i++) {
		const char *key = side->settled[i] ? NULL : make(arena, &side->talks[i]);

		if (key)
			side->keyed[side->keyed_count++] = (struct keyed){.key = key, .index = i};
	}
	qsort(side->keyed, side->keyed_count, sizeof(*side->keyed), keyed_compare);
}

/* How many entries from `at` on have the same key. */
static size_t
side_same(const struct side *side, size_t at)
{
	size_t end = at;

	while (end < side->keyed_count && strcmp(side->keyed[end].key, side->keyed[at].key) == 0)
		end++;
	return end - at;
}

/* Pairs the talks whose key occurs exactly once on both sides; returns how many. */
static size_t
pair_by(struct arena *arena, key_make *make, struct side *old, struct side *new, int64_t *old_of)
{
	size_t i = 0, k = 0, pairs = 0;

	side_sort(arena, old, make);
	side_sort(arena, new, make);
	while (i < old->keyed_count && k < new->keyed_count) {
		int order = strcmp(old->keyed[i].key, new->keyed[k].key);
		size_t old_same = side_same(old, i), new_same = side_same(new, k);

		if (order == 0 && old_same == 1 && new_same == 1) {
			old_of[new->keyed[k].index] = (int64_t)old->keyed[i].index;
			old->settled[old->keyed[i].index] = true;
			new->settled[new->keyed[k].index] = true;
			pairs++;
		}
		if (order <= 0)
			i += old_same;
		if (order >= 0)
			k += new_same;
	}
	return pairs;
}

static size_t
uids_count(const struct reconcile_talk *talks, size_t count)
{
	size_t with = 0;

	for (size_t i = 0; i < count; i++)
		with += talks[i].uid != NULL;
	return with;
}

static size_t
pair_from(struct arena *arena, size_t first, struct side *old, struct side *new, int64_t *old_of)
{
	size_t pairs = 0;

	memset(old->settled, 0, old->count * sizeof(*old->settled));
	memset(new->settled, 0, new->count * sizeof(*new->settled));
	for (size_t i = 0; i < new->count; i++)
		old_of[i] = RECONCILE_NEW;
	for (size_t i = first; i < COUNT(keys); i++) {
		size_t found = pair_by(arena, keys[i], old, new, old_of);

		pairs += i == 0 ? 0 : found;
	}
	return pairs;
}

void
reconcile(struct arena *arena, const struct reconcile_talk *old, size_t old_count,
        const struct reconcile_talk *new, size_t new_count, struct reconcile *result_out)
{
	int64_t *old_of = arena_array(arena, new_count + 1, sizeof(*old_of));
	size_t with_uid = uids_count(old, old_count);
	struct side before, after;

	*result_out = (struct reconcile){.old_of = old_of};
	side_init(arena, &before, old, old_count);
	side_init(arena, &after, new, new_count);
	for (size_t i = 0; i < new_count; i++)
		old_of[i] = RECONCILE_NEW;
	result_out->by_uid = pair_by(arena, key_uid, &before, &after, old_of);
	/* More than half of the identifiers are gone, and more than half of the talks are not. A
	 * file without identifiers has not changed them. */
	if (uids_count(new, new_count) && result_out->by_uid * 2 < with_uid &&
	        pair_from(arena, 1, &before, &after, old_of) * 2 > old_count) {
		result_out->uids_changed = true;
		result_out->by_uid = 0;
	} else {
		(void)pair_from(arena, 0, &before, &after, old_of);
	}
	result_out->kept = before.settled;
}
