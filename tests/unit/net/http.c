/* SPDX-License-Identifier: MIT */
#include "net/http.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "web.h"

struct fetch {
	struct arena arena;
	struct http *http;
	struct http_request request;
	struct http_reply reply;
	struct error err;
};

static void
fetch_open(struct fetch *fetch)
{
	*fetch = (struct fetch){.request = {.cafile = server.cafile, .seconds = 20}};
	arena_init(&fetch->arena);
	if (!http_open(&fetch->http, &fetch->err))
		fail_msg("%s", fetch->err.text);
}

static void
fetch_close(struct fetch *fetch)
{
	http_close(fetch->http);
	arena_close(&fetch->arena);
}

static bool
fetch_get(struct fetch *fetch, const char *base, const char *path)
{
	fetch->request.url = arena_format(&fetch->arena, "%s%s", base, path);
	return http_get(fetch->http, &fetch->arena, &fetch->request, &fetch->reply, &fetch->err);
}

static void
assert_got(struct fetch *fetch, const char *base, const char *path, int status, const char *body)
{
	if (!fetch_get(fetch, base, path))
		fail_msg("%s", fetch->err.text);
	assert_int_equal(fetch->reply.status, status);
	if (body)
		assert_string_equal(fetch->reply.body, body);
}

static void
assert_failed(struct fetch *fetch, const char *base, const char *path, enum error_kind kind,
        const char *words)
{
	if (fetch_get(fetch, base, path))
		fail_msg("%s%s was fetched", base, path);
	if (fetch->err.kind != kind || !strstr(fetch->err.text, words))
		fail_msg("kind %d, \"%s\" does not say \"%s\"", (int)fetch->err.kind,
		        fetch->err.text, words);
	assert_int_equal(fetch->reply.status, 0);
}

/* How many requests have reached the server; this one is counted too. */
static long
count_get(struct fetch *fetch)
{
	assert_got(fetch, server.plain, "/count", 200, NULL);
	return strtol(fetch->reply.body, NULL, 10);
}

struct answer {
	const char *path;
	size_t limit;
	int status;
	size_t length;
	const char *body; /* NULL: only its length is looked at */
};

static const struct answer answers[] = {
        {.path = "/ok", .status = 200, .length = 11, .body = "a schedule\n"},
        {.path = "/empty", .status = 200, .body = ""},
        {.path = "/chunked", .status = 200, .length = 11, .body = "a schedule\n"},
        {.path = "/early", .status = 200, .length = 11, .body = "a schedule\n"},
        {.path = "/kilobyte", .limit = 1024, .status = 200, .length = 1024},
        {.path = "/gzip", .limit = 16384, .status = 200, .length = 16384},
        {.path = "/headers-fit", .status = 200, .length = 11},
        {.path = "/not-found", .status = 404, .length = 17},
        {.path = "/broken", .status = 503},
        {.path = "/nowhere", .status = 302},
        {.path = "/redirect/300?/ok", .status = 300, .length = 5},
        {.path = "/redirect/305?/ok", .status = 305, .length = 5},
        {.path = "/chain/3", .status = 200, .length = 11, .body = "a schedule\n"},
};

static void
gives_whole_answers(void **state)
{
	struct fetch fetch;

	(void)state;
	fetch_open(&fetch);
	for (size_t i = 0; i < COUNT(answers); i++) {
		const struct answer *answer = &answers[i];

		fetch.request.limit = answer->limit;
		assert_got(&fetch, server.plain, answer->path, answer->status, answer->body);
		assert_int_equal(fetch.reply.length, answer->length);
	}
	fetch_close(&fetch);
}

struct fault {
	const char *path;
	size_t limit;
	int seconds;
	enum error_kind kind;
	const char *words;
};

