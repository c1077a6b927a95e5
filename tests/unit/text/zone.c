/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/zone.h"

struct moment_case {
	const char *zone;
	struct local_time local;
	int64_t at;
	bool twice;
};

static void
check_known(void **state)
{
	static const char *const zones[] = {"UTC", "Europe/Dublin", "America/New_York",
	        "America/Argentina/Buenos_Aires", "Etc/GMT+1", "Australia/Lord_Howe", "US/Pacific"};
	struct error err;

	(void)state;
	for (size_t i = 0; i < COUNT(zones); i++)
		assert_true(zone_check(zones[i], &err));
}

static void
check_unknown(void **state)
{
	static const char *const zones[] = {"", "/", "/etc/localtime", "/Europe/Dublin",
	        "../zoneinfo/UTC", "Europe/../UTC", "Europe/./Dublin", "Europe", "Europe/",
	        "right/Europe/Dublin", "posixrules", "localtime", "tzdata.zi", "zone.tab", "IST",
	        "CET-1CEST", "UTC0", "US / Pacific", ":Europe/Dublin", "Europe/D\303\274blin",
	        "europe/dublin", "No/Such\n",
	        "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};

	(void)state;
	for (size_t i = 0; i < COUNT(zones); i++) {
		struct error err;

		error_reset(&err);
		if (zone_check(zones[i], &err))
			fail_msg("\"%s\" was taken for a zone", zones[i]);
		assert_int_equal(err.kind, ERROR_INVALID);
		assert_true(err.hint[0] != '\0');
	}
}

static void
check_hint(void **state)
{
	static const struct {
		const char *zone;
		const char *hint; /* part of it */
	} cases[] = {
	        {"Europe/Dubln", "Europe/Dublin"},
	        {"europe/dublin", "Europe/Dublin"},
	        {"Dublin", "Europe/Dublin"},
	        {"new york", "America/New_York"},
	        {"Kolkata", "Asia/Kolkata"},
	        {"IST", "an abbreviation can mean several zones"},
	        {"qqqqqqqqqqqqqqqqqqqq", "such as Europe/Dublin"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct error err;

		assert_false(zone_check(cases[i].zone, &err));
		assert_non_null(strstr(err.text, cases[i].zone));
		if (!strstr(err.hint, cases[i].hint))
			fail_msg("%s: \"%s\"", cases[i].zone, err.hint);
	}
}

static const struct moment_case moments[] = {
        {.zone = "UTC", .local = {2017, 8, 30, 13, 52, 0, 3, 0, "UTC"}, .at = 1504101120},
        {.zone = "Europe/Dublin",
                .local = {2017, 8, 30, 13, 52, 0, 3, 3600, "IST"},
                .at = 1504097520},
        /* In tzdata the winter time of Dublin is the "daylight saving" one, with -1 h. */
        {.zone = "Europe/Dublin", .local = {2017, 12, 25, 9, 0, 0, 1, 0, "GMT"}, .at = 1514192400},
        {.zone = "Europe/Dublin",
                .local = {2017, 10, 29, 1, 30, 0, 0, 3600, "IST"},
                .at = 1509237000,
                .twice = true},
        {.zone = "Europe/Dublin",
                .local = {2017, 3, 26, 2, 0, 0, 0, 3600, "IST"},
                .at = 1490490000},
        {.zone = "America/New_York",
                .local = {2017, 11, 5, 1, 59, 59, 0, -14400, "EDT"},
                .at = 1509861599,
                .twice = true},
        {.zone = "America/New_York",
                .local = {2017, 11, 5, 2, 0, 0, 0, -18000, "EST"},
                .at = 1509865200},
        /* Half an hour only. */
        {.zone = "Australia/Lord_Howe",
                .local = {2018, 4, 1, 1, 45, 0, 0, 39600, "+11"},
                .at = 1522507500,
                .twice = true},
        {.zone = "Asia/Kolkata",
                .local = {2017, 8, 30, 18, 22, 0, 3, 19800, "IST"},
                .at = 1504097520},
        {.zone = "Pacific/Apia",
                .local = {2011, 12, 29, 23, 59, 59, 4, -36000, "-10"},
                .at = 1325239199},
        {.zone = "Pacific/Apia",
                .local = {2011, 12, 31, 0, 0, 0, 6, 50400, "+14"},
                .at = 1325239200},
        {.zone = "Europe/Dublin",
                .local = {2038, 7, 1, 12, 0, 0, 4, 3600, "IST"},
                .at = 2161594800},
        {.zone = "America/New_York",
                .local = {2100, 1, 1, 0, 0, 0, 5, -18000, "EST"},
                .at = 4102462800},
        {.zone = "Europe/Berlin",
                .local = {1945, 4, 2, 12, 0, 0, 1, 7200, "CEST"},
                .at = -781020000},
        {.zone = "UTC", .local = {1969, 12, 31, 23, 59, 59, 3, 0, "UTC"}, .at = -1},
};

static void
moment_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(moments); i++) {
		struct error err;
		bool twice = !moments[i].twice;
		int64_t at = 0;

		if (!zone_moment(moments[i].zone, &moments[i].local, &at, &twice, &err))
			fail_msg("%s", err.text);
		assert_int_equal(at, moments[i].at);
		assert_int_equal(twice, moments[i].twice);
		assert_true(zone_moment(moments[i].zone, &moments[i].local, &at, NULL, &err));
	}
}

