/* SPDX-License-Identifier: MIT */

/*
 * Rows on their way to paper: the same columns and values as an aligned table for a terminal, as
 * tab-separated lines for a pipe, as CSV or as a Markdown table. A report writes into a buffer and
 * prints nothing; whoever owns it empties the buffer when it pleases. (JSON is not a report:
 * it has entities, not columns; see model/ and cmd/view.)
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/buf.h"

enum column_kind {
	COLUMN_TEXT,
	COLUMN_ID,    /* right-aligned, never cut */
	COLUMN_STATE, /* glyph and word, coloured by the value's paint */
	COLUMN_TIME,  /* never cut */
};

struct column {
	const char *key;   /* name in CSV and TSV headers: "talk" */
	const char *title; /* heading in tables: "TALK" */
	enum column_kind kind;
	bool shrinks; /* may be cut or wrapped when the terminal is narrow */
};

/* Colours by meaning, from the 16-colour palette. */
enum paint {
	PAINT_NONE,
	PAINT_OPEN,
	PAINT_WAITING,
	PAINT_DONE,
	PAINT_DIM,
	PAINT_STRONG,
	PAINT_ERROR
};

struct cell {
	const char *text; /* for people; NULL is empty */
	const char *
	        plain; /* for pipes and files when that differs (RFC 3339, whole text); else NULL */
	enum paint paint;
};

struct report_style {
	size_t width; /* terminal cells per line; 0: as wide as needed */
	bool colour;
	bool utf8;   /* false: ASCII glyphs and "..." for a cut */
	bool header; /* column titles where the format has none by itself (table) */
};

struct report;

/*
 * format: "table", "tsv", "csv" or "md". columns live as long as the report. Everything is
 * allocated in the arena of out.
 */
struct report *report_open(const char *format, struct buf *out, const struct column *columns,
        size_t count, const struct report_style *style);

/* A heading above the rows that follow (a talk); ignored by tsv and csv. note may be NULL. */
void report_group(struct report *report, const char *title, const char *note);

/* cells: as many as there are columns. A table is aligned over the rows of one group. */
void report_row(struct report *report, const struct cell *cells);

/* Writes what is still held back. */
void report_end(struct report *report);

#endif
