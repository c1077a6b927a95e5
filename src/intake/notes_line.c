/* SPDX-License-Identifier: MIT */
#include "intake/notes_line.h"

#include <string.h>

#include "base/buf.h"

enum { WRAPPED_LEAST = 50, JOINED_MOST = 8192, TAB = 4, CELLS_MOST = 16 };

void
paragraph_add(struct arena *arena, struct paragraph *paragraph)
{
	paragraph->lines = arena_grow(arena, paragraph->lines, paragraph->count,
	        &paragraph->capacity, sizeof(*paragraph->lines));
	paragraph->lines[paragraph->count++] = paragraph->next;
	paragraph->last = paragraph->next.number;
}

void
statements_init(struct statements *statements, struct arena *arena, struct arena *scratch,
        const struct notes_source *source)
{
	*statements = (struct statements){.arena = arena, .scratch = scratch, .source = source};
}

static struct notes_line *
line_push(struct statements *statements, struct notes_line line)
{
	struct notes_lines *lines = &statements->lines;

	lines->items = arena_grow(statements->arena, lines->items, lines->count,
	        &statements->capacity, sizeof(*lines->items));
	lines->items[lines->count] = line;
	return &lines->items[lines->count++];
}

/* How far a line of the source is indented; marks of quotes and of the first line's item count. */
static size_t
line_indent(const struct notes_source *source, size_t number, bool first)
{
	size_t length;
	const char *text = notes_source_line(source, number, &length);
	const char *skipped = first ? " \t>*+-0123456789.)" : " \t>";
	size_t indent = 0;

	for (size_t i = 0; i < length && strchr(skipped, text[i]); i++)
		indent = text[i] == '\t' ? (indent / TAB + 1) * TAB : indent + 1;
	return indent;
}

/* "- x", "2) x" inside of a paragraph: plain text, indented too far for Markdown's lists. */
static size_t
bullet_length(const char *text)
{
	static const char *const bullets[] = {
	        "- ", "* ", "+ ", "\xE2\x80\xA2 ", "\xC2\xB7 ", "\xE2\x80\x93 "};
	size_t digits = strspn(text, "0123456789");

	for (size_t i = 0; i < COUNT(bullets); i++) {
		if (strncmp(text, bullets[i], strlen(bullets[i])) == 0)
			return strlen(bullets[i]);
	}
	if (digits && digits < 3 && (text[digits] == '.' || text[digits] == ')') &&
	        text[digits + 1] == ' ')
		return digits + 2;
	return 0;
}

/* Was the line before wrapped by hand, so that this one goes on with its sentence? */
static bool
line_goes_on(const struct statements *statements, const struct notes_line *before,
        const struct notes_label *label, size_t indent)
{
	size_t length = strlen(before->text);
	size_t width;

	if ((label->kind != NOTES_LABEL_NONE && label->kind != NOTES_LABEL_NAME) || !length)
		return false;
	/* The mark stands on a line of its own. */
	if (before->label.kind == NOTES_LABEL_QUESTION && !*before->label.rest)
		return true;
	/* What is indented below a line of plain text is not the rest of its sentence. */
	if (!before->item && before->last == before->number && indent > before->indent + 1 &&
	        before->label.kind == NOTES_LABEL_NONE)
		return false;
	(void)notes_source_line(statements->source, before->last, &width);
	if (width < WRAPPED_LEAST || length > JOINED_MOST)
		return false;
	if (before->label.kind == NOTES_LABEL_QUESTION && !strchr(before->text, '?'))
		return true;
	return !strchr(".?!:;", before->text[length - 1]);
}

/* joined holds the text of the line as far as it goes, once a line was joined. */
static void
line_join(struct arena *arena, struct buf *joined, struct notes_line *line,
        const struct paragraph_line *next)
{
	size_t rest = (size_t)(line->label.rest - line->text);

	if (!joined->arena) {
		buf_init(joined, arena, SIZE_MAX);
		buf_add_text(joined, line->text);
	}
	buf_add_char(joined, '\n');
	buf_add_text(joined, next->text);
	line->text = joined->text;
	rest += strspn(line->text + rest, "\n");
	line->label.rest = line->text + rest;
	line->last = next->number;
	line->ends_foreign = next->ends_foreign;
}

