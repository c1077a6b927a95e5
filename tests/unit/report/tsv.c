/* SPDX-License-Identifier: MIT */

/* Rows for pipes: whole, plain, one line each. */
#include "report/report.h"

#include <setjmp.h>
#include <cmocka.h>

static const struct column columns[] = {
        {.key = "id", .title = "ID", .kind = COLUMN_ID},
        {.key = "text", .title = "TEXT", .shrinks = true},
};

static void
test_rows(void **state)
{
	static const struct {
		struct cell cells[COUNT(columns)];
		const char *expected;
	} cases[] = {
	        {{{.text = "Q1"}, {.text = "text"}}, "Q1\ttext\n"},
	        {{{.text = "Q1", .plain = "1"}, {.text = "● open", .plain = "open"}}, "1\topen\n"},
	        {{{.text = NULL}, {.text = NULL}}, "\t\n"},
	        {{{.text = "Q1", .plain = ""}, {.text = "", .plain = "x"}}, "\tx\n"},
	        {{{.text = "a\tb"}, {.text = "c\nd\\e\rf"}}, "a\\tb\tc\\nd\\\\e\\rf\n"},
	        {{{.text = "Q1", .paint = PAINT_ERROR}, {.text = "much wider than four cells"}},
	                "Q1\tmuch wider than four cells\n"},
	};
	struct report_style style = {.width = 4, .colour = true, .utf8 = true, .header = true};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct report *report;
		struct arena arena;
		struct buf out;

		arena_init(&arena);
		buf_init(&out, &arena, 0);
		report = report_open("tsv", &out, columns, COUNT(columns), &style);
		report_group(report, "A talk", "a note");
		report_row(report, cases[i].cells);
		assert_string_equal(out.text, cases[i].expected);
		report_end(report);
		assert_string_equal(out.text, cases[i].expected);
		arena_close(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
