/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "text/json.h"

static void
put_and_add(void **state)
{
	json_t *tree = json_object();
	json_t *list = json_array();
	struct arena arena;
	struct buf out;

	(void)state;
	arena_init(&arena);
	json_put(tree, "z", json_text("Zo\xC3\xAB \"quoted\"\n"));
	json_put(tree, "a", json_text(NULL));
	json_put(tree, "asked_at", json_moment(1504097520));
	json_put(tree, "due_at", json_moment(0));
	json_put(tree, "id", json_integer(INT64_MAX));
	json_put(tree, "tags", list);
	assert_string_equal(json_line(&arena, tree),
	        "{\"z\":\"Zo\xC3\xAB \\\"quoted\\\"\\n\",\"a\":null,"
	        "\"asked_at\":\"2017-08-30T12:52:00Z\",\"due_at\":null,"
	        "\"id\":9223372036854775807,\"tags\":[]}");

	json_put(tree, "z", json_integer(1));
	assert_int_equal(json_object_del(tree, "id"), 0);
	assert_int_equal(json_array_append_new(list, json_true()), 0);
	buf_init(&out, &arena, 0);
	buf_add_text(&out, "> ");
	json_add(&out, tree, true);
	assert_string_equal(out.text,
	        "> {\n  \"z\": 1,\n  \"a\": null,\n"
	        "  \"asked_at\": \"2017-08-30T12:52:00Z\",\n"
	        "  \"due_at\": null,\n  \"tags\": [\n    true\n  ]\n}");
	json_decref(tree);
	arena_close(&arena);
}

static void
add_scalar(void **state)
{
	json_t *text = json_text("alone");
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(json_line(&arena, text), "\"alone\"");
	json_decref(text);
	arena_close(&arena);
}

static void
add_malformed(void **state)
{
	json_t *text = json_text("a\xFF\xC3(\xC3\xAB");
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(json_line(&arena, text), "\"a\uFFFD\uFFFD(\xC3\xAB\"");
	json_decref(text);
	arena_close(&arena);
}

static void
put_null_aborts(void **state)
{
	int status = 0;
	pid_t child;

	(void)state;
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		(void)signal(SIGABRT, SIG_DFL);
		json_put(json_object(), "text", NULL);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}

static void
parse_and_get(void **state)
{
	static const char text[] =
	        "\xEF\xBB\xBF {\"title\": \"Giants \\ud83d\\ude00\", \"id\": 9007199254740993,"
	        " \"room\": null, \"day\": [1]}\n";
	json_t *tree;
	struct error err;

	(void)state;
	assert_true(json_parse("schedule.json", text, sizeof(text) - 1, &tree, &err));
	assert_string_equal(json_get_text(tree, "title"), "Giants \xF0\x9F\x98\x80");
	assert_true(json_get_number(tree, "id") == 9007199254740993);
	assert_null(json_get_text(tree, "room"));
	assert_null(json_get_text(tree, "id"));
	assert_null(json_get_text(tree, "none"));
	assert_int_equal(json_get_number(tree, "title"), 0);
	assert_int_equal(json_get_number(tree, "none"), 0);
	assert_null(json_get_text(NULL, "title"));
	assert_null(json_get_text(json_object_get(tree, "day"), "title"));
	json_decref(tree);
}

static void
parse_refused(void **state)
{
	static const struct {
		const char *text;
		const char *place;
	} cases[] = {
	        {"", "line 1, column 0: "},
	        {"\xEF\xBB\xBF", "line 1, column 0: "},
	        {"{\n\"a\": 1,\n \"a\": 2}", "line 3, column 4: duplicate object key"},
	        {"{\"a\": 1} {}", "line 1, column 10: end of file expected"},
	        {"{\"a\": 1,}", "line 1, column 9: "},
	        {"{\"a\": NaN}", "line 1, column 9: "},
	        {"[\"\xFF\"]", "line 1, column 2: unable to decode byte 0xff"},
	        {"[\"\\u0000\"]", "\\u0000 is not allowed"},
	        {"[\"\\ud800\"]", "invalid Unicode '\\uD800'"},
	        {"[\"a\tb\"]", "control character 0x9"},
	        {"[99999999999999999999]", "too big integer"},
	        {"[1e999]", "real number overflow"},
	        {"// comment\n{}", "line 1, column 1: "},
	        {"{'a': 1}", "line 1, column 2: "},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		json_t *tree;
		struct error err;

		if (json_parse("in.json", cases[i].text, strlen(cases[i].text), &tree, &err))
			fail_msg("taken: %s", cases[i].text);
		assert_null(tree);
		assert_int_equal(err.kind, ERROR_INVALID);
		assert_memory_equal(err.text, "in.json, line ", 14);
		if (!strstr(err.text, cases[i].place))
			fail_msg("%s: %s", cases[i].text, err.text);
	}
}

/* A NUL does not end the text early: what stands behind it would go unread. */
static void
parse_embedded_nul(void **state)
{
	static const char text[] = "{}\0{}";
	json_t *tree;
	struct error err;

	(void)state;
	assert_false(json_parse("in.json", text, sizeof(text) - 1, &tree, &err));
	assert_non_null(strstr(err.text, "end of file expected"));
}

static void
parse_too_deep(void **state)
{
	enum { DEPTH = 100000 };
	struct arena arena;
	struct buf text;
	json_t *tree;
	struct error err;

	(void)state;
	arena_init(&arena);
	buf_init(&text, &arena, 0);
	buf_add_repeat(&text, "[", DEPTH);
	buf_add_repeat(&text, "]", DEPTH);
	assert_false(json_parse("deep.json", text.text, text.length, &tree, &err));
	assert_non_null(strstr(err.text, "maximum parsing depth reached"));
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(put_and_add),
	        cmocka_unit_test(add_scalar),
	        cmocka_unit_test(add_malformed),
	        cmocka_unit_test(put_null_aborts),
	        cmocka_unit_test(parse_and_get),
	        cmocka_unit_test(parse_refused),
	        cmocka_unit_test(parse_embedded_nul),
	        cmocka_unit_test(parse_too_deep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
