/* SPDX-License-Identifier: MIT */
#include "model/reconcile.h"

#include <setjmp.h>

#include <cmocka.h>

enum { NINE = 1000000800, DAY = 24 * 3600, TALKS_MOST = 5 };

struct pairing {
	const char *what;
	struct reconcile_talk old[TALKS_MOST];
	struct reconcile_talk new[TALKS_MOST];
	int64_t old_of[TALKS_MOST]; /* as many as there are new ones */
};

/* Each key alone, and what must not be taken for the same. */
static const struct pairing pairings[] = {
        {.what = "the identifier, whatever else changed",
                .old = {{.uid = "u", .code = "C", .title = "a", .starts_at = NINE}},
                .new = {{.uid = "u", .code = "D", .title = "b", .starts_at = NINE + 1}},
                .old_of = {0}},
        {.what = "the code and the moment",
                .old = {{.code = "C", .title = "a", .starts_at = NINE}},
                .new = {{.code = "C", .title = "b", .starts_at = NINE}},
                .old_of = {0}},
        {.what = "the code alone is a repeat at another time",
                .old = {{.code = "C", .title = "a", .starts_at = NINE}},
                .new = {{.code = "C", .title = "b", .starts_at = NINE + 1}},
                .old_of = {RECONCILE_NEW}},
        {.what = "title and speakers, at another time",
                .old = {{.title = "a", .speakers = "x,", .starts_at = NINE},
                        {.title = "a", .speakers = "y,", .starts_at = NINE}},
                .new = {{.title = "a", .speakers = "y,", .starts_at = NINE + DAY},
                        {.title = "a", .speakers = "x,", .starts_at = NINE + DAY}},
                .old_of = {1, 0}},
        {.what = "title and moment, with other speakers",
                .old = {{.title = "a", .speakers = "x,", .starts_at = NINE},
                        {.title = "a", .speakers = "x,", .starts_at = NINE + 1}},
                .new = {{.title = "a", .speakers = "z,", .starts_at = NINE + 1},
                        {.title = "a", .speakers = "z,", .starts_at = NINE}},
                .old_of = {1, 0}},
        {.what = "title, room and day, at another hour",
                .old = {{.title = "a", .room = "r", .starts_at = NINE},
                        {.title = "a", .room = "s", .starts_at = NINE}},
                .new = {{.title = "a", .room = "s", .starts_at = NINE + 7},
                        {.title = "a", .room = "r", .starts_at = NINE + 7}},
                .old_of = {1, 0}},
        {.what = "not title and room on another day, when the title is not the only one",
                .old = {{.title = "a", .room = "r", .starts_at = NINE},
                        {.title = "a", .room = "s", .starts_at = NINE}},
                .new = {{.title = "a", .room = "r", .starts_at = NINE + DAY}},
                .old_of = {RECONCILE_NEW}},
        {.what = "the title, when nobody else has it",
                .old = {{.title = "a", .room = "r", .starts_at = NINE},
                        {.title = "b", .starts_at = NINE}},
                .new = {{.title = "a", .room = "s", .starts_at = NINE + DAY}},
                .old_of = {0}},
        {.what = "no title is not a title",
                .old = {{.title = "", .starts_at = NINE}},
                .new = {{.title = "", .starts_at = NINE + DAY}},
                .old_of = {RECONCILE_NEW}},
        {.what = "a key that occurs twice before tells nothing",
                .old = {{.title = "a", .starts_at = NINE}, {.title = "a", .starts_at = NINE}},
                .new = {{.title = "a", .starts_at = NINE}},
                .old_of = {RECONCILE_NEW}},
        {.what = "a key that occurs twice now tells nothing",
                .old = {{.title = "a", .starts_at = NINE}},
                .new = {{.title = "a", .starts_at = NINE}, {.title = "a", .starts_at = NINE}},
                .old_of = {RECONCILE_NEW, RECONCILE_NEW}},
        {.what = "an identifier that occurs twice tells nothing, but the content does",
                .old = {{.uid = "u", .title = "a", .starts_at = NINE},
                        {.uid = "u", .title = "b", .starts_at = NINE}},
                .new = {{.uid = "u", .title = "b", .starts_at = NINE},
                        {.uid = "u", .title = "a", .starts_at = NINE}},
                .old_of = {1, 0}},
        {.what = "what the surer key has settled is settled",
                .old = {{.uid = "u", .title = "a", .starts_at = NINE}},
                .new = {{.uid = "v", .title = "a", .starts_at = NINE},
                        {.uid = "u", .title = "b", .starts_at = NINE}},
                .old_of = {RECONCILE_NEW, 0}},
};

