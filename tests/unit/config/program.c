/* SPDX-License-Identifier: MIT */

/* Programs that are run for what they write: those that end well, badly, late, and never. */
#include "config/program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

struct outcome {
	char bytes[64];
	int status;
	bool ok;
	struct error err;
};

static void
script_run(const char *script, const char *input, int seconds, struct outcome *outcome)
{
	const char *words[] = {"sh", "-c", script, NULL};
	const struct program program = {.words = words, .input = input, .seconds = seconds};

	*outcome = (struct outcome){.status = -1};
	outcome->ok = program_run(
	        &program, outcome->bytes, sizeof(outcome->bytes), &outcome->status, &outcome->err);
}

static void
test_ends(void **state)
{
	static const struct {
		const char *script;
		const char *input;
		const char *output;
		int status;
	} cases[] = {
	        {"echo one; echo two", NULL, "one\ntwo\n", 0},
	        {"true", NULL, "", 0},
	        {"echo no; exit 3", NULL, "no\n", 3},
	        {"kill -9 $$", NULL, "", 137},
	        {"cat", "some\ntext", "some\ntext", 0},
	        {"cat", NULL, "", 0},
	        {"printf %063d 7", NULL,
	                "000000000000000000000000000000000000000000000000000000000000007", 0},
	        /* What is left behind keeps the output open. */
	        {"sleep 20 & echo $!; exit 4", NULL, NULL, 4},
	        /* The output is closed long before the end. */
	        {"exec >&-; sleep 0.1; exit 5", NULL, "", 5},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct outcome outcome;

		script_run(cases[i].script, cases[i].input, 10, &outcome);
		if (!outcome.ok)
			fail_msg("%s: %s", cases[i].script, outcome.err.text);
		assert_int_equal(outcome.status, cases[i].status);
		if (cases[i].output)
			assert_string_equal(outcome.bytes, cases[i].output);
		else
			(void)kill((pid_t)strtol(outcome.bytes, NULL, 10), SIGKILL);
	}
}

static void
test_fails(void **state)
{
	struct outcome outcome;

	(void)state;
	script_run("yes", NULL, 10, &outcome);
	assert_false(outcome.ok);
	assert_int_equal(outcome.err.kind, ERROR_INVALID);
	assert_string_equal(outcome.err.text, "sh wrote more than 63 bytes");
	assert_int_equal(outcome.status, 137);
	script_run("printf 'a\\0b'", NULL, 10, &outcome);
	assert_false(outcome.ok);
	assert_int_equal(outcome.err.kind, ERROR_INVALID);
	assert_string_equal(outcome.err.text, "sh wrote a NUL byte");
}

static void
test_missing(void **state)
{
	const char *words[] = {"no-such-program-here", NULL};
	const struct program program = {.words = words};
	struct error err;
	char bytes[8];
	int status;

	(void)state;
	assert_false(program_run(&program, bytes, sizeof(bytes), &status, &err));
	assert_int_equal(err.kind, ERROR_MISSING);
}

/* The program and what it started are both gone when the time is up. */
static void
test_too_long(void **state)
{
	struct outcome outcome;
	char *rest;
	pid_t child;

	(void)state;
	script_run("sleep 30 & echo $!; wait", NULL, 1, &outcome);
	assert_false(outcome.ok);
	assert_int_equal(outcome.err.kind, ERROR_BUSY);
	child = (pid_t)strtol(outcome.bytes, &rest, 10);
	assert_true(child > 0);
	for (int i = 0; i < 200 && kill(child, 0) == 0; i++) {
		char path[64], line[256] = "";
		FILE *file;

		/* Whoever takes in orphans may let it lie about as a zombie. */
		(void)snprintf(path, sizeof(path), "/proc/%d/stat", (int)child);
		file = fopen(path, "r");
		if (file) {
			(void)!fgets(line, sizeof(line), file);
			(void)fclose(file);
		}
		if (!file || strstr(line, ") Z "))
			return;
		(void)usleep(10000);
	}
	assert_int_not_equal(kill(child, 0), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_ends),
	        cmocka_unit_test(test_fails),
	        cmocka_unit_test(test_missing),
	        cmocka_unit_test(test_too_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
