/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/when.h"

/* Wednesday 30 August 2017, 13:52 in Dublin: somebody sits in a talk. */
static const int64_t now = 1504097520;
static const char dublin[] = "Europe/Dublin";

struct parse_case {
	const char *text;
	const char *past; /* RFC 3339 in Dublin */
	const char *future;
};

static void
parse_check(const char *text, int64_t at_now, const char *zone, enum when_kind kind,
        const char *expected)
{
	struct arena arena;
	struct error err;
	int64_t at = -1;

	error_reset(&err);
	arena_init(&arena);
	if (!when_parse(text, at_now, zone, kind, &at, &err))
		fail_msg("\"%s\": %s", text, err.text);
	if (strcmp(when_rfc3339(&arena, at, zone), expected) != 0)
		fail_msg("\"%s\" is %s, not %s", text, when_rfc3339(&arena, at, zone), expected);
	arena_close(&arena);
}

/* Forms that mean one moment, whatever side is asked for. */
static void
parse_fixed(void **state)
{
	static const struct {
		const char *text;
		const char *expected;
	} cases[] = {
	        {"now", "2017-08-30T13:52:00+01:00"},
	        {"  NOW ", "2017-08-30T13:52:00+01:00"},
	        {"today", "2017-08-30T00:00:00+01:00"},
	        {"yesterday", "2017-08-29T00:00:00+01:00"},
	        {"tomorrow", "2017-08-31T00:00:00+01:00"},
	        {"tomorrow 9:00", "2017-08-31T09:00:00+01:00"},
	        {"Tomorrow\t 09:00:30", "2017-08-31T09:00:30+01:00"},
	        {"today 23:59", "2017-08-30T23:59:00+01:00"},
	        {"2017-08-30", "2017-08-30T00:00:00+01:00"},
	        {"2017-12-25", "2017-12-25T00:00:00+00:00"},
	        {"2016-02-29", "2016-02-29T00:00:00+00:00"},
	        {"2017-08-30T13:52", "2017-08-30T13:52:00+01:00"},
	        {"2017-08-30t13:52", "2017-08-30T13:52:00+01:00"},
	        {"2017-08-30 13:52", "2017-08-30T13:52:00+01:00"},
	        {"2017-08-30 13:52:07", "2017-08-30T13:52:07+01:00"},
	        {"2017-08-30T13:52Z", "2017-08-30T14:52:00+01:00"},
	        {"2017-08-30T13:52:00.123Z", "2017-08-30T14:52:00+01:00"},
	        {"2017-08-30T13:52+01:00", "2017-08-30T13:52:00+01:00"},
	        {"2017-08-30T13:52+0100", "2017-08-30T13:52:00+01:00"},
	        {"2017-08-30T13:52-07", "2017-08-30T21:52:00+01:00"},
	        {"2017-08-30 13:52:00 +0530", "2017-08-30T09:22:00+01:00"},
	        {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00+00:00"},
	        {"1969-07-20T20:17:40Z", "1969-07-20T21:17:40+01:00"},
	        {"2045-08-30 09:00", "2045-08-30T09:00:00+01:00"},
	        {"30 aug 2017", "2017-08-30T00:00:00+01:00"},
	        {"30 August 2017 14:05", "2017-08-30T14:05:00+01:00"},
	        {"1 sept 2017", "2017-09-01T00:00:00+01:00"},
	        {"aug 30 2017", "2017-08-30T00:00:00+01:00"},
	        {"Aug 30, 2017", "2017-08-30T00:00:00+01:00"},
	        {"Wed 30 Aug 2017 13:52", "2017-08-30T13:52:00+01:00"},
	        {"Wed, 30 Aug 2017 13:52:00 +0200", "2017-08-30T12:52:00+01:00"},
	        {"30 aug", "2017-08-30T00:00:00+01:00"},
	        {"30 aug 23:00", "2017-08-30T23:00:00+01:00"},
	        {"+3d", "2017-09-02T13:52:00+01:00"},
	        {"-12m", "2017-08-30T13:40:00+01:00"},
	        {"in 3 days", "2017-09-02T13:52:00+01:00"},
	        {"in  2 Hours", "2017-08-30T15:52:00+01:00"},
	        {"3 days ago", "2017-08-27T13:52:00+01:00"},
	        {"12m ago", "2017-08-30T13:40:00+01:00"},
	        {"1 week ago", "2017-08-23T13:52:00+01:00"},
	        {"+1h30m", "2017-08-30T15:22:00+01:00"},
	        {"in 1 week 2 days", "2017-09-08T13:52:00+01:00"},
	        {"in 10 weeks", "2017-11-08T13:52:00+00:00"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		parse_check(cases[i].text, now, dublin, WHEN_PAST, cases[i].expected);
		parse_check(cases[i].text, now, dublin, WHEN_FUTURE, cases[i].expected);
	}
}

/* Forms that mean the nearest moment on one side. */
static void
parse_side(void **state)
{
	static const struct parse_case cases[] = {
	        {"13:52", "2017-08-30T13:52:00+01:00", "2017-08-30T13:52:00+01:00"},
	        {"13:51", "2017-08-30T13:51:00+01:00", "2017-08-31T13:51:00+01:00"},
	        {"13:53", "2017-08-29T13:53:00+01:00", "2017-08-30T13:53:00+01:00"},
	        {"9:00", "2017-08-30T09:00:00+01:00", "2017-08-31T09:00:00+01:00"},
	        {"0:00", "2017-08-30T00:00:00+01:00", "2017-08-31T00:00:00+01:00"},
	        {"mon", "2017-08-28T00:00:00+01:00", "2017-09-04T00:00:00+01:00"},
	        {"tues", "2017-08-29T00:00:00+01:00", "2017-09-05T00:00:00+01:00"},
	        {"wed", "2017-08-30T00:00:00+01:00", "2017-09-06T00:00:00+01:00"},
	        {"Wednesday 13:52", "2017-08-30T13:52:00+01:00", "2017-08-30T13:52:00+01:00"},
	        {"wed 14:05", "2017-08-23T14:05:00+01:00", "2017-08-30T14:05:00+01:00"},
	        {"wed 13:00", "2017-08-30T13:00:00+01:00", "2017-09-06T13:00:00+01:00"},
	        {"THU", "2017-08-24T00:00:00+01:00", "2017-08-31T00:00:00+01:00"},
	        {"fri 14:05", "2017-08-25T14:05:00+01:00", "2017-09-01T14:05:00+01:00"},
	        {"saturday", "2017-08-26T00:00:00+01:00", "2017-09-02T00:00:00+01:00"},
	        {"sunday", "2017-08-27T00:00:00+01:00", "2017-09-03T00:00:00+01:00"},
	        {"29 aug", "2017-08-29T00:00:00+01:00", "2018-08-29T00:00:00+01:00"},
	        {"aug 31", "2016-08-31T00:00:00+01:00", "2017-08-31T00:00:00+01:00"},
	        {"29 feb 10:00", "2016-02-29T10:00:00+00:00", "2020-02-29T10:00:00+00:00"},
	        {"12m", "2017-08-30T13:40:00+01:00", "2017-08-30T14:04:00+01:00"},
	        {"2h", "2017-08-30T11:52:00+01:00", "2017-08-30T15:52:00+01:00"},
	        {"3d", "2017-08-27T13:52:00+01:00", "2017-09-02T13:52:00+01:00"},
	        {"1w", "2017-08-23T13:52:00+01:00", "2017-09-06T13:52:00+01:00"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		parse_check(cases[i].text, now, dublin, WHEN_PAST, cases[i].past);
		parse_check(cases[i].text, now, dublin, WHEN_FUTURE, cases[i].future);
	}
	/* Half a minute later "13:52" is still now. */
	parse_check("13:52", now + 30, dublin, WHEN_FUTURE, "2017-08-30T13:52:00+01:00");
}

static void
parse_refused(void **state)
{
	static const char *const texts[] = {"", " ", "2017-02-30", "2017-13-01", "2017-00-10",
	        "0000-01-01", "2017-08-30T", "2017-08-30T25:00", "2017-08-30 13:52:61",
	        "2017-08-30T13:52+25:00", "2017-08-30T13:52+1", "2017-08-30T13:52 IST",
	        "2017-08-30T13:52:00.Z", "2017-08-30Z", "2017-8-30", "20170830", "02017-08-30",
	        "25:00", "13:61", "13:5", "13:521", "13:52Z", "13:52 IST", "14", "32 aug", "0 aug",
	        "30 feb", "aug", "aug 300", "30 aug 17", "30 aug 0000", "30 au", "30 augustus",
	        "Thu 30 Aug 2017", "we", "wedn 14", "mondayish", "today9:00", "tomorrow Z",
	        "tomorrow 9:00Z", "nowish", "in3d", "in 3", "in days", "in +3d", "+3d ago",
	        "3 dogs", "3d ago then", "30m1h", "1h1h", "12345m", "-", "+", "IST", "noon\xC3\xA9",
	        "99999999999999999999",
	        "2017-08-30T13:52:00.12345678901234567890123456789012345678901234567890Z"};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct error err;
		int64_t at;

		error_reset(&err);
		if (when_parse(texts[i], now, dublin, WHEN_FUTURE, &at, &err))
			fail_msg("\"%s\" was taken for %lld", texts[i], (long long)at);
		assert_int_equal(err.kind, ERROR_INVALID);
		assert_non_null(strstr(err.text, "as a time"));
		assert_string_equal(err.hint, "try fri, \"in 3 days\" or \"2017-08-30 13:52\"");
	}
}

static void
parse_message(void **state)
{
	struct error err;
	int64_t at;

	(void)state;
	assert_false(when_parse("32 aug", now, dublin, WHEN_PAST, &at, &err));
	assert_string_equal(err.text, "cannot read \"32 aug\" as a time: there is no 32 August");
	assert_string_equal(err.hint, "try 13:52, \"yesterday 9:00\" or 2017-08-30");
	assert_false(when_parse("2017-02-30", now, dublin, WHEN_PAST, &at, &err));
	assert_string_equal(
	        err.text, "cannot read \"2017-02-30\" as a time: there is no date 2017-02-30");
	assert_false(when_parse("Thu 30 Aug 2017", now, dublin, WHEN_PAST, &at, &err));
	assert_non_null(strstr(err.text, "2017-08-30 is a Wednesday"));
	assert_false(when_parse("2017-03-26 01:30", now, dublin, WHEN_PAST, &at, &err));
	assert_non_null(strstr(err.text, "does not exist in Europe/Dublin"));
	assert_non_null(strstr(err.hint, "2017-03-26 02:30"));
	assert_false(when_parse("13:52", now, "Europe/Dublni", WHEN_PAST, &at, &err));
	assert_non_null(strstr(err.text, "there is no time zone \"Europe/Dublni\""));
}

/* The days around a change of the clocks, in zones that each do it in their own way. */
static void
parse_across_change(void **state)
{
	/* Sat 25 Mar 2017 01:30 in Dublin; at 01:00 on Sunday the clocks go to 02:00. */
	const int64_t spring = 1490405400;
	/* Sat 14 Oct 2017 12:00 in Sao Paulo; Sunday begins at 01:00. */
	const int64_t paulo = 1507993200;
	struct error err;
	int64_t at;

	(void)state;
	parse_check("tomorrow 9:00", spring, dublin, WHEN_FUTURE, "2017-03-26T09:00:00+01:00");
	parse_check("+2d", spring, dublin, WHEN_FUTURE, "2017-03-27T01:30:00+01:00");
	parse_check("+48h", spring, dublin, WHEN_FUTURE, "2017-03-27T02:30:00+01:00");
	/* Nobody asked for 01:30, so a day of 24 hours it is. */
	parse_check("in 1 day", spring, dublin, WHEN_FUTURE, "2017-03-26T02:30:00+01:00");
	assert_false(when_parse("tomorrow 1:30", spring, dublin, WHEN_FUTURE, &at, &err));
	parse_check(
	        "tomorrow", paulo, "America/Sao_Paulo", WHEN_FUTURE, "2017-10-15T01:00:00-02:00");
	assert_false(when_parse("2011-12-30", spring, "Pacific/Apia", WHEN_PAST, &at, &err));
	assert_non_null(strstr(err.text, "2011-12-30 00:00 does not exist"));
	/* 01:30 comes twice on 29 October: the first. */
	parse_check("2017-10-29 01:30", now, dublin, WHEN_FUTURE, "2017-10-29T01:30:00+01:00");
	/* The first of January comes to Auckland before it comes to UTC. */
	parse_check(
	        "today", 1514721600, "Pacific/Auckland", WHEN_PAST, "2018-01-01T00:00:00+13:00");
	parse_check("today", 1514721600, "UTC", WHEN_PAST, "2017-12-31T00:00:00+00:00");
}

static void
parse_span(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} cases[] = {
	        {"12m", 720},
	        {"2h", 7200},
	        {"1h30m", 5400},
	        {"1 hour 30 minutes", 5400},
	        {"3d", 259200},
	        {"1w", 604800},
	        {"1W 2D 3H 4M", 788640},
	        {"90", 5400},
	        {" 90 ", 5400},
	        {"0", 0},
	        {"9999w", 6047395200},
	};
	static const char *const refused[] = {"", "m", "-5m", "+5m", "1.5h", "30m1h", "1m1m",
	        "12345", "12x", "1h 30", "90 90", "3 days ago"};
	struct error err;
	int64_t seconds;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_true(when_parse_span(cases[i].text, &seconds, &err));
		assert_int_equal(seconds, cases[i].seconds);
	}
	for (size_t i = 0; i < COUNT(refused); i++) {
		assert_false(when_parse_span(refused[i], &seconds, &err));
		assert_int_equal(err.kind, ERROR_INVALID);
		assert_string_equal(err.hint, "try 90 (minutes), 1h30m or 3d");
	}
}

