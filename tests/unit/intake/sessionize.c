/* SPDX-License-Identifier: MIT */
#include "tests/unit/intake/reading.h"

static const char all[] =
        "{\"sessions\":[{\"id\":\"14022\",\"title\":\"T\",\"description\":null,"
        "\"startsAt\":\"2020-03-28T08:00:00\",\"endsAt\":\"2020-03-28T09:00:00\","
        "\"speakers\":[\"s1\"],\"categoryItems\":[7,8],\"roomId\":215},"
        "{\"id\":\"f9-lunch\",\"title\":\"Lunch\",\"startsAt\":null,\"endsAt\":null,"
        "\"isServiceSession\":true,\"speakers\":[],\"roomId\":null}],"
        "\"speakers\":[{\"id\":\"s1\",\"fullName\":\"Some One\",\"tagLine\":\"Tester @ Acme\","
        "\"links\":[{\"linkType\":\"Twitter\",\"url\":\"https://twitter.com/some\"},"
        "{\"linkType\":\"Blog\",\"url\":\"https://some.example/\"}]},"
        "{\"id\":\"s2\",\"firstName\":\"First\",\"lastName\":\"Last\",\"tagLine\":\"Chair\"}],"
        "\"categories\":[{\"title\":\"Track\",\"items\":[{\"id\":7,\"name\":\"Technical\"}]},"
        "{\"title\":\"Language\",\"items\":[{\"id\":8,\"name\":\"English\"}]}],"
        "\"rooms\":[{\"id\":215,\"name\":\"Green\"}]}";

static void
reads_the_whole_view(void **state)
{
	const struct programme_person *person;
	const struct programme_talk *talk;
	struct reading reading;

	(void)state;
	reading_open_good(&reading, all, "Europe/Dublin");
	assert_int_equal(reading.programme.talk_count, 2);
	assert_int_equal(reading.programme.person_count, 2);
	talk = &reading.programme.talks[0];
	assert_text(talk->uid, "14022");
	assert_text(talk->room, "Green");
	assert_text(talk->track, "Technical");
	assert_text(talk->language, "English");
	assert_int_equal(talk->starts_at, 1585382400);
	person = &reading.programme.people[talk->speakers[0]];
	assert_text(person->role, "Tester");
	assert_text(person->affiliation, "Acme");
	assert_int_equal(person->contact_count, 2);
	assert_text(person->contacts[0].kind, "x");
	assert_text(person->contacts[1].kind, "url");
	assert_text(reading.programme.people[1].name, "First Last");
	assert_text(reading.programme.people[1].affiliation, NULL);
	assert_int_equal(reading.programme.talks[1].starts_at, 0);
	assert_false(reading.programme.people_only);
	reading_close(&reading);
	assert_refused(all, NULL, "no time zone");
}

/* A session for everybody stands in each room; here and in Sessions speakers are objects. */
static const char grid[] =
        "[{\"date\":\"2017-05-27T00:00:00Z\",\"rooms\":[{\"id\":1,\"name\":\"Green\","
        "\"sessions\":[{\"id\":\"1\",\"title\":\"All\",\"startsAt\":\"2017-05-27T09:00:00Z\","
        "\"endsAt\":\"2017-05-27T10:00:00Z\",\"speakers\":[{\"id\":\"s\",\"name\":\"S\"}],"
        "\"categories\":[{\"name\":\"Track\",\"categoryItems\":[{\"id\":1,\"name\":\"T\"}]}],"
        "\"room\":\"Green\"}]},{\"id\":2,\"name\":\"Red\",\"sessions\":[{\"id\":\"1\","
        "\"title\":\"All\",\"startsAt\":\"2017-05-27T09:00:00Z\",\"room\":\"Red\"}]}]}]";

static void
reads_the_grid_once(void **state)
{
	struct reading reading;

	(void)state;
	reading_open_good(&reading, grid, NULL);
	assert_int_equal(reading.programme.talk_count, 1);
	assert_text(reading.programme.talks[0].track, "T");
	assert_text(reading.programme.people[0].name, "S");
	assert_text(reading.programme.zone, "UTC");
	assert_warned(&reading, PROGRAMME_WARNING_UTC_SUSPECT, 1);
	assert_warned(&reading, PROGRAMME_WARNING_ZONE_GUESSED, 1);
	reading_close(&reading);
}

static void
reads_people_alone(void **state)
{
	struct reading reading;

	(void)state;
	reading_open_good(
	        &reading, "[{\"id\":\"s\",\"fullName\":\"S\",\"tagLine\":\"x at Y Inc\"}]", NULL);
	assert_true(reading.programme.people_only);
	assert_int_equal(reading.programme.person_count, 1);
	assert_text(reading.programme.people[0].affiliation, "Y Inc");
	reading_close(&reading);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_the_whole_view),
	        cmocka_unit_test(reads_the_grid_once),
	        cmocka_unit_test(reads_people_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
