/* SPDX-License-Identifier: MIT */
#include "tests/unit/intake/reading.h"

static const char good[] =
        "{\"schedule\":{\"conference\":{\"title\":\"C\",\"time_zone_name\":\"Europe/Berlin\","
        "\"tracks\":[{\"slug\":\"ccc\",\"name\":\"CCC\"}]},\"events\":[{\"guid\":\"e1\","
        "\"code\":\"HQCCYH\",\"start\":\"2024-12-27T10:30:00+01:00\","
        "\"end\":\"2024-12-27T11:00:00+01:00\",\"room\":{\"name\":\"Saal 1\",\"guid\":\"r\"},"
        "\"title\":\"T\",\"track\":{\"slug\":\"ccc\"},\"state\":\"CONFIRMED\","
        "\"participants\":[{\"guid\":\"p1\",\"name\":\"One\",\"role\":\"SPEAKER\"}],"
        "\"links\":[{\"type\":\"ORIGIN\",\"url\":\"https://c.example/o\"}],"
        "\"attachments\":[{\"type\":\"SLIDES\",\"url\":\"https://c.example/s.pdf\"}]},"
        "{\"guid\":\"e2\",\"title\":\"Gone\",\"state\":\"CANCELED\",\"start\":"
        "\"2024-12-27T12:00:00+01:00\",\"duration\":\"PT45M\"},"
        "{\"guid\":\"e3\",\"title\":\"Not yet\",\"state\":\"DRAFT\"}],"
        "\"persons\":[{\"guid\":\"p1\",\"name\":\"One\",\"links\":[{\"service\":\"MASTODON\","
        "\"url\":\"https://social.example/@one\"}]}]}}";

static void
reads_events_and_states(void **state)
{
	const struct programme_talk *talk;
	struct reading reading;

	(void)state;
	reading_open_good(&reading, good, NULL);
	assert_text(reading.programme.format, "schedule2");
	assert_int_equal(reading.programme.talk_count, 2);
	assert_int_equal(reading.programme.person_count, 1);
	talk = &reading.programme.talks[0];
	assert_text(talk->room, "Saal 1");
	assert_text(talk->track, "CCC");
	assert_text(talk->slides_url, "https://c.example/s.pdf");
	assert_int_equal(talk->ends_at - talk->starts_at, 1800);
	assert_text(reading.programme.people[talk->speakers[0]].contacts[0].value,
	        "one@social.example");
	assert_false(talk->cancelled);
	assert_true(reading.programme.talks[1].cancelled);
	assert_int_equal(
	        reading.programme.talks[1].ends_at - reading.programme.talks[1].starts_at, 2700);
	assert_warned(&reading, PROGRAMME_WARNING_NOT_ACCEPTED, 1);
	reading_close(&reading);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_events_and_states),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
