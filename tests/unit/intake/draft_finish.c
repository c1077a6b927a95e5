/* SPDX-License-Identifier: MIT */
#include "tests/unit/intake/reading.h"

struct row {
	const char *title;
	bool cancelled;
};

static const struct row rows[] = {
        {.title = "CANCELLED: Talk", .cancelled = true},
        {.title = "[Canceled] Talk", .cancelled = true},
        {.title = "Abgesagt - Talk", .cancelled = true},
        {.title = "CANCELLED \u2013 Talk", .cancelled = true},
        {.title = "Cancelled", .cancelled = true},
        {.title = "Cancelling POSIX syscalls", .cancelled = false},
        {.title = "Cancelled flights and other stories", .cancelled = false},
        {.title = "How we cancelled: a story", .cancelled = false},
};

static void
sees_what_is_cancelled(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct reading reading;
		char text[128];

		(void)snprintf(text, sizeof(text), "title,start\n\"%s\",2017-08-30 13:40\n",
		        rows[i].title);
		reading_open_good(&reading, text, "UTC");
		if (reading.programme.talks[0].cancelled != rows[i].cancelled)
			fail_msg("%s", rows[i].title);
		reading_close(&reading);
	}
}

static void
numbers_slots_of_one_id(void **state)
{
	struct reading reading;

	(void)state;
	reading_open_good(&reading,
	        "uid,title,start\n1,A,2017-08-30 10:00\n1,A,2017-08-30 12:00\n"
	        "1,A,2017-08-30 10:00\n1,A,2017-08-30 14:00\n",
	        "UTC");
	assert_int_equal(reading.programme.talk_count, 3);
	assert_text(reading.programme.talks[1].uid, "1#2");
	assert_text(reading.programme.talks[2].uid, "1#3");
	assert_warned(&reading, PROGRAMME_WARNING_ID_REPEATED, 2);
	assert_warned(&reading, PROGRAMME_WARNING_TALK_DOUBLED, 1);
	reading_close(&reading);
}

/* The night belongs to the day before; the programme spans its talks. */
static void
finds_days_and_bounds(void **state)
{
	struct reading reading;

	(void)state;
	reading_open_good(&reading,
	        "title,start,end\nA,2017-08-31 01:00,02:00\nB,2017-08-31 10:00,11:00\n",
	        "Europe/Dublin");
	assert_text(reading.programme.talks[0].day, "2017-08-30");
	assert_text(reading.programme.first_day, "2017-08-30");
	assert_text(reading.programme.last_day, "2017-08-31");
	assert_int_equal(reading.programme.starts_at, 1504137600);
	assert_int_equal(reading.programme.ends_at, 1504173600);
	reading_close(&reading);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(sees_what_is_cancelled),
	        cmocka_unit_test(numbers_slots_of_one_id),
	        cmocka_unit_test(finds_days_and_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
