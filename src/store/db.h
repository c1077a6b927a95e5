/* SPDX-License-Identifier: MIT */

/*
 * The waist between the store and a database engine. Statements are named, live in
 * store/queries, and are known here by their number; values are bound, never spliced. One
 * connection serves one command; nothing here is shared between threads.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/arena.h"
#include "base/error.h"

enum query {
#define QUERY(constant, name, sqlite, postgres) Q_##constant,
#include "queries.inc"
#undef QUERY
	QUERY_COUNT
};

enum value_type { VALUE_NULL, VALUE_NUMBER, VALUE_TEXT };

struct value {
	enum value_type type;
	int64_t number;
	const char *text; /* borrowed until the statement has run */
};

static inline struct value
value_of_number(int64_t number)
{
	return (struct value){.type = VALUE_NUMBER, .number = number};
}

/* NULL becomes SQL's NULL. */
static inline struct value
value_of_text(const char *text)
{
	return (struct value){.type = text ? VALUE_TEXT : VALUE_NULL, .text = text};
}

/* For columns where 0 means "none": ids, and moments that may be unknown. */
static inline struct value
value_of_some(int64_t number)
{
	return (struct value){.type = number ? VALUE_NUMBER : VALUE_NULL, .number = number};
}

/* The compiler picks the right one; V0 is a number whose 0 is NULL. */
#define V(x) \
	_Generic((x), char * : value_of_text, const char * : value_of_text, default \
	: value_of_number)(x)
#define V0(x) value_of_some(x)

struct args_of {
	const struct value *values;
	size_t count;
};
#define ARGS(...) \
	((struct args_of){(const struct value[]){__VA_ARGS__}, \
	        sizeof((const struct value[]){__VA_ARGS__}) / sizeof(struct value)})
#define NO_ARGS ((struct args_of){NULL, 0})

/* How a column goes into a struct; a table of these ends with .column == NULL. */
enum field_type {
	FIELD_NUMBER, /* int64_t; NULL reads as 0 */
	FIELD_BOOL,   /* bool */
	FIELD_TEXT,   /* const char *; NULL stays NULL */
};

struct field {
	const char *column;
	enum field_type type;
	size_t offset;
	bool joined; /* comes from another table: not part of the entity's history */
};

#define FIELD(type_of, member) \
	{ \
		.column = #member, \
		.type = _Generic(((struct type_of *)0)->member, int64_t : FIELD_NUMBER, bool \
			: FIELD_BOOL, const char * : FIELD_TEXT), \
		.offset = offsetof(struct type_of, member) \
	}
#define FIELD_JOINED(type_of, member) \
	{ \
		.column = #member, \
		.type = _Generic(((struct type_of *)0)->member, int64_t : FIELD_NUMBER, bool \
			: FIELD_BOOL, const char * : FIELD_TEXT), \
		.offset = offsetof(struct type_of, member), .joined = true \
	}
#define FIELD_END \
	{ \
		.column = NULL \
	}

struct db;
struct rows;

enum row { ROW_YES, ROW_END, ROW_FAILED };

enum db_mode { DB_READ, DB_WRITE, DB_MEMORY };

/*
 * Opens an existing database file, or an empty database in memory (path is then not read).
 * busy_ms: how long to wait for another process. ERROR_BUSY, ERROR_DAMAGED (not a database),
 * ERROR_IO, ERROR_FULL. The file is first read by the first statement, so these may come later.
 */
MUST_CHECK bool db_open(struct arena *arena, const char *path, enum db_mode mode, int busy_ms,
        struct db **db_out, struct error *err);
void db_close(struct db *db);

/* Begins a transaction that may write; it is settled by db_commit or db_rollback, never nested. */
MUST_CHECK bool db_begin(struct db *db, struct error *err);

/*
 * After ERROR_UNCERTAIN the connection is of no more use and it is not known whether the changes
 * are there: close it, open again and look. Any other error means that they are not.
 */
MUST_CHECK bool db_commit(struct db *db, struct error *err);
void db_rollback(struct db *db);

/* How many rows have been added, changed or removed through this connection. */
int64_t db_changes(const struct db *db);

/* Runs a statement without results; changed_out (may be NULL) is how many rows it touched. */
MUST_CHECK bool db_run(struct db *db, enum query query, struct args_of args, int64_t *changed_out,
        struct error *err);

/*
 * Starts a statement with results. rows_out is to be given to db_stop on every path; a statement is
 * not started twice at the same time.
 */
MUST_CHECK bool db_start(struct db *db, enum query query, struct args_of args,
        struct rows **rows_out, struct error *err);
enum row db_next(struct rows *rows, struct error *err);
void db_stop(struct rows *rows);

/* Columns of the present row, from 0. Text lives until the next db_next. */
int64_t row_number(const struct rows *rows, int column);
const char *row_text(const struct rows *rows, int column);

/* What the columns of a statement are, for the export, which takes them all. */
int row_columns(const struct rows *rows);
const char *row_name(const struct rows *rows, int column);
enum value_type row_type(const struct rows *rows, int column);

/*
 * The present row into a struct. The columns must be the fields, in their order; anything else is a
 * programming error and fails loudly. Texts are copied into the arena.
 */
void row_read(
        const struct rows *rows, const struct field *fields, struct arena *arena, void *struct_out);

/* Runs a text of many statements (a migration). */
MUST_CHECK bool db_script(struct db *db, const char *text, struct error *err);

/*
 * What the file says it is, for the checks at opening. The fingerprint is made from the text of
 * every table, index, view and trigger, whatever the order they were made in; the same schema gives
 * the same number, an empty database 0.
 */
struct identity {
	int64_t application;
	int64_t version;
	uint64_t fingerprint;
};
MUST_CHECK bool db_identity(struct db *db, struct identity *identity_out, struct error *err);
MUST_CHECK bool db_mark(struct db *db, int64_t application, int64_t version, struct error *err);

/* Looks at the whole file: ERROR_DAMAGED with the first finding. */
MUST_CHECK bool db_check(struct db *db, struct error *err);

/* Writes a compact copy to a file that must not exist; it is not flushed. */
MUST_CHECK bool db_copy(struct db *db, const char *path, struct error *err);

/* Writes the file anew, without what it no longer needs. Not inside a transaction. */
MUST_CHECK bool db_compact(struct db *db, struct error *err);

/* The engine's name and version, for `version`: "SQLite 3.40.1". */
const char *db_engine(struct arena *arena);

#endif
