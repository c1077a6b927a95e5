/* SPDX-License-Identifier: MIT */
#include "intake/slots.h"

#include "tests/unit/intake/reading.h"

/* A table of one talk, read in a zone. */
static int64_t
start_of(struct reading *reading, const char *start, const char *zone)
{
	char text[128];

	(void)snprintf(text, sizeof(text), "title,start\nT,%s\n", start);
	reading_open_good(reading, text, zone);
	return reading->programme.talks[0].starts_at;
}

static void
reads_local_times_around_changes(void **state)
{
	struct reading reading;

	(void)state;
	assert_int_equal(start_of(&reading, "2017-03-26 02:30", "Europe/Berlin"), 1490491800);
	assert_warned(&reading, PROGRAMME_WARNING_CLOCK_SKIPPED, 1); /* as 03:30 */
	reading_close(&reading);
	assert_int_equal(start_of(&reading, "2017-10-29 02:30", "Europe/Berlin"), 1509237000);
	assert_warned(&reading, PROGRAMME_WARNING_CLOCK_TWICE, 1); /* the first, in summer time */
	reading_close(&reading);
	assert_int_equal(start_of(&reading, "2017-10-29 02:30+01:00", "Europe/Berlin"), 1509240600);
	assert_warned(&reading, PROGRAMME_WARNING_CLOCK_TWICE, 0);
	reading_close(&reading);
}

/* The offset of a day is kept from talk to talk, but never beyond what is sure. */
static void
reads_each_hour_as_the_zone_does(void **state)
{
	static const char *const zones[] = {
	        "Europe/Dublin", "America/Los_Angeles", "Pacific/Apia", "Australia/Lord_Howe"};
	struct draft draft;
	struct programme programme;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(zones); i++) {
		struct slots slots;
		struct slots others;

		draft_init(&draft, &arena, "test", &programme);
		slots_init(&slots, &draft, zones[i]);
		slots_init(&others, &draft, zones[i]);
		/* A year of hours, which has both changes. */
		for (int64_t at = 1483228800; at < 1483228800 + 366 * 86400; at += 3600) {
			struct local_time local = zone_local(zones[i], at);
			struct draft_talk talk = {
			        .date = arena_format(&arena, "%04d-%02d-%02dT%02d:%02d:00",
			                local.year, local.month, local.day, local.hour,
			                local.minute)};
			struct slot slot;
			struct error err;
			int64_t wanted;

			assert_int_equal(slots_offset(&others, zones[i], at), local.offset);
			assert_true(zone_moment(zones[i], &local, &wanted, NULL, &err));
			assert_true(slots_find(&slots, &talk, &slot, &err));
			assert_int_equal(slot.starts_at, wanted);
		}
	}
	arena_close(&arena);
}

static const char contradicting[] =
        "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Europe/Dublin\nBEGIN:VEVENT\nUID:1\nSUMMARY:A\n"
        "DTSTART:20170830T134000\nEND:VEVENT\nEND:VCALENDAR\n";

static void
obeys_the_user_before_the_file(void **state)
{
	struct reading reading;

	(void)state;
	reading_open_good(&reading, contradicting, NULL);
	assert_int_equal(reading.programme.talks[0].starts_at, 1504096800);
	reading_close(&reading);
	reading_open_good(&reading, contradicting, "America/Los_Angeles");
	assert_int_equal(reading.programme.talks[0].starts_at, 1504125600);
	assert_warned(&reading, PROGRAMME_WARNING_ZONE_OVERRIDDEN, 1);
	reading_close(&reading);
}

static void
guesses_only_from_offsets(void **state)
{
	struct reading reading;

	(void)state;
	reading_open_good(&reading, "title,date,start\nT,2017-08-30T13:40:00+01:00,\n", NULL);
	assert_text(reading.programme.zone, "Etc/GMT-1");
	assert_warned(&reading, PROGRAMME_WARNING_ZONE_GUESSED, 1);
	reading_close(&reading);
	assert_refused("title,date,start\nT,2017-08-30T13:40:00+01:00,\nU,2017-08-30,14:00\n", NULL,
	        "no time zone (first: U)");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_local_times_around_changes),
	        cmocka_unit_test(reads_each_hour_as_the_zone_does),
	        cmocka_unit_test(obeys_the_user_before_the_file),
	        cmocka_unit_test(guesses_only_from_offsets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
