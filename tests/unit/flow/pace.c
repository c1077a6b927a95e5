/* SPDX-License-Identifier: MIT */
#include "flow/pace.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { NOW = 1504097520, DAY = 24 * 60 * 60 };

static const struct {
	const char *what;
	struct gate gate;
	int64_t pace;
	int64_t opening;
} openings[] = {
        {"nothing is known", {0}, 3, 0},
        {"made long ago", {.last_at = NOW - 100}, 3, NOW - 97},
        {"made just now", {.last_at = NOW}, 3, NOW + 3},
        {"a look does not wait for the pace", {.last_at = NOW}, 0, 0},
        {"blocked", {.blocked_until = NOW + 60, .last_at = NOW}, 3, NOW + 60},
        {"blocked for less than the pace", {.blocked_until = NOW + 1, .last_at = NOW}, 3, NOW + 3},
        {"a look waits when blocked", {.blocked_until = NOW + 60}, 0, NOW + 60},
        {"no longer blocked", {.blocked_until = NOW - 60}, 0, NOW - 60},
        {"blocked for a day", {.blocked_until = NOW + DAY}, 0, NOW + DAY},
        {"the clock was put back", {.blocked_until = NOW + DAY + 1}, 0, 0},
        {"made in the future", {.last_at = NOW + 1}, 3, 0},
};

static void
test_opening(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(openings); i++) {
		int64_t opening = pace_find_opening(&openings[i].gate, openings[i].pace, NOW);

		if (opening != openings[i].opening)
			fail_msg("%s: opens at %lld", openings[i].what, (long long)(opening - NOW));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_opening),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
