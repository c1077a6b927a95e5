/* SPDX-License-Identifier: MIT */

/* Rows for people: alignment, cutting, colours, groups, and no growth with the list. */
#include "report/report.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdio.h>
#include <cmocka.h>

static const struct column columns[] = {
        {.key = "id", .title = "ID", .kind = COLUMN_ID},
        {.key = "state", .title = "STATE", .kind = COLUMN_STATE},
        {.key = "question", .title = "QUESTION", .shrinks = true},
        {.key = "due", .title = "DUE", .kind = COLUMN_TIME},
};

enum { COLUMN_COUNT = COUNT(columns), MANY_ROWS = 300000, MANY_LIMIT = 4 * 1024 * 1024 };

static const struct cell rows[][COLUMN_COUNT] = {
        {{"Q1", NULL, 0}, {"● open", "open", PAINT_OPEN}, {"How large is it?", NULL, 0},
                {"fri", "2017-09-01", 0}},
        {{"Q12", NULL, 0}, {"✓ answered", "answered", PAINT_DONE},
                {"How do they drain the traffic cleanly?", NULL, 0}, {NULL, NULL, 0}},
};

static const char *
table_format(struct arena *arena, const struct report_style *style, const struct cell *cells,
        size_t count)
{
	struct buf out;
	struct report *report;

	buf_init(&out, arena, 0);
	report = report_open("table", &out, columns, COLUMN_COUNT, style);
	for (size_t i = 0; i < count; i++)
		report_row(report, cells + i * COLUMN_COUNT);
	report_end(report);
	return out.text;
}