static size_t
talks_count(const struct reconcile_talk *talks)
{
	size_t count = 0;

	while (count < TALKS_MOST && talks[count].title)
		count++;
	return count;
}

static void
each_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pairings); i++) {
		const struct pairing *pairing = &pairings[i];
		size_t old_count = talks_count(pairing->old), new_count = talks_count(pairing->new);
		bool kept[TALKS_MOST] = {false};
		struct reconcile result;
		struct arena arena;

		arena_init(&arena);
		reconcile(&arena, pairing->old, old_count, pairing->new, new_count, &result);
		for (size_t k = 0; k < new_count; k++) {
			if (result.old_of[k] != pairing->old_of[k])
				fail_msg("%s: talk %zu", pairing->what, k);
			if (result.old_of[k] != RECONCILE_NEW)
				kept[result.old_of[k]] = true;
		}
		for (size_t k = 0; k < old_count; k++)
			assert_int_equal(result.kept[k], kept[k]);
		arena_close(&arena);
	}
}

static const struct reconcile_talk before[] = {
        {.uid = "1", .title = "a", .starts_at = NINE},
        {.uid = "2", .title = "b", .starts_at = NINE},
        {.uid = "3", .title = "c", .starts_at = NINE},
};

/* Reused identifiers would pair "a" with "b": the content says otherwise. */
static void
identifiers_made_anew(void **state)
{
	static const struct reconcile_talk after[] = {
	        {.uid = "3", .title = "a", .starts_at = NINE},
	        {.uid = "8", .title = "b", .starts_at = NINE},
	        {.uid = "9", .title = "c", .starts_at = NINE},
	};
	struct reconcile result;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	reconcile(&arena, before, COUNT(before), after, COUNT(after), &result);
	assert_true(result.uids_changed);
	assert_int_equal(result.by_uid, 0);
	for (size_t i = 0; i < COUNT(after); i++)
		assert_int_equal(result.old_of[i], i);
	arena_close(&arena);
}

/* Another programme altogether: its identifiers are new, and so are its talks. */
static void
another_programme(void **state)
{
	static const struct reconcile_talk after[] = {
	        {.uid = "3", .title = "x", .starts_at = NINE},
	        {.uid = "8", .title = "y", .starts_at = NINE},
	        {.uid = "9", .title = "z", .starts_at = NINE},
	};
	struct reconcile result;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	reconcile(&arena, before, COUNT(before), after, COUNT(after), &result);
	assert_false(result.uids_changed);
	assert_int_equal(result.by_uid, 1);
	assert_int_equal(result.old_of[0], 2);
	assert_int_equal(result.old_of[1], RECONCILE_NEW);
	assert_int_equal(result.old_of[2], RECONCILE_NEW);
	arena_close(&arena);
}

static void
no_identifiers(void **state)
{
	static const struct reconcile_talk after[] = {
	        {.title = "a", .starts_at = NINE},
	        {.title = "b", .starts_at = NINE},
	        {.title = "c", .starts_at = NINE},
	};
	struct reconcile result;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	reconcile(&arena, before, COUNT(before), after, COUNT(after), &result);
	assert_false(result.uids_changed);
	for (size_t i = 0; i < COUNT(after); i++)
		assert_int_equal(result.old_of[i], i);
	reconcile(&arena, NULL, 0, after, COUNT(after), &result);
	assert_false(result.uids_changed);
	for (size_t i = 0; i < COUNT(after); i++)
		assert_int_equal(result.old_of[i], RECONCILE_NEW);
	reconcile(&arena, before, COUNT(before), NULL, 0, &result);
	assert_false(result.uids_changed);
	assert_false(result.kept[0] || result.kept[1] || result.kept[2]);
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(each_key),
	        cmocka_unit_test(identifiers_made_anew),
	        cmocka_unit_test(another_programme),
	        cmocka_unit_test(no_identifiers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