/* The nearest line of this paragraph that is indented less, or the item around it. */
static size_t
parent_find(const struct notes_lines *lines, const size_t *indents, size_t first, size_t indent,
        const struct notes_place *place)
{
	size_t at = lines->count;

	while (at > first) {
		if (indents[at - 1 - first] < indent)
			return at - 1;
		/* Over what that line is itself held by, in one step. */
		at = lines->items[at - 1].parent == NOTES_NONE ||
		                lines->items[at - 1].parent < first
		        ? first
		        : lines->items[at - 1].parent + 1;
	}
	if (place && place->item != NOTES_NONE)
		return place->item;
	return place ? place->outer : NOTES_NONE;
}

/*
 * Markdown takes "  * x" below "*<tab>y" for a sibling, people who mix blanks and tabs mean a
 * child. The item around a new item is the nearest one of its list that is indented less.
 */
static size_t
item_parent_find(const struct notes_lines *lines, size_t list, size_t indent, size_t outer)
{
	size_t at = lines->count ? lines->count - 1 : NOTES_NONE;

	while (at != NOTES_NONE && at != outer) {
		const struct notes_line *line = &lines->items[at];

		if (line->item && line->list == list && line->indent < indent)
			return at;
		at = line->parent;
	}
	return outer;
}

static bool
text_is_rule(const char *text)
{
	return text[strspn(text, "|:- \t")] == '\0' && strchr(text, '|') && strchr(text, '-');
}

static size_t
cells_split(struct arena *arena, const char *text, const char **cells)
{
	size_t count = 0;

	text += strspn(text, " \t|");
	while (*text && count < CELLS_MOST) {
		size_t length = strcspn(text, "|");
		size_t kept = length;

		while (kept && text[kept - 1] == ' ')
			kept--;
		cells[count++] = arena_span(arena, text, kept);
		text += length + (text[length] ? 1 : 0);
		text += strspn(text, " \t");
	}
	return count;
}

/* Of a table, only rows under a heading "Question" are read; the answer's column may be there. */
static void
table_add(struct statements *statements, const struct paragraph *paragraph)
{
	enum notes_label_kind kinds[CELLS_MOST] = {NOTES_LABEL_NONE};
	const char *cells[CELLS_MOST];
	size_t columns = cells_split(statements->arena, paragraph->lines[0].text, cells);
	size_t parent = paragraph->place ? paragraph->place->item : NOTES_NONE;

	for (size_t i = 0; i < columns; i++) {
		const char *head = arena_format(statements->arena, "%s:", cells[i]);

		kinds[i] = notes_label_find(statements->arena, head).kind;
	}
	for (size_t row = 2; row < paragraph->count; row++) {
		size_t count = cells_split(statements->arena, paragraph->lines[row].text, cells);

		for (size_t i = 0; i < count && i < columns; i++) {
			struct notes_line line = {.number = paragraph->lines[row].number,
			        .last = paragraph->lines[row].number,
			        .text = cells[i],
			        .parent = parent,
			        .block = ++statements->blocks,
			        .label = {.kind = kinds[i], .firm = true, .rest = cells[i]}};

			if (*cells[i] &&
			        (kinds[i] == NOTES_LABEL_QUESTION ||
			                kinds[i] == NOTES_LABEL_ANSWER))
				(void)line_push(statements, line);
		}
	}
}

/* A time in front: what was said before is over. */
static bool
line_is_stamped(const char *text)
{
	bool is_task;

	return notes_label_skip(text, &is_task) != text;
}

