/* SPDX-License-Identifier: MIT */
#include "cmd/commands.h"

#include "tests/unit/cmd/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { MOST_WORDS = 8 };

static size_t
count_words(const char *const *words)
{
	size_t count = 0;

	while (words[count])
		count++;
	return count;
}

static void
test_found(void **state)
{
	static const struct {
		const char *words[MOST_WORDS];
		const char *parent;
		const char *name;
		size_t used;
	} cases[] = {
	        {.words = {"log"}, .name = "log", .used = 1},
	        {.words = {"log", "add"}, .name = "log", .used = 1},
	        {.words = {"-q", "log"}, .name = "log", .used = 1},
	        {.words = {"--store", "show", "log"}, .name = "log", .used = 1},
	        {.words = {"--store=show", "log", "-m", "x"}, .name = "log", .used = 1},
	        {.words = {"--no-quiet", "log", "--unknown"}, .name = "log", .used = 1},
	        {.words = {"person"}, .name = "person", .used = 1},
	        {.words = {"person", "-h"}, .name = "person", .used = 1},
	        {.words = {"person", "--unknown", "add"}, .name = "person", .used = 1},
	        {.words = {"person", "--", "add"}, .name = "person", .used = 1},
	        {.words = {"person", "add"}, .parent = "person", .name = "add", .used = 2},
	        {.words = {"-q", "person", "--color", "never", "add", "x"},
	                .parent = "person",
	                .name = "add",
	                .used = 2},
	        {.words = {"__complete", "talk"}, .name = "__complete", .used = 1},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct command *parent;
		struct error err;
		size_t used;
		const struct command *command = command_find(
		        cases[i].words, count_words(cases[i].words), &parent, &used, &err);

		assert_non_null(command);
		assert_string_equal(command->name, cases[i].name);
		assert_int_equal(used, cases[i].used);
		if (cases[i].parent)
			assert_string_equal(parent->name, cases[i].parent);
		else
			assert_null(parent);
	}
}

static void
test_not_found(void **state)
{
	static const struct {
		const char *words[MOST_WORDS];
		enum error_kind kind;
		const char *text;
		const char *hint;
	} cases[] = {
	        {{NULL}, ERROR_NONE, "", ""},
	        {{"-q", "--store", "x"}, ERROR_NONE, "", ""},
	        {{"--", "log"}, ERROR_NONE, "", ""},
	        {{"lgo"}, ERROR_USAGE, "there is no command \"lgo\"", "did you mean log"},
	        {{"xyzzyxyzzy"}, ERROR_USAGE, "there is no command", "askback help"},
	        {{"__complet"}, ERROR_USAGE, "there is no command", "askback help"},
	        {{""}, ERROR_USAGE, "there is no command \"\"", ""},
	        {{"person", "ad"}, ERROR_USAGE, "person has no command \"ad\"", "did you mean add"},
	        {{"person", "xyzzyxyzzy"}, ERROR_USAGE, "person has no command",
	                "askback person -h"},
	        {{"--talk", "T1", "log"}, ERROR_USAGE, "unknown option --talk", "after its name"},
	        {{"--quit", "log"}, ERROR_USAGE, "unknown option --quit", "did you mean --quiet"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct command *parent;
		struct error err = {.kind = ERROR_IO};
		size_t used;

		assert_null(command_find(
		        cases[i].words, count_words(cases[i].words), &parent, &used, &err));
		assert_int_equal(err.kind, cases[i].kind);
		assert_memory_equal(err.text, cases[i].text, strlen(cases[i].text));
		if (!strstr(err.hint, cases[i].hint))
			assert_string_equal(err.hint, cases[i].hint);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_found),
	        cmocka_unit_test(test_not_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
