/* SPDX-License-Identifier: MIT */

/* Follow-ups come back as they went in, in the order of their turn, with every step in the history.
 */
#include "store/followup.h"

#include <string.h>

#include "store/history.h"
#include "store/person.h"
#include "store/question.h"
#include "sample.h"

enum { QUESTIONS = 4 };

static void
sample_fill(struct sample *sample)
{
	struct person person = {.name = "Emil Stolarsky"};

	assert_true(person_add(sample->store, &person, &sample->err));
	for (int i = 0; i < QUESTIONS; i++) {
		struct question question = {
		        .uid = arena_format(&sample->arena, "%032d", i),
		        .body = "How?",
		        .asked = "no",
		        .state = "open",
		        .asked_at = NOON,
		};

		assert_true(question_add(sample->store, &question, &sample->err));
	}
}

static int
outbox_init(void **state)
{
	int status = sample_init(state);

	sample_fill(*state);
	return status;
}

/* Adds a follow-up about one question, and takes it to a state. */
static int64_t
followup_make(struct sample *sample, const char *account, int64_t question_id,
        const char *const *states, int64_t next_at)
{
	static int number;
	struct followup before, after;
	struct followup followup = {
	        .uid = arena_format(&sample->arena, "f%031d", number++),
	        .account = account,
	        .kind = "issue",
	        .place = "shop/lb",
	        .origin = "https://api.github.com",
	        .title = "How?",
	        .payload = "{}",
	        .state = "queued",
	        .next_at = next_at,
	};

	assert_true(followup_add(sample->store, &followup, &question_id, 1, &sample->err));
	for (; states && *states; states++) {
		assert_true(followup_get(
		        sample->store, &sample->arena, followup.id, &before, &sample->err));
		after = before;
		after.state = *states;
		assert_true(followup_update(sample->store, &before, &after, &sample->err));
	}
	return followup.id;
}

static const char *const sending[] = {"sending", NULL};
static const char *const uncertain[] = {"sending", "uncertain", NULL};
static const char *const sent[] = {"sending", "sent", NULL};
static const char *const refused[] = {"sending", "refused", NULL};
static const char *const held[] = {"held", NULL};

static void
followup_comes_back(void **state)
{
	static const int64_t question_ids[] = {3, 1, 2};
	struct sample *sample = *state;
	struct followup back;
	struct ids_of ids;
	struct followup followup = {
	        .uid = "0123456789abcdef0123456789abcdef",
	        .account = "mail",
	        .kind = "mail",
	        .place = "emil@shop.example",
	        .person_id = 1,
	        .title = "Three questions",
	        .payload = "From: me\r\n\r\nHow?\r\n",
	        .state = "held",
	        .next_at = NOON + 60,
	        .words = "put aside",
	};

	assert_true(followup_add(
	        sample->store, &followup, question_ids, COUNT(question_ids), &sample->err));
	assert_int_equal(followup.id, 1);
	assert_true(followup_get(sample->store, &sample->arena, 1, &back, &sample->err));
	assert_string_equal(back.uid, followup.uid);
	assert_string_equal(back.place, followup.place);
	assert_string_equal(back.payload, followup.payload);
	assert_string_equal(back.words, "put aside");
	assert_string_equal(back.author, "me");
	assert_null(back.origin);
	assert_null(back.phase);
	assert_int_equal(back.person_id, 1);
	assert_int_equal(back.next_at, NOON + 60);
	assert_int_equal(back.created_at, NOON);
	assert_true(followup_list_questions(sample->store, &sample->arena, 1, &ids, &sample->err));
	assert_int_equal(ids.count, COUNT(question_ids));
	assert_memory_equal(ids.items, question_ids, sizeof(question_ids));
	assert_false(followup_get(sample->store, &sample->arena, 2, &back, &sample->err));
	assert_int_equal(sample->err.kind, ERROR_MISSING);
}

static void
steps_are_history(void **state)
{
	struct sample *sample = *state;
	int64_t id = followup_make(sample, "github", 1, NULL, 0);
	struct followup before, after;
	struct operation_list list;

	assert_true(followup_get(sample->store, &sample->arena, id, &before, &sample->err));
	after = before;
	after.state = "sending";
	after.phase = FOLLOWUP_PHASE_WIRE;
	after.attempts = 1;
	assert_true(followup_update(sample->store, &before, &after, &sample->err));
	before = after;
	after.state = "sent";
	after.remote_id = "7";
	after.sent_at = NOON;
	after.payload = "{\"title\":\"other\"}";
	assert_true(followup_update(sample->store, &before, &after, &sample->err));
	assert_true(followup_get(sample->store, &sample->arena, id, &after, &sample->err));
	assert_string_equal(after.remote_id, "7");
	assert_null(after.phase);
	assert_int_equal(after.sent_at, NOON);

	assert_true(
	        history_list(sample->store, &sample->arena, "followup", id, &list, &sample->err));
	assert_int_equal(list.count, 3);
	assert_non_null(strstr(list.items[0].after, "payload"));
	assert_null(strstr(list.items[1].after, "payload"));
	assert_non_null(strstr(list.items[1].after, "\"phase\":\"wire\""));
	assert_non_null(strstr(list.items[2].before, "\"payload\":\"{}\""));
	assert_non_null(strstr(list.items[2].after, "other"));
}

