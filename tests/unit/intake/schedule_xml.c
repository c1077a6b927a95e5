/* SPDX-License-Identifier: MIT */
#include "tests/unit/intake/reading.h"

#include "base/buf.h"

/* The dialect of today, with what it must not be confused by. */
static const char present[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<schedule><version>1</version><conference><title>Conf 2024</title>"
        "<acronym>conf24</acronym><city>Ghent</city><start>2024-12-27T09:30:00+00:00</start>"
        "<end>2024-12-28</end><time_zone_name>Europe/Berlin</time_zone_name>"
        "<url>https://conf.example/</url><track><title>No title</title></track></conference>"
        "<day index=\"1\" date=\"2024-12-27\" start=\"x\" end=\"y\">"
        "<room name=\"Empty\"/><room name=\"Hall 1\">"
        "<event guid=\"6d1f\" id=\"17\" code=\"ABC123\"><room>Hall One</room>"
        "<title>Q&amp;amp;A \n about  <b>nested</b>things</title><subtitle>sub</subtitle>"
        "<date>2024-12-28T01:30:00+01:00</date><start>01:30</start><duration>00:45</duration>"
        "<abstract>&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;</abstract>"
        "<track>Security</track><language>de, en</language>"
        "<persons><person id=\"1\" guid=\"p-1\">Zo\xc3\xab  Person</person>"
        "<person id=\"2\"><name>Second</name></person><person id=\"3\"></person></persons>"
        "<links><link href=\"https://conf.example/a\"><type>related</type><title>Paper</title>"
        "</link><link href=\"javascript:x\">bad</link>"
        "<link href=\"https://media.example/v.webm\">Video</link></links>"
        "<attachments><attachment type=\"slides\" href=\"https://conf.example/s.pdf\">"
        "The deck</attachment></attachments>"
        "<url>https://conf.example/talk/1/</url></event></room></day></schedule>";

static void
reads_the_present_dialect(void **state)
{
	const struct programme_talk *talk;
	struct reading reading;

	(void)state;
	reading_open_good(&reading, present, NULL);
	assert_text(reading.programme.title, "Conf 2024");
	assert_text(reading.programme.city, "Ghent");
	assert_text(reading.programme.zone, "Europe/Berlin");
	assert_text(reading.programme.first_day, "2024-12-27");
	assert_text(reading.programme.last_day, "2024-12-28");
	assert_int_equal(reading.programme.talk_count, 1);
	talk = &reading.programme.talks[0];
	assert_text(talk->uid, "6d1f");
	assert_text(talk->code, "ABC123");
	assert_text(talk->title, "Q&A about things");
	assert_text(talk->subtitle, "sub");
	assert_text(talk->abstract, "First.\n\nSecond.");
	assert_text(talk->room, "Hall One");
	assert_text(talk->language, "de, en");
	assert_text(talk->day, "2024-12-27");
	assert_int_equal(talk->starts_at, 1735345800);
	assert_int_equal(talk->ends_at, 1735345800 + 45 * 60);
	assert_text(talk->recording_url, "https://media.example/v.webm");
	assert_text(talk->slides_url, "https://conf.example/s.pdf");
	assert_int_equal(talk->link_count, 1);
	assert_text(talk->links[0].title, "Paper");
	assert_int_equal(talk->speaker_count, 2);
	assert_text(reading.programme.people[talk->speakers[0]].name, "Zo\u00eb Person");
	assert_text(reading.programme.people[talk->speakers[0]].uid, "p-1");
	assert_text(reading.programme.people[talk->speakers[1]].name, "Second");
	assert_warned(&reading, PROGRAMME_WARNING_URL_REFUSED, 1);
	assert_warned(&reading, PROGRAMME_WARNING_SPEAKER_UNKNOWN, 1);
	reading_close(&reading);
}

/* No zone, no dates: a start before the change of day belongs to the next morning. */
static const char former[] =
        "<schedule><conference><title>Old</title><day_change>09:00:00</day_change></conference>"
        "<day index=\"1\" date=\"2013-02-02\"><room name=\"Janson\">"
        "<event id=\"1\"><start>10:30</start><duration>00:25</duration><title>A</title></event>"
        "<event id=\"2\"><start>08:30</start><duration>00:25</duration><title>B</title></event>"
        "</room></day></schedule>";

static void
reads_the_former_dialect(void **state)
{
	struct reading reading;

	(void)state;
	reading_open_good(&reading, former, "Europe/Brussels");
	assert_int_equal(reading.programme.talk_count, 2);
	assert_int_equal(reading.programme.talks[0].starts_at, 1359797400);
	assert_int_equal(reading.programme.talks[1].starts_at, 1359876600);
	assert_text(reading.programme.talks[1].day, "2013-02-02");
	assert_text(reading.programme.talks[1].room, "Janson");
	reading_close(&reading);
}

static void
asks_for_a_zone(void **state)
{
	struct reading reading;

	(void)state;
	reading_open(&reading, former, NULL);
	assert_false(reading.ok);
	assert_true(reading.programme.needs_zone);
	assert_int_equal(reading.err.kind, ERROR_INVALID);
	assert_non_null(strstr(reading.err.text, "no time zone"));
	assert_non_null(strstr(reading.err.hint, "--tz"));
	reading_close(&reading);
	assert_refused(former, "Europe/Atlantis", "Europe/Atlantis");
}

struct refusal {
	const char *text;
	const char *reason;
};

static const struct refusal refusals[] = {
        {.text = "<?xml version=\"1.0\"?>\n<!DOCTYPE s [<!ENTITY a \"b\">]><schedule/>",
                .reason = "test: line 2, column "},
        {.text = "<!DOCTYPE s SYSTEM \"file:///etc/passwd\"><schedule/>", .reason = "DOCTYPE"},
        {.text = "<?xml version=\"1.0\" encoding=\"windows-1252\"?><schedule/>",
                .reason = "unknown encoding"},
        {.text = "<schedule><t>&nbsp;</t></schedule>", .reason = "line 1, column 14"},
        {.text = "<schedule><t>\x01</t></schedule>", .reason = "not well-formed"},
        {.text = "<schedule>\n<day>\n", .reason = "line 3"},
        {.text = "<iCalendar/>", .reason = "not <schedule>"},
        {.text = "<schedule></schedule>", .reason = "there is no talk"},
        {.text = "<!DOCTYPE html><html></html>", .reason = "web page"},
};

static void
refuses_with_the_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refusals); i++)
		assert_refused(refusals[i].text, NULL, refusals[i].reason);
}

