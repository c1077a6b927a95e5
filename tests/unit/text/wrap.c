/* SPDX-License-Identifier: MIT */
#include "text/wrap.h"

#include "text/utf8.h"
#include "tests/unit/text/hostile.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

struct row {
	const char *text;
	size_t cells;
	size_t column;
	size_t indent;
	const char *wrapped;
};

static const struct row rows[] = {
        {.text = "", .cells = 10, .wrapped = ""},
        {.text = "one two", .cells = 10, .wrapped = "one two"},
        {.text = "one two three", .cells = 7, .wrapped = "one two\nthree"},
        {.text = "one two three", .cells = 6, .wrapped = "one\ntwo\nthree"},
        {.text = "one   two", .cells = 9, .wrapped = "one   two"},
        {.text = "one   two", .cells = 8, .wrapped = "one\ntwo"},
        {.text = "one two ", .cells = 7, .wrapped = "one two"},
        {.text = "one\ttwo", .cells = 7, .wrapped = "one two"},
        {.text = "one two three", .cells = 9, .indent = 2, .wrapped = "one two\n  three"},
        {.text = "one two three",
                .cells = 9,
                .column = 4,
                .indent = 4,
                .wrapped = "one\n    two\n    three"},
        {.text = "one two", .cells = 9, .column = 8, .indent = 2, .wrapped = "\n  one two"},
        {.text = "a b", .cells = 3, .indent = 2, .wrapped = "a b"},
        {.text = "a bc", .cells = 3, .indent = 2, .wrapped = "a\n  b\n  c"},
        {.text = "one\ntwo", .cells = 20, .wrapped = "one\ntwo"},
        {.text = "one\n\ntwo", .cells = 20, .indent = 2, .wrapped = "one\n\n  two"},
        {.text = "one\n  - two", .cells = 20, .wrapped = "one\n  - two"},
        {.text = "one\n \n", .cells = 20, .indent = 2, .wrapped = "one"},
        {.text = "abcdefgh", .cells = 3, .wrapped = "abc\ndef\ngh"},
        {.text = "ab cdefgh", .cells = 4, .wrapped = "ab\ncdef\ngh"},
        {.text = "  abcdefgh", .cells = 4, .wrapped = "abcd\nefgh"},
        {.text = "abc", .cells = 0, .wrapped = "a\nb\nc"},
        {.text = "abc", .cells = 2, .indent = 5, .wrapped = "abc"},
        {.text = "Zoe\u0308 Zoe\u0308", .cells = 3, .wrapped = "Zoe\u0308\nZoe\u0308"},
        {.text = "\u4e2d\u6587\u4e2d\u6587", .cells = 5, .wrapped = "\u4e2d\u6587\n\u4e2d\u6587"},
        {.text = "\u4e2d\u6587", .cells = 1, .wrapped = "\u4e2d\n\u6587"},
        {.text = "a\U0001f469\u200d\U0001f467z",
                .cells = 2,
                .wrapped = "a\n\U0001f469\u200d\U0001f467\nz"},
};

static void
wraps_in_cells(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out;

		buf_init(&out, &arena, 0);
		wrap_add(&out, rows[i].text, rows[i].cells, rows[i].column, rows[i].indent);
		if (strcmp(out.text, rows[i].wrapped) != 0)
			fail_msg("row %zu: \"%s\"", i, out.text);
	}
	arena_close(&arena);
}

static void
appends(void **state)
{
	struct arena arena;
	struct buf out;

	(void)state;
	arena_init(&arena);
	buf_init(&out, &arena, 0);
	buf_add_text(&out, "note: ");
	wrap_add(&out, "one two three", 13, 6, 6);
	assert_string_equal(out.text, "note: one two\n      three");
	arena_close(&arena);
}

/* The text without its blanks, so that only what a person reads is compared. */
static const char *
squeeze(struct arena *arena, const char *text)
{
	struct buf out;

	buf_init(&out, arena, 0);
	for (; *text; text++) {
		if (!strchr(" \t\n", *text))
			buf_add_char(&out, *text);
	}
	return out.text;
}

static void
no_line_is_too_wide_and_nothing_is_lost(void **state)
{
	struct hostile hostile;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	hostile_init(&hostile);
	for (size_t round = 0; round < HOSTILE_ROUNDS; round++) {
		size_t indent = hostile_number(&hostile, 5);
		size_t cells = indent + 2 + hostile_number(&hostile, 30);
		char *line;
		struct buf out;

		hostile_next(&hostile);
		arena_reset(&arena);
		buf_init(&out, &arena, 0);
		wrap_add(&out, hostile.text, cells, 0, indent);
		assert_string_equal(squeeze(&arena, out.text), squeeze(&arena, hostile.text));
		for (line = out.text; line;) {
			char *end = strchr(line, '\n');

			if (end)
				*end++ = '\0';
			if (utf8_width(line) > cells)
				fail_msg("round %zu: more than %zu cells: \"%s\"", round, cells,
				        line);
			assert_false(*line && line[strlen(line) - 1] == ' ');
			line = end;
		}
	}
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(wraps_in_cells),
	        cmocka_unit_test(appends),
	        cmocka_unit_test(no_line_is_too_wide_and_nothing_is_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
