/* SPDX-License-Identifier: MIT */

/* floor_list STORE LIMIT: the newest unanswered questions with their talks. */
#include "tests/bench/floor.h"

int
main(int argc, char **argv)
{
	sqlite3_stmt *statement;
	sqlite3 *db;

	if (argc != 3)
		return 2;
	db = floor_open(argv[1], SQLITE_OPEN_READONLY);
	statement = floor_prepare(db,
	        "SELECT q.id, c.name, t.title, q.created_at, q.body FROM question q "
	        "LEFT JOIN talk t ON t.id = q.talk_id "
	        "LEFT JOIN conference c ON c.id = t.conference_id "
	        "WHERE q.state = 0 ORDER BY q.created_at DESC, q.id DESC LIMIT $1");
	(void)sqlite3_bind_int64(statement, 1, strtoll(argv[2], NULL, 10));
	floor_print(db, statement);
	(void)sqlite3_close(db);
	return 0;
}
