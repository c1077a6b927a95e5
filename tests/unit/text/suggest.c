/* SPDX-License-Identifier: MIT */
#include "text/suggest.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

static const char *const commands[] = {"answer", "export", "import", "init", "list", "log", "note",
        "promise", "pull", "push", "report", "search", "show", "undo"};

struct row {
	const char *word;
	const char *text;
};

static const struct row rows[] = {
        {.word = "lst", .text = "did you mean list, log, or init?"},
        {.word = "serach", .text = "did you mean search?"},
        {.word = "anwser", .text = "did you mean answer?"},
        {.word = "exprot", .text = "did you mean export, import, or report?"},
        {.word = "pus", .text = "did you mean push, pull, or list?"},
        {.word = "sea", .text = "did you mean search, answer, or show?"},
        {.word = "pu", .text = "did you mean pull, push, or log?"},
        {.word = "xyz", .text = ""},
        {.word = "frobnicate", .text = ""},
        {.word = "", .text = ""},
        {.word = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                .text = ""},
};

static void
suggests_commands(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct suggest suggest;
		char text[128];

		suggest_init(&suggest, rows[i].word);
		for (size_t k = 0; k < COUNT(commands); k++)
			suggest_add(&suggest, commands[k]);
		suggest_text(&suggest, text, sizeof(text));
		if (strcmp(text, rows[i].text) != 0)
			fail_msg("\"%s\": \"%s\"", rows[i].word, text);
	}
}

struct weight {
	const char *word;
	const char *candidate;
	int distance; /* -1: not close */
};

/* One more than the weights say: 0 is kept for names that begin with the word. */
static const struct weight weights[] = {
        {.word = "list", .candidate = "list", .distance = 0},
        {.word = "li", .candidate = "list", .distance = 0},
        {.word = "lits", .candidate = "list", .distance = 1},
        {.word = "lst", .candidate = "list", .distance = 2},
        {.word = "lust", .candidate = "list", .distance = 3},
        {.word = "lisst", .candidate = "list", .distance = 5},
        {.word = "luut", .candidate = "list", .distance = 5},
        {.word = "luust", .candidate = "list", .distance = -1},
        {.word = "abc", .candidate = "xyz", .distance = -1},
};

static void
weighs_changes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(weights); i++) {
		struct suggest suggest;

		suggest_init(&suggest, weights[i].word);
		suggest_add(&suggest, weights[i].candidate);
		if (suggest.count != (weights[i].distance >= 0))
			fail_msg("%s, %s", weights[i].word, weights[i].candidate);
		if (suggest.count)
			assert_int_equal(suggest.distance[0], weights[i].distance);
	}
}

static void
keeps_the_best_three(void **state)
{
	static const char *const offered[] = {"lust", "lst", "list", "lists", "lists!", "lits"};
	struct suggest suggest;

	(void)state;
	suggest_init(&suggest, "list");
	for (size_t i = 0; i < COUNT(offered); i++)
		suggest_add(&suggest, offered[i]);
	assert_int_equal(suggest.count, 3);
	assert_string_equal(suggest.best[0], "list");
	assert_string_equal(suggest.best[1], "lists");
	assert_string_equal(suggest.best[2], "lists!");
}

static void
cuts_a_text_that_is_too_long(void **state)
{
	struct suggest suggest;
	char text[16];

	(void)state;
	suggest_init(&suggest, "list");
	suggest_add(&suggest, "list");
	suggest_text(&suggest, text, sizeof(text));
	assert_string_equal(text, "did you mean li");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(suggests_commands),
	        cmocka_unit_test(weighs_changes),
	        cmocka_unit_test(keeps_the_best_three),
	        cmocka_unit_test(cuts_a_text_that_is_too_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
