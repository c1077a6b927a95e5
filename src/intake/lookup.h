/* SPDX-License-Identifier: MIT */

/* Texts to numbers: which talk has this id, which person has this name. Lives in an arena. */
#ifndef INTAKE_LOOKUP_H
#define INTAKE_LOOKUP_H

#include "base/arena.h"

struct lookup {
	struct lookup_entry *root;
};

/* Is the key there? number_out (may be NULL) is what was added with it. */
bool lookup_find(const struct lookup *lookup, const char *key, size_t *number_out);

/* False, and nothing changes, when the key is there already. The key is copied. */
bool lookup_add(struct arena *arena, struct lookup *lookup, const char *key, size_t number);

/* Texts to texts: what a room's id or a track's slug is called. */
struct names {
	struct lookup keys;
	const char **texts;
	size_t count;
	size_t capacity;
};

/* NULL when key is not there or NULL. */
const char *names_find(const struct names *names, const char *key);

/* Nothing happens when key or text is NULL, or key is there already. The text is not copied. */
void names_add(struct arena *arena, struct names *names, const char *key, const char *text);

#endif
