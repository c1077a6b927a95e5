/* SPDX-License-Identifier: MIT */
#include "net/http.h"

#include <netinet/in.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

#include <cmocka.h>

#include "web.h"

#define SECRET "do-not-tell"

static volatile sig_atomic_t stopped;

/* A call and what the wire was asked meanwhile. */
struct talk {
	struct arena arena;
	struct http *http;
	struct http_header headers[2];
	struct http_call call;
	struct http_answer answer;
	struct error err;
	struct wire wire;
	int passed;
	bool refuses;
	bool stops; /* as soon as the wire has been asked */
};

static bool
wire_ask(void *context, enum wire_point point)
{
	struct talk *talk = context;

	assert_int_equal(point, WIRE_FIRST);
	talk->passed++;
	if (talk->stops)
		stopped = 1;
	return !talk->refuses;
}

static void
talk_open(struct talk *talk, const char *method)
{
	*talk = (struct talk){
	        .headers = {{.name = "Authorization", .value = "Bearer " SECRET},
	                {.name = "PRIVATE-TOKEN", .value = SECRET}},
	        .wire = {.pass = wire_ask, .stop = &stopped},
	};
	talk->wire.context = talk;
	talk->call = (struct http_call){
	        .method = method,
	        .headers = talk->headers,
	        .header_count = COUNT(talk->headers),
	        .body = strcmp(method, "GET") == 0 ? NULL : "{\"title\": \"one\"}",
	        .cafile = server.cafile,
	        .seconds = 20,
	        .wire = &talk->wire,
	};
	arena_init(&talk->arena);
	stopped = 0;
	if (!http_open(&talk->http, &talk->err))
		fail_msg("%s", talk->err.text);
}

static void
talk_close(struct talk *talk)
{
	http_close(talk->http);
	arena_close(&talk->arena);
}

static bool
talk_send(struct talk *talk, const char *base, const char *path)
{
	talk->passed = 0;
	talk->call.url = arena_format(&talk->arena, "%s%s", base, path);
	error_reset(&talk->err);
	return http_call(talk->http, &talk->arena, &talk->call, &talk->answer, &talk->err);
}

static void
assert_answered(struct talk *talk, const char *base, const char *path, int status)
{
	if (!talk_send(talk, base, path))
		fail_msg("%s: %s", path, talk->err.text);
	assert_int_equal(talk->answer.status, status);
	assert_true(talk->answer.begun);
	assert_false(talk->answer.untrusted);
}

static void
assert_failed(struct talk *talk, const char *base, const char *path, enum error_kind kind,
        const char *words, bool begun)
{
	if (talk_send(talk, base, path))
		fail_msg("%s%s was answered", base, path);
	if (talk->err.kind != kind || !strstr(talk->err.text, words))
		fail_msg("%s: kind %d, \"%s\" does not say \"%s\"", path, (int)talk->err.kind,
		        talk->err.text, words);
	assert_null(strstr(talk->err.text, SECRET));
	assert_int_equal(talk->answer.status, 0);
	assert_null(talk->answer.body);
	assert_int_equal(talk->answer.begun, begun);
}

/* How many requests of one kind ("POST /created") have reached the server; "": of all kinds. */
static long
count_get(const char *which)
{
	struct talk talk;
	long count;

	talk_open(&talk, "GET");
	talk.call.header_count = 0;
	assert_answered(&talk, server.plain,
	        arena_format(&talk.arena, "/count?%s", http_encode(&talk.arena, which)), 200);
	count = strtol(talk.answer.body, NULL, 10);
	talk_close(&talk);
	return count;
}

static const char *const methods[] = {"POST", "PUT", "PATCH", "DELETE"};

