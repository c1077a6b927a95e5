/* SPDX-License-Identifier: MIT */
#include "intake/moment.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

struct moment_row {
	const char *text;
	int64_t utc; /* as if the local time were UTC */
	bool has_day;
	bool has_clock;
	bool has_offset;
	int32_t offset;
};

static const struct moment_row moment_rows[] = {
        {.text = "2017-08-30T13:40:00+01:00",
                .utc = 1504100400,
                .has_day = true,
                .has_clock = true,
                .has_offset = true,
                .offset = 3600},
        {.text = "2017-08-30T13:40:00.000Z",
                .utc = 1504100400,
                .has_day = true,
                .has_clock = true,
                .has_offset = true},
        {.text = "2017-08-30T13:40-0730",
                .utc = 1504100400,
                .has_day = true,
                .has_clock = true,
                .has_offset = true,
                .offset = -27000},
        {.text = "2017-08-30 13:40", .utc = 1504100400, .has_day = true, .has_clock = true},
        {.text = "20170830T134000", .utc = 1504100400, .has_day = true, .has_clock = true},
        {.text = "08-30-2017 1:40 PM", .utc = 1504100400, .has_day = true, .has_clock = true},
        {.text = "8/30/2017", .utc = 1504051200, .has_day = true},
        {.text = " 2017-08-30 ", .utc = 1504051200, .has_day = true},
        {.text = "20170830", .utc = 1504051200, .has_day = true},
        {.text = "2016-02-29", .utc = 1456704000, .has_day = true},
        {.text = "2016-12-31T23:59:60Z",
                .utc = 1483228800,
                .has_day = true,
                .has_clock = true,
                .has_offset = true},
};

static void
reads_what_files_write(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(moment_rows); i++) {
		const struct moment_row *row = &moment_rows[i];
		struct moment moment;

		if (!moment_parse(row->text, &moment))
			fail_msg("%s is not read", row->text);
		if (moment_utc(&moment) != row->utc)
			fail_msg("%s is %lld", row->text, (long long)moment_utc(&moment));
		assert_int_equal(moment.has_day, row->has_day);
		assert_int_equal(moment.has_clock, row->has_clock);
		assert_int_equal(moment.has_offset, row->has_offset);
		assert_int_equal(moment.offset, row->offset);
	}
}

static void
reads_clock_times(void **state)
{
	struct moment moment;

	(void)state;
	assert_true(moment_parse("9:05", &moment));
	assert_false(moment.has_day);
	assert_int_equal(moment_seconds(&moment), 9 * 3600 + 5 * 60);
	assert_true(moment_parse("12:30 am", &moment));
	assert_int_equal(moment_seconds(&moment), 30 * 60);
	assert_true(moment_parse("12:30PM", &moment));
	assert_int_equal(moment_seconds(&moment), 12 * 3600 + 30 * 60);
}

static void
refuses_what_is_no_time(void **state)
{
	static const char *const texts[] = {"", "soon", "2017", "2017-02-29", "2017-13-01",
	        "2017-00-10", "2017-8-30", "13", "24:00", "12:60", "13:00 PM", "0:30 am",
	        "2017-08-30T", "2017-08-30T13", "2017-08-30T13:40+1", "2017-08-30T13:40+16:00",
	        "2017-08-30T13:40Zulu", "99999-08-30", "1969-01-01", "20170830T", "-08-30-2017",
	        "08-30/2017", "2017-08-30T13:40 IST"};
	struct moment moment;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		if (moment_parse(texts[i], &moment))
			fail_msg("%s is taken", texts[i]);
}

struct span_row {
	const char *text;
	int64_t seconds; /* -1: refused */
};

static const struct span_row span_rows[] = {
        {.text = "0:45", .seconds = 45 * 60},
        {.text = "00:45", .seconds = 45 * 60},
        {.text = "25:00", .seconds = 25 * 3600},
        {.text = "1:02:30", .seconds = 24 * 3600 + 2 * 3600 + 30 * 60}, /* days come first */
        {.text = "45", .seconds = 45 * 60},
        {.text = "PT1H30M", .seconds = 90 * 60},
        {.text = "P1DT2H", .seconds = 26 * 3600},
        {.text = "PT90S", .seconds = 90},
        {.text = "P1W", .seconds = 7 * 24 * 3600},
        {.text = "", .seconds = -1},
        {.text = "P", .seconds = -1},
        {.text = "PT", .seconds = -1},
        {.text = "P1H", .seconds = -1},
        {.text = "PT1", .seconds = -1},
        {.text = "1:60", .seconds = -1},
        {.text = "1:1:1:1", .seconds = -1},
        {.text = "-5", .seconds = -1},
        {.text = "999999", .seconds = -1},
        {.text = "P101D", .seconds = -1},
        {.text = "an hour", .seconds = -1},
};

static void
reads_spans(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(span_rows); i++) {
		int64_t seconds = -1;

		if (!moment_parse_span(span_rows[i].text, &seconds))
			seconds = -1;
		if (seconds != span_rows[i].seconds)
			fail_msg("\"%s\" is %lld", span_rows[i].text, (long long)seconds);
	}
}

static void
moves_to_another_day(void **state)
{
	struct moment clock;
	struct moment day;

	(void)state;
	assert_true(moment_parse("01:30", &clock));
	assert_true(moment_parse("2016-12-31", &day));
	moment_set_day(&clock, &day, 1);
	assert_int_equal(moment_utc(&clock), 1483234200); /* 2017-01-01 01:30 */
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_what_files_write),
	        cmocka_unit_test(reads_clock_times),
	        cmocka_unit_test(refuses_what_is_no_time),
	        cmocka_unit_test(reads_spans),
	        cmocka_unit_test(moves_to_another_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
