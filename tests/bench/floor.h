/* SPDX-License-Identifier: MIT */

/*
 * The floor: the least that a C program over SQLite can do for one of askback's everyday commands,
 * as a cold process on a store of the same questions (floor.sql). Times of one machine mean little;
 * a time as a multiple of the floor's, taken in the same minute, can be compared.
 */
#ifndef TESTS_BENCH_FLOOR_H
#define TESTS_BENCH_FLOOR_H

#include <sqlite3.h>

/* Every failure ends the program: a floor that stumbled is no measure. */
static inline void
floor_check(sqlite3 *db, int ok)
{
	if (ok)
		return;
	fprintf(stderr, "floor: %s\n", sqlite3_errmsg(db));
	exit(1);
}

static inline sqlite3 *
floor_open(const char *path, int flags)
{
	sqlite3 *db = NULL;

	floor_check(db, sqlite3_open_v2(path, &db, flags | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK);
	return db;
}

static inline void
floor_script(sqlite3 *db, const char *text)
{
	floor_check(db, sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK);
}

static inline sqlite3_stmt *
floor_prepare(sqlite3 *db, const char *text)
{
	sqlite3_stmt *statement = NULL;

	floor_check(db, sqlite3_prepare_v2(db, text, -1, &statement, NULL) == SQLITE_OK);
	return statement;
}

/* Runs a statement without results. */
static inline void
floor_run(sqlite3 *db, sqlite3_stmt *statement)
{
	floor_check(db, sqlite3_step(statement) == SQLITE_DONE);
	(void)sqlite3_finalize(statement);
}

/* Prints the rows of a statement as lines of fields with tabs between them. */
static inline void
floor_print(sqlite3 *db, sqlite3_stmt *statement)
{
	int columns = sqlite3_column_count(statement);
	int code;

	while ((code = sqlite3_step(statement)) == SQLITE_ROW)
		for (int i = 0; i < columns; i++) {
			const char *text = (const char *)sqlite3_column_text(statement, i);

			fputs(text ? text : "", stdout);
			putchar(i + 1 < columns ? '\t' : '\n');
		}
	floor_check(db, code == SQLITE_DONE);
	(void)sqlite3_finalize(statement);
}

#endif