static void
sends_these_bytes(void **state)
{
	const char *body = "{\"title\": \"\xC3\xBC & %41\\n\"}\r\n\n";

	(void)state;
	for (size_t i = 0; i < COUNT(methods); i++) {
		struct talk talk;
		const char *whole;

		talk_open(&talk, methods[i]);
		talk.call.body = body;
		talk.headers[1] =
		        (struct http_header){.name = "Content-Type", .value = "application/json"};
		assert_answered(&talk, server.plain, "/echo?a=%20b", 200);
		whole = arena_format(&talk.arena,
		        "%s /echo?a=%%20b HTTP/1.1\r\n"
		        "Host: %s\r\n"
		        "User-Agent: askback/" ASKBACK_VERSION "\r\n"
		        "Accept: */*\r\n"
		        "Authorization: Bearer " SECRET "\r\n"
		        "Content-Type: application/json\r\n"
		        "Content-Length: %zu\r\n\r\n%s",
		        methods[i], server.plain + strlen("http://"), strlen(body), body);
		assert_string_equal(talk.answer.body, whole);
		assert_int_equal(talk.passed, 1);
		talk_close(&talk);
	}
}

static void
sends_bodies_of_all_sizes(void **state)
{
	struct talk talk;
	char *large;

	(void)state;
	talk_open(&talk, "POST");
	/* Beyond a megabyte libcurl would ask first, with Expect. */
	large = arena_array(&talk.arena, 3 << 20, 1);
	memset(large, 'x', (3 << 20) - 1);
	talk.call.body = large;
	assert_answered(&talk, server.plain, "/echo", 200);
	assert_null(strstr(talk.answer.body, "Expect"));
	assert_non_null(strstr(talk.answer.body, "\r\nContent-Length: 3145727\r\n"));
	assert_string_equal(strstr(talk.answer.body, "\r\n\r\n") + 4, large);
	talk.call.body = NULL;
	talk.call.wire = NULL;
	assert_answered(&talk, server.plain, "/echo", 200);
	assert_non_null(strstr(talk.answer.body, "\r\nContent-Length: 0\r\n"));
	talk.headers[0].value = "";
	assert_answered(&talk, server.plain, "/echo", 200);
	assert_non_null(strstr(talk.answer.body, "\r\nAuthorization:\r\n"));
	talk_close(&talk);
}

static void
reads_answers(void **state)
{
	struct talk talk;

	(void)state;
	talk_open(&talk, "GET");
	assert_answered(&talk, server.secure, "/gzip", 200);
	assert_int_equal(talk.answer.length, 16384);
	assert_int_equal(talk.passed, 0);
	assert_answered(&talk, server.plain, "/ok", 200);
	assert_string_equal(talk.answer.body, "a schedule\n");
	assert_string_equal(http_header_find(&talk.answer, "etag"), "\"one\"");
	assert_string_equal(http_header_find(&talk.answer, "ETAG"), "\"one\"");
	assert_null(http_header_find(&talk.answer, "Retry-After"));
	assert_null(talk.answer.redirect);
	assert_int_equal(talk.answer.retry_after, -1);
	assert_int_equal(talk.answer.server_at, 0);
	assert_answered(&talk, server.plain, "/early", 200);
	assert_null(http_header_find(&talk.answer, "X-First"));
	assert_answered(&talk, server.plain, "/chunked", 200);
	assert_null(http_header_find(&talk.answer, "X-After"));
	assert_answered(&talk, server.plain, "/pages", 200);
	assert_string_equal(http_next_page(&talk.arena, &talk.answer, talk.call.url),
	        arena_format(&talk.arena, "%s/page/2", server.plain));
	talk_close(&talk);
}

struct clock {
	const char *headers;
	int64_t retry_after;
	int64_t server_at;
};

