/* SPDX-License-Identifier: MIT */

/* Members of JSON trees whose writers agree on names more than on types. */
#ifndef INTAKE_TREE_H
#define INTAKE_TREE_H

#include "base/arena.h"
#include "text/json.h"

/*
 * A text: a string, a whole number, or out of an object {"en": ..., "de": ...} or {"name": ...} its
 * English text, its name, or the first. A copy in the arena; NULL for all else and for "".
 */
const char *tree_text(struct arena *arena, json_t *object, const char *key);

/* The same under the first key that has one. */
const char *
tree_text_either(struct arena *arena, json_t *object, const char *key, const char *other);

/* The same of a value itself. */
const char *tree_value(struct arena *arena, json_t *value);

/* A list, or NULL: json_array_foreach takes both. */
json_t *tree_list(json_t *object, const char *key);

#endif
