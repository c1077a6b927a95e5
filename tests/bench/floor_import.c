/* SPDX-License-Identifier: MIT */

/*
 * floor_import STORE FILE: reads a frab XML schedule with expat, keeps what is in its talks, and
 * writes that as rows, with full text and a history. floor_import - FILE only reads.
 */
#include <expat.h>
#include <string.h>

#include "tests/bench/floor.h"

enum { TEXT_MOST = 64 * 1024 };

enum text { TEXT_TITLE, TEXT_ABSTRACT, TEXT_ROOM, TEXT_DATE, TEXT_DURATION, TEXT_URL, TEXT_PERSON };

static const char *const elements[] = {
        [TEXT_TITLE] = "title",
        [TEXT_ABSTRACT] = "abstract",
        [TEXT_ROOM] = "room",
        [TEXT_DATE] = "date",
        [TEXT_DURATION] = "duration",
        [TEXT_URL] = "url",
        [TEXT_PERSON] = "person",
};

enum { TEXTS = sizeof(elements) / sizeof(elements[0]) };

static const char schema[] =
        "CREATE TABLE talk_import (id INTEGER PRIMARY KEY, title TEXT, abstract TEXT, room TEXT,"
        " date TEXT, duration TEXT, url TEXT);"
        "CREATE INDEX talk_import_date ON talk_import (date);"
        "CREATE TABLE person_import (id INTEGER PRIMARY KEY, name TEXT UNIQUE);"
        "CREATE TABLE speaker_import (talk_id INTEGER, person_id INTEGER,"
        " PRIMARY KEY (talk_id, person_id)) WITHOUT ROWID;"
        "CREATE TABLE history_import (id INTEGER PRIMARY KEY, talk_id INTEGER, after TEXT);"
        "CREATE VIRTUAL TABLE search_import USING fts5 (body, content = '',"
        " tokenize = 'unicode61 remove_diacritics 2')";

struct statements {
	sqlite3_stmt *talk, *person, *speaker, *history, *search;
};

struct reader {
	sqlite3 *db; /* NULL: only read */
	struct statements sql;
	sqlite3_int64 talk_id;
	char texts[TEXTS][TEXT_MOST];
	size_t lengths[TEXTS];
	int text; /* of the element that is open; TEXTS: none */
};

static void
statement_run(sqlite3 *db, sqlite3_stmt *statement)
{
	floor_check(db, sqlite3_step(statement) == SQLITE_DONE);
	(void)sqlite3_reset(statement);
}

static void
person_write(struct reader *reader)
{
	if (!reader->db)
		return;
	(void)sqlite3_bind_text(
	        reader->sql.person, 1, reader->texts[TEXT_PERSON], -1, SQLITE_STATIC);
	statement_run(reader->db, reader->sql.person);
	(void)sqlite3_bind_int64(reader->sql.speaker, 1, reader->talk_id);
	(void)sqlite3_bind_text(
	        reader->sql.speaker, 2, reader->texts[TEXT_PERSON], -1, SQLITE_STATIC);
	statement_run(reader->db, reader->sql.speaker);
}

static void
talk_write(struct reader *reader)
{
	if (!reader->db)
		return;
	(void)sqlite3_bind_int64(reader->sql.talk, 1, reader->talk_id);
	for (int i = 0; i < TEXT_PERSON; i++)
		(void)sqlite3_bind_text(
		        reader->sql.talk, i + 2, reader->texts[i], -1, SQLITE_STATIC);
	statement_run(reader->db, reader->sql.talk);
	(void)sqlite3_bind_int64(reader->sql.history, 1, reader->talk_id);
	statement_run(reader->db, reader->sql.history);
	(void)sqlite3_bind_int64(reader->sql.search, 1, reader->talk_id);
	statement_run(reader->db, reader->sql.search);
}

