/* SPDX-License-Identifier: MIT */
#include "intake/draft.h"

#include "tests/unit/intake/reading.h"

struct fixture {
	struct arena arena;
	struct programme programme;
	struct draft draft;
};

static void
fixture_open(struct fixture *fixture)
{
	arena_init(&fixture->arena);
	draft_init(&fixture->draft, &fixture->arena, "test", &fixture->programme);
}

static size_t
add(struct fixture *fixture, const char *guid, const char *id, const char *name)
{
	struct draft_person person = {.guid = guid, .id = id, .name = name};
	size_t number = SIZE_MAX;

	(void)!draft_add_person(&fixture->draft, &person, &number);
	return number;
}

static void
tells_people_apart(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture);
	assert_int_equal(add(&fixture, "g1", NULL, "Ann"), 0);
	assert_int_equal(add(&fixture, "g1", NULL, " Ann "), 0);
	assert_int_equal(add(&fixture, "g2", NULL, "Ann"), 1); /* two guids are two people */
	assert_int_equal(add(&fixture, NULL, "7", "Bob"), 2);
	assert_int_equal(add(&fixture, NULL, "8", "Bob"), 2); /* two numbers are not */
	assert_int_equal(add(&fixture, NULL, NULL, "Bob"), 2);
	assert_int_equal(add(&fixture, NULL, "7", "Cy"), 3); /* one number, two names */
	assert_int_equal(add(&fixture, NULL, "9", " "), SIZE_MAX);
	assert_text(fixture.draft.people[3].uid, "7#2");
	assert_int_equal(fixture.draft.person_count, 4);
	arena_close(&fixture.arena);
}

/* Addresses wait apart; services that are no kind of contact become addresses of pages. */
static void
sorts_contacts(void **state)
{
	struct draft_person person = {.name = "Ann"};
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture);
	draft_add_contact(&fixture.draft, &person, "github", "ann");
	draft_add_contact(&fixture.draft, &person, "website", "https://github.com/Ann");
	draft_add_contact(&fixture.draft, &person, "facebook", "https://facebook.com/ann");
	draft_add_contact(&fixture.draft, &person, "email", "ann@c.example");
	draft_add_contact(&fixture.draft, &person, "website", NULL);
	assert_int_equal(person.contact_count, 2);
	assert_text(person.contacts[1].kind, "url");
	assert_text(person.contacts[1].value, "https://www.facebook.com/ann");
	assert_text(person.email, "ann@c.example");
	arena_close(&fixture.arena);
}

static void
sorts_links(void **state)
{
	struct fixture fixture;
	struct draft_talk talk = {0};

	(void)state;
	fixture_open(&fixture);
	draft_add_link(&fixture.draft, &talk, NULL, "Recording", "https://c.example/r");
	draft_add_link(&fixture.draft, &talk, NULL, "Second recording", "https://c.example/q");
	draft_add_link(&fixture.draft, &talk, "slides", "Deck", "https://c.example/s.mp4");
	draft_add_link(&fixture.draft, &talk, NULL, NULL, "data:text/html,x");
	draft_add_link(&fixture.draft, &talk, NULL, NULL, "https://c.example/a b");
	assert_text(talk.recording_url, "https://c.example/r");
	assert_text(talk.slides_url, "https://c.example/s.mp4");
	assert_int_equal(talk.link_count, 1);
	assert_int_equal(fixture.programme.warnings[PROGRAMME_WARNING_URL_REFUSED].count, 2);
	arena_close(&fixture.arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(tells_people_apart),
	        cmocka_unit_test(sorts_contacts),
	        cmocka_unit_test(sorts_links),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
