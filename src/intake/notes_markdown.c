/* SPDX-License-Identifier: MIT */
#include "intake/notes_markdown.h"

#include <cmark.h>
#include <string.h>

#include "base/buf.h"

enum { SEARCH_LINES = 8, FENCE_INDENT_MOST = 3 };

/* Where the reader is: lists and items are stacks, a paragraph is collected line by line. */
struct reader {
	struct arena *arena;
	const struct notes_source *source;
	struct statements out;
	struct notes_place *places;
	size_t depth;
	size_t capacity;
	size_t quotes;
	struct paragraph paragraph;
	struct buf text; /* the line of the paragraph that is being collected */
	size_t text_line;
	size_t link_start; /* where a link or bold text began */
	size_t bold_start;
};

/*
 * cmark's line numbers of inlines are off behind a link or tag that spans lines, and behind
 * reference definitions: the line that holds the words is looked for from there on.
 */
static size_t
line_find(const struct reader *reader, size_t line, const char *words, size_t length)
{
	size_t end = line + SEARCH_LINES;

	if (end > reader->source->count)
		end = reader->source->count;
	for (size_t at = line; at <= end; at++) {
		size_t size;
		const char *text = notes_source_line(reader->source, at, &size);

		if (length && memmem(text, size, words, length))
			return at;
	}
	return line <= reader->source->count ? line : reader->source->count;
}

static void
text_begin(struct reader *reader)
{
	buf_reset(&reader->text);
	reader->text_line = 0;
	reader->link_start = NOTES_NONE;
	reader->bold_start = NOTES_NONE;
	reader->paragraph.next = (struct paragraph_line){0};
}

static void
text_end(struct reader *reader)
{
	struct paragraph_line *next = &reader->paragraph.next;
	size_t length = reader->text.length;

	if (!reader->text_line)
		reader->text_line = reader->paragraph.last ? reader->paragraph.last + 1
		                                           : reader->paragraph.first;
	if (reader->text_line > reader->source->count)
		reader->text_line = reader->source->count;
	next->number = reader->text_line;
	while (length && strchr(" \t", reader->text.text[length - 1]))
		length--;
	next->text = arena_span(reader->arena, reader->text.text, length);
	paragraph_add(reader->arena, &reader->paragraph);
	text_begin(reader);
}

static void
text_add(struct reader *reader, cmark_node *node, bool foreign)
{
	const char *literal = cmark_node_get_literal(node);
	int start = cmark_node_get_start_line(node);

	if (!literal)
		return;
	if (!reader->text_line && !foreign && strspn(literal, " ") < strlen(literal)) {
		size_t line = reader->paragraph.last ? reader->paragraph.last + 1
		                                     : reader->paragraph.first;

		if (start > 0 && (size_t)start > line)
			line = (size_t)start;
		reader->text_line = line_find(reader, line, literal, strlen(literal));
	}
	for (; *literal; literal++)
		buf_add_char(&reader->text, *literal == '\n' ? ' ' : *literal);
	reader->paragraph.next.ends_foreign = foreign || reader->link_start != NOTES_NONE;
}

static void
link_do(struct reader *reader, cmark_node *node, bool enter)
{
	struct paragraph_line *next = &reader->paragraph.next;

	if (!enter && reader->link_start == 0) {
		next->linked = reader->text.length;
		next->url = arena_text(reader->arena, cmark_node_get_url(node));
	}
	reader->link_start = enter ? reader->text.length : NOTES_NONE;
}

static void
bold_do(struct reader *reader, bool enter)
{
	if (!enter && reader->bold_start == 0)
		reader->paragraph.next.bold = reader->text.length;
	reader->bold_start = enter ? reader->text.length : NOTES_NONE;
}

