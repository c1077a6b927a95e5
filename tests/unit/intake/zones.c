/* SPDX-License-Identifier: MIT */
#include "intake/zones.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

struct row {
	const char *text;
	const char *zone;
};

static const struct row rows[] = {
        {.text = "Europe/Dublin", .zone = "Europe/Dublin"},
        {.text = "UTC", .zone = "UTC"},
        {.text = "US/Pacific", .zone = "America/Los_Angeles"},
        {.text = "US / Eastern", .zone = "America/New_York"},
        {.text = "Europe-Brussels", .zone = "Europe/Brussels"},
        {.text = "America/New York", .zone = "America/New_York"},
        {.text = "W. Europe Standard Time", .zone = "Europe/Berlin"},
        {.text = "/citadel.org/20210210_1/Europe/Berlin", .zone = "Europe/Berlin"},
        {.text = "/x/America/Indiana/Knox", .zone = "America/Indiana/Knox"},
        {.text = "Mars/Olympus", .zone = NULL},
        {.text = "IST", .zone = NULL},
        {.text = "", .zone = NULL},
        {.text = "../../etc/passwd", .zone = NULL},
        {.text = "/etc/localtime", .zone = NULL},
        {.text = "Europe/../../etc/passwd", .zone = NULL},
};

static void
finds_what_names_mean(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *zone = zones_find(&arena, rows[i].text);

		if ((!zone) != (!rows[i].zone) || (zone && strcmp(zone, rows[i].zone) != 0))
			fail_msg("\"%s\" is %s", rows[i].text, zone ? zone : "unknown");
	}
	arena_close(&arena);
}

static void
names_fixed_offsets(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(zones_fixed(&arena, 0), "UTC");
	assert_string_equal(zones_fixed(&arena, 3600), "Etc/GMT-1");
	assert_string_equal(zones_fixed(&arena, -7 * 3600), "Etc/GMT+7");
	assert_string_equal(zones_fixed(&arena, 19800), "UTC"); /* +05:30 has no such name */
	arena_close(&arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(finds_what_names_mean),
	        cmocka_unit_test(names_fixed_offsets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
