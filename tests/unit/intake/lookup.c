/* SPDX-License-Identifier: MIT */
#include "intake/lookup.h"

#include <setjmp.h>

#include <cmocka.h>

static void
finds_what_was_added(void **state)
{
	struct lookup lookup = {0};
	struct arena arena;
	size_t number;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < 5000; i++)
		assert_true(lookup_add(&arena, &lookup, arena_format(&arena, "key %zu", i), i));
	for (size_t i = 0; i < 5000; i++) {
		assert_true(lookup_find(&lookup, arena_format(&arena, "key %zu", i), &number));
		assert_int_equal(number, i);
	}
	assert_false(lookup_find(&lookup, "key 5000", &number));
	assert_false(lookup_add(&arena, &lookup, "key 7", 1));
	assert_true(lookup_find(&lookup, "key 7", &number));
	assert_int_equal(number, 7);
	arena_close(&arena);
}

static void
names_keep_the_first(void **state)
{
	struct names names = {0};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	names_add(&arena, &names, "1", "one");
	names_add(&arena, &names, "1", "uno");
	names_add(&arena, &names, NULL, "nobody");
	names_add(&arena, &names, "2", NULL);
	assert_string_equal(names_find(&names, "1"), "one");
	assert_null(names_find(&names, "2"));
	assert_null(names_find(&names, NULL));
	arena_close(&arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(finds_what_was_added),
	        cmocka_unit_test(names_keep_the_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