static const struct clock clocks[] = {
        {.headers = "Retry-After: 0", .retry_after = 0},
        {.headers = "Retry-After: 30", .retry_after = 30},
        {.headers = "Retry-After: 3600", .retry_after = 3600},
        {.headers = "Retry-After: 3601", .retry_after = 3600},
        {.headers = "Retry-After: 99999999999999999999999", .retry_after = 3600},
        {.headers = "Retry-After: -5", .retry_after = -1},
        {.headers = "Retry-After: soon", .retry_after = -1},
        {.headers = "Retry-After:", .retry_after = -1},
        {.headers = "Retry-After: Wed, 30 Aug 2017 12:40:00 GMT", .retry_after = 0},
        {.headers = "Retry-After: Wed, 30 Aug 2045 12:40:00 GMT", .retry_after = 3600},
        {.headers = "Date: Wed, 30 Aug 2017 12:40:00 GMT",
                .retry_after = -1,
                .server_at = 1504096800},
        /* The server's clock counts, however late ours is. */
        {.headers = "Date: Wed, 30 Aug 2017 12:40:00 GMT\r\n"
                    "Retry-After: Wed, 30 Aug 2017 12:41:30 GMT",
                .retry_after = 90,
                .server_at = 1504096800},
        {.headers = "Date: yesterday", .retry_after = -1},
};

static void
tells_the_time(void **state)
{
	struct talk talk;

	(void)state;
	talk_open(&talk, "POST");
	for (size_t i = 0; i < COUNT(clocks); i++) {
		assert_answered(&talk, server.plain,
		        arena_format(&talk.arena, "/headers?%s",
		                http_encode(&talk.arena, clocks[i].headers)),
		        200);
		if (talk.answer.retry_after != clocks[i].retry_after ||
		        talk.answer.server_at != clocks[i].server_at)
			fail_msg("%s: wait %ld, at %ld", clocks[i].headers,
			        (long)talk.answer.retry_after, (long)talk.answer.server_at);
	}
	talk_close(&talk);
}

struct fault {
	const char *path;
	size_t limit;
	int64_t seconds;
	enum error_kind kind;
	const char *words;
};

/* With all of them the request may have been executed. */
static const struct fault faults[] = {
        {.path = "/kilobyte", .limit = 1023, .kind = ERROR_INVALID, .words = "larger than 1023"},
        {.path = "/endless", .limit = 1 << 20, .kind = ERROR_INVALID, .words = "larger than 10485"},
        {.path = "/endless-headers", .kind = ERROR_INVALID, .words = "headers are larger"},
        {.path = "/endless-early", .kind = ERROR_INVALID, .words = "headers are larger"},
        {.path = "/long-header", .kind = ERROR_IO, .words = "a header is too large"},
        {.path = "/silent", .seconds = 1, .kind = ERROR_BUSY, .words = "too long"},
        {.path = "/slow", .seconds = 1, .kind = ERROR_BUSY, .words = "too long"},
        {.path = "/closed", .kind = ERROR_BUSY, .words = "hung up"},
        {.path = "/reset", .kind = ERROR_BUSY, .words = "the connection broke"},
        {.path = "/reset-in-body", .kind = ERROR_BUSY, .words = ": "},
        {.path = "/cut-status", .kind = ERROR_BUSY, .words = "hung up"},
        {.path = "/cut-headers", .kind = ERROR_BUSY, .words = "cut off"},
        {.path = "/cut-early", .kind = ERROR_BUSY, .words = "cut off"},
        {.path = "/cut-body", .kind = ERROR_BUSY, .words = "cut off"},
        {.path = "/cut-chunk", .kind = ERROR_BUSY, .words = "cut off"},
        {.path = "/no-status", .kind = ERROR_IO, .words = "does not speak the protocol"},
        {.path = "/odd-status", .kind = ERROR_IO, .words = "does not speak the protocol"},
};

static void
knows_that_it_has_begun(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(faults); i++) {
		const struct fault *fault = &faults[i];
		struct talk talk;
		const char *kind;
		long before;

		talk_open(&talk, i % 2 ? "POST" : "PATCH");
		kind = arena_format(&talk.arena, "%s %s", talk.call.method, fault->path);
		talk.call.limit = fault->limit;
		talk.call.seconds = fault->seconds ? fault->seconds : 20;
		before = count_get(kind);
		assert_failed(&talk, server.plain, fault->path, fault->kind, fault->words, true);
		assert_non_null(strstr(talk.err.text, "cannot reach 127.0.0.1:"));
		assert_null(strstr(talk.err.text, fault->path));
		assert_int_equal(talk.passed, 1);
		assert_int_equal(count_get(kind), before + 1);
		talk_close(&talk);
	}
}

