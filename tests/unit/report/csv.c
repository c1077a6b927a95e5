/* SPDX-License-Identifier: MIT */

/* Rows for spreadsheets: RFC 4180, and nothing that a spreadsheet would calculate. */
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
	        {{{.text = "Q1"}, {.text = "text"}}, "id,text\r\nQ1,text\r\n"},
	        {{{.text = "Q1", .plain = "1"}, {.text = "a,b"}}, "id,text\r\n1,\"a,b\"\r\n"},
	        {{{.text = NULL}, {.text = "say \"x\""}}, "id,text\r\n,\"say \"\"x\"\"\"\r\n"},
	        {{{.text = "Q1", .paint = PAINT_OPEN}, {.text = "=1+1"}},
	                "id,text\r\nQ1,'=1+1\r\n"},
	        {{{.text = "Q1"}, {.text = "a\nb"}}, "id,text\r\nQ1,\"a\nb\"\r\n"},
	};
	struct report_style style = {.width = 4, .colour = true, .utf8 = true};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct report *report;
		struct arena arena;
		struct buf out;

		arena_init(&arena);
		buf_init(&out, &arena, 0);
		report = report_open("csv", &out, columns, COUNT(columns), &style);
		report_group(report, "A talk", "a note");
		report_row(report, cases[i].cells);
		report_end(report);
		assert_string_equal(out.text, cases[i].expected);
		arena_close(&arena);
	}
}

/* An empty list still names its columns. */
static void
test_empty(void **state)
{
	struct report_style style = {.width = 0};
	struct arena arena;
	struct buf out;

	(void)state;
	arena_init(&arena);
	buf_init(&out, &arena, 0);
	report_end(report_open("csv", &out, columns, COUNT(columns), &style));
	assert_string_equal(out.text, "id,text\r\n");
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_rows),
	        cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
