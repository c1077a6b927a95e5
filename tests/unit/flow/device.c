/* SPDX-License-Identifier: MIT */

/* Logging in by a code: how long to wait, and what each answer means. */
#include "flow/device.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

struct answer {
	int status; /* 0: the connection is closed without one */
	const char *body;
};

struct session {
	struct arena arena;
	struct http *http;
	struct account account;
	pid_t server;
};

/* One connection for each answer, in their order. */
static void
answers_send(int listener, const struct answer *answers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int peer = accept(listener, NULL, NULL);
		char request[4096];
		ssize_t got = recv(peer, request, sizeof(request), 0);
		const char *body = answers[i].body;

		if (got > 0 && answers[i].status)
			(void)dprintf(peer,
			        "HTTP/1.1 %d Words\r\nContent-Length: %zu\r\n"
			        "Connection: close\r\n\r\n%s",
			        answers[i].status, strlen(body), body);
		(void)close(peer);
	}
}

static void
session_open(struct session *session, const struct answer *answers, size_t count)
{
	struct sockaddr_in address = {
	        .sin_family = AF_INET, .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	socklen_t length = sizeof(address);
	struct error err;

	assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(listener, 8), 0);
	assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &length), 0);
	arena_init(&session->arena);
	session->account = (struct account){
	        .name = "hub",
	        .type = "github",
	        .url = arena_format(
	                &session->arena, "http://127.0.0.1:%d/api/v3", ntohs(address.sin_port)),
	        .client_id = "Iv1",
	        .seconds = 10,
	};
	session->server = fork();
	if (session->server == 0) {
		answers_send(listener, answers, count);
		_exit(0);
	}
	(void)close(listener);
	assert_true(http_open(&session->http, &err));
}

static void
session_close(struct session *session)
{
	http_close(session->http);
	(void)kill(session->server, SIGKILL);
	(void)waitpid(session->server, NULL, 0);
	arena_close(&session->arena);
}

static void
test_open(void **state)
{
	static const struct {
		struct answer answer;
		enum error_kind kind;
		int64_t interval;
		int64_t seconds;
	} cases[] = {
	        {{200,
	                 "{\"device_code\":\"d\",\"user_code\":\"u\",\"interval\":7,"
	                 "\"expires_in\":600}"},
	                ERROR_NONE, 7, 600},
	        {{200, "{\"device_code\":\"d\",\"user_code\":\"u\"}"}, ERROR_NONE, 5, 900},
	        {{200,
	                 "{\"device_code\":\"d\",\"user_code\":\"u\",\"interval\":-3,"
	                 "\"expires_in\":99999999}"},
	                ERROR_NONE, 5, 3600},
	        {{200, "{\"device_code\":\"d\"}"}, ERROR_DENIED, 0, 0},
	        {{200, "{\"error\":\"device_flow_disabled\"}"}, ERROR_DENIED, 0, 0},
	        {{404, "{\"error\":\"Not Found\"}"}, ERROR_DENIED, 0, 0},
	        {{200, "device_code=d&user_code=u"}, ERROR_IO, 0, 0},
	        {{503, "<html>"}, ERROR_BUSY, 0, 0},
	        {{0, NULL}, ERROR_BUSY, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct error err = {.kind = ERROR_NONE};
		struct device device = {.interval = 0};
		struct session session;

		session_open(&session, &cases[i].answer, 1);
		if (device_open(&session.arena, session.http, &session.account, &device, &err) !=
		        (cases[i].kind == ERROR_NONE))
			fail_msg("case %zu: %s", i, err.text);
		assert_int_equal(err.kind, cases[i].kind);
		assert_int_equal(device.interval, cases[i].interval);
		assert_int_equal(device.seconds, cases[i].seconds);
		session_close(&session);
	}
}

/* Asked to slow down, it stays slow; what comes after it does not bring the old pace back. */
static void
test_poll(void **state)
{
	static const struct {
		struct answer answer;
		enum device_turn turn;
		int64_t interval;
		enum error_kind kind;
	} cases[] = {
	        {{200, "{\"error\":\"authorization_pending\"}"}, DEVICE_WAIT, 5, ERROR_NONE},
	        {{200, "{\"error\":\"slow_down\",\"interval\":10}"}, DEVICE_WAIT, 10, ERROR_NONE},
	        {{200, "{\"error\":\"authorization_pending\"}"}, DEVICE_WAIT, 10, ERROR_NONE},
	        {{200, "{\"error\":\"slow_down\"}"}, DEVICE_WAIT, 15, ERROR_NONE},
	        {{200, "{\"error\":\"slow_down\",\"interval\":1}"}, DEVICE_WAIT, 20, ERROR_NONE},
	        {{200, "{\"error\":\"slow_down\",\"interval\":40}"}, DEVICE_WAIT, 40, ERROR_NONE},
	        {{0, NULL}, DEVICE_WAIT, 40, ERROR_BUSY},
	        {{502, "<html>"}, DEVICE_WAIT, 40, ERROR_BUSY},
	        {{200, "{\"error\":\"slow_down\",\"interval\":9999}"}, DEVICE_WAIT, 300,
	                ERROR_NONE},
	        {{200, "{\"error\":\"expired_token\"}"}, DEVICE_FAILED, 300, ERROR_BUSY},
	        {{200, "{\"error\":\"access_denied\"}"}, DEVICE_FAILED, 300, ERROR_CANCELLED},
	        {{200, "{\"error\":\"incorrect_device_code\",\"error_description\":\"no\"}"},
	                DEVICE_FAILED, 300, ERROR_DENIED},
	        {{200, "{}"}, DEVICE_FAILED, 300, ERROR_DENIED},
	        {{200, "{\"access_token\":\"gho_1\",\"token_type\":\"bearer\"}"}, DEVICE_DONE, 300,
	                ERROR_NONE},
	};
	struct device device = {.device_code = "d", .interval = 5, .seconds = 900};
	struct answer answers[COUNT(cases)];
	struct session session;
	const char *token = NULL;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		answers[i] = cases[i].answer;
	session_open(&session, answers, COUNT(answers));
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct error err = {.kind = ERROR_NONE};
		enum device_turn turn = device_poll(
		        &session.arena, session.http, &session.account, &device, &token, &err);

		if (turn != cases[i].turn || err.kind != cases[i].kind)
			fail_msg("case %zu: turn %d, %s", i, (int)turn, err.text);
		assert_int_equal(device.interval, cases[i].interval);
		assert_int_equal(token != NULL, turn == DEVICE_DONE);
	}
	assert_string_equal(token, "gho_1");
	session_close(&session);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_open),
	        cmocka_unit_test(test_poll),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
