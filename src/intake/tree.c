/* SPDX-License-Identifier: MIT */
#include "intake/tree.h"

static json_t *
language_choose(json_t *object)
{
	static const char *const keys[] = {"en", "name", "title"};

	for (size_t i = 0; i < COUNT(keys); i++)
		if (json_is_string(json_object_get(object, keys[i])))
			return json_object_get(object, keys[i]);
	return json_object_iter_value(json_object_iter(object));
}

const char *
tree_value(struct arena *arena, json_t *value)
{
	if (json_is_object(value))
		value = language_choose(value);
	if (json_is_integer(value))
		return arena_format(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	if (!json_is_string(value) || !json_string_length(value))
		return NULL;
	return arena_span(arena, json_string_value(value), json_string_length(value));
}

const char *
tree_text(struct arena *arena, json_t *object, const char *key)
{
	return tree_value(arena, json_object_get(object, key));
}

const char *
tree_text_either(struct arena *arena, json_t *object, const char *key, const char *other)
{
	const char *text = tree_text(arena, object, key);

	return text ? text : tree_text(arena, object, other);
}

json_t *
tree_list(json_t *object, const char *key)
{
	json_t *list = json_object_get(object, key);

	return json_is_array(list) ? list : NULL;
}
