/* SPDX-License-Identifier: MIT */

/* What the environment and the streams decide, with a pseudo-terminal as the terminal. */
#include "term/term.h"

#include <fcntl.h>
#include <pty.h>
#include <setjmp.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <cmocka.h>

static const char *const variables[] = {"NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "CLICOLOR",
        "TERM", "LC_ALL", "LC_CTYPE", "LANG", "COLUMNS", "LINES"};

enum { STREAMS = 3 };

struct streams {
	int terminal; /* the side that programs see */
	int other;    /* the side that a terminal emulator has */
	int nowhere;
};

static int
streams_open(void **state)
{
	static struct streams streams;

	*state = &streams;
	streams.nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
	return openpty(&streams.other, &streams.terminal, NULL, NULL, NULL);
}

static int
streams_close(void **state)
{
	struct streams *streams = *state;

	return close(streams->other) | close(streams->terminal) | close(streams->nowhere);
}

/* Exactly these variables, as "NAME=value", are set; the list ends with NULL. */
static void
environment_set(const char *const *pairs)
{
	for (size_t i = 0; i < COUNT(variables); i++)
		assert_int_equal(unsetenv(variables[i]), 0);
	for (; *pairs; pairs++) {
		const char *equals = strchr(*pairs, '=');
		char name[32] = "";

		memcpy(name, *pairs, (size_t)(equals - *pairs));
		assert_int_equal(setenv(name, equals + 1, 1), 0);
	}
}

/* term_init with streams 0, 1 and 2 on a terminal where kinds has a 't'. */
static struct term
term_get(const struct streams *streams, const char *kinds, const char *colour,
        const char *configured)
{
	int saved[STREAMS];
	struct term term;

	for (int i = 0; i < STREAMS; i++) {
		saved[i] = fcntl(i, F_DUPFD_CLOEXEC, STREAMS);
		(void)dup2(kinds[i] == 't' ? streams->terminal : streams->nowhere, i);
	}
	term_init(&term, colour, configured);
	for (int i = 0; i < STREAMS; i++) {
		(void)dup2(saved[i], i);
		(void)close(saved[i]);
	}
	return term;
}

static void
test_colour(void **state)
{
	static const struct {
		const char *colour, *configured, *streams;
		const char *environment[4];
		bool output, error;
	} cases[] = {
	        {NULL, NULL, "ttt", {"TERM=xterm"}, true, true},
	        {NULL, NULL, "t.t", {"TERM=xterm"}, false, true},
	        {NULL, NULL, "tt.", {"TERM=xterm"}, true, false},
	        {NULL, NULL, "ttt", {NULL}, false, false},
	        {NULL, NULL, "ttt", {"TERM=dumb"}, false, false},
	        {NULL, NULL, "ttt", {"TERM=xterm", "CLICOLOR=0"}, false, false},
	        {NULL, NULL, "ttt", {"TERM=xterm", "CLICOLOR="}, true, true},
	        {NULL, NULL, "ttt", {"TERM=xterm", "CLICOLOR=1"}, true, true},
	        {NULL, NULL, "...", {"TERM=dumb", "CLICOLOR_FORCE=1"}, true, true},
	        {NULL, NULL, "...", {"TERM=dumb", "FORCE_COLOR=3"}, true, true},
	        {NULL, NULL, "...", {"CLICOLOR=0", "FORCE_COLOR=1"}, true, true},
	        {NULL, NULL, "...", {"TERM=xterm", "CLICOLOR_FORCE=0"}, false, false},
	        {NULL, NULL, "...", {"TERM=xterm", "FORCE_COLOR="}, false, false},
	        {NULL, NULL, "ttt", {"TERM=xterm", "NO_COLOR=1"}, false, false},
	        {NULL, NULL, "ttt", {"TERM=xterm", "NO_COLOR="}, true, true},
	        {NULL, NULL, "ttt", {"TERM=xterm", "NO_COLOR=1", "CLICOLOR_FORCE=1"}, false, false},
	        {NULL, "always", "...", {"NO_COLOR=1"}, true, true},
	        {NULL, "never", "ttt", {"TERM=xterm", "FORCE_COLOR=1"}, false, false},
	        {NULL, "auto", "ttt", {"TERM=xterm", "NO_COLOR=1"}, false, false},
	        {NULL, "auto", "t.t", {"TERM=xterm"}, false, true},
	        {"always", "never", "...", {"NO_COLOR=1"}, true, true},
	        {"never", "always", "ttt", {"TERM=xterm", "FORCE_COLOR=1"}, false, false},
	        {"auto", "always", "t.t", {"TERM=xterm"}, false, true},
	        {"auto", "never", "ttt", {"TERM=xterm"}, true, true},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct term term;

		environment_set(cases[i].environment);
		term = term_get(*state, cases[i].streams, cases[i].colour, cases[i].configured);
		if (term.output_colour != cases[i].output || term.error_colour != cases[i].error)
			fail_msg("case %zu: output %d, error %d", i, term.output_colour,
			        term.error_colour);
	}
}