static void
test_styles(void **state)
{
	static const struct {
		const char *what;
		struct report_style style;
		const char *expected;
	} cases[] = {
	        {"as wide as needed", {.utf8 = true},
	                " Q1  ● open      How large is it?                        fri\n"
	                "Q12  ✓ answered  How do they drain the traffic cleanly?\n"},
	        {"titles", {.utf8 = true, .header = true},
	                " ID  STATE       QUESTION                                DUE\n"
	                " Q1  ● open      How large is it?                        fri\n"
	                "Q12  ✓ answered  How do they drain the traffic cleanly?\n"},
	        {"cut", {.utf8 = true, .width = 40},
	                " Q1  ● open      How large is it?    fri\n"
	                "Q12  ✓ answered  How do they drain…\n"},
	        {"cut in ASCII", {.width = 40},
	                " Q1  ● open      How large is it?    fri\n"
	                "Q12  ✓ answered  How do they dra...\n"},
	        {"exactly wide enough", {.utf8 = true, .width = 60},
	                " Q1  ● open      How large is it?                        fri\n"
	                "Q12  ✓ answered  How do they drain the traffic cleanly?\n"},
	        {"never below the least", {.utf8 = true, .width = 1},
	                " Q1  ● open      How lar…  fri\n"
	                "Q12  ✓ answered  How do …\n"},
	        {"colours", {.utf8 = true, .colour = true, .header = true, .width = 40},
	                " \033[2mID\033[0m  \033[2mSTATE\033[0m       \033[2mQUESTION\033[0m       "
	                " "
	                "    \033[2mDUE\033[0m\n"
	                " Q1  \033[33m● open\033[0m      How large is it?    fri\n"
	                "Q12  \033[32m✓ answered\033[0m  How do they drain…\n"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena arena;
		const char *text;

		arena_init(&arena);
		text = table_format(&arena, &cases[i].style, rows[0], COUNT(rows));
		if (strcmp(text, cases[i].expected) != 0)
			fail_msg("%s:\n%s", cases[i].what, text);
		arena_close(&arena);
	}
}

/* One text in the column that shrinks, in a table so wide that it gets `room` cells. */
static void
test_borders(void **state)
{
	static const struct {
		const char *text;
		size_t room;
		const char *expected;
	} cases[] = {
	        {"12345678", 8, "12345678"},
	        {"123456789", 8, "1234567…"},
	        {"日本語日本語", 9, "日本語日…"},
	        {"日本語日本語", 8, "日本語…"},
	        {"1234567e\u0301e\u0301e\u0301", 9, "1234567e\u0301…"},
	        {"123456👩‍💻👩‍💻👩‍💻", 9, "123456👩‍💻…"},
	        {"123456👩‍💻👩‍💻👩‍💻", 8, "123456…"},
	};
	static const struct column one[] = {{.key = "text", .title = "TEXT", .shrinks = true}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct report_style style = {.width = cases[i].room, .utf8 = true};
		struct report *report;
		struct arena arena;
		struct buf out;

		arena_init(&arena);
		buf_init(&out, &arena, 0);
		report = report_open("table", &out, one, 1, &style);
		report_row(report, &(struct cell){.text = cases[i].text});
		report_end(report);
		assert_string_equal(out.text, arena_format(&arena, "%s\n", cases[i].expected));
		arena_close(&arena);
	}
}

/* Two columns that shrink share what is left; only the wider one gives way at first. */
static void
test_sharing(void **state)
{
	static const struct column two[] = {
	        {.key = "a", .title = "A", .shrinks = true},
	        {.key = "b", .title = "B", .shrinks = true},
	};
	static const struct {
		size_t width;
		const char *expected;
	} cases[] = {
	        {36, "abcdefghijkl  ABCDEFGHIJKLMNOPQRSTUV\n"},
	        {30, "abcdefghijkl  ABCDEFGHIJKLMNO…\n"},
	        {22, "abcdefghi…  ABCDEFGHI…\n"},
	        {3, "abcdefg…  ABCDEFG…\n"},
	};
	static const struct cell cells[] = {
	        {.text = "abcdefghijkl"}, {.text = "ABCDEFGHIJKLMNOPQRSTUV"}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct report_style style = {.width = cases[i].width, .utf8 = true};
		struct report *report;
		struct arena arena;
		struct buf out;

		arena_init(&arena);
		buf_init(&out, &arena, 0);
		report = report_open("table", &out, two, COUNT(two), &style);
		report_row(report, cells);
		report_end(report);
		assert_string_equal(out.text, cases[i].expected);
		arena_close(&arena);
	}
}

static void
test_groups(void **state)
{
	struct report_style style = {.utf8 = true, .header = true};
	struct report *report;
	struct arena arena;
	struct buf out;

	(void)state;
	arena_init(&arena);
	buf_init(&out, &arena, 0);
	report = report_open("table", &out, columns, COLUMN_COUNT, &style);
	report_group(report, "Standing on shoulders", "Emil Stolarsky");
	report_row(report, rows[1]);
	report_group(report, "Empty", NULL);
	report_group(report, "Inbox", NULL);
	report_row(report, rows[0]);
	report_end(report);
	assert_string_equal(out.text,
	        "Standing on shoulders  Emil Stolarsky\n"
	        " ID  STATE       QUESTION                                DUE\n"
	        "Q12  ✓ answered  How do they drain the traffic cleanly?\n"
	        "\n"
	        "Empty\n"
	        "\n"
	        "Inbox\n"
	        "Q1  ● open  How large is it?  fri\n");

	buf_reset(&out);
	style = (struct report_style){.colour = true};
	report = report_open("table", &out, columns, COLUMN_COUNT, &style);
	report_row(report, rows[0]);
	report_group(report, "Talk", "note");
	report_end(report);
	assert_string_equal(out.text,
	        "Q1  \033[33m● open\033[0m  How large is it?  fri\n"
	        "\n"
	        "\033[1mTalk\033[0m  \033[2mnote\033[0m\n");
	arena_close(&arena);
}

/* The only escape sequences are our own, wherever the text stands. */
static void
test_hostile(void **state)
{
	static const struct cell cells[COLUMN_COUNT] = {{.text = "Q1"}, {.text = "\033[31mred"},
	        {.text = "one\ntwo\t\xE2\x80\xAE"}, {.text = "\x9B"}};
	struct report_style style = {.utf8 = true};
	struct report *report;
	struct arena arena;
	struct buf out;

	(void)state;
	arena_init(&arena);
	buf_init(&out, &arena, 0);
	report = report_open("table", &out, columns, COLUMN_COUNT, &style);
	report_group(report, "a\033]0;title\007", "b\rc");
	report_row(report, cells);
	report_end(report);
	for (const char *at = out.text; *at; at++)
		assert_true((unsigned char)*at >= 0x20 || *at == '\n');
	assert_null(strstr(out.text, "\xE2\x80\xAE"));
	assert_null(strchr(out.text, '\x9B'));
	assert_non_null(strstr(out.text, "<U+202E>"));
	arena_close(&arena);
}

static void
test_empty(void **state)
{
	struct report_style style = {.header = true};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(table_format(&arena, &style, rows[0], 0), "");
	arena_close(&arena);
}

static size_t
memory_used(void)
{
	struct mallinfo2 info = mallinfo2();

	return info.uordblks + info.hblkhd;
}

/* Rows leave the report as it goes, and the columns only ever become wider. */
static void
test_many(void **state)
{
	struct report_style style = {.utf8 = true, .width = 80};
	struct cell cells[COLUMN_COUNT] = {{0}};
	size_t lines = 0, peak = 0, before = memory_used();
	struct report *report;
	struct arena arena;
	struct buf out;

	(void)state;
	arena_init(&arena);
	buf_init(&out, &arena, MANY_LIMIT);
	report = report_open("table", &out, columns, COLUMN_COUNT, &style);
	for (size_t i = 1; i <= MANY_ROWS; i++) {
		char id[32];

		(void)snprintf(id, sizeof(id), "Q%zu", i);
		cells[0].text = id;
		cells[2].text = "A question that is long enough to be cut at the border of the "
		                "terminal, as most of them are";
		report_row(report, cells);
		peak = out.length > peak ? out.length : peak;
		for (const char *at = out.text; (at = strchr(at, '\n')); at++)
			lines++;
		buf_reset(&out);
	}
	report_end(report);
	for (const char *at = out.text; (at = strchr(at, '\n')); at++)
		lines++;
	assert_int_equal(lines, MANY_ROWS);
	assert_true(peak > 0);
	assert_true(peak < MANY_LIMIT / 10);
	assert_true(memory_used() - before < MANY_LIMIT);
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_styles),
	        cmocka_unit_test(test_borders),
	        cmocka_unit_test(test_sharing),
	        cmocka_unit_test(test_groups),
	        cmocka_unit_test(test_hostile),
	        cmocka_unit_test(test_empty),
	        cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
