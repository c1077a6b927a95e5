/* SPDX-License-Identifier: MIT */
#include "channel/forge.h"

#include <setjmp.h>
#include <string.h>

#include "channel/github.h"
#include "text/utf8.h"

#include <cmocka.h>

#define UID "0123456789abcdef0123456789abcdef"
#define MARKER "<!-- askback:" UID " -->"

struct row {
	const char *in;
	const char *out;
};

static const struct row titles[] = {
        {.in = "", .out = ""},
        {.in = "How do you drain it?", .out = "How do you drain it?"},
        {.in = "two\nlines\r\nand\ta tab", .out = "two lines  and a tab"},
        {.in = "@emil and @org/team", .out = "@\u200Bemil and @\u200Borg/team"},
        {.in = "see #12, GH-12 and gh-7", .out = "see #\u200B12, GH-\u200B12 and gh-\u200B7"},
        {.in = "owner/repo#1 !12 &3", .out = "owner/repo#\u200B1 !\u200B12 &\u200B3"},
        {.in = "@\u00EBl", .out = "@\u200B\u00EBl"},
        {.in = "C# @ home, Q&A! a-1", .out = "C# @ home, Q&A! a-1"},
        {.in = "@\u200Bemil", .out = "@\u200Bemil"},
        {.in = "\u200B@\u200B\u200Bemil", .out = "@\u200Bemil"},
        {.in = "a\x1B[31m\u202Eb\xFF", .out = "a<ESC>[31m<U+202E>b<0xFF>"},
        {.in = "*stars* <b> `code`", .out = "*stars* <b> `code`"},
};

static void
test_titles(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(titles); i++)
		assert_string_equal(forge_title(&arena, titles[i].in), titles[i].out);
	arena_close(&arena);
}

static size_t
points_count(const char *text)
{
	const char *end = text + strlen(text);
	size_t count = 0;

	while (utf8_next(&text, end) >= 0)
		count++;
	return count;
}

/* How long titles of many copies of a cluster become, and that no cluster is cut. */
static void
test_title_length(void **state)
{
	static const struct {
		const char *cluster;
		size_t points; /* in it */
	} rows[] = {
	        {.cluster = "x", .points = 1},
	        {.cluster = "\u4E2D", .points = 1},
	        {.cluster = "e\u0301", .points = 2},
	        {.cluster = "\U0001F469\u200D\U0001F467", .points = 3},
	        {.cluster = "\u0915\u094D\u0937", .points = 3},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t fit = FORGE_TITLE_MOST / rows[i].points;
		struct buf in;
		const char *out;

		buf_init(&in, &arena, 0);
		buf_add_repeat(&in, rows[i].cluster, fit);
		assert_string_equal(forge_title(&arena, in.text), in.text);
		buf_add_repeat(&in, rows[i].cluster, 300);
		out = forge_title(&arena, in.text);
		assert_true(points_count(out) <= FORGE_TITLE_MOST);
		assert_true(points_count(out) > FORGE_TITLE_MOST - 1 - rows[i].points);
		assert_int_equal((strlen(out) - strlen("…")) % strlen(rows[i].cluster), 0);
		assert_string_equal(out + strlen(out) - strlen("…"), "…");
	}
	arena_close(&arena);
}

static const struct {
	const char *body;
	bool has;
} bodies[] = {
        {.body = MARKER, .has = true},
        {.body = "text\n\n" MARKER, .has = true},
        {.body = "text\r\n\r\n" MARKER "\r\n", .has = true},
        {.body = MARKER "\nadded later\n", .has = true},
        {.body = "> " MARKER "\n\n" MARKER "  ", .has = true},
        {.body = "", .has = false},
        {.body = "> " MARKER, .has = false},
        {.body = " " MARKER, .has = false},
        {.body = "`" MARKER "`", .has = false},
        {.body = MARKER " and more", .has = false},
        {.body = "<!-- askback:" UID "0 -->", .has = false},
        {.body = "<!-- askback:0123456789abcdef -->", .has = false},
        {.body = "<!-- askback:1123456789abcdef0123456789abcdef -->", .has = false},
        {.body = "<!-- askback:" UID "-->", .has = false},
        {.body = "<!-- askback:" UID, .has = false},
        {.body = "<!-- askback:", .has = false},
};

static void
test_markers(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bodies); i++)
		if (forge_body_has(bodies[i].body, UID) != bodies[i].has)
			fail_msg("row %zu: %s", i, bodies[i].body);
	assert_false(forge_body_has(MARKER, "0123"));
	assert_false(forge_body_has(MARKER, ""));
}

static bool
write_body(struct arena *arena, const char *body, struct error *err)
{
	struct letter letter = {.uid = UID, .title = "title", .body = body};
	json_auto_t *tree = json_object();

	if (!forge_write(arena, &forge_github, &letter, tree, err))
		return false;
	assert_true(forge_body_has(json_get_text(tree, "body"), UID));
	assert_true(strlen(json_get_text(tree, "body")) <= FORGE_BODY_MOST);
	return true;
}

