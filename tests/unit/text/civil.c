/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/civil.h"

/* Every day of 1 to 9999, there and back, against a calendar that is counted day by day. */
static void
every_day(void **state)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int64_t day = civil_day(1, 1, 1);
	int weekday = 1; /* Monday, in the Gregorian calendar carried back */

	(void)state;
	assert_int_equal(day, -719162);
	for (int year = 1; year <= 9999; year++) {
		bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

		for (int month = 1; month <= 12; month++) {
			int last = lengths[month - 1] + (leap && month == 2);

			if (!civil_has(year, month, last) || civil_has(year, month, last + 1))
				fail_msg("last day of %d-%d", year, month);
			for (int i = 1; i <= last; i++) {
				struct civil_date date = civil_date(day);

				if (civil_day(year, month, i) != day || date.year != year ||
				        date.month != month || date.day != i ||
				        date.weekday != weekday)
					fail_msg("%d-%d-%d", year, month, i);
				day++;
				weekday = (weekday + 1) % 7;
			}
		}
	}
}

static void
no_such_date(void **state)
{
	(void)state;
	assert_false(civil_has(0, 1, 1));
	assert_false(civil_has(10000, 1, 1));
	assert_false(civil_has(2017, 0, 1));
	assert_false(civil_has(2017, 13, 1));
	assert_false(civil_has(2017, 1, 0));
	assert_false(civil_has(INT32_MAX, INT32_MAX, INT32_MAX));
}

static void
day_of_moment(void **state)
{
	(void)state;
	assert_int_equal(civil_day_at(0), 0);
	assert_int_equal(civil_day_at(86399), 0);
	assert_int_equal(civil_day_at(86400), 1);
	assert_int_equal(civil_day_at(-1), -1);
	assert_int_equal(civil_day_at(-86400), -1);
	assert_int_equal(civil_day_at(-86401), -2);
}

static void
names(void **state)
{
	(void)state;
	assert_string_equal(civil_month_name(1), "January");
	assert_string_equal(civil_month_name(12), "December");
	assert_string_equal(civil_weekday_name(0), "Sunday");
	assert_string_equal(civil_weekday_name(6), "Saturday");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_day),
	        cmocka_unit_test(no_such_date),
	        cmocka_unit_test(day_of_moment),
	        cmocka_unit_test(names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
