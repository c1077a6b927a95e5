/* SPDX-License-Identifier: MIT */
#include "tests/unit/intake/reading.h"

struct parts {
	const char *event;
	const char *places;
	const char *speakers;
	const char *sessions;
};

static void
parts_open(struct reading *reading, const struct parts *parts)
{
	struct intake_file files[] = {
	        {.name = "x/event.json", .bytes = parts->event, .length = strlen(parts->event)},
	        {.name = "x/microlocations.json",
	                .bytes = parts->places,
	                .length = strlen(parts->places)},
	        {.name = "x/Speakers.JSON",
	                .bytes = parts->speakers,
	                .length = strlen(parts->speakers)},
	        {.name = "sessions.json",
	                .bytes = parts->sessions,
	                .length = strlen(parts->sessions)},
	};
	struct intake_source source = {.name = "x", .files = files, .file_count = COUNT(files)};

	*reading = (struct reading){0};
	arena_init(&reading->arena);
	reading->ok = intake_read(&reading->arena, &source, &reading->programme, &reading->err);
}

static const struct parts good = {
        .event = "{\"name\":\"E\",\"timezone\":\"US / Pacific\"}",
        .places = "[{\"id\":1,\"name\":\"Room  1 \"}]",
        .speakers = "[{\"id\":1,\"name\":\"One \",\"email\":\"one@e.example\",\"mobile\":"
                    "\"+1 555 0100\",\"organisation\":\"Acme\",\"position\":\"Engineer\","
                    "\"github\":\"github.com/one\",\"twitter\":\"\"},"
                    "{\"id\":1,\"name\":\"Other\"}]",
        .sessions = "[{\"id\":1,\"title\":\"A\",\"state\":\"accepted\",\"starts-at\":"
                    "\"2017-05-18T09:00:00-07:00\",\"ends-at\":\"2017-05-17T12:20:00-07:00\","
                    "\"microlocation\":{\"id\":\"1\",\"name\":\"room one\"},\"speakers\":"
                    "[{\"id\":1,\"name\":\"One\"},{\"id\":null,\"name\":null}]},"
                    "{\"id\":1,\"title\":\"A\",\"state\":\"accepted\",\"starts-at\":"
                    "\"2017-05-18T09:00:00-07:00\",\"ends-at\":\"2017-05-17T12:20:00-07:00\","
                    "\"microlocation\":{\"id\":\"1\"},\"speakers\":[{\"id\":1,\"name\":\"One\"}]},"
                    "{\"id\":1,\"title\":\"B\",\"state\":\"accepted\",\"start_time\":"
                    "\"2017-05-19T00:00:00-07:00\",\"end_time\":\"2017-05-19T00:00:00-07:00\"},"
                    "{\"id\":3,\"title\":\"C\",\"state\":\"rejected\"}]",
};

static void
reads_the_four_files(void **state)
{
	const struct programme_talk *talk;
	struct reading reading;

	(void)state;
	parts_open(&reading, &good);
	assert_true(reading.ok);
	assert_text(reading.programme.zone, "America/Los_Angeles");
	assert_int_equal(reading.programme.talk_count, 2);
	assert_int_equal(reading.programme.person_count, 2);
	talk = &reading.programme.talks[0];
	assert_text(talk->room, "Room 1");
	assert_int_equal(talk->starts_at, 1495123200);
	assert_int_equal(talk->ends_at, 1495123200 + 200 * 60);
	assert_int_equal(talk->speaker_count, 1);
	talk = &reading.programme.talks[1];
	assert_text(talk->uid, "1#2");
	assert_int_equal(talk->starts_at, 0);
	assert_warned(&reading, PROGRAMME_WARNING_ZONE_REPAIRED, 1);
	assert_warned(&reading, PROGRAMME_WARNING_END_BEFORE_START, 3);
	assert_warned(&reading, PROGRAMME_WARNING_TALK_DOUBLED, 1);
	assert_warned(&reading, PROGRAMME_WARNING_ID_REPEATED, 1);
	assert_warned(&reading, PROGRAMME_WARNING_PERSON_ID_REPEATED, 1);
	assert_warned(&reading, PROGRAMME_WARNING_NOT_ACCEPTED, 1);
	assert_warned(&reading, PROGRAMME_WARNING_SPEAKER_UNKNOWN, 1);
	reading_close(&reading);
}

static void
keeps_addresses_apart_and_phones_out(void **state)
{
	const struct programme_person *person;
	struct reading reading;

	(void)state;
	parts_open(&reading, &good);
	person = &reading.programme.people[0];
	assert_text(person->name, "One");
	assert_text(person->affiliation, "Acme");
	assert_text(person->role, "Engineer");
	assert_text(person->email, "one@e.example");
	assert_int_equal(person->contact_count, 1);
	assert_text(person->contacts[0].kind, "github");
	reading_close(&reading);
}

static void
refuses_other_folders(void **state)
{
	struct parts parts = good;
	struct reading reading;

	(void)state;
	parts.sessions = "{}";
	parts_open(&reading, &parts);
	assert_false(reading.ok);
	assert_non_null(strstr(reading.err.text, "not a list"));
	reading_close(&reading);
	parts.sessions = "[\n";
	parts_open(&reading, &parts);
	assert_false(reading.ok);
	assert_non_null(strstr(reading.err.text, "sessions.json, line 2"));
	reading_close(&reading);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_the_four_files),
	        cmocka_unit_test(keeps_addresses_apart_and_phones_out),
	        cmocka_unit_test(refuses_other_folders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
