/* SPDX-License-Identifier: MIT */

/*
 * floor_push kept|fresh URL COUNT [STORE]: so many deliveries one after the other by libcurl, over
 * one connection that is kept or a new one for each; issues to http://..., mails to smtp://...
 * With STORE each is marked there, and each mark is durable before the next step: its first bytes
 * may leave, those of a mail that make it whole may leave, done.
 */
#include <curl/curl.h>
#include <stdbool.h>
#include <string.h>

#include "tests/bench/floor.h"

static const char issue[] =
        "{\"title\":\"How does the cache index handle latency under failure?\","
        "\"body\":\"At Conf 1, Talk 1:\\n\\n> How does the cache index handle latency under "
        "failure?\\n\\n<!-- askback:00112233445566778899aabbccddeeff -->\"}";
static const char mail[] =
        "From: Me <me@example.org>\r\nTo: Ada <ada@example.org>\r\nSubject: Your talk\r\n"
        "Date: Thu, 01 Jan 2026 00:00:00 +0000\r\n"
        "Message-ID: <00112233445566778899aabbccddeeff@example.org>\r\n\r\n"
        "How does the cache index handle latency under failure?\r\n";

static const char schema[] =
        "CREATE TABLE IF NOT EXISTS delivery_push (id INTEGER PRIMARY KEY, phase TEXT)";

struct lists {
	struct curl_slist *headers;
	struct curl_slist *recipients;
};

static void
fail(const char *why)
{
	fprintf(stderr, "floor: %s\n", why);
	exit(1);
}

static size_t
mail_read(char *room, size_t size, size_t count, void *context)
{
	size_t *sent = context;
	size_t length = strlen(mail + *sent);

	if (length > size * count)
		length = size * count;
	memcpy(room, mail + *sent, length);
	*sent += length;
	return length;
}

static size_t
answer_read(char *bytes, size_t size, size_t count, void *context)
{
	(void)bytes;
	(void)context;
	return size * count;
}

static bool
url_is_mail(const char *url)
{
	return strncmp(url, "smtp", 4) == 0;
}

static CURL *
handle_open(const char *url, const struct lists *lists)
{
	CURL *handle = curl_easy_init();

	if (!handle)
		fail("curl_easy_init");
	(void)curl_easy_setopt(handle, CURLOPT_URL, url);
	(void)curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, answer_read);
	if (!url_is_mail(url)) {
		(void)curl_easy_setopt(handle, CURLOPT_HTTPHEADER, lists->headers);
		(void)curl_easy_setopt(handle, CURLOPT_POSTFIELDS, issue);
		return handle;
	}
	(void)curl_easy_setopt(handle, CURLOPT_MAIL_FROM, "<me@example.org>");
	(void)curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, lists->recipients);
	(void)curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
	(void)curl_easy_setopt(handle, CURLOPT_READFUNCTION, mail_read);
	return handle;
}

static void
handle_send(CURL *handle)
{
	size_t sent = 0;
	CURLcode code;
	long status = 0;

	(void)curl_easy_setopt(handle, CURLOPT_READDATA, &sent);
	code = curl_easy_perform(handle);
	if (code != CURLE_OK)
		fail(curl_easy_strerror(code));
	(void)curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
	if (status / 100 != 2)
		fail("the server refused it");
}

/* One durable transaction; without a store nothing. */
static void
phase_write(sqlite3 *db, int number, const char *phase)
{
	sqlite3_stmt *statement;

	if (!db)
		return;
	floor_script(db, "BEGIN IMMEDIATE");
	statement = floor_prepare(db, "INSERT OR REPLACE INTO delivery_push VALUES ($1, $2)");
	(void)sqlite3_bind_int(statement, 1, number);
	(void)sqlite3_bind_text(statement, 2, phase, -1, SQLITE_STATIC);
	floor_run(db, statement);
	floor_script(db, "COMMIT");
}

static void
all_send(const char *url, int count, bool keeps, const struct lists *lists, sqlite3 *db)
{
	CURL *handle = NULL;

	for (int i = 0; i < count; i++) {
		if (!handle)
			handle = handle_open(url, lists);
		phase_write(db, i, "wire");
		if (url_is_mail(url))
			phase_write(db, i, "last");
		handle_send(handle);
		phase_write(db, i, "sent");
		if (!keeps) {
			curl_easy_cleanup(handle);
			handle = NULL;
		}
	}
	curl_easy_cleanup(handle);
}

int
main(int argc, char **argv)
{
	struct lists lists = {0};
	sqlite3 *db = NULL;

	if (argc != 4 && argc != 5)
		return 2;
	(void)curl_global_init(CURL_GLOBAL_DEFAULT);
	lists.headers = curl_slist_append(lists.headers, "Accept: application/vnd.github+json");
	lists.headers = curl_slist_append(lists.headers, "X-GitHub-Api-Version: 2022-11-28");
	lists.headers =
	        curl_slist_append(lists.headers, "Authorization: Bearer askback-canary-secret");
	lists.headers = curl_slist_append(lists.headers, "Content-Type: application/json");
	lists.headers = curl_slist_append(lists.headers, "User-Agent: floor");
	lists.recipients = curl_slist_append(lists.recipients, "<ada@example.org>");
	if (argc == 5) {
		db = floor_open(argv[4], SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
		floor_script(db, "PRAGMA journal_mode = truncate; PRAGMA synchronous = full");
		floor_script(db, schema);
	}
	all_send(argv[2], (int)strtol(argv[3], NULL, 10), strcmp(argv[1], "kept") == 0, &lists, db);
	if (db)
		(void)sqlite3_close(db);
	curl_slist_free_all(lists.headers);
	curl_slist_free_all(lists.recipients);
	curl_global_cleanup();
	return 0;
}
