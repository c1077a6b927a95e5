/* SPDX-License-Identifier: MIT */

/* Questions and their answers; standard input is a file that stands for the terminal. */
#include "term/prompt.h"

#include <setjmp.h>
#include <stdio.h>
#include <unistd.h>
#include <cmocka.h>

/* Makes standard input give these bytes, and then its end. */
static void
input_set(const char *bytes, size_t length)
{
	FILE *file = tmpfile();

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	rewind(file);
	assert_int_equal(fflush(stdin), 0);
	assert_int_equal(dup2(fileno(file), STDIN_FILENO), STDIN_FILENO);
	(void)fclose(file);
	rewind(stdin);
}

/* prompt_confirm, with what it shows on standard error in shown_out. */
static bool
confirm(const struct term *term, const char *question, char *shown_out, size_t size,
        struct error *err)
{
	int saved = dup(STDERR_FILENO);
	FILE *file = tmpfile();
	bool ok;

	assert_non_null(file);
	(void)dup2(fileno(file), STDERR_FILENO);
	ok = prompt_confirm(term, question, "--yes", err);
	(void)dup2(saved, STDERR_FILENO);
	(void)close(saved);
	rewind(file);
	shown_out[fread(shown_out, 1, size - 1, file)] = '\0';
	(void)fclose(file);
	return ok;
}

static void
test_confirm(void **state)
{
	static const struct {
		const char *answer;
		enum error_kind kind;
	} cases[] = {
	        {"y\n", ERROR_NONE},
	        {"Y\n", ERROR_NONE},
	        {"yes\n", ERROR_NONE},
	        {"YES", ERROR_NONE},
	        {"  yes \t\r\n", ERROR_NONE},
	        {"n\n", ERROR_CANCELLED},
	        {"\n", ERROR_CANCELLED},
	        {"", ERROR_CANCELLED},
	        {"ye\n", ERROR_CANCELLED},
	        {"yess\n", ERROR_CANCELLED},
	        {"y n\n", ERROR_CANCELLED},
	        {"no\nyes\n", ERROR_CANCELLED},
	};
	struct term term = {.input_terminal = true};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct error err = {.kind = ERROR_NONE};
		char shown[128];

		input_set(cases[i].answer, strlen(cases[i].answer));
		if (confirm(&term, "Send 3 follow-ups?", shown, sizeof(shown), &err) !=
		        (cases[i].kind == ERROR_NONE))
			fail_msg("case %zu", i);
		assert_int_equal(err.kind, cases[i].kind);
		assert_string_equal(shown, "Send 3 follow-ups? [y/N] ");
	}
}

/* Without a terminal nobody can be asked, whatever standard input holds. */
static void
test_without_terminal(void **state)
{
	struct term term = {.input_terminal = false};
	struct error err;
	char shown[128];

	(void)state;
	input_set("yes\n", 4);
	assert_false(confirm(&term, "Send it?", shown, sizeof(shown), &err));
	assert_string_equal(shown, "");
	assert_int_equal(err.kind, ERROR_USAGE);
	assert_non_null(strstr(err.hint, "--yes"));
}

static void
test_lines(void **state)
{
	static const char input[] = "one\n\ntwo \xE2\x82\xAC\nnul\0here\nlast";
	struct term term = {.input_terminal = false};
	struct arena arena;
	struct error err;
	const char *line;

	(void)state;
	arena_init(&arena);
	input_set(input, sizeof(input) - 1);
	assert_true(prompt_line(&arena, &term, "> ", &line, &err));
	assert_string_equal(line, "one");
	assert_true(prompt_line(&arena, &term, "> ", &line, &err));
	assert_string_equal(line, "");
	assert_true(prompt_line(&arena, &term, "> ", &line, &err));
	assert_string_equal(line, "two \xE2\x82\xAC");
	assert_false(prompt_line(&arena, &term, "> ", &line, &err));
	assert_int_equal(err.kind, ERROR_INVALID);
	assert_true(prompt_line(&arena, &term, "> ", &line, &err));
	assert_string_equal(line, "last");
	assert_true(prompt_line(&arena, &term, "> ", &line, &err));
	assert_null(line);
	arena_close(&arena);
}

/* What came from outside is harmless on the terminal. */
static void
test_hostile(void **state)
{
	struct term term = {.input_terminal = true};
	struct error err;
	char shown[128];

	(void)state;
	input_set("y\n", 2);
	assert_true(confirm(&term, "Drop \033[2Jit?", shown, sizeof(shown), &err));
	assert_string_equal(shown, "Drop <ESC>[2Jit? [y/N] ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_confirm),
	        cmocka_unit_test(test_without_terminal),
	        cmocka_unit_test(test_lines),
	        cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
