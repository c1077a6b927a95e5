/* SPDX-License-Identifier: MIT */

/* Questions that waited for their programme: which are attached, which stay, and with what. */
#include "flow/retro_attach.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/person.h"
#include "store/question.h"

enum { NOON = 1504094400, MINUTE = 60, CASES_MOST = 16 };

/* T1 12:00-12:40 by P1 and T2 12:00-13:00 by P2, side by side; T3 14:00-14:30 by P1. */
static const struct {
	int64_t begins;
	int64_t ends;
	int64_t person_id;
} programme[] = {{0, 40, 1}, {0, 60, 2}, {120, 150, 1}};

static const struct {
	const char *what;
	int64_t minute;
	int64_t person_id;
	int64_t talk_id; /* 0: stays in the inbox */
	int64_t candidates;
} cases[] = {
        {"the one talk that is on", 125, 0, 3, 0},
        {"its first second", 120, 0, 3, 0},
        {"just over", 155, 0, 3, 0},
        {"one is on, the other just over: the one that is on", 45, 0, 2, 0},
        {"two are on: nothing is guessed", 10, 0, 0, 2},
        {"two are on, and it is for the speaker of one", 10, 2, 2, 0},
        {"for somebody who speaks elsewhere", 125, 2, 0, 0},
        {"between talks", 100, 0, 0, 0},
        {"long after", 300, 0, 0, 0},
};

struct sample {
	struct arena arena;
	struct store *store;
	struct talk_list talks;
	int64_t question_ids[CASES_MOST];
	char folder[32];
};

static void
programme_make(struct sample *sample, struct error *err)
{
	struct conference conference = {.code = "one", .name = "One", .zone = "UTC"};

	assert_true(conference_add(sample->store, &conference, err));
	for (size_t i = 0; i < 2; i++) {
		struct person person = {.name = i ? "Ann Other" : "Emil Stolarsky"};

		assert_true(person_add(sample->store, &person, err));
	}
	for (size_t i = 0; i < COUNT(programme); i++) {
		struct talk talk = {.conference_id = conference.id,
		        .title = "Talk",
		        .starts_at = NOON + programme[i].begins * MINUTE,
		        .ends_at = NOON + programme[i].ends * MINUTE};
		struct speaker speaker = {.person_id = programme[i].person_id};

		assert_true(talk_add(sample->store, &talk, err));
		assert_true(talk_update_speakers(sample->store, talk.id, &speaker, 1, err));
	}
	assert_true(talk_list_conference(
	        sample->store, &sample->arena, conference.id, &sample->talks, err));
}

static int
sample_init(void **state)
{
	static struct sample sample;
	struct store_options options = {
	        .now = NOON, .author = "me", .command = "test", .program = "0"};
	struct error err = {.kind = ERROR_NONE};

	arena_init(&sample.arena);
	(void)snprintf(sample.folder, sizeof(sample.folder), "/tmp/askback-test-XXXXXX");
	assert_non_null(mkdtemp(sample.folder));
	options.path = arena_format(&sample.arena, "%s/store.db", sample.folder);
	assert_true(store_open(&sample.arena, &options, STORE_WRITE, &sample.store, &err));
	assert_true(store_begin(sample.store, &err));
	programme_make(&sample, &err);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct question question = {.uid = arena_format(&sample.arena, "%zu", i),
		        .body = "Why?",
		        .asked = "no",
		        .state = "open",
		        .person_id = cases[i].person_id,
		        .asked_at = NOON + cases[i].minute * MINUTE};

		assert_true(question_add(sample.store, &question, &err));
		sample.question_ids[i] = question.id;
	}
	*state = &sample;
	return 0;
}

static int
sample_drop(void **state)
{
	static const char *const names[] = {"", ".lock", ".spool", "-journal"};
	struct sample *sample = *state;

	store_close(sample->store);
	for (size_t i = 0; i < COUNT(names); i++)
		(void)unlink(
		        arena_format(&sample->arena, "%s/store.db%s", sample->folder, names[i]));
	assert_int_equal(rmdir(sample->folder), 0);
	arena_close(&sample->arena);
	return 0;
}

static void
case_check(struct sample *sample, size_t i)
{
	struct error err = {.kind = ERROR_NONE};
	struct candidate_list candidates;
	struct question question;

	assert_true(question_get(
	        sample->store, &sample->arena, sample->question_ids[i], &question, &err));
	assert_true(question_list_candidates(
	        sample->store, &sample->arena, question.id, &candidates, &err));
	if (question.talk_id != cases[i].talk_id ||
	        (int64_t)candidates.count != cases[i].candidates)
		fail_msg("%s: T%lld, %zu candidates", cases[i].what, (long long)question.talk_id,
		        candidates.count);
}

static void
test_attached(void **state)
{
	struct sample *sample = *state;
	struct error err = {.kind = ERROR_NONE};
	int64_t attached = 0, doubtful = 0, wanted = 0;

	for (size_t i = 0; i < COUNT(cases); i++)
		wanted += cases[i].talk_id != 0;
	assert_true(retro_attach(
	        sample->store, &sample->arena, &sample->talks, &attached, &doubtful, &err));
	for (size_t i = 0; i < COUNT(cases); i++)
		case_check(sample, i);
	assert_int_equal(attached, wanted);
	assert_int_equal(doubtful, 1);
}

/* What is settled is not touched again, and what is doubtful stays so without being written anew.
 */
static void
test_again(void **state)
{
	struct sample *sample = *state;
	struct error err = {.kind = ERROR_NONE};
	int64_t attached = 0, doubtful = 0;

	assert_true(store_commit(sample->store, &err));
	assert_true(store_begin(sample->store, &err));
	assert_true(retro_attach(
	        sample->store, &sample->arena, &sample->talks, &attached, &doubtful, &err));
	assert_int_equal(attached, 0);
	assert_false(store_has_changed(sample->store));
	for (size_t i = 0; i < COUNT(cases); i++)
		case_check(sample, i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_attached),
	        cmocka_unit_test(test_again),
	};

	return cmocka_run_group_tests(tests, sample_init, sample_drop);
}