static void
element_begin(void *visitor, const char *name, const char **attributes)
{
	struct reader *reader = visitor;

	(void)attributes;
	if (strcmp(name, "event") == 0) {
		reader->talk_id++;
		memset(reader->lengths, 0, sizeof(reader->lengths));
	}
	for (reader->text = 0; reader->text < TEXTS; reader->text++)
		if (strcmp(name, elements[reader->text]) == 0) {
			reader->lengths[reader->text] = 0;
			break;
		}
}

static void
element_text(void *visitor, const char *bytes, int length)
{
	struct reader *reader = visitor;
	size_t *have;

	if (reader->text == TEXTS)
		return;
	have = &reader->lengths[reader->text];
	if (*have + (size_t)length >= TEXT_MOST)
		exit(1);
	memcpy(reader->texts[reader->text] + *have, bytes, (size_t)length);
	*have += (size_t)length;
	reader->texts[reader->text][*have] = '\0';
}

static void
element_end(void *visitor, const char *name)
{
	struct reader *reader = visitor;

	if (strcmp(name, "person") == 0)
		person_write(reader);
	if (strcmp(name, "event") == 0)
		talk_write(reader);
	reader->text = TEXTS;
}

static void
store_open(struct reader *reader, const char *path)
{
	sqlite3 *db = reader->db = floor_open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

	floor_script(
	        db, "PRAGMA journal_mode = truncate; PRAGMA synchronous = full; BEGIN IMMEDIATE");
	floor_script(db, schema);
	reader->sql = (struct statements){
	        .talk = floor_prepare(
	                db, "INSERT INTO talk_import VALUES ($1, $2, $3, $4, $5, $6, $7)"),
	        .person =
	                floor_prepare(db, "INSERT OR IGNORE INTO person_import (name) VALUES ($1)"),
	        .speaker = floor_prepare(db,
	                "INSERT OR IGNORE INTO speaker_import "
	                "SELECT $1, id FROM person_import WHERE name = $2"),
	        .history = floor_prepare(db,
	                "INSERT INTO history_import (talk_id, after) "
	                "SELECT id, json_object('title', title, 'abstract', abstract, 'room', room,"
	                " 'date', date, 'duration', duration, 'url', url) "
	                "FROM talk_import WHERE id = $1"),
	        .search = floor_prepare(db,
	                "INSERT INTO search_import (rowid, body) "
	                "SELECT id, title || ' ' || abstract FROM talk_import WHERE id = $1"),
	};
}

static void
file_parse(struct reader *reader, const char *path)
{
	XML_Parser parser = XML_ParserCreate(NULL);
	FILE *file = fopen(path, "r");
	int length, done = 0;

	if (!parser || !file)
		exit(1);
	XML_SetUserData(parser, reader);
	XML_SetElementHandler(parser, element_begin, element_end);
	XML_SetCharacterDataHandler(parser, element_text);
	while (!done) {
		void *bytes = XML_GetBuffer(parser, TEXT_MOST);

		length = (int)fread(bytes, 1, TEXT_MOST, file);
		done = length == 0;
		if (XML_ParseBuffer(parser, length, done) != XML_STATUS_OK)
			exit(1);
	}
	(void)fclose(file);
	XML_ParserFree(parser);
}

static void
store_close(struct reader *reader)
{
	(void)sqlite3_finalize(reader->sql.talk);
	(void)sqlite3_finalize(reader->sql.person);
	(void)sqlite3_finalize(reader->sql.speaker);
	(void)sqlite3_finalize(reader->sql.history);
	(void)sqlite3_finalize(reader->sql.search);
	floor_script(reader->db, "COMMIT");
	(void)sqlite3_close(reader->db);
}

int
main(int argc, char **argv)
{
	static struct reader reader = {.text = TEXTS};

	if (argc != 3)
		return 2;
	if (strcmp(argv[1], "-") != 0)
		store_open(&reader, argv[1]);
	file_parse(&reader, argv[2]);
	if (reader.db)
		store_close(&reader);
	printf("%lld\n", reader.talk_id);
	return 0;
}
