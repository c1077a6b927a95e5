/* SPDX-License-Identifier: MIT */

/*
 * floor_search STORE WORDS [recent]: the 20 best matches, or the 20 newest. The ranking is done
 * inside FTS5, before anything else is read.
 */
#include <stdbool.h>

#include "tests/bench/floor.h"

int
main(int argc, char **argv)
{
	static const char best[] =
	        "SELECT q.id, c.name, t.title, q.body FROM (SELECT rowid AS id, rank AS k "
	        "FROM search WHERE search MATCH $1 ORDER BY rank LIMIT 20) f "
	        "CROSS JOIN question q ON q.id = f.id LEFT JOIN talk t ON t.id = q.talk_id "
	        "LEFT JOIN conference c ON c.id = t.conference_id ORDER BY f.k";
	static const char newest[] =
	        "SELECT q.id, c.name, t.title, q.body FROM (SELECT rowid AS id FROM search "
	        "WHERE search MATCH $1 ORDER BY rowid DESC LIMIT 20) f "
	        "CROSS JOIN question q ON q.id = f.id LEFT JOIN talk t ON t.id = q.talk_id "
	        "LEFT JOIN conference c ON c.id = t.conference_id";
	bool recent = argc == 4 && strcmp(argv[3], "recent") == 0;
	sqlite3_stmt *statement;
	sqlite3 *db;

	if (argc != 3 && !recent)
		return 2;
	db = floor_open(argv[1], SQLITE_OPEN_READONLY);
	statement = floor_prepare(db, recent ? newest : best);
	(void)sqlite3_bind_text(statement, 1, argv[2], -1, SQLITE_STATIC);
	floor_print(db, statement);
	(void)sqlite3_close(db);
	return 0;
}