static void
format_utc(void **state)
{
	static const struct {
		int64_t at;
		const char *text;
	} cases[] = {
	        {1504097520, "2017-08-30T12:52:00Z"},
	        {0, "1970-01-01T00:00:00Z"},
	        {-1, "1969-12-31T23:59:59Z"},
	        {951782400, "2000-02-29T00:00:00Z"},
	        {2147483648, "2038-01-19T03:14:08Z"},
	        {4107542399, "2100-02-28T23:59:59Z"},
	        {4107542400, "2100-03-01T00:00:00Z"},
	        {253402300800, "9999-12-31T23:59:59Z"},
	        {INT64_MAX, "9999-12-31T23:59:59Z"},
	        {INT64_MIN, "0001-01-01T00:00:00Z"},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(when_utc(&arena, cases[i].at), cases[i].text);
	arena_close(&arena);
}

static void
format_zoned(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(when_rfc3339(&arena, now, dublin), "2017-08-30T13:52:00+01:00");
	assert_string_equal(when_rfc3339(&arena, now, "UTC"), "2017-08-30T12:52:00+00:00");
	assert_string_equal(
	        when_rfc3339(&arena, now, "America/St_Johns"), "2017-08-30T10:22:00-02:30");
	/* Dublin was 25 min 21 s behind until 1916: cut to -00:25, the moment stays. */
	assert_string_equal(when_rfc3339(&arena, -1893456000, dublin), "1909-12-31T23:35:00-00:25");
	assert_string_equal(when_long(&arena, now, dublin), "Wed 30 Aug 2017 13:52");
	assert_string_equal(when_long(&arena, now, "Asia/Kolkata"), "Wed 30 Aug 2017 18:22");
	assert_string_equal(when_day(&arena, 1504306800, dublin), "Sat 2 Sep 2017");
	assert_string_equal(when_clock(&arena, now, dublin), "13:52");
	assert_string_equal(when_clock(&arena, 1504134180, dublin), "00:03");
	arena_close(&arena);
}

/* What is shown can be typed. */
static void
format_and_parse(void **state)
{
	static const int64_t moments[] = {1504097520, 0, -86400, 4102444800};
	struct arena arena;
	struct error err;
	int64_t at;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(moments); i++) {
		const char *const texts[] = {when_utc(&arena, moments[i]),
		        when_rfc3339(&arena, moments[i], dublin),
		        when_long(&arena, moments[i], dublin)};

		for (size_t k = 0; k < COUNT(texts); k++) {
			assert_true(when_parse(texts[k], now, dublin, WHEN_PAST, &at, &err));
			assert_int_equal(at, moments[i]);
		}
	}
	arena_close(&arena);
}