static void
local_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(moments); i++) {
		struct local_time local = zone_local(moments[i].zone, moments[i].at);
		const struct local_time *expected = &moments[i].local;

		assert_int_equal(local.year, expected->year);
		assert_int_equal(local.month, expected->month);
		assert_int_equal(local.day, expected->day);
		assert_int_equal(local.hour, expected->hour);
		assert_int_equal(local.minute, expected->minute);
		assert_int_equal(local.second, expected->second);
		assert_int_equal(local.weekday, expected->weekday);
		assert_int_equal(local.offset, expected->offset);
		assert_string_equal(local.abbreviation, expected->abbreviation);
	}
}

static void
moment_refused(void **state)
{
	static const struct {
		const char *zone;
		int parts[6];     /* year to second */
		const char *text; /* part of the sentence */
		const char *hint;
	} cases[] = {
	        {"Europe/Dublin", {2017, 3, 26, 1, 30, 0},
	                "2017-03-26 01:30 does not exist in Europe", "2017-03-26 02:30"},
	        {"America/New_York", {2017, 3, 12, 2, 0, 0}, "does not exist", "2017-03-12 03:00"},
	        {"Australia/Lord_Howe", {2017, 10, 1, 2, 29, 59}, "does not exist",
	                "2017-10-01 02:59"},
	        {"Pacific/Apia", {2011, 12, 30, 12, 0, 0}, "does not exist", "2011-12-31 12:00"},
	        {"Europe/Dublin", {2040, 3, 25, 1, 30, 0}, "does not exist", "2040-03-25 02:30"},
	        {"UTC", {2017, 2, 29, 0, 0, 0}, "no date 2017-02-29", ""},
	        {"UTC", {2017, 4, 31, 0, 0, 0}, "no date 2017-04-31", ""},
	        {"UTC", {2017, 0, 1, 0, 0, 0}, "no date", ""},
	        {"UTC", {2017, 13, 1, 0, 0, 0}, "no date", ""},
	        {"UTC", {0, 1, 1, 0, 0, 0}, "no date", ""},
	        {"UTC", {10000, 1, 1, 0, 0, 0}, "no date", ""},
	        {"UTC", {2017, 1, 1, 24, 0, 0}, "no clock time 24:00:00", ""},
	        {"UTC", {2017, 1, 1, 0, 60, 0}, "no clock time", ""},
	        {"UTC", {2017, 1, 1, 0, 0, 61}, "no clock time", ""},
	        {"UTC", {2017, 1, 1, -1, 0, 0}, "no clock time", ""},
	        {"Europe/Nowhere", {2017, 1, 1, 0, 0, 0}, "no time zone", ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const int *parts = cases[i].parts;
		const struct local_time local = {
		        .year = parts[0],
		        .month = parts[1],
		        .day = parts[2],
		        .hour = parts[3],
		        .minute = parts[4],
		        .second = parts[5],
		};
		struct error err;
		int64_t at = 7;

		assert_false(zone_moment(cases[i].zone, &local, &at, NULL, &err));
		assert_int_equal(err.kind, ERROR_INVALID);
		assert_non_null(strstr(err.text, cases[i].text));
		assert_non_null(strstr(err.hint, cases[i].hint));
		assert_int_equal(at, 7);
	}
}

/* glibc alone would take "CET-1CEST" for a rule. */
static void
unknown_is_utc(void **state)
{
	static const char *const zones[] = {"No/Such", "CET-1CEST", "IST-5:30", ""};

	(void)state;
	for (size_t i = 0; i < COUNT(zones); i++) {
		assert_int_equal(zone_local(zones[i], 1504097520).offset, 0);
		assert_int_equal(zone_local(zones[i], 1504097520).hour, 12);
	}
}

static void
far_moments(void **state)
{
	(void)state;
	assert_int_equal(zone_local("UTC", INT64_MAX).year, 9999);
	assert_int_equal(zone_local("UTC", INT64_MIN).year, 1);
}

/* The zone of the machine counts before a call, in one with NULL, and after it. */
static void
machine_zone(void **state)
{
	const struct local_time local = {.year = 2017, .month = 8, .day = 30, .hour = 13};
	struct error err;
	int64_t at;

	(void)state;
	assert_int_equal(setenv("TZ", "Asia/Kolkata", 1), 0);
	assert_int_equal(zone_local(NULL, 0).offset, 19800);
	assert_int_equal(zone_local("America/New_York", 0).offset, -18000);
	assert_string_equal(getenv("TZ"), "Asia/Kolkata");
	assert_int_equal(timezone, -19800);
	assert_true(zone_moment(NULL, &local, &at, NULL, &err));
	assert_int_equal(at, 1504078200);

	assert_int_equal(unsetenv("TZ"), 0);
	(void)zone_local("America/New_York", 0);
	assert_null(getenv("TZ"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(check_known),
	        cmocka_unit_test(check_unknown),
	        cmocka_unit_test(check_hint),
	        cmocka_unit_test(moment_found),
	        cmocka_unit_test(local_found),
	        cmocka_unit_test(moment_refused),
	        cmocka_unit_test(unknown_is_utc),
	        cmocka_unit_test(far_moments),
	        cmocka_unit_test(machine_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
