/* SPDX-License-Identifier: MIT */

/*
 * floor_log STORE TEXT: one question, durable when the program ends. The journal mode and the
 * flushes are those of askback.
 */
#include <unistd.h>

#include "tests/bench/floor.h"

static void
uid_make(char uid_out[33])
{
	unsigned char bits[16];

	if (getentropy(bits, sizeof(bits)) != 0)
		exit(1);
	for (size_t i = 0; i < sizeof(bits); i++)
		(void)snprintf(uid_out + 2 * i, 3, "%02x", bits[i]);
}

static sqlite3_int64
question_add(sqlite3 *db, const char *text, sqlite3_int64 now)
{
	sqlite3_stmt *statement = floor_prepare(db,
	        "INSERT INTO question (uid, body, state, created_at, updated_at) "
	        "VALUES ($1, $2, 0, $3, $3)");
	char uid[33];

	uid_make(uid);
	(void)sqlite3_bind_text(statement, 1, uid, -1, SQLITE_STATIC);
	(void)sqlite3_bind_text(statement, 2, text, -1, SQLITE_STATIC);
	(void)sqlite3_bind_int64(statement, 3, now);
	floor_run(db, statement);
	return sqlite3_last_insert_rowid(db);
}

static void
search_add(sqlite3 *db, sqlite3_int64 id, const char *text)
{
	sqlite3_stmt *statement =
	        floor_prepare(db, "INSERT INTO search (rowid, body) VALUES ($1, $2)");

	(void)sqlite3_bind_int64(statement, 1, id);
	(void)sqlite3_bind_text(statement, 2, text, -1, SQLITE_STATIC);
	floor_run(db, statement);
}

static void
history_add(sqlite3 *db, sqlite3_int64 id, sqlite3_int64 now)
{
	sqlite3_stmt *statement =
	        floor_prepare(db, "INSERT INTO history (question_id, at, kind) VALUES ($1, $2, 1)");

	(void)sqlite3_bind_int64(statement, 1, id);
	(void)sqlite3_bind_int64(statement, 2, now);
	floor_run(db, statement);
}

int
main(int argc, char **argv)
{
	sqlite3_int64 now = time(NULL);
	sqlite3_int64 id;
	sqlite3 *db;

	if (argc != 3)
		return 2;
	db = floor_open(argv[1], SQLITE_OPEN_READWRITE);
	floor_script(
	        db, "PRAGMA journal_mode = truncate; PRAGMA synchronous = full; BEGIN IMMEDIATE");
	id = question_add(db, argv[2], now);
	search_add(db, id, argv[2]);
	history_add(db, id, now);
	floor_script(db, "COMMIT");
	printf("%lld\n", id);
	(void)sqlite3_close(db);
	return 0;
}
