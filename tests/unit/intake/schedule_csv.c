/* SPDX-License-Identifier: MIT */
#include "tests/unit/intake/reading.h"

static const char own[] = "uid,title,start,end,room,track,speakers,url,slides\n"
                          "1,\"Giants, shoulders\",2017-08-30 13:40,14:30,Pembroke,Ops,"
                          "\"Emil S (Shopify); Zo\xc3\xab O (she/her)\",https://c.example/1,\n"
                          "2,Party,2017-08-30 23:00,01:00,,,,,\n"
                          "3,Wrong,2017-08-30 15:00,14:00,,,,,\n";

static void
reads_our_own_table(void **state)
{
	const struct programme_talk *talk;
	struct reading reading;

	(void)state;
	reading_open_good(&reading, own, "Europe/Dublin");
	assert_int_equal(reading.programme.talk_count, 3);
	talk = &reading.programme.talks[0];
	assert_text(talk->title, "Giants, shoulders");
	assert_int_equal(talk->starts_at, 1504096800);
	assert_int_equal(talk->ends_at, 1504099800);
	assert_text(talk->day, "2017-08-30");
	assert_int_equal(talk->speaker_count, 2);
	assert_text(reading.programme.people[0].name, "Emil S");
	assert_text(reading.programme.people[0].affiliation, "Shopify");
	assert_text(reading.programme.people[1].name, "Zo\u00eb O (she/her)");
	talk = &reading.programme.talks[1];
	assert_int_equal(talk->ends_at - talk->starts_at, 7200);
	assert_int_equal(reading.programme.talks[2].ends_at, 0);
	assert_warned(&reading, PROGRAMME_WARNING_END_BEFORE_START, 1);
	assert_text(reading.programme.last_day, "2017-08-30");
	reading_close(&reading);
}

static void
reads_whovas_table(void **state)
{
	struct reading reading;

	(void)state;
	reading_open_good(&reading,
	        "Read this first\tx\tx\tx\tx\tx\n"
	        "Don't change!\t*Session Title\t*Date\t*Time Start\tTime End\tRoom/Location "
	        "(Optional)\n"
	        "\tOpening\t09-18-2015\t8:00 AM\t9:30 AM\tCafeteria\n\t\t\t\t\t\n",
	        "Europe/London");
	assert_int_equal(reading.programme.talk_count, 1);
	assert_int_equal(reading.programme.talks[0].starts_at, 1442559600);
	assert_text(reading.programme.talks[0].room, "Cafeteria");
	reading_close(&reading);
}

static void
refuses_with_the_line(void **state)
{
	(void)state;
	assert_refused("name,when\na,b\n", NULL, "\"title\" and \"start\" are needed");
	assert_refused("title,start\na,\"b\n", NULL, "line 2: a quoted cell has no end");
	assert_refused("title,start\n", NULL, "there is no talk");
	assert_refused("title,start\na,2017-08-30 13:40\n", NULL, "no time zone (first: a)");
}

static void
warns_of_times_that_it_cannot_read(void **state)
{
	struct reading reading;

	(void)state;
	reading_open_good(&reading, "title,start\na,tomorrow\nb,2017-02-30 10:00\n", "UTC");
	assert_int_equal(reading.programme.talks[0].starts_at, 0);
	assert_warned(&reading, PROGRAMME_WARNING_TIME_UNREADABLE, 2);
	reading_close(&reading);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_our_own_table),
	        cmocka_unit_test(reads_whovas_table),
	        cmocka_unit_test(refuses_with_the_line),
	        cmocka_unit_test(warns_of_times_that_it_cannot_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