static void
limits_depth_and_length(void **state)
{
	struct arena arena;
	struct buf text;

	(void)state;
	arena_init(&arena);
	buf_init(&text, &arena, 0);
	buf_add_text(&text, "<schedule>");
	buf_add_repeat(&text, "<a>", 64);
	assert_refused(text.text, NULL, "nested more than 64 deep");
	buf_reset(&text);
	buf_add_text(&text, "<schedule><conference><title>");
	buf_add_repeat(&text, "0123456789abcdef", 65537);
	assert_refused(text.text, NULL, "longer than 1 MiB");
	arena_close(&arena);
}

static void
cuts_long_titles(void **state)
{
	struct reading reading;
	struct arena arena;
	struct buf text;

	(void)state;
	arena_init(&arena);
	buf_init(&text, &arena, 0);
	buf_add_text(&text,
	        "<schedule><conference><time_zone_name>UTC</time_zone_name></conference>"
	        "<day><room><event><title>");
	buf_add_repeat(&text, "\u00eb", 500000);
	buf_add_text(&text, "</title></event><event/></room></day></schedule>");
	reading_open_good(&reading, text.text, NULL);
	assert_true(strlen(reading.programme.talks[0].title) < 1010);
	assert_text(reading.programme.talks[1].title, "Untitled");
	assert_warned(&reading, PROGRAMME_WARNING_TEXT_CUT, 1);
	assert_warned(&reading, PROGRAMME_WARNING_TITLE_EMPTY, 1);
	assert_warned(&reading, PROGRAMME_WARNING_TIME_ABSENT, 2);
	reading_close(&reading);
	arena_close(&arena);
}

/* Names that would hide or reorder text are kept: whoever shows them escapes them. */
static void
keeps_hostile_text(void **state)
{
	struct reading reading;

	(void)state;
	reading_open_good(&reading,
	        "<schedule><day><room><event><title>a\u202eb\u200bc</title></event></room></day>"
	        "</schedule>",
	        NULL);
	assert_text(reading.programme.talks[0].title, "a\u202eb\u200bc");
	reading_close(&reading);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_the_present_dialect),
	        cmocka_unit_test(reads_the_former_dialect),
	        cmocka_unit_test(asks_for_a_zone),
	        cmocka_unit_test(refuses_with_the_place),
	        cmocka_unit_test(limits_depth_and_length),
	        cmocka_unit_test(cuts_long_titles),
	        cmocka_unit_test(keeps_hostile_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
