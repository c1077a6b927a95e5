/* SPDX-License-Identifier: MIT */

/* Rows for documents: a Markdown table for each group. */
#include "report/report.h"

#include <setjmp.h>
#include <cmocka.h>

static const struct column columns[] = {
        {.key = "id", .title = "ID", .kind = COLUMN_ID},
        {.key = "text", .title = "TEXT", .shrinks = true},
};

static const struct cell row[COUNT(columns)] = {
        {.text = "Q1"}, {.text = "2 days ago", .plain = "friday", .paint = PAINT_OPEN}};

static const struct report_style style = {.width = 4, .colour = true};

static void
test_without_group(void **state)
{
	struct report *report;
	struct arena arena;
	struct buf out;

	(void)state;
	arena_init(&arena);
	buf_init(&out, &arena, 0);
	report = report_open("md", &out, columns, COUNT(columns), &style);
	report_end(report);
	assert_string_equal(out.text, "");
	report_row(report, row);
	report_row(report, row);
	report_end(report);
	assert_string_equal(out.text,
	        "| ID | TEXT |\n"
	        "| ---: | --- |\n"
	        "| Q1 | friday |\n"
	        "| Q1 | friday |\n");
	arena_close(&arena);
}

static void
test_groups(void **state)
{
	struct report *report;
	struct arena arena;
	struct buf out;

	(void)state;
	arena_init(&arena);
	buf_init(&out, &arena, 0);
	report = report_open("md", &out, columns, COUNT(columns), &style);
	report_group(report, "First talk", "a note");
	report_row(report, row);
	report_group(report, "Second talk", NULL);
	report_row(report, row);
	report_end(report);
	assert_string_equal(out.text,
	        "### First talk\n"
	        "\n"
	        "a note\n"
	        "\n"
	        "| ID | TEXT |\n"
	        "| ---: | --- |\n"
	        "| Q1 | friday |\n"
	        "\n"
	        "### Second talk\n"
	        "\n"
	        "| ID | TEXT |\n"
	        "| ---: | --- |\n"
	        "| Q1 | friday |\n");
	arena_close(&arena);
}

/* A cell cannot end its cell or row, nor become markup. */
static void
test_hostile(void **state)
{
	static const struct cell cells[COUNT(columns)] = {
	        {.text = "a|b"}, {.text = "<b>\n@team `x`"}};
	struct report *report;
	struct arena arena;
	struct buf out;
	const char *last;

	(void)state;
	arena_init(&arena);
	buf_init(&out, &arena, 0);
	report = report_open("md", &out, columns, COUNT(columns), &style);
	report_row(report, cells);
	report_end(report);
	last = strstr(out.text, "| a");
	assert_non_null(last);
	assert_non_null(strstr(last, "a\\|b"));
	assert_ptr_equal(strchr(last, '\n'), out.text + out.length - 1);
	assert_null(strstr(last, "@team"));
	assert_null(strstr(last, "<b>\n"));
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_without_group),
	        cmocka_unit_test(test_groups),
	        cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
