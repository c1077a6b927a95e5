/* SPDX-License-Identifier: MIT */

/* The figures of a report, what needs somebody, and how old the news is. */
#include "model/trip.h"

#include <setjmp.h>

#include <cmocka.h>

enum { HOUR = 3600 };

static const struct answer first_answers[] = {
        {.answered_at = 10 * HOUR, .created_at = 11 * HOUR},
        {.answered_at = 30 * HOUR, .created_at = 40 * HOUR},
};
static const struct answer accepted_answers[] = {
        {.answered_at = 4 * HOUR, .accepted = true, .created_at = 4 * HOUR},
        {.answered_at = 90 * HOUR, .created_at = 5 * HOUR},
};

static const struct trip_question first_questions[] = {
        {.question = {.id = 4, .state = "open", .asked_at = 2 * HOUR, .updated_at = HOUR}},
        {.question = {.id = 5, .state = "answered", .asked_at = 2 * HOUR},
                .answers = {.items = first_answers, .count = 2}},
        {.question = {.id = 6, .state = "dropped", .asked_at = 3 * HOUR}},
};
static const struct trip_question second_questions[] = {
        {.question = {.id = 3, .state = "partial", .asked_at = 2 * HOUR},
                .answers = {.items = first_answers, .count = 1}},
        {.question = {.id = 2, .state = "answered", .asked_at = 2 * HOUR},
                .answers = {.items = accepted_answers, .count = 2}},
        {.question = {.id = 1, .state = "open", .asked_at = HOUR}},
        {.question = {.id = 7, .state = "answered", .asked_at = HOUR}}, /* nobody said how */
};
static const struct trip_talk talks[] = {
        {.talk = {.starts_at = HOUR, .ends_at = 2 * HOUR},
                .questions = first_questions,
                .question_count = COUNT(first_questions)},
        {.talk = {.ends_at = 9 * HOUR},
                .questions = second_questions,
                .question_count = COUNT(second_questions)},
};

static void
counts_by_state(void **state)
{
	struct trip trip = {.talks = talks, .talk_count = 2, .figures = {.programme = 9}};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	trip_count(&arena, &trip);
	assert_int_equal(trip.figures.questions, 7);
	assert_int_equal(trip.figures.answered, 3);
	assert_int_equal(trip.figures.partial, 1);
	assert_int_equal(trip.figures.open, 2);
	assert_int_equal(trip.figures.dropped, 1);
	assert_int_equal(trip.figures.answers, 5);
	assert_int_equal(trip.figures.talks, 2);
	assert_int_equal(trip.figures.programme, 9);
	/* 28 hours to the last answer, 2 to the accepted one. */
	assert_int_equal(trip.figures.median_seconds, 15 * HOUR);
	arena_close(&arena);
}

static void
lists_needs_oldest_first(void **state)
{
	static const int64_t expected[] = {1, 3, 4};
	struct trip trip = {.talks = talks, .talk_count = 2};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	trip_count(&arena, &trip);
	assert_int_equal(trip.need_count, COUNT(expected));
	for (size_t i = 0; i < COUNT(expected); i++)
		assert_int_equal(trip.needs[i].question->question.id, expected[i]);
	assert_ptr_equal(trip.needs[0].talk, &talks[1]);
	assert_ptr_equal(trip.needs[2].talk, &talks[0]);
	arena_close(&arena);
}

static void
finds_the_moments(void **state)
{
	struct trip trip = {.talks = talks, .talk_count = 2};

	(void)state;
	assert_int_equal(trip_changed_at(&trip), 40 * HOUR);
	assert_int_equal(trip_starts_at(&trip), HOUR);
	assert_int_equal(trip_ends_at(&trip), 9 * HOUR);
	trip.conference.starts_at = 5;
	trip.conference.ends_at = 6;
	assert_int_equal(trip_starts_at(&trip), 5);
	assert_int_equal(trip_ends_at(&trip), 6);
}

static void
takes_an_empty_trip(void **state)
{
	struct trip trip = {.talk_count = 0};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	trip_count(&arena, &trip);
	assert_int_equal(trip.figures.questions, 0);
	assert_int_equal(trip.figures.median_seconds, -1);
	assert_int_equal(trip.need_count, 0);
	assert_int_equal(trip_changed_at(&trip), 0);
	assert_int_equal(trip_starts_at(&trip), 0);
	assert_int_equal(trip_ends_at(&trip), 0);
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(counts_by_state),
	        cmocka_unit_test(lists_needs_oldest_first),
	        cmocka_unit_test(finds_the_moments),
	        cmocka_unit_test(takes_an_empty_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