static void
test_streams(void **state)
{
	struct term term;

	environment_set((const char *const[]){"TERM=xterm", NULL});
	term = term_get(*state, "t..", NULL, NULL);
	assert_true(term.input_terminal && !term.output_terminal && !term.error_terminal);
	assert_false(term.dumb);
	environment_set((const char *const[]){"TERM=dumb", NULL});
	term = term_get(*state, ".tt", NULL, NULL);
	assert_true(!term.input_terminal && term.output_terminal && term.error_terminal);
	assert_true(term.dumb);
}

static void
test_utf8(void **state)
{
	static const struct {
		const char *environment[4];
		bool utf8;
	} cases[] = {
	        {{NULL}, false},
	        {{"LANG=C"}, false},
	        {{"LANG=en_IE.UTF-8"}, true},
	        {{"LANG=C.utf8"}, true},
	        {{"LANG=de_DE.UTF-8@euro"}, true},
	        {{"LANG=de_DE.ISO-8859-1"}, false},
	        {{"LANG=de_DE.UTF-80"}, false},
	        {{"LANG=de_DE@utf8"}, false},
	        {{"LC_CTYPE=UTF-8"}, true},
	        {{"LC_CTYPE=C", "LANG=en_IE.UTF-8"}, false},
	        {{"LC_CTYPE=", "LANG=en_IE.UTF-8"}, true},
	        {{"LC_ALL=C", "LC_CTYPE=en_IE.UTF-8"}, false},
	        {{"LC_ALL=en_IE.UTF-8", "LC_CTYPE=C", "LANG=C"}, true},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		environment_set(cases[i].environment);
		if (term_get(*state, "...", NULL, NULL).utf8 != cases[i].utf8)
			fail_msg("case %zu", i);
	}
}

static void
test_size(void **state)
{
	static const struct {
		unsigned short columns, rows; /* as the terminal says */
		const char *streams;
		const char *environment[4];
		size_t width, height;
	} cases[] = {
	        {132, 50, "ttt", {NULL}, 132, 50},
	        {132, 50, "ttt", {"COLUMNS=40", "LINES=10"}, 132, 50},
	        {132, 50, "..t", {NULL}, 132, 50},
	        {132, 50, "t..", {NULL}, 80, 24},
	        {132, 50, "...", {"COLUMNS=40", "LINES=10"}, 40, 10},
	        {0, 0, "ttt", {"COLUMNS=40"}, 40, 24},
	        {0, 0, "ttt", {NULL}, 80, 24},
	        {0, 0, "ttt", {"COLUMNS=0", "LINES=-1"}, 80, 24},
	        {0, 0, "ttt", {"COLUMNS=wide", "LINES=99999999999999999999"}, 80, 24},
	};
	const struct streams *streams = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct winsize size = {.ws_col = cases[i].columns, .ws_row = cases[i].rows};
		struct term term;

		assert_int_equal(ioctl(streams->other, TIOCSWINSZ, &size), 0);
		environment_set(cases[i].environment);
		term = term_get(streams, cases[i].streams, NULL, NULL);
		if (term.width != cases[i].width || term.height != cases[i].height)
			fail_msg("case %zu: %zu x %zu", i, term.width, term.height);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_colour),
	        cmocka_unit_test(test_streams),
	        cmocka_unit_test(test_utf8),
	        cmocka_unit_test(test_size),
	};

	return cmocka_run_group_tests(tests, streams_open, streams_close);
}