static const struct fault faults[] = {
        {.path = "/kilobyte",
                .limit = 1023,
                .kind = ERROR_INVALID,
                .words = "larger than 1023 bytes"},
        {.path = "/gzip",
                .limit = 16383,
                .kind = ERROR_INVALID,
                .words = "larger than 16383 bytes"},
        {.path = "/gzip-bomb", .kind = ERROR_INVALID, .words = "larger than 33554432 bytes"},
        {.path = "/endless",
                .limit = 1 << 20,
                .kind = ERROR_INVALID,
                .words = "larger than 1048576 bytes"},
        {.path = "/endless-chunks",
                .limit = 1 << 20,
                .kind = ERROR_INVALID,
                .words = "larger than 1048576 bytes"},
        {.path = "/endless-headers", .kind = ERROR_INVALID, .words = "headers are larger"},
        {.path = "/endless-early", .kind = ERROR_INVALID, .words = "headers are larger"},
        {.path = "/long-header", .kind = ERROR_IO, .words = "a header is too large"},
        {.path = "/gzip-damaged", .kind = ERROR_IO, .words = "compression is damaged"},
        {.path = "/silent", .seconds = 1, .kind = ERROR_BUSY, .words = "too long"},
        {.path = "/slow", .seconds = 1, .kind = ERROR_BUSY, .words = "too long"},
        {.path = "/closed", .kind = ERROR_BUSY, .words = "hung up"},
        {.path = "/cut-status", .kind = ERROR_BUSY, .words = "hung up"},
        {.path = "/cut-headers", .kind = ERROR_BUSY, .words = "cut off"},
        {.path = "/cut-early", .kind = ERROR_BUSY, .words = "cut off"},
        {.path = "/cut-body", .kind = ERROR_BUSY, .words = "cut off"},
        {.path = "/cut-chunk", .kind = ERROR_BUSY, .words = "cut off"},
        {.path = "/no-status", .kind = ERROR_IO, .words = "does not speak the protocol"},
        {.path = "/odd-status", .kind = ERROR_IO, .words = "does not speak the protocol"},
        {.path = "/chain/4", .kind = ERROR_IO, .words = "redirects more than 3 times"},
        {.path = "/loop", .kind = ERROR_IO, .words = "redirects more than 3 times"},
};

static void
survives_bad_servers(void **state)
{
	struct fetch fetch;

	(void)state;
	fetch_open(&fetch);
	for (size_t i = 0; i < COUNT(faults); i++) {
		const struct fault *fault = &faults[i];

		fetch.request.limit = fault->limit;
		fetch.request.seconds = fault->seconds ? fault->seconds : 20;
		assert_failed(&fetch, server.plain, fault->path, fault->kind, fault->words);
		assert_non_null(strstr(fetch.err.text, fault->path));
	}
	fetch_close(&fetch);
}

static void
says_who_it_is_and_nothing_else(void **state)
{
	struct fetch fetch;
	const char *netrc;
	FILE *file;

	(void)state;
	fetch_open(&fetch);
	netrc = arena_format(&fetch.arena, "%s/.netrc", server.folder);
	file = fopen(netrc, "w");
	assert_non_null(file);
	fputs("machine 127.0.0.1 login me password secret\n", file);
	fclose(file);
	setenv("HOME", server.folder, 1);
	assert_got(&fetch, server.plain, "/head", 200, NULL);
	assert_non_null(strstr(fetch.reply.body, "GET /head HTTP/1.1\r\n"));
	assert_non_null(
	        strstr(fetch.reply.body, "\r\nUser-Agent: askback/" ASKBACK_VERSION "\r\n"));
	assert_non_null(strstr(fetch.reply.body, "\r\nAccept-Encoding: gzip\r\n"));
	assert_null(strstr(fetch.reply.body, "Authorization"));
	assert_null(strstr(fetch.reply.body, "Cookie"));
	assert_null(strstr(fetch.reply.body, "Referer"));
	assert_null(strstr(fetch.reply.body, "If-"));
	fetch_close(&fetch);
}

static void
asks_whether_it_has_changed(void **state)
{
	struct fetch fetch;

	(void)state;
	fetch_open(&fetch);
	assert_got(&fetch, server.plain, "/conditional", 200, "a schedule\n");
	assert_string_equal(fetch.reply.etag, "\"one\"");
	assert_string_equal(fetch.reply.modified, "Wed, 30 Aug 2017 12:40:00 GMT");
	fetch.request.etag = fetch.reply.etag;
	fetch.request.modified = NULL;
	assert_got(&fetch, server.plain, "/conditional", 304, "");
	assert_true(http_check(&fetch.request, &fetch.reply, &fetch.err));
	fetch.request.etag = NULL;
	fetch.request.modified = "Wed, 30 Aug 2017 12:40:00 GMT";
	assert_got(&fetch, server.plain, "/redirect/302?/conditional", 304, "");
	assert_null(fetch.reply.modified);
	fetch.request.etag = "\"two\"";
	fetch.request.modified = NULL;
	assert_got(&fetch, server.plain, "/conditional", 200, "a schedule\n");
	fetch.request.etag = "\"one\"\r\nX-Mine: 1";
	assert_got(&fetch, server.plain, "/head", 200, NULL);
	assert_null(strstr(fetch.reply.body, "X-Mine"));
	fetch_close(&fetch);
}

