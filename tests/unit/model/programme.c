/* SPDX-License-Identifier: MIT */
#include "model/programme.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

static void
says_each_warning(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (int i = 0; i < PROGRAMME_WARNING_KINDS; i++) {
		enum programme_warning_kind kind = (enum programme_warning_kind)i;
		struct programme programme = {0};
		const char *text;

		assert_null(programme_format_warning(&arena, &programme, kind));
		programme_add_warning(&arena, &programme, kind, "%s", "case one");
		text = programme_format_warning(&arena, &programme, kind);
		assert_non_null(strstr(text, "(case one)"));
		programme_add_warning(&arena, &programme, kind, "%s", "case two");
		text = programme_format_warning(&arena, &programme, kind);
		assert_non_null(strstr(text, "(first: case one)"));
	}
	arena_close(&arena);
}

static void
counts_cases(void **state)
{
	struct programme programme = {0};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (int i = 0; i < 3; i++)
		programme_add_warning(
		        &arena, &programme, PROGRAMME_WARNING_TITLE_EMPTY, "talk %d", i);
	assert_string_equal(
	        programme_format_warning(&arena, &programme, PROGRAMME_WARNING_TITLE_EMPTY),
	        "3 talks have no title (first: talk 0)");
	arena_close(&arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(says_each_warning),
	        cmocka_unit_test(counts_cases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
