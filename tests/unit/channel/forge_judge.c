/* SPDX-License-Identifier: MIT */
#include "channel/forge.h"

#include <setjmp.h>
#include <string.h>

#include "channel/github.h"

#include <cmocka.h>

enum { NOW = 1504097520 };

static struct outcome
judge(struct arena *arena, const struct http_answer *answer, const struct error *failure,
        bool changes)
{
	struct forge_reply reply = {
	        .answer = answer,
	        .failure = failure,
	        .asked = "https://api.github.com/repos/o/r/issues",
	        .changes = changes,
	        .account = "work",
	        .now = NOW,
	};
	struct outcome outcome;

	forge_judge(arena, &forge_github, &reply, &outcome);
	return outcome;
}

/* What a status means to a request that creates. */
static const struct {
	int status;
	enum verdict verdict;
} statuses[] = {
        {.status = 200, .verdict = VERDICT_SENT},
        {.status = 201, .verdict = VERDICT_SENT},
        {.status = 299, .verdict = VERDICT_SENT},
        {.status = 100, .verdict = VERDICT_UNCERTAIN},
        {.status = 199, .verdict = VERDICT_UNCERTAIN},
        {.status = 301, .verdict = VERDICT_REFUSED},
        {.status = 304, .verdict = VERDICT_UNCERTAIN},
        {.status = 308, .verdict = VERDICT_REFUSED},
        {.status = 400, .verdict = VERDICT_REFUSED},
        {.status = 401, .verdict = VERDICT_DOWN},
        {.status = 402, .verdict = VERDICT_REFUSED},
        {.status = 403, .verdict = VERDICT_REFUSED},
        {.status = 404, .verdict = VERDICT_REFUSED},
        {.status = 405, .verdict = VERDICT_REFUSED},
        {.status = 408, .verdict = VERDICT_UNCERTAIN},
        {.status = 409, .verdict = VERDICT_UNCERTAIN},
        {.status = 410, .verdict = VERDICT_REFUSED},
        {.status = 422, .verdict = VERDICT_REFUSED},
        {.status = 429, .verdict = VERDICT_LATER},
        {.status = 499, .verdict = VERDICT_REFUSED},
        {.status = 500, .verdict = VERDICT_UNCERTAIN},
        {.status = 599, .verdict = VERDICT_UNCERTAIN},
        {.status = 999, .verdict = VERDICT_UNCERTAIN},
};

static void
test_statuses(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(statuses); i++) {
		struct http_answer answer = {
		        .status = statuses[i].status, .begun = true, .retry_after = -1};
		struct outcome outcome = judge(&arena, &answer, NULL, true);

		if (outcome.verdict != statuses[i].verdict)
			fail_msg("%d: verdict %d", statuses[i].status, (int)outcome.verdict);
		assert_int_equal(outcome.denied, statuses[i].status == 401);
		assert_int_equal(outcome.limited, statuses[i].status == 429);
		assert_true(outcome.verdict == VERDICT_SENT || outcome.words);
		/* What changes nothing there leaves no doubt. */
		outcome = judge(&arena, &answer, NULL, false);
		assert_int_not_equal(outcome.verdict, VERDICT_UNCERTAIN);
	}
	arena_close(&arena);
}

/* What no whole answer means, by how far the request came. */
static const struct {
	bool begun;
	bool untrusted;
	enum error_kind kind;
	enum verdict verdict;
} failures[] = {
        {.begun = true, .kind = ERROR_BUSY, .verdict = VERDICT_UNCERTAIN},
        {.begun = true, .kind = ERROR_IO, .verdict = VERDICT_UNCERTAIN},
        {.begun = true, .kind = ERROR_INVALID, .verdict = VERDICT_UNCERTAIN},
        {.begun = true, .kind = ERROR_CANCELLED, .verdict = VERDICT_UNCERTAIN},
        {.begun = true, .untrusted = true, .kind = ERROR_IO, .verdict = VERDICT_UNCERTAIN},
        {.kind = ERROR_BUSY, .verdict = VERDICT_LATER},
        {.kind = ERROR_CANCELLED, .verdict = VERDICT_LATER},
        {.kind = ERROR_IO, .verdict = VERDICT_DOWN},
        {.kind = ERROR_INVALID, .verdict = VERDICT_DOWN},
        {.untrusted = true, .kind = ERROR_IO, .verdict = VERDICT_DOWN},
        {.untrusted = true, .kind = ERROR_BUSY, .verdict = VERDICT_DOWN},
};

static void
test_failures(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(failures); i++) {
		struct http_answer answer = {.begun = failures[i].begun,
		        .untrusted = failures[i].untrusted,
		        .retry_after = -1};
		struct error err = {.kind = failures[i].kind, .text = "cannot reach it"};
		struct outcome outcome = judge(&arena, &answer, &err, true);

		if (outcome.verdict != failures[i].verdict)
			fail_msg("row %zu: verdict %d", i, (int)outcome.verdict);
		assert_string_equal(outcome.words, "cannot reach it");
		assert_int_equal(
		        outcome.hint && strstr(outcome.hint, "cafile"), failures[i].untrusted);
	}
	arena_close(&arena);
}