static void
survives_a_server_that_does_not_read(void **state)
{
	struct talk talk;

	(void)state;
	talk_open(&talk, "POST");
	assert_failed(&talk, server.reset, "/", ERROR_BUSY, "the connection broke", true);
	assert_int_equal(talk.passed, 1);
	talk_close(&talk);
}

static const char *const bodies[] = {"/cut-counted", "/cut-chunked", "/cut-hinted"};

/* An answer of which any byte at the end is missing is no answer. */
static void
takes_nothing_that_is_cut(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bodies); i++) {
		struct talk talk;
		size_t sizes = 0;

		talk_open(&talk, "POST");
		for (;; sizes++) {
			const char *path = arena_format(&talk.arena, "%s?%zu", bodies[i], sizes);

			if (talk_send(&talk, server.plain, path))
				break;
			if (sizes > 1000)
				fail_msg("%s is never whole: %s", bodies[i], talk.err.text);
			assert_true(talk.answer.begun);
			assert_int_equal(talk.answer.status, 0);
			assert_int_not_equal(talk.err.kind, ERROR_CANCELLED);
		}
		assert_int_equal(talk.answer.status, 201);
		assert_string_equal(talk.answer.body,
		        "{\"number\": 17, \"html_url\": \"https://a.example/17\"}");
		if (sizes < 100)
			fail_msg("%s was taken for whole with %zu bytes", bodies[i], sizes);
		talk_close(&talk);
	}
}

static void
unpacks_only_what_it_asked_for(void **state)
{
	struct talk talk;

	(void)state;
	talk_open(&talk, "POST");
	assert_answered(&talk, server.plain, "/created-packed", 201);
	assert_int_equal((unsigned char)talk.answer.body[0], 0x1F);
	talk_close(&talk);
}

/* A socket that nobody accepts from: connections succeed, and then nothing comes. */
static int
deaf_open(struct arena *arena, const char **url_out)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t size = sizeof(address);
	int deaf = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(deaf, (const struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(deaf, 8), 0);
	assert_int_equal(getsockname(deaf, (struct sockaddr *)&address, &size), 0);
	*url_out = arena_format(arena, "https://127.0.0.1:%d", ntohs(address.sin_port));
	return deaf;
}

#define LONG_NAME "a234567890123456789012345678901234567890123456789012345678901234"

static void
knows_that_nothing_has_left(void **state)
{
	struct talk talk;
	const char *secure_on_plain;
	const char *deaf_url;
	int deaf;

	(void)state;
	talk_open(&talk, "POST");
	assert_failed(&talk, "http://127.0.0.1:1", "/", ERROR_BUSY,
	        "cannot reach 127.0.0.1:1: nobody answers there", false);
	assert_failed(&talk, "https://" LONG_NAME ".example", "/secret", ERROR_BUSY,
	        "cannot reach " LONG_NAME ".example: its host is not found", false);
	assert_false(talk.answer.untrusted);
	assert_failed(&talk, server.misnamed, "/created", ERROR_IO, "is not trusted", false);
	assert_true(talk.answer.untrusted);
	secure_on_plain = arena_format(&talk.arena, "https%s", server.plain + strlen("http"));
	assert_failed(&talk, secure_on_plain, "/created", ERROR_IO, "no secure connection", false);
	assert_true(talk.answer.untrusted);
	deaf = deaf_open(&talk.arena, &deaf_url);
	talk.call.seconds = 1;
	assert_failed(&talk, deaf_url, "/", ERROR_BUSY, "too long", false);
	assert_false(talk.answer.untrusted);
	(void)close(deaf);
	talk.call.cafile = NULL;
	assert_failed(&talk, server.secure, "/created", ERROR_IO, "is not trusted", false);
	assert_true(talk.answer.untrusted);
	talk.call.cafile = "does/not/exist";
	assert_failed(&talk, server.secure, "/created", ERROR_IO, "authorities", false);
	assert_true(talk.answer.untrusted);
	assert_int_equal(talk.passed, 0);
	talk_close(&talk);
}

