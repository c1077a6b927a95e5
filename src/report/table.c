/* SPDX-License-Identifier: MIT */

/*
 * For people at a terminal: aligned columns, one line per row. The rows of a group are held back
 * until its columns can be measured, but never more than HELD_ROWS of them: later rows of a large
 * group are aligned by all that came before, so the memory does not grow with the list.
 */
#include "report/report_private.h"

#include "text/safe.h"
#include "text/utf8.h"

#include <string.h>

enum {
	HELD_ROWS = 500,
	HELD_BYTES = 256 * 1024,
	GAP_CELLS = 2,
	LEAST_CELLS = 8, /* below that a cut column says nothing any more */
};

struct held {
	size_t start; /* of its text in table.text, ended by NUL */
	size_t width;
	enum paint paint;
};

struct table {
	struct buf text;
	struct held *cells; /* row after row */
	size_t used;
	size_t capacity;
	size_t *natural; /* by column: the widest cell of the group so far */
	size_t *given;   /* by column: the cells it gets */
};

static const char *const paint_codes[] = {
        [PAINT_OPEN] = "\033[33m",
        [PAINT_WAITING] = "\033[36m",
        [PAINT_DONE] = "\033[32m",
        [PAINT_DIM] = "\033[2m",
        [PAINT_STRONG] = "\033[1m",
        [PAINT_ERROR] = "\033[31m",
};

static void
paint_add(const struct report *report, enum paint paint)
{
	if (report->style.colour && paint != PAINT_NONE)
		buf_add_text(report->out, paint_codes[paint]);
}

static void
paint_end(const struct report *report, enum paint paint)
{
	if (report->style.colour && paint != PAINT_NONE)
		buf_add_text(report->out, "\033[0m");
}

static bool
column_shrinks(const struct column *column)
{
	return column->shrinks && column->kind != COLUMN_ID && column->kind != COLUMN_TIME;
}

/* The widest column that can still give a cell away; count when there is none. */
static size_t
widest_get(const struct report *report)
{
	const size_t *given = report->table->given;
	size_t widest = report->count;

	for (size_t i = 0; i < report->count; i++) {
		if (!column_shrinks(&report->columns[i]) || given[i] <= LEAST_CELLS)
			continue;
		if (widest == report->count || given[i] > given[widest])
			widest = i;
	}
	return widest;
}

/* Every column gets what it needs; when that is too much, the widest give way first. */
static void
columns_fit(struct report *report)
{
	struct table *table = report->table;
	size_t limit = report->style.width;
	size_t most = limit > LEAST_CELLS ? limit : LEAST_CELLS;
	size_t total = 0;

	for (size_t i = 0; i < report->count; i++) {
		table->given[i] = table->natural[i];
		if (limit && column_shrinks(&report->columns[i]) && table->given[i] > most)
			table->given[i] = most;
		if (table->given[i])
			total += table->given[i] + (total ? GAP_CELLS : 0);
	}
	while (limit && total > limit) {
		size_t widest = widest_get(report);

		if (widest == report->count)
			break;
		table->given[widest]--;
		total--;
	}
}

/* Adds the text of a cell, cut to room; returns the cells that it takes. */
static size_t
cell_add(struct report *report, const struct held *cell, size_t room)
{
	const char *text = report->table->text.text + cell->start;
	const char *dots = report->style.utf8 ? "…" : "...";
	size_t dots_width = report->style.utf8 ? 1 : 3;
	size_t length = strlen(text);
	size_t width = cell->width;

	if (width <= room)
		dots = "";
	else
		length = utf8_fit(text, room - dots_width, &width);
	paint_add(report, cell->paint);
	buf_add(report->out, text, length);
	buf_add_text(report->out, dots);
	paint_end(report, cell->paint);
	return width + (dots[0] ? dots_width : 0);
}