static void
format_relative(void **state)
{
	enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
	static const struct {
		int64_t distance;
		const char *past;
		const char *future;
	} cases[] = {
	        {0, "now", "now"},
	        {59, "now", "now"},
	        {60, "1 min ago", "in 1 min"},
	        {3 * MINUTE + 59, "3 min ago", "in 3 min"},
	        {59 * MINUTE + 59, "59 min ago", "in 59 min"},
	        {HOUR, "1 h ago", "in 1 h"},
	        {23 * HOUR + 3599, "23 h ago", "in 23 h"},
	        {DAY, "yesterday", "tomorrow"},
	        {2 * DAY - 1, "yesterday", "tomorrow"},
	        {2 * DAY, "2 days ago", "in 2 days"},
	        {5 * DAY + HOUR, "5 days ago", "in 5 days"},
	        {30 * DAY, "30 days ago", "in 30 days"},
	        {30 * DAY + 1, "31 Jul 2017", "29 Sep 2017"},
	        {365 * DAY, "30 Aug 2016", "30 Aug 2018"},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_string_equal(
		        when_relative(&arena, now - cases[i].distance, now), cases[i].past);
		assert_string_equal(
		        when_relative(&arena, now + cases[i].distance, now), cases[i].future);
	}
	assert_string_equal(when_relative(&arena, -1, now), "31 Dec 1969");
	assert_string_equal(when_relative(&arena, INT64_MIN, INT64_MAX), "1 Jan 0001");
	assert_string_equal(when_relative(&arena, INT64_MAX, INT64_MIN), "31 Dec 9999");
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(parse_fixed),
	        cmocka_unit_test(parse_side),
	        cmocka_unit_test(parse_refused),
	        cmocka_unit_test(parse_message),
	        cmocka_unit_test(parse_across_change),
	        cmocka_unit_test(parse_span),
	        cmocka_unit_test(format_utc),
	        cmocka_unit_test(format_zoned),
	        cmocka_unit_test(format_and_parse),
	        cmocka_unit_test(format_relative),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
