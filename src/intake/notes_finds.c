/* SPDX-License-Identifier: MIT */
#include "intake/notes_finds.h"

#include <string.h>

#include "base/buf.h"

/* A line of an answer, in the order in which they were added. */
struct notes_part {
	size_t answer;
	const char *text;
};

void
notes_finds_init(struct notes_finds *finds, struct arena *arena, const struct notes_source *source)
{
	*finds = (struct notes_finds){.arena = arena, .source = source};
}

/* The bytes of a quotation mark at the start or, from its end backwards, of text; 0 for none. */
static size_t
quote_length(const char *text, size_t length, bool at_end)
{
	static const char *const quotes[] = {"\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E",
	        "\xC2\xAB", "\xC2\xBB", "\xE2\x80\x98", "\xE2\x80\x99"};

	for (size_t i = 0; i < COUNT(quotes); i++) {
		size_t size = strlen(quotes[i]);

		if (size <= length &&
		        memcmp(at_end ? text + length - size : text, quotes[i], size) == 0)
			return size;
	}
	return 0;
}

/* On one line, and out of the quotes or brackets when they stand around all of it. */
static const char *
text_plain(struct arena *arena, const char *text)
{
	size_t length = strlen(text);
	size_t first;
	char *plain;

	while (length && strchr(" \t\n", *text)) {
		text++;
		length--;
	}
	while (length && strchr(" \t\n", text[length - 1]))
		length--;
	first = quote_length(text, length, false);
	if (first && first < length && quote_length(text, length, true) &&
	        !memmem(text + first, length - 2 * first, text, first)) {
		text += first;
		length -= first + quote_length(text - first, length, true);
	}
	plain = arena_span(arena, text, length);
	for (char *at = plain; (at = strchr(at, '\n'));)
		*at = ' ';
	return plain;
}

size_t
notes_finds_add(struct notes_finds *finds, struct notes_find find)
{
	if (find.text)
		find.text = text_plain(finds->arena, find.text);
	finds->items = arena_grow(
	        finds->arena, finds->items, finds->count, &finds->capacity, sizeof(*finds->items));
	finds->items[finds->count] = find;
	return finds->count++;
}

void
notes_finds_add_line(struct notes_finds *finds, size_t answer, const char *text, size_t last_line)
{
	struct notes_find *find = &finds->items[answer];

	finds->parts = arena_grow(finds->arena, finds->parts, finds->part_count,
	        &finds->part_capacity, sizeof(*finds->parts));
	finds->parts[finds->part_count++] =
	        (struct notes_part){.answer = answer, .text = text_plain(finds->arena, text)};
	if (last_line > find->last_line)
		find->last_line = last_line;
}

static void
answers_make(struct notes_finds *finds)
{
	struct buf *texts = arena_array(finds->arena, finds->count + 1, sizeof(*texts));

	for (size_t i = 0; i < finds->part_count; i++) {
		struct buf *text = &texts[finds->parts[i].answer];

		if (!text->arena)
			buf_init(text, finds->arena, SIZE_MAX);
		if (text->length)
			buf_add_char(text, '\n');
		buf_add_text(text, finds->parts[i].text);
	}
	for (size_t i = 0; i < finds->count; i++) {
		if (finds->items[i].kind == NOTES_ANSWER)
			finds->items[i].text = texts[i].arena ? texts[i].text : "";
	}
}

struct notes
notes_finds_end(struct notes_finds *finds)
{
	size_t *places = arena_array(finds->arena, finds->count + 1, sizeof(*places));
	size_t kept = 0;

	answers_make(finds);
	for (size_t i = 0; i < finds->count; i++) {
		struct notes_find find = finds->items[i];

		if (find.kind == NOTES_ANSWER && !*find.text)
			continue;
		find.raw = notes_source_raw(finds->source, finds->arena, find.line, find.last_line);
		if (find.part_of != NOTES_NONE)
			find.part_of = places[find.part_of];
		places[i] = kept;
		finds->items[kept++] = find;
	}
	return (struct notes){.finds = finds->items, .count = kept};
}
