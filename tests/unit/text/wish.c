/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/wish.h"

/* What the texts mean at a given moment is tested in when.c; here, what is left open until then. */
static void
forms(void **state)
{
	static const struct {
		const char *text;
		enum wish_form form;
		int sign;
		int days;
		int weekday;
		int year;
		bool has_clock;
		bool has_offset;
	} cases[] = {
	        {"now", WISH_SPAN, 0, 0, WISH_NO_WEEKDAY, 0, false, false},
	        {"3d", WISH_SPAN, 0, 3, WISH_NO_WEEKDAY, 0, false, false},
	        {"in 1 week 2 days", WISH_SPAN, 1, 9, WISH_NO_WEEKDAY, 0, false, false},
	        {"3 days ago", WISH_SPAN, -1, 3, WISH_NO_WEEKDAY, 0, false, false},
	        {"yesterday 9:00", WISH_DAY, 0, -1, WISH_NO_WEEKDAY, 0, true, false},
	        {"9:00", WISH_NEAREST, 0, 0, WISH_NO_WEEKDAY, 0, true, false},
	        {"fri", WISH_NEAREST, 0, 0, 5, 0, false, false},
	        {"30 aug", WISH_DATE, 0, 0, WISH_NO_WEEKDAY, 0, false, false},
	        {"wed 30 aug 9:00", WISH_DATE, 0, 0, 3, 0, true, false},
	        {"2017-08-30", WISH_DATE, 0, 0, WISH_NO_WEEKDAY, 2017, false, false},
	        {"2017-08-30T13:52Z", WISH_DATE, 0, 0, WISH_NO_WEEKDAY, 2017, true, true},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct wish wish;

		assert_true(wish_parse(cases[i].text, &wish));
		assert_int_equal(wish.form, cases[i].form);
		assert_int_equal(wish.sign, cases[i].sign);
		assert_int_equal(wish.span.days, cases[i].days);
		assert_int_equal(wish.weekday, cases[i].weekday);
		assert_int_equal(wish.local.year, cases[i].year);
		assert_int_equal(wish.has_clock, cases[i].has_clock);
		assert_int_equal(wish.has_offset, cases[i].has_offset);
	}
}

static void
no_calendar_here(void **state)
{
	struct wish wish;

	(void)state;
	assert_true(wish_parse("2017-02-30", &wish));
	assert_false(wish_parse("2017-02-28 24:00", &wish));
}

static void
length(void **state)
{
	char text[WISH_TEXT_MOST + 8];
	struct wish wish;

	(void)state;
	memset(text, ' ', sizeof(text) - 1);
	memcpy(text + sizeof(text) - 4, "now", sizeof("now"));
	assert_true(wish_parse(text, &wish));
	memset(text, '1', sizeof(text) - 4);
	assert_false(wish_parse(text, &wish));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(forms),
	        cmocka_unit_test(no_calendar_here),
	        cmocka_unit_test(length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