static void
states_are_kept_to(void **state)
{
	struct sample *sample = *state;
	int64_t id = followup_make(sample, "github", 1, sent, 0);
	struct followup before, after;

	assert_true(followup_get(sample->store, &sample->arena, id, &before, &sample->err));
	after = before;
	after.state = "queued";
	assert_false(followup_update(sample->store, &before, &after, &sample->err));
	assert_int_equal(sample->err.kind, ERROR_INVALID);
	/* Two who read the same: only one of them may go on from there. */
	after.state = "replied";
	assert_true(followup_update(sample->store, &before, &after, &sample->err));
	after.state = "closed";
	assert_false(followup_update(sample->store, &before, &after, &sample->err));
	assert_int_equal(sample->err.kind, ERROR_BUSY);
}

static void
what_has_begun_is_due_first(void **state)
{
	struct sample *sample = *state;
	int64_t wanted[5];
	struct followup_due_list list;

	wanted[4] = followup_make(sample, "github", 1, NULL, NOON);
	wanted[2] = followup_make(sample, "work", 1, NULL, NOON - 60);
	wanted[3] = followup_make(sample, "github", 1, NULL, NOON - 60);
	(void)followup_make(sample, "github", 1, sent, 0);
	(void)followup_make(sample, "github", 1, refused, 0);
	(void)followup_make(sample, "github", 1, held, 0);
	wanted[1] = followup_make(sample, "work", 1, uncertain, NOON);
	wanted[0] = followup_make(sample, "github", 1, sending, NOON - 60);
	assert_true(followup_list_due(sample->store, &sample->arena, &list, &sample->err));
	assert_int_equal(list.count, COUNT(wanted));
	for (size_t i = 0; i < COUNT(wanted); i++)
		assert_int_equal(list.items[i].id, wanted[i]);
	assert_string_equal(list.items[1].account, "work");
	assert_string_equal(list.items[1].state, "uncertain");
	assert_int_equal(list.items[1].next_at, NOON);
}

static void
lists_hold_what_is_asked_for(void **state)
{
	struct sample *sample = *state;
	int64_t there = followup_make(sample, "github", 1, sent, 0);
	int64_t no = followup_make(sample, "work", 1, refused, 0);
	const struct {
		struct followup_filter filter;
		int64_t id;
		size_t count;
	} cases[] = {
	        {{.state = NULL}, there, 2},
	        {{.state = "sent"}, there, 1},
	        {{.state = "under-way"}, no, 1},
	        {{.state = "queued"}, 0, 0},
	        {{.account = "work"}, no, 1},
	        {{.account = "work", .place = "shop/lb"}, no, 1},
	        {{.account = "work", .place = "shop/other"}, 0, 0},
	        {{.person_id = 1}, 0, 0},
	        {{.conference_id = 1}, 0, 0},
	};
	struct followup_list list;

	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_true(followup_list(
		        sample->store, &sample->arena, &cases[i].filter, &list, &sample->err));
		assert_int_equal(list.count, cases[i].count);
		if (list.count)
			assert_int_equal(list.items[0].id, cases[i].id);
	}
	assert_true(followup_list_question(sample->store, &sample->arena, 1, &list, &sample->err));
	assert_int_equal(list.count, 2);
	assert_int_equal(list.items[1].id, no);
	assert_true(followup_list_question(sample->store, &sample->arena, 2, &list, &sample->err));
	assert_int_equal(list.count, 0);
}

static void
marks_are_the_newest(void **state)
{
	struct sample *sample = *state;
	int64_t third = followup_make(sample, "github", 3, sent, 0);
	int64_t newest;
	struct followup_mark_list list;

	(void)followup_make(sample, "github", 1, sent, 0);
	newest = followup_make(sample, "work", 1, NULL, 0);
	(void)followup_make(sample, "github", 1, refused, 0);
	(void)followup_make(sample, "github", 2, refused, 0);
	assert_true(followup_list_marks(sample->store, &sample->arena, &list, &sample->err));
	assert_int_equal(list.count, 2);
	assert_int_equal(list.items[0].question_id, 1);
	assert_int_equal(list.items[0].followup_id, newest);
	assert_string_equal(list.items[0].state, "queued");
	assert_string_equal(list.items[0].account, "work");
	assert_int_equal(list.items[1].followup_id, third);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(followup_comes_back, outbox_init, sample_drop),
	        cmocka_unit_test_setup_teardown(steps_are_history, outbox_init, sample_drop),
	        cmocka_unit_test_setup_teardown(states_are_kept_to, outbox_init, sample_drop),
	        cmocka_unit_test_setup_teardown(
	                what_has_begun_is_due_first, outbox_init, sample_drop),
	        cmocka_unit_test_setup_teardown(
	                lists_hold_what_is_asked_for, outbox_init, sample_drop),
	        cmocka_unit_test_setup_teardown(marks_are_the_newest, outbox_init, sample_drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
