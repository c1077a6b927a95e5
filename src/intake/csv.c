/* SPDX-License-Identifier: MIT */
#include "intake/csv.h"

#include <string.h>

#include "text/utf8.h"

static char
separator_find(const char *at, const char *end)
{
	static const char candidates[] = {',', ';', '\t'};
	size_t counts[COUNT(candidates)] = {0};
	size_t best = 0;
	bool quoted = false;

	for (; at < end && (quoted || *at != '\n'); at++) {
		if (*at == '"')
			quoted = !quoted;
		for (size_t i = 0; !quoted && i < COUNT(candidates); i++)
			counts[i] += *at == candidates[i];
	}
	for (size_t i = 1; i < COUNT(candidates); i++)
		if (counts[i] > counts[best])
			best = i;
	return candidates[best];
}

void
csv_init(struct csv *csv, struct arena *arena, const char *name, const char *bytes, size_t length,
        char separator)
{
	*csv = (struct csv){
	        .name = name,
	        .at = bytes,
	        .end = bytes + length,
	        .separator = separator ? separator : separator_find(bytes, bytes + length),
	        .line = 1,
	        .arena = arena,
	};
	buf_init(&csv->cell, arena, CSV_BYTES_MOST);
}

static bool
fail(const struct csv *csv, const struct csv_row *row, const char *reason, struct error *err)
{
	return error_set(err, ERROR_INVALID, "%s: line %zu: %s", csv->name, row->line, reason);
}

/* Steps over a line end. */
static bool
read_end(struct csv *csv)
{
	if (csv->at < csv->end && *csv->at == '\r' &&
	        (csv->at + 1 == csv->end || csv->at[1] == '\n'))
		csv->at++;
	if (csv->at == csv->end)
		return true;
	if (*csv->at != '\n')
		return false;
	csv->at++;
	csv->line++;
	return true;
}

/* Reads up to the closing quote; two quotes are one. */
static bool
read_quoted(struct csv *csv)
{
	for (csv->at++; csv->at < csv->end; csv->at++) {
		if (*csv->at == '"' && (csv->at + 1 == csv->end || csv->at[1] != '"')) {
			csv->at++;
			return true;
		}
		if (*csv->at == '"')
			csv->at++;
		if (*csv->at == '\n')
			csv->line++;
		buf_add_char(&csv->cell, *csv->at);
	}
	return false;
}

static bool
read_cell(struct csv *csv, struct csv_row *row, struct error *err)
{
	struct buf *cell = &csv->cell;

	buf_reset(cell);
	if (csv->at < csv->end && *csv->at == '"') {
		if (!read_quoted(csv))
			return fail(csv, row, "a quoted cell has no end", err);
	} else {
		const char *start = csv->at;

		while (csv->at < csv->end && *csv->at != csv->separator && *csv->at != '\n')
			csv->at++;
		buf_add(cell, start, (size_t)(csv->at - start));
		/* The line end's carriage return was taken for text. */
		if (cell->length && cell->text[cell->length - 1] == '\r' &&
		        (csv->at == csv->end || *csv->at == '\n'))
			cell->text[--cell->length] = '\0';
	}
	if (cell->over)
		return fail(csv, row, "a cell is longer than 1 MiB", err);
	if (utf8_valid_length(cell->text, cell->length) != cell->length)
		return fail(csv, row, "the text is not UTF-8", err);
	/* Tables can be mostly empty: that must not cost memory. */
	row->cells[row->count++] =
	        cell->length ? arena_span(csv->arena, cell->text, cell->length) : "";
	return true;
}

/* True with *more when the row goes on behind a separator. */
static bool
read_between(struct csv *csv, const struct csv_row *row, bool *more, struct error *err)
{
	*more = false;
	if (csv->at < csv->end && *csv->at == csv->separator) {
		csv->at++;
		*more = true;
		return true;
	}
	return read_end(csv) || fail(csv, row, "text follows a closing quote", err);
}

enum csv_result
csv_read(struct csv *csv, struct csv_row *row, struct error *err)
{
	bool more = true;

	while (csv->at < csv->end && (*csv->at == '\n' || *csv->at == '\r') && read_end(csv))
		continue;
	if (csv->at == csv->end)
		return CSV_END;
	row->line = csv->line;
	row->count = 0;
	while (more) {
		if (row->count == CSV_CELLS_MOST) {
			(void)!fail(csv, row, "it has more than 256 cells", err);
			return CSV_FAILED;
		}
		if (!read_cell(csv, row, err) || !read_between(csv, row, &more, err))
			return CSV_FAILED;
	}
	return CSV_ROW;
}
