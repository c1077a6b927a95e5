/* SPDX-License-Identifier: MIT */

/* A secret typed at a terminal: it is read and not shown, and the terminal is as before. */
#include "term/prompt.h"

#include <setjmp.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <cmocka.h>

struct session {
	pid_t child;
	int master;
	char shown[4096];
	size_t length;
};

/* The other side: asks, and says what it got and whether the terminal echoes again. */
static void
child_run(void)
{
	struct term term = {.input_terminal = true};
	struct termios settings;
	struct arena arena;
	struct error err;
	char *secret;

	arena_init(&arena);
	if (prompt_secret(&arena, &term, "Token: ", &secret, &err))
		printf("got %zu bytes, last %c", strlen(secret),
		        *secret ? secret[strlen(secret) - 1] : '-');
	else
		printf("error %d: %s", (int)err.kind, err.text);
	(void)tcgetattr(STDIN_FILENO, &settings);
	printf("; echo %s.\n", settings.c_lflag & ECHO ? "on" : "off");
	(void)fflush(stdout);
	arena_close(&arena);
	_exit(0);
}

static void
session_open(struct session *session)
{
	*session = (struct session){.length = 0};
	session->child = forkpty(&session->master, NULL, NULL, NULL);
	assert_true(session->child >= 0);
	if (session->child == 0)
		child_run();
}

/* Until it shows this, or hangs up. */
static bool
session_wait(struct session *session, const char *text)
{
	while (!strstr(session->shown, text)) {
		ssize_t got = read(session->master, session->shown + session->length,
		        sizeof(session->shown) - 1 - session->length);

		if (got <= 0)
			return false;
		session->length += (size_t)got;
		session->shown[session->length] = '\0';
	}
	return true;
}

static bool
echo_is_on(const struct session *session)
{
	struct termios settings;

	assert_int_equal(tcgetattr(session->master, &settings), 0);
	return settings.c_lflag & ECHO;
}

static void
session_wait_hidden(struct session *session)
{
	assert_true(session_wait(session, "Token: "));
	while (echo_is_on(session))
		(void)usleep(1000);
}

static void
session_type(struct session *session, const char *text)
{
	assert_int_equal(write(session->master, text, strlen(text)), (ssize_t)strlen(text));
}

static int
session_close(struct session *session)
{
	int status;

	assert_int_equal(waitpid(session->child, &status, 0), session->child);
	(void)close(session->master);
	return status;
}

static void
test_hidden(void **state)
{
	static const struct {
		const char *typed;
		const char *said;
	} cases[] = {
	        {"canary\n", "got 6 bytes, last y; echo on."},
	        {"canarx\177y\n", "got 6 bytes, last y; echo on."},
	        {" a b \n", "got 5 bytes, last  ; echo on."},
	        {"\n", "got 0 bytes, last -; echo on."},
	        {"canary\004", "got 6 bytes, last y; echo on."},
	        {"\004", "nothing was entered; echo on."},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct session session;

		session_open(&session);
		session_wait_hidden(&session);
		session_type(&session, cases[i].typed);
		if (!session_wait(&session, cases[i].said))
			fail_msg("case %zu: %s", i, session.shown);
		assert_null(strstr(session.shown, "canar"));
		(void)session_close(&session);
	}
}

static void
test_too_long(void **state)
{
	struct session session;
	char text[5000];

	(void)state;
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 2] = '\n';
	text[sizeof(text) - 1] = '\0';
	session_open(&session);
	session_wait_hidden(&session);
	session_type(&session, text);
	if (!session_wait(&session, "the line is too long"))
		fail_msg("%s", session.shown);
	(void)session_close(&session);
}

/* Ctrl-C ends the program as it would without us, and leaves the echo on. */
static void
test_signals(void **state)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

	(void)state;
	for (size_t i = 0; i < COUNT(signals); i++) {
		struct session session;
		int status;

		session_open(&session);
		session_wait_hidden(&session);
		session_type(&session, "can");
		assert_int_equal(kill(session.child, signals[i]), 0);
		while (!echo_is_on(&session))
			(void)usleep(1000);
		status = session_close(&session);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), signals[i]);
		assert_null(strstr(session.shown, "can"));
	}
}

/* Stopped in the middle of it, it asks again when it goes on. */
static void
test_stopped(void **state)
{
	struct session session;

	(void)state;
	session_open(&session);
	session_wait_hidden(&session);
	session.shown[0] = '\0';
	session.length = 0;
	/* Nobody could wake a session of one process, so that the system does not let it sleep. */
	assert_int_equal(kill(session.child, SIGTSTP), 0);
	session_wait_hidden(&session);
	session_type(&session, "canary\n");
	assert_true(session_wait(&session, "got 6 bytes, last y; echo on."));
	(void)session_close(&session);
}

static void
test_no_terminal(void **state)
{
	struct term term = {.input_terminal = false};
	struct arena arena;
	struct error err;
	char *secret;

	(void)state;
	arena_init(&arena);
	assert_false(prompt_secret(&arena, &term, "Token: ", &secret, &err));
	assert_int_equal(err.kind, ERROR_USAGE);
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_hidden),
	        cmocka_unit_test(test_too_long),
	        cmocka_unit_test(test_signals),
	        cmocka_unit_test(test_stopped),
	        cmocka_unit_test(test_no_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
