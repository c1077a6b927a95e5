/* SPDX-License-Identifier: MIT */
#include "tests/unit/intake/reading.h"

static const char good[] =
        "\xEF\xBB\xBF{\"schedule\":{\"version\":\"1\",\"base_url\":\"https://c.example/\","
        "\"conference\":{\"acronym\":\"c\",\"title\":\"C\",\"start\":\"2019-08-21\","
        "\"end\":\"2019-08-25\",\"time_zone_name\":\"Europe/Berlin\",\"days\":[{\"index\":1,"
        "\"date\":\"2019-08-21\",\"rooms\":{\"Curie\":[{\"id\":10386,\"guid\":\"g1\","
        "\"date\":\"2019-08-21T11:00:00+02:00\",\"start\":\"11:00\",\"duration\":\"00:30\","
        "\"room\":\"Curie\",\"title\":\"Opening\",\"subtitle\":\"\",\"track\":null,"
        "\"abstract\":\"Short\",\"description\":\"Long\",\"language\":\"en\","
        "\"url\":\"https://c.example/talk/QWERT1/\",\"persons\":[{\"id\":1,\"code\":\"AB12CD\","
        "\"public_name\":\"One\",\"links\":[{\"title\":\"GitHub\","
        "\"url\":\"https://github.com/one\"}],\"email\":\"one@c.example\"}],"
        "\"links\":[{\"url\":\"https://c.example/x\",\"title\":\"X\"}],\"attachments\":[]}],"
        "\"Nobel\":[{\"title\":{\"de\":\"Hallo\",\"en\":\"Hello\"},\"state\":\"withdrawn\","
        "\"date\":\"2019-08-22T00:30:00+02:00\",\"duration\":\"01:00\"}]}}]}}}";

static void
reads_days_rooms_and_people(void **state)
{
	const struct programme_person *person;
	const struct programme_talk *talk;
	struct reading reading;

	(void)state;
	reading_open_good(&reading, good, NULL);
	assert_text(reading.programme.format, "frab JSON");
	assert_text(reading.programme.url, "https://c.example/");
	assert_int_equal(reading.programme.talk_count, 2);
	talk = &reading.programme.talks[0];
	assert_text(talk->uid, "g1");
	assert_text(talk->code, "QWERT1");
	assert_text(talk->subtitle, NULL);
	assert_text(talk->abstract, "Short\n\nLong");
	assert_int_equal(talk->starts_at, 1566378000);
	person = &reading.programme.people[talk->speakers[0]];
	assert_text(person->name, "One");
	assert_text(person->email, "one@c.example");
	assert_int_equal(person->contact_count, 1);
	assert_text(person->contacts[0].kind, "github");
	talk = &reading.programme.talks[1];
	assert_text(talk->title, "Hello");
	assert_text(talk->room, "Nobel");
	assert_text(talk->day, "2019-08-21");
	assert_true(talk->cancelled);
	assert_int_equal(reading.programme.ends_at, 1566430200);
	reading_close(&reading);
}

/* What breaks the format's rules is read, and each rule is named once. */
static void
names_each_violation(void **state)
{
	struct reading reading;

	(void)state;
	reading_open_good(&reading,
	        "{\"schedule\":{\"rooms\":[],\"conference\":{\"days\":[{\"date\":\"2022-12-28\","
	        "\"rooms\":{\"R\":[{\"id\":\"2814\",\"title\":\"T\",\"persons\":[{\"id\":\"x\","
	        "\"code\":\"M\u00e4\",\"public_name\":\"P\"}]},{\"id\":\"2815\",\"title\":\"U\"}]}}"
	        "]}}}",
	        NULL);
	assert_warned(&reading, PROGRAMME_WARNING_TALK_ID_FORM, 2);
	assert_warned(&reading, PROGRAMME_WARNING_PERSON_ID_FORM, 1);
	assert_warned(&reading, PROGRAMME_WARNING_CODE_FORM, 1);
	assert_warned(&reading, PROGRAMME_WARNING_MISPLACED, 1);
	assert_text(programme_format_warning(
	                    &reading.arena, &reading.programme, PROGRAMME_WARNING_TALK_ID_FORM),
	        "2 talk ids are not numbers (first: 2814)");
	reading_close(&reading);
}

static void
refuses_what_is_no_schedule(void **state)
{
	(void)state;
	assert_refused("{\"schedule\":{\"conference\":{\"days\":[]}}}", NULL, "there is no talk");
	assert_refused("{\"schedule\":1}", NULL, "not a schedule of frab");
	assert_refused("[1, 2]", NULL, "not a schedule of frab");
	assert_refused("{\"schedule\": {\n\"conference\": \u2026", NULL, "line 2, column");
	assert_refused("{\"a\":1,\"a\":2}", NULL, "duplicate");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_days_rooms_and_people),
	        cmocka_unit_test(names_each_violation),
	        cmocka_unit_test(refuses_what_is_no_schedule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