/* Blanks are written only in front of text, so that no line ends with them. */
static void
line_add(struct report *report, const struct held *cells)
{
	size_t blanks = 0;

	for (size_t i = 0; i < report->count; i++) {
		size_t room = report->table->given[i];
		size_t used = 0;

		if (!room)
			continue;
		if (report->columns[i].kind == COLUMN_ID) {
			blanks += room - cells[i].width;
			room = cells[i].width;
		}
		if (cells[i].width) {
			buf_add_repeat(report->out, " ", blanks);
			blanks = 0;
			used = cell_add(report, &cells[i], room);
		}
		blanks += room - used + GAP_CELLS;
	}
	buf_add_char(report->out, '\n');
}

static void
table_flush(struct report *report)
{
	struct table *table = report->table;

	columns_fit(report);
	for (size_t i = 0; i < table->used; i += report->count)
		line_add(report, &table->cells[i]);
	table->used = 0;
	buf_reset(&table->text);
}

static void
cell_hold(struct report *report, size_t column, const char *text, enum paint paint)
{
	struct table *table = report->table;
	struct held cell = {.start = table->text.length, .paint = paint};

	safe_add_line(&table->text, text ? text : "");
	cell.width = utf8_width(table->text.text + cell.start);
	buf_add_char(&table->text, '\0');
	if (cell.width > table->natural[column])
		table->natural[column] = cell.width;
	table->cells = arena_grow(report->out->arena, table->cells, table->used, &table->capacity,
	        sizeof(*table->cells));
	table->cells[table->used++] = cell;
}

/* With titles every group is at least as wide as them, so that it stays below the one title row. */
static void
widths_reset(struct report *report)
{
	for (size_t i = 0; i < report->count; i++)
		report->table->natural[i] =
		        report->style.header ? utf8_width(report->columns[i].title) : 0;
}

static void
table_open(struct report *report)
{
	struct arena *arena = report->out->arena;
	struct table *table = arena_get(arena, sizeof(*table));

	buf_init(&table->text, arena, 0);
	table->natural = arena_array(arena, report->count, sizeof(*table->natural));
	table->given = arena_array(arena, report->count, sizeof(*table->given));
	report->table = table;
	report->titled = !report->style.header;
	widths_reset(report);
}

/* A heading is one line: its title is cut, at half of the width at the least, so that the note
 * stays. */
static void
heading_add(struct report *report, const char *title, const char *note)
{
	const char *safe = safe_line(report->out->arena, title);
	size_t width = report->style.width;
	size_t taken = note ? utf8_width(note) + GAP_CELLS : 0;
	size_t cells = taken + width / 2 < width ? width - taken : width / 2;
	size_t length = strlen(safe);

	if (width && utf8_width(safe) > cells)
		length = utf8_fit(safe, cells - 1, NULL);
	buf_add(report->out, safe, length);
	if (safe[length])
		buf_add_text(report->out, report->style.utf8 ? "…" : ".");
}

static void
table_group(struct report *report, const char *title, const char *note)
{
	table_flush(report);
	widths_reset(report);
	if (report->begun)
		buf_add_char(report->out, '\n');
	paint_add(report, PAINT_STRONG);
	heading_add(report, title, note);
	paint_end(report, PAINT_STRONG);
	if (note) {
		buf_add_repeat(report->out, " ", GAP_CELLS);
		paint_add(report, PAINT_DIM);
		safe_add_line(report->out, note);
		paint_end(report, PAINT_DIM);
	}
	buf_add_char(report->out, '\n');
	report->begun = true;
}

static void
table_row(struct report *report, const struct cell *cells)
{
	struct table *table = report->table;

	if (!report->titled) {
		for (size_t i = 0; i < report->count; i++)
			cell_hold(report, i, report->columns[i].title, PAINT_DIM);
		report->titled = true;
	}
	for (size_t i = 0; i < report->count; i++)
		cell_hold(report, i, cells[i].text, cells[i].paint);
	report->begun = true;
	if (table->used >= HELD_ROWS * report->count || table->text.length >= HELD_BYTES)
		table_flush(report);
}

const struct report_format report_table = {
        .name = "table",
        .open = table_open,
        .group = table_group,
        .row = table_row,
        .end = table_flush,
};
