/* SPDX-License-Identifier: MIT */
#include "store/db.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

struct rows {
	struct db *db;
	enum query query;
	sqlite3_stmt *statement;
	const struct field *checked; /* the field table that fits the columns */
};

struct db {
	sqlite3 *sqlite;
	struct rows rows[QUERY_COUNT]; /* prepared on first use, kept until the end */
};

static const struct {
	const char *name;
	const char *text;
} statements[] = {
#define QUERY(constant, name, sqlite, postgres) [Q_##constant] = {name, sqlite},
#include "queries.inc"
#undef QUERY
};

/* Copies the connection's last error before the next call can overwrite it. */
static bool
sqlite_error(struct db *db, struct error *err)
{
	const char *text = sqlite3_errmsg(db->sqlite);

	switch (sqlite3_errcode(db->sqlite) & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(err, ERROR_BUSY, "another program is using it");
	case SQLITE_FULL:
		return error_set(err, ERROR_FULL, "the disk is full");
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return error_set(err, ERROR_DAMAGED, "%s", text);
	case SQLITE_READONLY:
		return error_set(err, ERROR_IO, "it cannot be written here");
	case SQLITE_CONSTRAINT:
		return error_set(err, ERROR_INVALID, "%s", text);
	default:
		return error_set(err, ERROR_IO, "%s", text);
	}
}

/*
 * https://www.sqlite.org/security.html: nothing in a schema may do more than hold data. Triggers
 * are off altogether (there are none; defensive mode alone lets a planted one run).
 */
static void
sqlite_harden(sqlite3 *sqlite)
{
	static const struct {
		int option;
		int value;
	} settings[] = {
	        {SQLITE_DBCONFIG_DEFENSIVE, 1},
	        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
	        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
	        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
	        {SQLITE_DBCONFIG_DQS_DML, 0},
	        {SQLITE_DBCONFIG_DQS_DDL, 0},
	        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
	};

	for (size_t i = 0; i < COUNT(settings); i++)
		(void)sqlite3_db_config(sqlite, settings[i].option, settings[i].value, (int *)NULL);
}

/*
 * Once, before the library is first used; later calls are refused and change nothing. One thread
 * only ever uses it, and nobody asks how much memory it holds: both are paid for at every
 * allocation. Pages are allocated as they are needed: room for twenty would be touched at once, by
 * every small table that a statement makes for itself too.
 */
static void
sqlite_settle(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	(void)sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
}

bool
db_open(struct arena *arena, const char *path, enum db_mode mode, int busy_ms, struct db **db_out,
        struct error *err)
{
	struct db *db = arena_get(arena, sizeof(*db));
	/*
	 * Readers open for writing too: after a crash the first one in has to roll the journal
	 * back. SQLite itself falls back to reading where the file cannot be written.
	 */
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;

	if (mode == DB_MEMORY) {
		path = ":memory:";
		flags |= SQLITE_OPEN_CREATE;
	}
	sqlite_settle();
	if (sqlite3_open_v2(path, &db->sqlite, flags, NULL) != SQLITE_OK)
		goto fail;
	sqlite_harden(db->sqlite);
	(void)sqlite3_busy_timeout(db->sqlite, busy_ms);
	/*
	 * TRUNCATE and FULL: the journal's end is flushed, so an acknowledged commit survives a
	 * power cut. Neither is stored in the file; readers do not need them.
	 */
	if (mode == DB_WRITE &&
	        !db_script(db, "PRAGMA journal_mode = truncate; PRAGMA synchronous = full", err)) {
		db_close(db);
		return false;
	}
	*db_out = db;
	return true;
fail:
	if (db->sqlite)
		sqlite_error(db, err);
	else
		error_set(err, ERROR_IO, "out of memory");
	db_close(db);
	return false;
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	for (size_t i = 0; i < QUERY_COUNT; i++)
		(void)sqlite3_finalize(db->rows[i].statement);
	(void)sqlite3_close(db->sqlite);
}

