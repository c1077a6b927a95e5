/* SPDX-License-Identifier: MIT */
#include "flow/capture_record.h"

#include "text/json.h"

const char *
capture_record_format(struct arena *arena, const struct capture *capture, const char *uid)
{
	json_auto_t *tree = json_object();
	json_t *tags = json_array();

	for (size_t i = 0; i < capture->tags.count; i++)
		(void)json_array_append_new(tags, json_text(capture->tags.items[i]));
	json_put(tree, "uid", json_text(uid));
	json_put(tree, "text", json_text(capture->text));
	json_put(tree, "asked", json_text(capture->asked));
	json_put(tree, "private", json_boolean(capture->private));
	json_put(tree, "answer", json_text(capture->answer));
	json_put(tree, "tags", tags);
	json_put(tree, "at", json_integer(capture->wish.at));
	json_put(tree, "talk", json_text(capture->wish.talk));
	json_put(tree, "speaker", json_text(capture->wish.speaker));
	json_put(tree, "environment", json_text(capture->wish.environment));
	json_put(tree, "inbox", json_boolean(capture->wish.inbox));
	json_put(tree, "previous", json_boolean(capture->wish.previous));
	return json_line(arena, tree);
}

static const char *
text_get(struct arena *arena, const json_t *tree, const char *key)
{
	return arena_text(arena, json_get_text(tree, key));
}

static struct texts
tags_get(struct arena *arena, const json_t *tree)
{
	const json_t *list = json_object_get(tree, "tags");
	const char **items = arena_array(arena, json_array_size(list) + 1, sizeof(*items));
	struct texts tags = {.items = items};
	const json_t *tag;
	size_t i;

	json_array_foreach(list, i, tag) if (json_is_string(tag)) items[tags.count++] =
	        arena_text(arena, json_string_value(tag));
	return tags;
}

bool
capture_record_parse(struct arena *arena, const char *text, size_t length,
        struct capture *capture_out, const char **uid_out, struct error *err)
{
	json_t *tree = NULL;

	if (!json_parse("the spool", text, length, &tree, err))
		return false;
	*uid_out = text_get(arena, tree, "uid");
	*capture_out = (struct capture){
	        .text = text_get(arena, tree, "text"),
	        .asked = text_get(arena, tree, "asked"),
	        .private = json_is_true(json_object_get(tree, "private")),
	        .answer = text_get(arena, tree, "answer"),
	        .tags = tags_get(arena, tree),
	        .wish =
	                {
	                        .at = json_get_number(tree, "at"),
	                        .talk = text_get(arena, tree, "talk"),
	                        .speaker = text_get(arena, tree, "speaker"),
	                        .environment = text_get(arena, tree, "environment"),
	                        .inbox = json_is_true(json_object_get(tree, "inbox")),
	                        .previous = json_is_true(json_object_get(tree, "previous")),
	                },
	};
	json_decref(tree);
	if (!*uid_out || !capture_out->text || !capture_out->asked)
		return error_set(err, ERROR_DAMAGED, "a record of the spool is incomplete");
	return true;
}
