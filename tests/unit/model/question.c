/* SPDX-License-Identifier: MIT */

/* The minute of a question, its states, and what is to be done next about it. */
#include "model/question.h"

#include <setjmp.h>
#include <string.h>
#include <cmocka.h>

enum { MINUTE = 60, START = 1504096800, END = START + 50 * MINUTE };

static const struct {
	int64_t asked_at;
	int64_t minute;
} minutes[] = {
        {START - 1, -1},
        {START, 0},
        {START + 12 * MINUTE + 59, 12},
        {END, 50},
        {END + 15 * MINUTE - 1, 64},
        {END + 15 * MINUTE, -1},
};

static void
minutes_count_from_the_start(void **state)
{
	struct question question = {.talk_id = 1, .talk_starts_at = START, .talk_ends_at = END};

	(void)state;
	for (size_t i = 0; i < COUNT(minutes); i++) {
		question.asked_at = minutes[i].asked_at;
		assert_int_equal(question_minute(&question), minutes[i].minute);
	}
	question.asked_at = START;
	question.talk_id = 0;
	assert_int_equal(question_minute(&question), -1);
	question.talk_id = 1;
	question.talk_starts_at = 0;
	assert_int_equal(question_minute(&question), -1);
}

static const char *const names[] = {"open", "partial", "answered", "dropped"};

/* By state and next state, in the order of names. */
static const bool can_become[COUNT(names)][COUNT(names)] = {
        {false, true, true, true},
        {true, false, true, true},
        {true, true, false, false},
        {true, false, false, false},
};

static void
states_follow_states(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(names); i++)
		for (size_t k = 0; k < COUNT(names); k++)
			assert_int_equal(question_can_become(names[i], names[k]), can_become[i][k]);
	assert_false(question_can_become("open", "lost"));
}

static const struct {
	struct question question;
	int64_t now;
	const char *step;
} steps[] = {
        {{.state = "answered", .asked = "no"}, START, ""},
        {{.state = "dropped", .asked = "no", .talk_id = 1}, START, ""},
        {{.state = "open", .asked = "no"}, START, "attach to a talk"},
        {{.state = "partial", .asked = "live"}, START, "attach to a talk"},
        {{.state = "open", .asked = "no", .person_id = 1}, START, "ask"},
        {{.state = "partial", .asked = "no", .talk_id = 1}, START, "ask for the rest"},
        {{.state = "open", .asked = "live", .talk_id = 1}, START, "follow up"},
        {{.state = "open", .asked = "no", .talk_id = 1, .talk_ends_at = END}, END + 15 * MINUTE - 1,
                "ask"},
        {{.state = "open", .asked = "no", .talk_id = 1, .talk_ends_at = END}, END + 15 * MINUTE,
                "follow up"},
};

static void
steps_say_what_is_next(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(steps); i++)
		assert_string_equal(
		        question_next_step(&steps[i].question, steps[i].now), steps[i].step);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(minutes_count_from_the_start),
	        cmocka_unit_test(states_follow_states),
	        cmocka_unit_test(steps_say_what_is_next),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