bool
db_script(struct db *db, const char *text, struct error *err)
{
	if (sqlite3_exec(db->sqlite, text, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	return sqlite_error(db, err);
}

/* IMMEDIATE: a transaction that reads first and writes later would fail at once when somebody else
 * wrote in between, whatever the busy timeout. */
bool
db_begin(struct db *db, struct error *err)
{
	return db_script(db, "BEGIN IMMEDIATE", err);
}

bool
db_commit(struct db *db, struct error *err)
{
	if (db_script(db, "COMMIT", err))
		return true;
	/* Only a refused lock is certain: any error of the disk may come after the point of no
	 * return. */
	if (err->kind != ERROR_BUSY) {
		err->kind = ERROR_UNCERTAIN;
		return false;
	}
	db_rollback(db);
	return false;
}

void
db_rollback(struct db *db)
{
	for (size_t i = 0; i < QUERY_COUNT; i++)
		db_stop(&db->rows[i]);
	if (!sqlite3_get_autocommit(db->sqlite))
		(void)sqlite3_exec(db->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

static bool
value_bind(sqlite3_stmt *statement, int index, const struct value *value)
{
	switch (value->type) {
	case VALUE_NUMBER:
		return sqlite3_bind_int64(statement, index, value->number) == SQLITE_OK;
	case VALUE_TEXT:
		return sqlite3_bind_text(statement, index, value->text, -1, SQLITE_STATIC) ==
		        SQLITE_OK;
	case VALUE_NULL:
		break;
	}
	return sqlite3_bind_null(statement, index) == SQLITE_OK;
}

static bool
statement_fail(struct db *db, enum query query, struct error *err)
{
	sqlite_error(db, err);
	if (err->kind == ERROR_IO || err->kind == ERROR_INVALID)
		error_in(err, "%s", statements[query].name);
	return false;
}

bool
db_start(struct db *db, enum query query, struct args_of args, struct rows **rows_out,
        struct error *err)
{
	struct rows *rows = &db->rows[query];

	*rows_out = rows;
	rows->db = db;
	rows->query = query;
	if (!rows->statement &&
	        sqlite3_prepare_v3(db->sqlite, statements[query].text, -1,
	                SQLITE_PREPARE_PERSISTENT, &rows->statement, NULL) != SQLITE_OK)
		return statement_fail(db, query, err);
	for (size_t i = 0; i < args.count; i++)
		if (!value_bind(rows->statement, (int)i + 1, &args.values[i]))
			return statement_fail(db, query, err);
	return true;
}

enum row
db_next(struct rows *rows, struct error *err)
{
	switch (sqlite3_step(rows->statement)) {
	case SQLITE_ROW:
		return ROW_YES;
	case SQLITE_DONE:
		return ROW_END;
	default:
		statement_fail(rows->db, rows->query, err);
		return ROW_FAILED;
	}
}

void
db_stop(struct rows *rows)
{
	if (rows && rows->statement)
		(void)sqlite3_reset(rows->statement);
}

bool
db_run(struct db *db, enum query query, struct args_of args, int64_t *changed_out,
        struct error *err)
{
	struct rows *rows;
	enum row row = ROW_FAILED;

	if (db_start(db, query, args, &rows, err))
		row = db_next(rows, err);
	db_stop(rows);
	if (row == ROW_FAILED)
		return false;
	if (changed_out)
		*changed_out = sqlite3_changes64(db->sqlite);
	return true;
}

int64_t
db_changes(const struct db *db)
{
	return sqlite3_total_changes64(db->sqlite);
}

int64_t
row_number(const struct rows *rows, int column)
{
	return sqlite3_column_int64(rows->statement, column);
}

const char *
row_text(const struct rows *rows, int column)
{
	return (const char *)sqlite3_column_text(rows->statement, column);
}

int
row_columns(const struct rows *rows)
{
	return sqlite3_column_count(rows->statement);
}

const char *
row_name(const struct rows *rows, int column)
{
	return sqlite3_column_name(rows->statement, column);
}

enum value_type
row_type(const struct rows *rows, int column)
{
	switch (sqlite3_column_type(rows->statement, column)) {
	case SQLITE_NULL:
		return VALUE_NULL;
	case SQLITE_INTEGER:
		return VALUE_NUMBER;
	default:
		return VALUE_TEXT;
	}
}

/* A column without a member, or the reverse, must not go by in silence. */
static void
fields_check(struct rows *rows, const struct field *fields)
{
	int count = sqlite3_column_count(rows->statement);
	int i = 0;

	for (; i < count && fields[i].column; i++)
		if (strcmp(sqlite3_column_name(rows->statement, i), fields[i].column) != 0)
			break;
	if (fields[i].column || i != count)
		__builtin_trap();
	rows->checked = fields;
}

void
row_read(const struct rows *rows, const struct field *fields, struct arena *arena, void *struct_out)
{
	if (rows->checked != fields)
		fields_check(&rows->db->rows[rows->query], fields);
	for (int i = 0; fields[i].column; i++) {
		void *member = (char *)struct_out + fields[i].offset;

		switch (fields[i].type) {
		case FIELD_NUMBER:
			*(int64_t *)member = row_number(rows, i);
			break;
		case FIELD_BOOL:
			*(bool *)member = row_number(rows, i) != 0;
			break;
		case FIELD_TEXT:
			*(const char **)member = arena_text(arena, row_text(rows, i));
			break;
		}
	}
}

/* One number out of a PRAGMA. */
static bool
pragma_number(struct db *db, const char *text, int64_t *number_out, struct error *err)
{
	sqlite3_stmt *statement = NULL;
	bool ok = sqlite3_prepare_v2(db->sqlite, text, -1, &statement, NULL) == SQLITE_OK &&
	        sqlite3_step(statement) == SQLITE_ROW;

	if (ok)
		*number_out = sqlite3_column_int64(statement, 0);
	else
		sqlite_error(db, err);
	(void)sqlite3_finalize(statement);
	return ok;
}

bool
db_mark(struct db *db, int64_t application, int64_t version, struct error *err)
{
	char text[128];

	(void)snprintf(text, sizeof(text),
	        "PRAGMA application_id = %lld; PRAGMA user_version = %lld", (long long)application,
	        (long long)version);
	return db_script(db, text, err);
}

static uint64_t
text_hash(const char *text)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211u;
	return hash;
}

/*
 * The tables behind the full-text index are SQLite's own; their text varies with its version, and
 * they hold no code. Indexes that stand for constraints have no text.
 */
static bool
schema_counts(sqlite3_stmt *statement)
{
	const char *type = (const char *)sqlite3_column_text(statement, 0);
	const char *name = (const char *)sqlite3_column_text(statement, 1);

	return sqlite3_column_type(statement, 2) != SQLITE_NULL && type && name &&
	        !(strcmp(type, "table") == 0 && strncmp(name, "search_", 7) == 0);
}

bool
db_identity(struct db *db, struct identity *identity_out, struct error *err)
{
	static const char text[] = "SELECT type, name, sql FROM sqlite_schema";
	sqlite3_stmt *statement = NULL;
	uint64_t sum = 0; /* does not depend on the order of what is added */
	bool ok = false;
	int code = sqlite3_prepare_v2(db->sqlite, text, -1, &statement, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	/* The first row holds a lock on the file; the two numbers are read under it. */
	if ((code == SQLITE_ROW || code == SQLITE_DONE) &&
	        (!pragma_number(db, "PRAGMA application_id", &identity_out->application, err) ||
	                !pragma_number(db, "PRAGMA user_version", &identity_out->version, err)))
		goto out;
	for (; code == SQLITE_ROW; code = sqlite3_step(statement))
		if (schema_counts(statement))
			sum += text_hash((const char *)sqlite3_column_text(statement, 2));
	ok = code == SQLITE_DONE || sqlite_error(db, err);
	identity_out->fingerprint = sum;
out:
	(void)sqlite3_finalize(statement);
	return ok;
}

bool
db_check(struct db *db, struct error *err)
{
	sqlite3_stmt *statement = NULL;
	const char *finding = NULL;
	bool ok = sqlite3_prepare_v2(db->sqlite, "PRAGMA integrity_check(1)", -1, &statement,
	                  NULL) == SQLITE_OK &&
	        sqlite3_step(statement) == SQLITE_ROW;

	if (!ok)
		sqlite_error(db, err);
	else
		finding = (const char *)sqlite3_column_text(statement, 0);
	if (finding && strcmp(finding, "ok") != 0)
		ok = error_set(err, ERROR_DAMAGED, "%s", finding);
	(void)sqlite3_finalize(statement);
	return ok;
}

bool
db_copy(struct db *db, const char *path, struct error *err)
{
	sqlite3_stmt *statement = NULL;
	bool ok = sqlite3_prepare_v2(db->sqlite, "VACUUM INTO ?1", -1, &statement, NULL) ==
	                SQLITE_OK &&
	        sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC) == SQLITE_OK &&
	        sqlite3_step(statement) == SQLITE_DONE;

	if (!ok)
		sqlite_error(db, err);
	(void)sqlite3_finalize(statement);
	return ok;
}

bool
db_compact(struct db *db, struct error *err)
{
	return db_script(db, "VACUUM", err);
}

const char *
db_engine(struct arena *arena)
{
	return arena_format(arena, "SQLite %s", sqlite3_libversion());
}