static void
line_add(struct statements *statements, const struct paragraph *paragraph,
        const struct paragraph_line *from, const struct notes_label *label, bool bullet)
{
	struct notes_place *place = paragraph->place;
	struct notes_line line = {.number = from->number,
	        .last = from->number,
	        .indent = line_indent(statements->source, from->number, false),
	        .text = from->text,
	        .level = paragraph->count == 1 ? paragraph->level : NOTES_LEVEL_NONE,
	        .list = place ? place->list : 0,
	        .block = statements->blocks,
	        .ordered = place && place->ordered,
	        .quoted = paragraph->quoted,
	        .code = paragraph->code,
	        .ends_foreign = from->ends_foreign,
	        .item = bullet,
	        .bold = from->bold,
	        .linked = from->linked,
	        .url = from->url,
	        .label = *label};

	if (!line.level && !place && paragraph->count == 1 && !paragraph->quoted &&
	        (label->kind == NOTES_LABEL_NONE ||
	                (label->kind == NOTES_LABEL_NAME && *label->rest)) &&
	        line.bold && line.bold == strlen(line.text))
		line.level = NOTES_LEVEL_BOLD;
	if (place && place->item == NOTES_NONE) {
		line.item = true;
		place->item = statements->lines.count;
	}
	(void)line_push(statements, line);
}

/* A line without the blanks around it and, when it has one, its bullet. */
static struct paragraph_line
line_trimmed(const struct paragraph_line *from, bool *bullet_out)
{
	struct paragraph_line line = *from;
	size_t blanks = strspn(line.text, " \t");
	size_t bullet = bullet_length(line.text + blanks);
	size_t skipped = blanks + bullet + strspn(line.text + blanks + bullet, " \t");
	size_t length;

	line.text += skipped;
	length = strlen(line.text);
	line.bold = line.bold > skipped ? line.bold - skipped : 0;
	line.linked = line.linked > skipped ? line.linked - skipped : 0;
	line.bold = line.bold < length ? line.bold : length;
	line.linked = line.linked < length ? line.linked : length;
	*bullet_out = bullet;
	return line;
}

void
statements_add(struct statements *statements, const struct paragraph *paragraph)
{
	struct notes_lines *lines = &statements->lines;
	size_t first = lines->count;
	size_t *indents = arena_array(statements->arena, paragraph->count, sizeof(*indents));
	struct buf joined = {0};

	statements->blocks++;
	if (paragraph->count > 1 && text_is_rule(paragraph->lines[1].text)) {
		table_add(statements, paragraph);
		return;
	}
	for (size_t i = 0; i < paragraph->count; i++) {
		bool bullet;
		struct paragraph_line line = line_trimmed(&paragraph->lines[i], &bullet);
		struct notes_label label = notes_label_find(statements->scratch, line.text);
		size_t indent =
		        line_indent(statements->source, line.number, i == 0 && paragraph->place);
		size_t parent;

		arena_reset(statements->scratch);
		if (!*line.text)
			continue;
		if (lines->count > first && !bullet && !line_is_stamped(line.text) &&
		        line_goes_on(statements, &lines->items[lines->count - 1], &label, indent)) {
			line_join(
			        statements->arena, &joined, &lines->items[lines->count - 1], &line);
			continue;
		}
		joined = (struct buf){0};
		parent = parent_find(lines, indents, first, indent, paragraph->place);
		if (paragraph->place && paragraph->place->item == NOTES_NONE)
			parent = item_parent_find(lines, paragraph->place->list,
			        line_indent(statements->source, line.number, false), parent);
		indents[lines->count - first] = indent;
		line_add(statements, paragraph, &line, &label, bullet);
		lines->items[lines->count - 1].parent = parent;
	}
}

struct notes_lines
statements_end(struct statements *statements)
{
	struct notes_lines lines = statements->lines;

	for (size_t i = 0; i < lines.count; i++)
		lines.items[i].end = i + 1;
	for (size_t i = lines.count; i > 0; i--) {
		size_t parent = lines.items[i - 1].parent;

		if (parent != NOTES_NONE && lines.items[parent].end < lines.items[i - 1].end)
			lines.items[parent].end = lines.items[i - 1].end;
	}
	return lines;
}
