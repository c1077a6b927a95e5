/* SPDX-License-Identifier: MIT */

/* When a question still belongs to a talk, and what comes next in its room. */
#include "model/talk.h"

#include <setjmp.h>
#include <cmocka.h>

enum { MINUTE = 60, START = 1504096800, END = START + 50 * MINUTE };

static const struct {
	int64_t next_starts_at;
	int64_t grace;
} graces[] = {
        {0, 15 * MINUTE}, {END + 60 * MINUTE, 15 * MINUTE}, {END + 30 * MINUTE, 15 * MINUTE},
        {END + 29 * MINUTE, 14 * MINUTE + 30}, {END + 10 * MINUTE, 5 * MINUTE}, {END, 0},
        {END - 10 * MINUTE, 0}, /* they overlap */
};

static void
grace_is_half_the_gap(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(graces); i++) {
		const struct talk talk = {.starts_at = START,
		        .ends_at = END,
		        .next_starts_at = graces[i].next_starts_at};

		assert_int_equal(talk_grace_until(&talk), END + graces[i].grace);
	}
}

/* A later talk than that cannot shorten it: whoever looks so far ahead sees enough. */
static void
grace_needs_no_farther_look(void **state)
{
	const struct talk talk = {
	        .starts_at = START, .ends_at = END, .next_starts_at = END + TALK_NEXT_WITHIN};

	(void)state;
	assert_int_equal(talk_grace_until(&talk), END + TALK_GRACE_MOST);
}

static const struct {
	int64_t at;
	bool on;
	bool over;
} moments[] = {
        {START - 1, false, false},
        {START, true, false},
        {END - 1, true, false},
        {END, false, true},
        {END + 5 * MINUTE - 1, false, true},
        {END + 5 * MINUTE, false, false},
};

static void
moments_are_on_or_over(void **state)
{
	const struct talk talk = {
	        .starts_at = START, .ends_at = END, .next_starts_at = END + 10 * MINUTE};
	const struct talk unknown = {.starts_at = 0};

	(void)state;
	for (size_t i = 0; i < COUNT(moments); i++) {
		assert_int_equal(talk_is_on(&talk, moments[i].at), moments[i].on);
		assert_int_equal(talk_is_just_over(&talk, moments[i].at), moments[i].over);
		assert_false(talk_is_on(&unknown, moments[i].at));
		assert_false(talk_is_just_over(&unknown, moments[i].at));
	}
}

static void
next_is_in_the_same_room(void **state)
{
	static const int64_t expected[] = {8, 6, 6, 0, 0, 0, 0, 7, 0};
	struct talk talks[] = {
	        {.conference_id = 1, .room_folded = "a", .starts_at = 1, .ends_at = 7},
	        {.conference_id = 1, .room_folded = "b", .starts_at = 1, .ends_at = 6},
	        {.conference_id = 1, .room_folded = "b", .starts_at = 2, .ends_at = 5},
	        {.conference_id = 1, .starts_at = 3, .ends_at = 4},
	        {.conference_id = 2, .room_folded = "a", .starts_at = 3, .ends_at = 4},
	        {.conference_id = 1, .room_folded = "a", .starts_at = 4},
	        {.conference_id = 1, .room_folded = "b", .starts_at = 6, .ends_at = 9},
	        {.conference_id = 1, .room_folded = "c", .starts_at = 7, .ends_at = 7},
	        {.conference_id = 1, .room_folded = "a", .starts_at = 8, .ends_at = 9},
	};

	(void)state;
	talk_update_next(talks, COUNT(talks));
	for (size_t i = 0; i < COUNT(talks); i++)
		assert_int_equal(talks[i].next_starts_at, expected[i]);
	talk_update_next(talks, 0);
}

static void
codes_are_one_word(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(conference_make_code(&arena, "srecon17 europe"), "srecon17-europe");
	assert_string_equal(conference_make_code(&arena, "fosdem"), "fosdem");
	assert_string_equal(conference_make_code(&arena, ""), "x");
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(grace_is_half_the_gap),
	        cmocka_unit_test(grace_needs_no_farther_look),
	        cmocka_unit_test(moments_are_on_or_over),
	        cmocka_unit_test(next_is_in_the_same_room),
	        cmocka_unit_test(codes_are_one_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