static const int codes[] = {301, 302, 303, 307, 308};

static void
follows_good_redirects(void **state)
{
	const char *targets[] = {
	        "/ok",
	        arena_format(&server.arena, "%s/ok", server.plain),
	        arena_format(&server.arena, "%s/ok", server.plain + strlen("http:")),
	        arena_format(&server.arena, "%s/ok", server.secure),
	        arena_format(&server.arena, "%s/ok", server.secure_by_name),
	};
	const char *found[] = {
	        server.plain, server.plain, server.plain, server.secure, server.secure_by_name};
	struct fetch fetch;

	(void)state;
	fetch_open(&fetch);
	for (size_t i = 0; i < COUNT(codes) * COUNT(targets); i++) {
		size_t target = i / COUNT(codes);
		char path[128];

		(void)snprintf(path, sizeof(path), "/redirect/%d?%s", codes[i % COUNT(codes)],
		        targets[target]);
		assert_got(&fetch, server.plain, path, 200, "a schedule\n");
		assert_string_equal(
		        fetch.reply.url, arena_format(&fetch.arena, "%s/ok", found[target]));
	}
	fetch_close(&fetch);
}

static void
refuses_bad_redirects(void **state)
{
	const char *targets[] = {
	        arena_format(&server.arena, "%s/ok", server.plain_by_name),
	        "http://elsewhere.example/ok",
	        "ftp://127.0.0.1/ok",
	        "file:///etc/passwd",
	        "gopher://127.0.0.1/",
	        arena_format(&server.arena, "https://me:secret@%s/ok",
	                server.secure + strlen("https://")),
	};
	struct fetch fetch;
	long before;

	(void)state;
	fetch_open(&fetch);
	before = count_get(&fetch);
	for (size_t i = 0; i < COUNT(codes) * COUNT(targets); i++) {
		char path[128];

		(void)snprintf(path, sizeof(path), "/redirect/%d?%s", codes[i % COUNT(codes)],
		        targets[i / COUNT(codes)]);
		/* The path would show what the message must not. */
		assert_failed(&fetch, server.plain, path, ERROR_INVALID, "redirects: cannot fetch");
	}
	assert_int_equal(count_get(&fetch), before + 1 + (long)(COUNT(codes) * COUNT(targets)));
	fetch_close(&fetch);
}

/* Who is not this machine cannot make us ask it; localhost stands for somebody else here. */
static void
keeps_others_out_of_this_machine(void **state)
{
	struct fetch fetch;
	const char *path;
	long before;

	(void)state;
	fetch_open(&fetch);
	path = arena_format(&fetch.arena, "/redirect/302?%s/ok", server.plain);
	assert_got(&fetch, server.secure, path, 200, "a schedule\n");
	before = count_get(&fetch);
	assert_failed(&fetch, server.secure_by_name, path, ERROR_INVALID, "only https is fetched");
	assert_int_equal(count_get(&fetch), before + 2);
	fetch_close(&fetch);
}

static void
trusts_certificates_of_its_authorities_only(void **state)
{
	struct fetch fetch;

	(void)state;
	fetch_open(&fetch);
	assert_got(&fetch, server.secure, "/ok", 200, "a schedule\n");
	assert_got(&fetch, server.secure_by_name, "/ok", 200, "a schedule\n");
	assert_failed(&fetch, server.misnamed, "/ok", ERROR_IO, "certificate is not trusted");
	fetch_close(&fetch);

	fetch_open(&fetch);
	fetch.request.cafile = NULL;
	assert_failed(&fetch, server.secure, "/ok", ERROR_IO, "certificate is not trusted");
	fetch.request.cafile = "does/not/exist";
	assert_failed(&fetch, server.secure, "/ok", ERROR_IO, "authorities cannot be read");
	fetch_close(&fetch);
}

#define LONG_NAME "a234567890123456789012345678901234567890123456789012345678901234"

