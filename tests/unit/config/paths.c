/* SPDX-License-Identifier: MIT */

/* Where files are, for every mixture of variables. */
#include "config/paths.h"

#include <setjmp.h>
#include <cmocka.h>

static const char *const variables[] = {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
        "XDG_STATE_HOME", "ASKBACK_CONFIG", "ASKBACK_STORE"};

struct paths_case {
	const char *environment[COUNT(variables)]; /* in the order above; NULL is unset */
	struct paths expected;
};

static void
assert_path(const char *path, const char *expected)
{
	if (expected)
		assert_string_equal(path, expected);
	else
		assert_null(path);
}

static void
test_paths(void **state)
{
	static const struct paths_case cases[] = {
	        {
	                {"/home/a"},
	                {"/home/a/.config/askback/config", "/home/a/.local/share/askback",
	                        "/home/a/.local/state/askback",
	                        "/home/a/.local/share/askback/askback.db"},
	        },
	        {
	                {"/home/a", "/c", "/d", "/s"},
	                {"/c/askback/config", "/d/askback", "/s/askback", "/d/askback/askback.db"},
	        },
	        {
	                {"/home/a", "c", "./d", ""},
	                {"/home/a/.config/askback/config", "/home/a/.local/share/askback",
	                        "/home/a/.local/state/askback",
	                        "/home/a/.local/share/askback/askback.db"},
	        },
	        {
	                {"/home/a", NULL, "/d", NULL, "my/config", "my.db"},
	                {"my/config", "/d/askback", "/home/a/.local/state/askback", "my.db"},
	        },
	        {
	                {NULL, NULL, NULL, NULL, NULL, "postgres://team@db.example/askback"},
	                {NULL, NULL, NULL, "postgres://team@db.example/askback"},
	        },
	        {
	                {"", NULL, "/d", NULL, "", ""},
	                {NULL, "/d/askback", NULL, "/d/askback/askback.db"},
	        },
	        {{"home"}, {NULL, NULL, NULL, NULL}},
	        {{NULL}, {NULL, NULL, NULL, NULL}},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena arena;
		struct paths paths;

		for (size_t k = 0; k < COUNT(variables); k++) {
			const char *value = cases[i].environment[k];

			assert_int_equal(
			        value ? setenv(variables[k], value, 1) : unsetenv(variables[k]), 0);
		}
		arena_init(&arena);
		paths_init(&arena, &paths);
		assert_path(paths.config, cases[i].expected.config);
		assert_path(paths.data_folder, cases[i].expected.data_folder);
		assert_path(paths.state_folder, cases[i].expected.state_folder);
		assert_path(paths.store, cases[i].expected.store);
		arena_close(&arena);
	}
}

static void
test_missing(void **state)
{
	struct error err;

	(void)state;
	assert_false(paths_missing("the store", "--store FILE", &err));
	assert_int_equal(err.kind, ERROR_USAGE);
	assert_string_equal(err.text, "HOME is not set, so there is no place for the store");
	assert_string_equal(err.hint, "set HOME, or use --store FILE");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_paths),
	        cmocka_unit_test(test_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