/* How long to wait, by headers that come one and two at a time. */
static const struct {
	int status;
	int64_t retry_after;
	int64_t server_at;
	const char *remaining;
	const char *reset;
	bool limited;
	int64_t wait;
} waits[] = {
        {.status = 429, .retry_after = 30, .limited = true, .wait = 30},
        {.status = 429, .retry_after = 0, .limited = true, .wait = 1},
        {.status = 429, .retry_after = HTTP_RETRY_MOST, .limited = true, .wait = 3600},
        {.status = 429, .retry_after = -1, .limited = true, .wait = 60},
        {.status = 403, .retry_after = 7, .limited = true, .wait = 7},
        {.status = 403, .retry_after = -1, .wait = -1},
        {.status = 403, .retry_after = -1, .remaining = "12", .reset = "1504097620", .wait = -1},
        {.status = 403,
                .retry_after = -1,
                .remaining = "0",
                .reset = "1504097620",
                .limited = true,
                .wait = 101},
        {.status = 403,
                .retry_after = -1,
                .server_at = NOW + 60,
                .remaining = "0",
                .reset = "1504097620",
                .limited = true,
                .wait = 41},
        {.status = 403,
                .retry_after = -1,
                .remaining = "0",
                .reset = "9223372036854775807",
                .limited = true,
                .wait = 3600},
        {.status = 403,
                .retry_after = -1,
                .remaining = "0",
                .reset = "12",
                .limited = true,
                .wait = 13},
        {.status = 403, .retry_after = -1, .remaining = "0", .limited = true, .wait = 60},
        {.status = 403, .retry_after = -1, .remaining = "none", .wait = -1},
        {.status = 429, .retry_after = -1, .reset = "1504097620", .limited = true, .wait = 60},
        {.status = 503, .retry_after = 30, .wait = 30},
        {.status = 500, .retry_after = -1, .wait = -1},
};

static void
test_waits(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(waits); i++) {
		struct http_header headers[2];
		struct http_answer answer = {
		        .status = waits[i].status,
		        .begun = true,
		        .headers = headers,
		        .retry_after = waits[i].retry_after,
		        .server_at = waits[i].server_at,
		};
		struct outcome outcome;

		if (waits[i].remaining)
			headers[answer.header_count++] = (struct http_header){
			        .name = "x-ratelimit-remaining", .value = waits[i].remaining};
		if (waits[i].reset)
			headers[answer.header_count++] = (struct http_header){
			        .name = "x-ratelimit-reset", .value = waits[i].reset};
		outcome = judge(&arena, &answer, NULL, true);
		if (outcome.wait != waits[i].wait || outcome.limited != waits[i].limited)
			fail_msg("row %zu: wait %lld", i, (long long)outcome.wait);
	}
	arena_close(&arena);
}

static const struct {
	const char *redirect;
	const char *words;
} redirects[] = {
        {.redirect = "https://evil.example/x",
                .words = "GitHub answered 307: it wants the request to go to "
                         "https://evil.example:443, where the secret is not sent"},
        {.redirect = "http://api.github.com/repos",
                .words = "GitHub answered 307: it wants the request to go to "
                         "http://api.github.com:80, where the secret is not sent"},
        {.redirect = "https://api.github.com.evil.example/",
                .words = "GitHub answered 307: it wants the request to go to "
                         "https://api.github.com.evil.example:443, where the secret is not sent"},
        {.redirect = "https://api.github.com/repositories/1/issues",
                .words = "GitHub answered 307: it has moved to "
                         "https://api.github.com/repositories/1/issues"},
        {.redirect = NULL, .words = "GitHub answered 307: it has moved, to where is not told"},
};

static void
test_redirects(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(redirects); i++) {
		struct http_answer answer = {.status = 307,
		        .begun = true,
		        .redirect = redirects[i].redirect,
		        .retry_after = -1};
		struct outcome outcome = judge(&arena, &answer, NULL, true);

		assert_int_equal(outcome.verdict, VERDICT_REFUSED);
		assert_string_equal(outcome.words, redirects[i].words);
	}
	arena_close(&arena);
}

static const struct {
	const char *body;
	const char *said;
} said[] = {
        {.body = "", .said = ""},
        {.body = "<html>", .said = ""},
        {.body = "[]", .said = ""},
        {.body = "{\"message\":null,\"errors\":{}}", .said = ""},
        {.body = "{\"message\":\"Not Found\",\"status\":\"404\"}", .said = "Not Found"},
        {.body = "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"Issue\","
                 "\"field\":\"title\",\"code\":\"missing_field\"},{\"message\":\"too long\"}]}",
                .said = "Validation Failed; title: missing_field; too long"},
        {.body = "{\"errors\":[\"one\",\"two\"]}", .said = "one; two"},
        {.body = "{\"message\":{\"title\":[\"is long\",\"is bad\"],\"base\":[\"spam\"]}}",
                .said = "title: is long; title: is bad; base: spam"},
        {.body = "{\"message\":{\"error\":\"Spam detected\"}}", .said = "Spam detected"},
        {.body = "{\"error\":\"invalid\",\"error_description\":\"expired\"}",
                .said = "invalid; expired"},
        {.body = "{\"message\":\"a\\nb\\u001b[1m\\u202ec\"}", .said = "a b<ESC>[1m<U+202E>c"},
        {.body = "{\"message\":7}", .said = ""},
        {.body = "{\"message\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":\"deep\"}}}}}}}",
                .said = ""},
};

static void
test_said(void **state)
{
	struct arena arena;
	struct buf body;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(said); i++)
		assert_string_equal(
		        forge_said(&arena, said[i].body, strlen(said[i].body)), said[i].said);
	buf_init(&body, &arena, 0);
	buf_add_text(&body, "{\"errors\":[");
	for (int i = 0; i < 1000; i++)
		buf_add_text(&body, "\"\u4E2D\u6587\u4E2D\u6587\u4E2D\u6587\",");
	buf_add_text(&body, "\"x\"]}");
	assert_true(strlen(forge_said(&arena, body.text, body.length)) <= OUTCOME_LINE_MOST);
	assert_non_null(strstr(forge_said(&arena, body.text, body.length), "…"));
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_statuses),
	        cmocka_unit_test(test_failures),
	        cmocka_unit_test(test_waits),
	        cmocka_unit_test(test_redirects),
	        cmocka_unit_test(test_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
