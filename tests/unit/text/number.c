/* SPDX-License-Identifier: MIT */
#include "text/number.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct row {
	const char *text;
	int64_t low;
	int64_t high;
	bool good;
	int64_t number;
};

static const struct row rows[] = {
        {.text = "0", .low = 0, .high = 9, .good = true, .number = 0},
        {.text = "42", .low = 1, .high = 100, .good = true, .number = 42},
        {.text = "007", .low = 1, .high = 100, .good = true, .number = 7},
        {.text = "1", .low = 1, .high = 1, .good = true, .number = 1},
        {.text = "9223372036854775807", .high = INT64_MAX, .good = true, .number = INT64_MAX},
        {.text = "9223372036854775808", .high = INT64_MAX},
        {.text = "99999999999999999999", .high = INT64_MAX},
        {.text = "18446744073709551617", .high = INT64_MAX},
        {.text = "0", .low = 1, .high = 9},
        {.text = "10", .low = 1, .high = 9},
        {.text = "", .high = 9},
        {.text = " 1", .high = 9},
        {.text = "1 ", .high = 9},
        {.text = "1\n", .high = 9},
        {.text = "+1", .high = 9},
        {.text = "-1", .low = -9, .high = 9},
        {.text = "0x1", .high = 9},
        {.text = "1.0", .high = 9},
        {.text = "1e3", .high = 9999},
        {.text = "\xef\xbc\x91", .high = 9},
};

static void
parses_digits_only(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct row *row = &rows[i];
		int64_t number = -77;

		if (number_parse(row->text, row->low, row->high, &number) != row->good)
			fail_msg("\"%s\" should be %s", row->text, row->good ? "taken" : "refused");
		assert_int_equal(number, row->good ? row->number : -77);
	}
}

static void
formats_as_printf_does(void **state)
{
	static const int64_t numbers[] = {0, 1, -1, 9, 10, 12345, INT64_MAX, INT64_MIN};

	(void)state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		char text[NUMBER_TEXT_SIZE], expected[32];
		size_t length = number_format(numbers[i], text);

		(void)snprintf(expected, sizeof(expected), "%lld", (long long)numbers[i]);
		assert_string_equal(text, expected);
		assert_int_equal(length, strlen(expected));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(parses_digits_only),
	        cmocka_unit_test(formats_as_printf_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
