/* SPDX-License-Identifier: MIT */
#include "text/json.h"

#include <stdlib.h>
#include <string.h>

#include "text/civil.h"
#include "text/utf8.h"

/* A damaged store or a foreign environment may hold anything: it is shown as U+FFFD. */
static json_t *
text_mended(const char *text)
{
	const char *end = text + strlen(text);
	struct arena arena;
	struct buf out;
	json_t *value;

	arena_init(&arena);
	buf_init(&out, &arena, SIZE_MAX);
	while (text < end) {
		char bytes[4];

		buf_add(&out, bytes, utf8_write(utf8_next(&text, end), bytes));
	}
	value = json_string(out.text);
	arena_close(&arena);
	return value;
}

json_t *
json_text(const char *text)
{
	json_t *value = text ? json_string(text) : json_null();

	return value ? value : text_mended(text);
}

json_t *
json_moment(int64_t at)
{
	char text[CIVIL_TEXT_SIZE];

	if (!at)
		return json_null();
	civil_format(at, text);
	return json_string(text);
}

void
json_put(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		abort();
}

static int
chunk_add(const char *bytes, size_t length, void *out)
{
	buf_add(out, bytes, length);
	return 0;
}

void
json_add(struct buf *out, const json_t *tree, bool indent)
{
	size_t shape = indent ? JSON_INDENT(2) : JSON_COMPACT;

	if (json_dump_callback(tree, chunk_add, out, shape | JSON_ENCODE_ANY) != 0)
		abort();
}

const char *
json_line(struct arena *arena, const json_t *tree)
{
	struct buf out;

	buf_init(&out, arena, SIZE_MAX);
	json_add(&out, tree, false);
	return out.text;
}

bool
json_parse(const char *name, const char *text, size_t length, json_t **tree_out, struct error *err)
{
	static const char mark[] = "\xEF\xBB\xBF"; /* RFC 8259, 8.1: a reader may ignore it */
	json_error_t cause;

	if (length >= strlen(mark) && memcmp(text, mark, strlen(mark)) == 0) {
		text += strlen(mark);
		length -= strlen(mark);
	}
	*tree_out = json_loadb(text, length, JSON_REJECT_DUPLICATES, &cause);
	if (!*tree_out)
		return error_set(err, ERROR_INVALID, "%s, line %d, column %d: %s", name, cause.line,
		        cause.column, cause.text);
	return true;
}

const char *
json_get_text(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

int64_t
json_get_number(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}
