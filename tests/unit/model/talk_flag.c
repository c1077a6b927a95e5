/* SPDX-License-Identifier: MIT */
#include "model/talk.h"

#include <setjmp.h>

#include <cmocka.h>

enum { NINE = 1000000800, HOUR = 3600 };

static void
flags(void **state)
{
	static const struct {
		const char *status;
		int64_t moved_at;
		int64_t now;
		const char *flag;
	} cases[] = {
	        {"planned", 0, NINE, NULL},
	        {NULL, 0, NINE, NULL},
	        {"planned", NINE - HOUR, NINE, "moved"},
	        {"planned", NINE - HOUR, NINE + HOUR - 1, "moved"},
	        {"planned", NINE - HOUR, NINE + HOUR, NULL},
	        {"cancelled", NINE - HOUR, NINE, "cancelled"},
	        {"gone", NINE - HOUR, NINE + HOUR, "gone from the schedule"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *flag =
		        talk_flag(cases[i].status, cases[i].moved_at, NINE + HOUR, cases[i].now);

		if (cases[i].flag)
			assert_string_equal(flag, cases[i].flag);
		else
			assert_null(flag);
	}
}

static void
what_is_not_planned_is_never_on(void **state)
{
	static const char *const statuses[] = {"cancelled", "gone"};

	(void)state;
	for (size_t i = 0; i < COUNT(statuses); i++) {
		const struct talk talk = {
		        .starts_at = NINE, .ends_at = NINE + HOUR, .status = statuses[i]};

		assert_false(talk_is_planned(&talk));
		assert_false(talk_is_on(&talk, NINE));
		assert_false(talk_is_just_over(&talk, NINE + HOUR));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(flags),
	        cmocka_unit_test(what_is_not_planned_is_never_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