static void
paragraph_begin(struct reader *reader, cmark_node *node, int level)
{
	int start = cmark_node_get_start_line(node);

	reader->paragraph = (struct paragraph){
	        .first = start > 0 ? (size_t)start : 1,
	        .level = level,
	        .quoted = reader->quotes > 0,
	        .place = reader->depth ? &reader->places[reader->depth - 1] : NULL,
	};
	text_begin(reader);
}

static void
paragraph_end(struct reader *reader)
{
	text_end(reader);
	statements_add(&reader->out, &reader->paragraph);
}

/* Notes in plain text are indented at will: what Markdown takes for code there may be text. */
static void
code_do(struct reader *reader, cmark_node *node)
{
	int start = cmark_node_get_start_line(node);
	size_t first = start > 0 ? (size_t)start : 1;
	size_t length;
	const char *line;

	if (first > reader->source->count)
		return;
	line = notes_source_line(reader->source, first, &length);
	line += strspn(line, " \t>*+-");
	if (strncmp(line, "```", 3) == 0 || strncmp(line, "~~~", 3) == 0)
		return;
	if (*cmark_node_get_fence_info(node) || strstr(line, "#+") == line)
		return;
	paragraph_begin(reader, node, NOTES_LEVEL_NONE);
	reader->paragraph.code = !reader->source->is_plain;
	for (const char *at = cmark_node_get_literal(node); *at;) {
		size_t size = strcspn(at, "\n");

		buf_add(&reader->text, at + strspn(at, " \t"),
		        size > strspn(at, " \t") ? size - strspn(at, " \t") : 0);
		text_end(reader);
		at += size + (at[size] ? 1 : 0);
	}
	statements_add(&reader->out, &reader->paragraph);
}

static void
place_do(struct reader *reader, cmark_node *node, bool enter, bool is_item)
{
	struct notes_place place = {.item = NOTES_NONE, .outer = NOTES_NONE};

	if (!enter) {
		reader->depth--;
		return;
	}
	if (reader->depth)
		place = reader->places[reader->depth - 1];
	if (is_item) {
		place.outer = place.item == NOTES_NONE ? place.outer : place.item;
		place.item = NOTES_NONE;
	} else {
		place.list = ++reader->out.lines.lists;
		place.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	}
	reader->places = arena_grow(reader->arena, reader->places, reader->depth, &reader->capacity,
	        sizeof(*reader->places));
	reader->places[reader->depth++] = place;
}

static void
inline_do(struct reader *reader, cmark_node *node, bool enter)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		text_add(reader, node, false);
		break;
	case CMARK_NODE_CODE:
		text_add(reader, node, true);
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		text_end(reader);
		break;
	case CMARK_NODE_LINK:
		link_do(reader, node, enter);
		break;
	case CMARK_NODE_STRONG:
		bold_do(reader, enter);
		break;
	default:
		break;
	}
}

static void
node_do(struct reader *reader, cmark_node *node, bool enter)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		if (enter)
			reader->quotes++;
		else
			reader->quotes--;
		break;
	case CMARK_NODE_LIST:
		place_do(reader, node, enter, false);
		break;
	case CMARK_NODE_ITEM:
		place_do(reader, node, enter, true);
		break;
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
		if (enter)
			paragraph_begin(reader, node, cmark_node_get_heading_level(node));
		else
			paragraph_end(reader);
		break;
	case CMARK_NODE_CODE_BLOCK:
		code_do(reader, node);
		break;
	default:
		inline_do(reader, node, enter);
		break;
	}
}

struct notes_lines
notes_markdown_read(struct arena *arena, struct arena *scratch, const struct notes_source *source)
{
	struct reader reader = {.arena = arena, .source = source};
	cmark_node *root =
	        cmark_parse_document(source->markdown, strlen(source->markdown), CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;

	buf_init(&reader.text, arena, SIZE_MAX);
	statements_init(&reader.out, arena, scratch, source);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
		node_do(&reader, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
	cmark_iter_free(iter);
	cmark_node_free(root);
	return statements_end(&reader.out);
}
