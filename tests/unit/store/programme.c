/* SPDX-License-Identifier: MIT */

/* What a moment's talks are found with is what each of them says of itself. */
#include "store/programme.h"

#include <string.h>

#include "sample.h"

enum { HOUR = 3600, TALKS = 60 };

static void
talks_make(struct sample *sample)
{
	static const char *const rooms[] = {"Ballroom A", "BALLROOM a", NULL, "Séance"};
	struct error err = {.kind = ERROR_NONE};

	for (int64_t i = 0; i < 2; i++)
		assert_true(conference_add(sample->store,
		        &(struct conference){
		                .code = i ? "two" : "one", .name = "One", .zone = "UTC"},
		        &err));
	for (int64_t i = 0; i < TALKS; i++) {
		struct talk talk = {
		        .conference_id = 1 + i / 3 % 2,
		        .title = "Talk",
		        .room = rooms[i % 4],
		        .starts_at = NOON + i * 37 % 50 * 600,
		};

		talk.ends_at = i % 7 ? talk.starts_at + i % 5 * 600 : 0;
		assert_true(talk_add(sample->store, &talk, &err));
	}
}

static int
programme_init(void **state)
{
	int status = sample_init(state);

	talks_make(*state);
	return status;
}

static void
text_same(const char *text, const char *expected)
{
	assert_int_equal(text == NULL, expected == NULL);
	if (text)
		assert_string_equal(text, expected);
}

static void
talk_same(const struct talk *talk, const struct talk *expected, int64_t to)
{
	assert_int_equal(talk->conference_id, expected->conference_id);
	text_same(talk->title, expected->title);
	text_same(talk->room, expected->room);
	assert_int_equal(talk->starts_at, expected->starts_at);
	assert_int_equal(talk->ends_at, expected->ends_at);
	text_same(talk->conference_code, expected->conference_code);
	text_same(talk->conference_zone, expected->conference_zone);
	assert_int_equal(talk->next_starts_at,
	        expected->next_starts_at <= to ? expected->next_starts_at : 0);
}

static void
around_is_as_get(void **state)
{
	static const struct {
		int64_t to;
		int64_t conference_id;
		size_t count;
	} cases[] = {
	        {NOON + 24 * HOUR, 0, TALKS},
	        {NOON + 24 * HOUR, 1, TALKS / 2},
	        {NOON + 4 * HOUR, 0, 30},
	        {NOON + 24 * HOUR, 3, 0},
	        {NOON - 1, 0, 0},
	};
	struct sample *sample = *state;
	struct error err = {.kind = ERROR_NONE};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct talk_list list;
		int64_t last = 0;

		assert_true(talk_list_around(sample->store, &sample->arena, NOON, cases[i].to,
		        cases[i].conference_id, &list, &err));
		assert_int_equal(list.count, cases[i].count);
		for (size_t k = 0; k < list.count; k++) {
			struct talk talk;

			assert_true(last <= list.items[k].starts_at);
			last = list.items[k].starts_at;
			assert_true(talk_get(
			        sample->store, &sample->arena, list.items[k].id, &talk, &err));
			talk_same(&list.items[k], &talk, cases[i].to);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(around_is_as_get)};

	return cmocka_run_group_tests(tests, programme_init, sample_drop);
}
