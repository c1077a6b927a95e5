/* SPDX-License-Identifier: MIT */

/* Comma-separated values as RFC 4180 describes them; LF alone ends a line too. */
#ifndef INTAKE_CSV_H
#define INTAKE_CSV_H

#include "base/buf.h"
#include "base/error.h"

enum {
	CSV_CELLS_MOST = 256,         /* in one row */
	CSV_BYTES_MOST = 1024 * 1024, /* in one cell */
};

struct csv {
	const char *name; /* of the input, for messages */
	const char *at;
	const char *end;
	char separator;
	size_t line; /* where `at` is, from 1 */
	struct arena *arena;
	struct buf cell; /* the one that is being read */
};

struct csv_row {
	size_t line; /* where it begins */
	size_t count;
	const char *cells[CSV_CELLS_MOST]; /* in the arena; never NULL */
};

enum csv_result { CSV_ROW, CSV_END, CSV_FAILED };

/* separator 0: the one of comma, semicolon and tab that the first line has most of. */
void csv_init(struct csv *csv, struct arena *arena, const char *name, const char *bytes,
        size_t length, char separator);

/* The next row that is not an empty line. CSV_FAILED names line and reason. */
MUST_CHECK enum csv_result csv_read(struct csv *csv, struct csv_row *row, struct error *err);

#endif