static void
says_why_nobody_answers(void **state)
{
	struct fetch fetch;
	const char *secure_on_plain;

	(void)state;
	fetch_open(&fetch);
	assert_failed(&fetch, "http://127.0.0.1:1", "/", ERROR_BUSY, "nobody answers there");
	/* No name is that long, so that nobody is asked for it. */
	assert_failed(
	        &fetch, "https://" LONG_NAME ".example", "/", ERROR_BUSY, "host is not found");
	secure_on_plain = arena_format(&fetch.arena, "https%s", server.plain + strlen("http"));
	assert_failed(&fetch, secure_on_plain, "/ok", ERROR_IO, "no secure connection");
	fetch_close(&fetch);
}

static void
uses_proxies_only_for_others(void **state)
{
	struct fetch fetch;

	(void)state;
	fetch_open(&fetch);
	setenv("http_proxy", server.plain, 1);
	setenv("https_proxy", server.plain, 1);
	assert_got(&fetch, server.plain, "/ok", 200, "a schedule\n");
	assert_got(&fetch, server.secure, "/ok", 200, "a schedule\n");
	assert_got(&fetch, "https://elsewhere.example", "/ok", 200, "a schedule\n");
	assert_failed(&fetch, "https://elsewhere.example", "/cut-headers", ERROR_BUSY, "cut off");
	assert_failed(&fetch, "https://nowhere.example", "/", ERROR_BUSY, "response 403");
	unsetenv("http_proxy");
	unsetenv("https_proxy");
	fetch_close(&fetch);
}

struct verdict {
	const char *path;
	const char *etag;
	int status;
	enum error_kind kind; /* ERROR_NONE: good */
	int wait;             /* seconds */
};

static const struct verdict verdicts[] = {
        {.path = "/ok", .status = 200},
        {.path = "/conditional", .etag = "\"one\"", .status = 304},
        {.path = "/redirect/304", .status = 304, .kind = ERROR_IO},
        {.path = "/not-found", .status = 404, .kind = ERROR_IO},
        {.path = "/no-content", .status = 204, .kind = ERROR_IO},
        {.path = "/nowhere", .status = 302, .kind = ERROR_IO},
        {.path = "/broken", .status = 503, .kind = ERROR_BUSY},
        {.path = "/too-many", .status = 429, .kind = ERROR_BUSY, .wait = 30},
        {.path = "/too-many-past", .status = 429, .kind = ERROR_BUSY},
        {.path = "/too-many-long", .status = 429, .kind = ERROR_BUSY, .wait = 3600},
};

static void
assert_verdict(struct fetch *fetch, const struct verdict *verdict)
{
	const char *sentence =
	        arena_format(&fetch->arena, "cannot fetch %s%s: the server answered %d",
	                server.plain, verdict->path, verdict->status);
	const char *hint = verdict->wait
	        ? arena_format(&fetch->arena, "try again in %d s", verdict->wait)
	        : "";

	if (http_check(&fetch->request, &fetch->reply, &fetch->err)) {
		assert_int_equal(verdict->kind, ERROR_NONE);
		return;
	}
	assert_int_equal(fetch->err.kind, verdict->kind);
	assert_string_equal(fetch->err.text, sentence);
	assert_string_equal(fetch->err.hint, hint);
}

static void
judges_answers(void **state)
{
	struct fetch fetch;

	(void)state;
	fetch_open(&fetch);
	for (size_t i = 0; i < COUNT(verdicts); i++) {
		fetch.request.etag = verdicts[i].etag;
		assert_got(&fetch, server.plain, verdicts[i].path, verdicts[i].status, NULL);
		assert_int_equal(fetch.reply.retry_after, verdicts[i].wait);
		assert_verdict(&fetch, &verdicts[i]);
	}
	fetch_close(&fetch);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(gives_whole_answers),
	        cmocka_unit_test(survives_bad_servers),
	        cmocka_unit_test(says_who_it_is_and_nothing_else),
	        cmocka_unit_test(asks_whether_it_has_changed),
	        cmocka_unit_test(follows_good_redirects),
	        cmocka_unit_test(refuses_bad_redirects),
	        cmocka_unit_test(keeps_others_out_of_this_machine),
	        cmocka_unit_test(trusts_certificates_of_its_authorities_only),
	        cmocka_unit_test(says_why_nobody_answers),
	        cmocka_unit_test(uses_proxies_only_for_others),
	        cmocka_unit_test(judges_answers),
	};

	return cmocka_run_group_tests(tests, server_open, server_close);
}
