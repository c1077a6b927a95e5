/* SPDX-License-Identifier: MIT */
#include "intake/csv.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
	struct arena arena;
	struct csv csv;
	struct csv_row row;
	struct error err;
};

static void
open_text(struct fixture *fixture, const char *text)
{
	*fixture = (struct fixture){0};
	arena_init(&fixture->arena);
	csv_init(&fixture->csv, &fixture->arena, "t.csv", text, strlen(text), 0);
}

static enum csv_result
next(struct fixture *fixture)
{
	return csv_read(&fixture->csv, &fixture->row, &fixture->err);
}

static void
reads_rows_and_cells(void **state)
{
	struct fixture fixture;

	(void)state;
	open_text(&fixture, "a,b\r\n\r\n\"c \"\"d\"\"\r\ne\",\n,,f");
	assert_int_equal(next(&fixture), CSV_ROW);
	assert_int_equal(fixture.row.count, 2);
	assert_string_equal(fixture.row.cells[1], "b");
	assert_int_equal(next(&fixture), CSV_ROW);
	assert_int_equal(fixture.row.line, 3);
	assert_int_equal(fixture.row.count, 2);
	assert_string_equal(fixture.row.cells[0], "c \"d\"\r\ne");
	assert_string_equal(fixture.row.cells[1], "");
	assert_int_equal(next(&fixture), CSV_ROW);
	assert_int_equal(fixture.row.line, 5);
	assert_int_equal(fixture.row.count, 3);
	assert_string_equal(fixture.row.cells[2], "f");
	assert_int_equal(next(&fixture), CSV_END);
	arena_close(&fixture.arena);
}

static void
finds_the_separator(void **state)
{
	static const char *const texts[] = {
	        "a;b,c;d\n", "a\tb\n", "\"a,b,c,d\";e\n", "a;\"b\nc,d,e\"\n"};
	static const size_t counts[] = {3, 2, 2, 2};
	struct fixture fixture;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		open_text(&fixture, texts[i]);
		assert_int_equal(next(&fixture), CSV_ROW);
		assert_int_equal(fixture.row.count, counts[i]);
		arena_close(&fixture.arena);
	}
}

static void
refuses_with_the_line(void **state)
{
	static const char *const texts[] = {"a,b\n\"c", "a,b\n\"c\"d\n", "a,b\n\xff\n"};
	static const char *const reasons[] = {"t.csv: line 2: a quoted cell has no end",
	        "t.csv: line 2: text follows a closing quote",
	        "t.csv: line 2: the text is not UTF-8"};
	struct fixture fixture;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		open_text(&fixture, texts[i]);
		assert_int_equal(next(&fixture), CSV_ROW);
		assert_int_equal(next(&fixture), CSV_FAILED);
		assert_string_equal(fixture.err.text, reasons[i]);
		arena_close(&fixture.arena);
	}
}

static void
refuses_rows_without_end(void **state)
{
	struct fixture fixture;
	char commas[CSV_CELLS_MOST + 2] = {0};

	(void)state;
	memset(commas, ',', CSV_CELLS_MOST - 1);
	open_text(&fixture, commas);
	assert_int_equal(next(&fixture), CSV_ROW);
	assert_int_equal(fixture.row.count, CSV_CELLS_MOST);
	arena_close(&fixture.arena);
	commas[CSV_CELLS_MOST - 1] = ',';
	open_text(&fixture, commas);
	assert_int_equal(next(&fixture), CSV_FAILED);
	arena_close(&fixture.arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_rows_and_cells),
	        cmocka_unit_test(finds_the_separator),
	        cmocka_unit_test(refuses_with_the_line),
	        cmocka_unit_test(refuses_rows_without_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
