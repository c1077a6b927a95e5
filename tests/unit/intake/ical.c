/* SPDX-License-Identifier: MIT */
#include "tests/unit/intake/reading.h"

#include "base/buf.h"

static const char good[] =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Conf\\, the\r\n"
        "BEGIN:VTIMEZONE\r\nTZID:Custom\r\nX-LIC-LOCATION:Europe/Brussels\r\n"
        "BEGIN:STANDARD\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Custom:20250201T093000\r\nDURATION:PT25M\r\n"
        "SUMMARY:A long \r\n title\\; wi\r\n\tth folds\r\nLOCATION: Hall\r\n"
        "DESCRIPTION:One\\nTwo \\\\ three\r\nURL:https://c.example/\r\n"
        "ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;CN=\"One: 1\":invalid:nomail\r\n"
        "BEGIN:VALARM\r\nDESCRIPTION:no\r\nEND:VALARM\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\nUID:2\nDTSTART:20250201T100000Z\nDTEND:20250201T110000Z\n"
        "SUMMARY:Short (talk by Zo\xc3\xab O and Two)\nSTATUS:CANCELLED\nRRULE:FREQ=DAILY\n"
        "END:VEVENT\n"
        "BEGIN:VEVENT\nUID:3\nDTSTART;VALUE=DATE:20250201\nSUMMARY:All day\nno colon\nEND:VEVENT\n"
        "END:VCALENDAR";

static void
reads_events(void **state)
{
	const struct programme_talk *talk;
	struct reading reading;

	(void)state;
	reading_open_good(&reading, good, NULL);
	assert_text(reading.programme.title, "Conf, the");
	assert_text(reading.programme.zone, "Europe/Brussels");
	assert_int_equal(reading.programme.talk_count, 3);
	talk = &reading.programme.talks[0];
	assert_text(talk->title, "A long title; with folds");
	assert_text(talk->room, "Hall");
	assert_text(talk->abstract, "One\nTwo \\ three");
	assert_int_equal(talk->starts_at, 1738398600);
	assert_int_equal(talk->ends_at, 1738398600 + 25 * 60);
	assert_text(reading.programme.people[talk->speakers[0]].name, "One: 1");
	talk = &reading.programme.talks[1];
	assert_text(talk->title, "Short");
	assert_int_equal(talk->starts_at, 1738404000);
	assert_true(talk->cancelled);
	assert_int_equal(talk->speaker_count, 2);
	assert_text(reading.programme.people[talk->speakers[1]].name, "Two");
	assert_int_equal(reading.programme.talks[2].starts_at, 0);
	assert_warned(&reading, PROGRAMME_WARNING_RECURRING, 1);
	assert_warned(&reading, PROGRAMME_WARNING_TIME_ABSENT, 1);
	assert_warned(&reading, PROGRAMME_WARNING_MISPLACED, 1);
	assert_warned(&reading, PROGRAMME_WARNING_ZONE_REPAIRED, 1);
	reading_close(&reading);
}

static const char pretalx[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:pretalx-conf-ABC123-1@h\n"
                              "DTSTART:20250201T100000\nSUMMARY:A - B - One\\, Two\n"
                              "ORGANIZER;CN=Conf:mailto:c@c.example\nEND:VEVENT\nEND:VCALENDAR\n";

static void
knows_how_pretalx_writes(void **state)
{
	struct reading reading;

	(void)state;
	reading_open_good(&reading, pretalx, "Europe/Dublin");
	assert_text(reading.programme.talks[0].title, "A - B");
	assert_text(reading.programme.talks[0].code, "ABC123");
	assert_int_equal(reading.programme.talks[0].speaker_count, 2);
	assert_int_equal(reading.programme.person_count, 2);
	reading_close(&reading);
	assert_refused(pretalx, NULL, "no time zone");
}

/* Some exports give the same id to many talks: then ids tell nothing. */
static void
drops_ids_that_are_not_unique(void **state)
{
	struct reading reading;

	(void)state;
	reading_open_good(&reading,
	        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20250201T100000Z\nSUMMARY:A\n"
	        "ORGANIZER;CN=One, Two:x\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\n"
	        "DTSTART:20250201T110000Z\nSUMMARY:B\nORGANIZER;CN=Three:x\nEND:VEVENT\n"
	        "END:VCALENDAR\n",
	        NULL);
	assert_text(reading.programme.talks[0].uid, NULL);
	assert_text(reading.programme.talks[1].uid, NULL);
	assert_warned(&reading, PROGRAMME_WARNING_IDS_UNUSABLE, 2);
	assert_int_equal(reading.programme.talks[0].speaker_count, 2);
	reading_close(&reading);
}

struct refusal {
	const char *text;
	const char *reason;
};

static const struct refusal refusals[] = {
        {.text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n", .reason = "ends inside of VEVENT"},
        {.text = "BEGIN:VCALENDAR\nEND:VEVENT\n", .reason = "line 2: END does not fit"},
        {.text = "BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR\n",
                .reason = "line 3: END without"},
        {.text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:X\nBEGIN:VEVENT\n",
                .reason = "line 4: an event begins inside of an event"},
        {.text = "BEGIN:VCALENDAR\nEND:VCALENDAR\nSUMMARY:x\n", .reason = "outside of VCALENDAR"},
        {.text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:\xff\n",
                .reason = "line 3: the text is not"},
        {.text = "BEGIN:VCALENDAR\nEND:VCALENDAR\n", .reason = "there is no talk"},
        {.text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=Mars/Olympus:20250201T100000\n"
                 "END:VEVENT\nEND:VCALENDAR\n",
                .reason = "\"Mars/Olympus\" is not known"},
};

static void
refuses_with_the_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refusals); i++)
		assert_refused(refusals[i].text, NULL, refusals[i].reason);
}

/* One folded line of two megabytes is refused, and many in proportion to their length. */
static void
takes_time_in_proportion(void **state)
{
	struct reading reading;
	struct arena arena;
	struct buf text;

	(void)state;
	arena_init(&arena);
	buf_init(&text, &arena, 0);
	buf_add_text(&text, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n");
	buf_add_repeat(&text, " x\n", 1100000);
	assert_refused(text.text, NULL, "line 3: a line is longer than 1 MiB");
	buf_reset(&text);
	buf_add_text(&text, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:T (talk by ");
	buf_add_repeat(&text, "a,", 500000);
	buf_add_text(&text, ")\nEND:VEVENT\nEND:VCALENDAR\n");
	reading_open_good(&reading, text.text, NULL);
	assert_int_equal(reading.programme.person_count, 1);
	reading_close(&reading);
	arena_close(&arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_events),
	        cmocka_unit_test(knows_how_pretalx_writes),
	        cmocka_unit_test(drops_ids_that_are_not_unique),
	        cmocka_unit_test(refuses_with_the_line),
	        cmocka_unit_test(takes_time_in_proportion),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
