/* SPDX-License-Identifier: MIT */

/* What strangers may read: speakers' names, and nothing that reaches anybody. */
#include "flow/discreet.h"

#include <setjmp.h>

#include <cmocka.h>

static const struct speaker speakers[] = {
        {.name = "Zo\u00eb O'Hara", .folded = "zoe o hara"},
        {.name = "Emil Stolarsky", .folded = "emil stolarsky"},
};
static const struct speaker_list list = {.items = speakers, .count = COUNT(speakers)};

static void
knows_speakers(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_true(discreet_is_speaker(&arena, &list, "Emil Stolarsky"));
	assert_true(discreet_is_speaker(&arena, &list, "ZOE O\u2019HARA"));
	assert_false(discreet_is_speaker(&arena, &list, "Emil"));
	assert_false(discreet_is_speaker(&arena, &list, ""));
	assert_false(discreet_is_speaker(&arena, &(struct speaker_list){.count = 0}, "Emil"));
	arena_close(&arena);
}

static void
hides_addresses(void **state)
{
	static const struct {
		const char *text;
		const char *expected;
	} cases[] = {
	        {"", ""},
	        {"no address", "no address"},
	        {"Ask dana@x.example.", "Ask [address]."},
	        {"dana.b+c@x.y.example", "[address]"},
	        {"<dana@x.example>,emil@y.example;z", "<[address]>,[address];z"},
	        {"[me](mailto:dana@x.example)", "[me](mailto:[address])"},
	        {"z\u00f6@m\u00fcller.example!", "[address]!"},
	        {"a@x.example b@y.example", "[address] [address]"},
	        {"a@x.example@y.example", "[address]@y.example"},
	        {"@user and user@ and @x.example", "@user and user@ and @x.example"},
	        {"5 @ 10.00", "5 @ 10.00"},
	        {"root@localhost", "root@localhost"},
	        {"git@x.example:a/b", "[address]:a/b"},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct talk talk = {.title = cases[i].text, .abstract = cases[i].text};
		struct talk hidden = discreet_talk(&arena, &talk);

		assert_string_equal(
		        discreet_question(&arena, &(struct question){.body = cases[i].text}).body,
		        cases[i].expected);
		assert_string_equal(hidden.title, cases[i].expected);
		assert_string_equal(hidden.abstract, cases[i].expected);
	}
	assert_null(discreet_talk(&arena, &(struct talk){.title = ""}).abstract);
	arena_close(&arena);
}

static void
leaves_names_out(void **state)
{
	const struct answer answers[] = {
	        {.body = "a@x.example", .said_by = "Emil Stolarsky", .author = "me@x.example"},
	        {.body = "b", .said_by = "Dana Bystander"},
	        {.body = "c"},
	};
	const struct question question = {.body = "to a@x.example?", .author = "me"};
	struct answer_list copies;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	copies = discreet_answers(&arena, &list, &(struct answer_list){answers, COUNT(answers)});
	assert_int_equal(copies.count, COUNT(answers));
	assert_string_equal(copies.items[0].body, "[address]");
	assert_string_equal(copies.items[0].said_by, "Emil Stolarsky");
	assert_null(copies.items[0].author);
	assert_null(copies.items[1].said_by);
	assert_null(copies.items[2].said_by);
	assert_string_equal(discreet_question(&arena, &question).body, "to [address]?");
	assert_null(discreet_question(&arena, &question).author);
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(knows_speakers),
	        cmocka_unit_test(hides_addresses),
	        cmocka_unit_test(leaves_names_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