static void
knows_what_a_proxy_did(void **state)
{
	struct talk talk;
	long before = count_get("POST /created");

	(void)state;
	setenv("https_proxy", server.plain, 1);
	talk_open(&talk, "POST");
	assert_failed(&talk, "https://nowhere.example", "/", ERROR_BUSY, "response 403", false);
	assert_int_equal(talk.passed, 0);
	assert_answered(&talk, "https://elsewhere.example", "/created", 201);
	assert_int_equal(talk.passed, 1);
	assert_failed(&talk, "https://elsewhere.example", "/closed", ERROR_BUSY, "hung up", true);
	unsetenv("https_proxy");
	assert_int_equal(count_get("POST /created"), before + 1);
	talk_close(&talk);
}

/* libcurl repeats a POST in silence when a used connection dies. */
static void
never_repeats_a_change(void **state)
{
	struct talk talk;
	struct http_call get;

	(void)state;
	talk_open(&talk, "POST");
	get = talk.call;
	get.method = "GET";
	get.body = NULL;
	get.url = arena_format(&talk.arena, "%s/keep", server.plain);
	assert_true(http_call(talk.http, &talk.arena, &get, &talk.answer, &talk.err));
	for (long i = 1; i <= 3; i++) {
		assert_answered(&talk, server.plain, "/keep", 200);
		assert_int_equal(talk.passed, 1);
		assert_int_equal(count_get("POST /keep"), i);
	}
	assert_int_equal(count_get("GET /keep"), 1);
	/* This one takes the connection of the first, which dies; a GET may be repeated. */
	assert_true(http_call(talk.http, &talk.arena, &get, &talk.answer, &talk.err));
	assert_int_equal(count_get("GET /keep"), 3);
	talk_close(&talk);
}

static const int codes[] = {301, 302, 303, 307, 308};

static void
never_follows(void **state)
{
	struct talk talk;
	const char *path;
	const char *target;
	long before;

	(void)state;
	talk_open(&talk, "POST");
	before = count_get("");
	for (size_t i = 0; i < COUNT(codes) * (1 + COUNT(methods)); i++) {
		const char *method = i < COUNT(codes) ? "GET" : methods[i / COUNT(codes) - 1];

		talk.call.method = method;
		talk.call.body = strcmp(method, "GET") == 0 ? NULL : "{}";
		target = arena_format(&talk.arena, "%s/created", server.secure);
		path = arena_format(
		        &talk.arena, "/redirect/%d?%s", codes[i % COUNT(codes)], target);
		assert_answered(&talk, server.plain, path, codes[i % COUNT(codes)]);
		assert_string_equal(talk.answer.redirect, target);
		assert_string_equal(talk.answer.body, "moved");
	}
	/* Each of them came once, and nobody else heard of it. */
	assert_int_equal(count_get(""), before + 1 + (long)(COUNT(codes) * (1 + COUNT(methods))));
	assert_answered(&talk, server.plain, "/redirect/307?/other%20place", 307);
	assert_string_equal(
	        talk.answer.redirect, arena_format(&talk.arena, "%s/other%%20place", server.plain));
	assert_answered(&talk, server.plain, "/redirect/304?/other", 304);
	assert_null(talk.answer.redirect);
	assert_answered(&talk, server.plain, "/nowhere", 302);
	assert_null(talk.answer.redirect);
	talk_close(&talk);
}

static const char *const values[] = {SECRET "\r\nX-Mine: 1", SECRET "\n", SECRET "\r", "\t" SECRET,
        SECRET "\x7F", "\x1B" SECRET};

static const char *const places[] = {
        "http://a.example/" SECRET "?q=" SECRET,
        "http://localhost/?" SECRET,
        "ftp://127.0.0.1/#" SECRET,
        "https://me:" SECRET "@127.0.0.1/",
        "https://a.example/\n",
        "a.example",
        "",
};

