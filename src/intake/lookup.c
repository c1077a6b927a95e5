/* SPDX-License-Identifier: MIT */
#include "intake/lookup.h"

#include <string.h>

/* A trie over the bits of a hash: grows without moving anything, which suits an arena. */
struct lookup_entry {
	const char *key;
	size_t number;
	struct lookup_entry *child[4];
};

static uint64_t
hash(const char *key)
{
	uint64_t value = 14695981039346656037u;

	for (; *key; key++)
		value = (value ^ (unsigned char)*key) * 1099511628211u;
	return value ^ value >> 32;
}

bool
lookup_find(const struct lookup *lookup, const char *key, size_t *number_out)
{
	const struct lookup_entry *entry = lookup->root;

	for (uint64_t bits = hash(key); entry; entry = entry->child[bits >> 62], bits <<= 2) {
		if (strcmp(entry->key, key) != 0)
			continue;
		if (number_out)
			*number_out = entry->number;
		return true;
	}
	return false;
}

bool
lookup_add(struct arena *arena, struct lookup *lookup, const char *key, size_t number)
{
	struct lookup_entry **at = &lookup->root;

	for (uint64_t bits = hash(key); *at; at = &(*at)->child[bits >> 62], bits <<= 2)
		if (strcmp((*at)->key, key) == 0)
			return false;
	*at = arena_get(arena, sizeof(**at));
	(*at)->key = arena_text(arena, key);
	(*at)->number = number;
	return true;
}

const char *
names_find(const struct names *names, const char *key)
{
	size_t number;

	return key && lookup_find(&names->keys, key, &number) ? names->texts[number] : NULL;
}

void
names_add(struct arena *arena, struct names *names, const char *key, const char *text)
{
	if (!key || !text || !lookup_add(arena, &names->keys, key, names->count))
		return;
	names->texts = arena_grow(
	        arena, names->texts, names->count, &names->capacity, sizeof(*names->texts));
	names->texts[names->count++] = text;
}