static void
test_bodies(void **state)
{
	size_t room = FORGE_BODY_MOST - strlen("\n\n" MARKER);
	struct error err = {.kind = ERROR_NONE};
	struct arena arena;
	struct buf body;

	(void)state;
	arena_init(&arena);
	buf_init(&body, &arena, 0);
	buf_add_repeat(&body, "x", room);
	assert_true(write_body(&arena, body.text, &err));
	buf_add_text(&body, "\n\n \n");
	assert_true(write_body(&arena, body.text, &err));
	buf_add_char(&body, 'x');
	assert_false(write_body(&arena, body.text, &err));
	assert_int_equal(err.kind, ERROR_INVALID);
	assert_non_null(strstr(err.text, "65005 bytes long; GitHub gets at most 65000"));
	assert_false(write_body(&arena, "caf\xE9", &err));
	assert_false(write_body(&arena, "> " MARKER, &err));
	arena_close(&arena);
}

static const struct row paths[] = {
        {.in = "owner/repo", .out = "owner/repo"},
        {.in = "owner/repo///", .out = "owner/repo"},
        {.in = "owner/repo.git", .out = "owner/repo"},
        {.in = "https://github.com/owner/repo", .out = "owner/repo"},
        {.in = "https://github.com//owner/repo.git/", .out = "owner/repo"},
        {.in = "https://github.com/owner/repo/issues?q=a/b#c", .out = "owner/repo/issues"},
        {.in = "https://github.com", .out = ""},
        {.in = "https://github.com?x", .out = ""},
        {.in = "owner/repo?x", .out = "owner/repo?x"},
        {.in = ".git", .out = ".git"},
        {.in = "", .out = ""},
};

static void
test_paths(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(paths); i++)
		assert_string_equal(forge_path(&arena, paths[i].in), paths[i].out);
	arena_close(&arena);
}

static const struct {
	const char *text;
	size_t length;
} names[] = {
        {.text = "owner/repo", .length = 10},
        {.text = "o/r/discussions", .length = 3},
        {.text = "o_1.2-3/.github rest", .length = 15},
        {.text = "owner/", .length = 0},
        {.text = "/repo", .length = 0},
        {.text = "owner", .length = 0},
        {.text = "./repo", .length = 0},
        {.text = "owner/..", .length = 0},
        {.text = "", .length = 0},
};

static void
test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(names); i++)
		assert_int_equal(forge_owner_repo(names[i].text), names[i].length);
}

static void
test_notes(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(forge_note(&arena, MARKUP_COMMONMARK, "/close @bob\n*now*"),
	        "\\/close @\u200Bbob \\*now\\*");
	assert_string_equal(
	        forge_note(&arena, MARKUP_TEXTILE, "see #1\n*now*"), "see #\u200B1 *now*");
	arena_close(&arena);
}

/* A payload that a person has edited to something else is no reason to stop. */
static void
test_read(void **state)
{
	static const struct row rows[] = {
	        {.in = "{\"title\":\"t\",\"body\":\"a\\n\\n" MARKER "\"}", .out = "t\n\na\n"},
	        {.in = "{\"title\":\"t\",\"body\":\"a\"}", .out = "t\n\na\n"},
	        {.in = "{\"title\":1}", .out = "\n\n\n"},
	        {.in = "[]", .out = "\n\n\n"},
	        {.in = "no JSON", .out = "\n\n\n"},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct followup followup = {.payload = rows[i].in};

		assert_string_equal(forge_read(&arena, &forge_github, &followup), rows[i].out);
	}
	arena_close(&arena);
}

/* A form's address is not longer than servers take. */
static void
test_forms(void **state)
{
	struct followup followup = {.payload = "{\"title\":\"a&b\",\"body\":\"c d\"}"};
	struct arena arena;
	struct buf body;

	(void)state;
	arena_init(&arena);
	assert_string_equal(
	        forge_form_url(&arena, &forge_github, &followup, "https://x/new?category=q"),
	        "https://x/new?category=q&title=a%26b&body=c%20d");
	buf_init(&body, &arena, 0);
	buf_add_repeat(&body, "x", 8000);
	followup.payload = arena_format(&arena, "{\"title\":\"t\",\"body\":\"%s\"}", body.text);
	assert_null(forge_form_url(&arena, &forge_github, &followup, "https://x/new"));
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_titles),
	        cmocka_unit_test(test_title_length),
	        cmocka_unit_test(test_markers),
	        cmocka_unit_test(test_bodies),
	        cmocka_unit_test(test_paths),
	        cmocka_unit_test(test_names),
	        cmocka_unit_test(test_notes),
	        cmocka_unit_test(test_read),
	        cmocka_unit_test(test_forms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