static void
refuses_what_it_must_not_send(void **state)
{
	struct talk talk;
	long before = count_get("");

	(void)state;
	talk_open(&talk, "POST");
	for (size_t i = 0; i < COUNT(values); i++) {
		talk.headers[1].value = values[i];
		assert_failed(&talk, server.plain, "/created", ERROR_INVALID,
		        "the header PRIVATE-TOKEN holds a control character", false);
	}
	talk.headers[1].value = "";
	for (size_t i = 0; i < COUNT(places); i++) {
		if (talk_send(&talk, places[i], ""))
			fail_msg("%s was answered", places[i]);
		assert_int_equal(talk.err.kind, ERROR_INVALID);
		assert_false(talk.answer.begun);
		assert_null(strstr(talk.err.text, "q="));
		assert_null(strstr(talk.err.text, i == 0 ? "?" : SECRET));
		assert_memory_equal(talk.err.text, "cannot reach ", 13);
	}
	assert_int_equal(talk.passed, 0);
	talk_close(&talk);
	assert_int_equal(count_get(""), before + 1);
}

static void
alarm_stop(int signal_number)
{
	(void)signal_number;
	stopped = 1;
}

/* Somebody presses Ctrl-C in a moment. */
static void
alarm_set(void)
{
	struct sigaction action = {.sa_handler = alarm_stop};
	struct itimerval soon = {.it_value = {.tv_usec = 50000}};

	stopped = 0;
	assert_int_equal(sigaction(SIGALRM, &action, NULL), 0);
	assert_int_equal(setitimer(ITIMER_REAL, &soon, NULL), 0);
}

static void
stops_while_nothing_has_left(void **state)
{
	struct talk talk;
	const char *deaf_url;
	int deaf;
	long before = count_get("POST /created");

	(void)state;
	talk_open(&talk, "POST");
	deaf = deaf_open(&talk.arena, &deaf_url);
	alarm_set();
	assert_failed(&talk, deaf_url, "/", ERROR_CANCELLED, "it was stopped", false);
	(void)close(deaf);
	assert_failed(&talk, server.plain, "/created", ERROR_CANCELLED, "it was stopped", false);
	assert_int_equal(talk.passed, 0);
	stopped = 0;
	talk.refuses = true;
	assert_failed(&talk, server.plain, "/created", ERROR_CANCELLED, "it was stopped", false);
	assert_int_equal(talk.passed, 1);
	assert_int_equal(count_get("POST /created"), before);
	talk_close(&talk);
}

static void
waits_for_what_has_begun(void **state)
{
	struct talk talk;

	(void)state;
	talk_open(&talk, "POST");
	talk.stops = true;
	assert_answered(&talk, server.plain, "/created-late", 201);
	assert_int_equal(stopped, 1);
	talk_close(&talk);
	talk_open(&talk, "GET");
	alarm_set();
	assert_failed(&talk, server.plain, "/silent", ERROR_CANCELLED, "it was stopped", true);
	talk_close(&talk);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(sends_these_bytes),
	        cmocka_unit_test(sends_bodies_of_all_sizes),
	        cmocka_unit_test(reads_answers),
	        cmocka_unit_test(tells_the_time),
	        cmocka_unit_test(knows_that_it_has_begun),
	        cmocka_unit_test(survives_a_server_that_does_not_read),
	        cmocka_unit_test(takes_nothing_that_is_cut),
	        cmocka_unit_test(unpacks_only_what_it_asked_for),
	        cmocka_unit_test(knows_that_nothing_has_left),
	        cmocka_unit_test(knows_what_a_proxy_did),
	        cmocka_unit_test(never_repeats_a_change),
	        cmocka_unit_test(never_follows),
	        cmocka_unit_test(refuses_what_it_must_not_send),
	        cmocka_unit_test(stops_while_nothing_has_left),
	        cmocka_unit_test(waits_for_what_has_begun),
	};

	return cmocka_run_group_tests(tests, server_open, server_close);
}
