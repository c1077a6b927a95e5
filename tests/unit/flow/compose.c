/* SPDX-License-Identifier: MIT */

/* Who gets what, who does not, and what never leaves. */
#include "flow/compose.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/person.h"
#include "store/programme.h"
#include "store/question.h"
#include "store/route.h"

enum { STARTS = 1504096800, NOW = STARTS + 7200, DAY = 86400 };

static const struct account accounts[] = {
        {.name = "github", .type = "github", .url = "https://api.github.com"},
        {.name = "hand", .type = "hand"},
        {.name = "mail",
                .type = "mail",
                .url = "smtps://mail.home.example:465",
                .sender = "ada@home.example",
                .auth = "none"},
};
static const struct account_list all = {.items = accounts, .count = COUNT(accounts)};

struct sample {
	struct arena arena;
	struct store *store;
	char folder[32];
	struct error err;
};

static void
person_make(struct sample *s, const char *name, const char *email, bool silent)
{
	struct person person = {.name = name, .do_not_contact = silent};

	assert_true(person_add(s->store, &person, &s->err));
	if (email)
		assert_true(contact_add(s->store,
		        &(struct contact){.person_id = person.id,
		                .kind = "email",
		                .value = email,
		                .source = "typed",
		                .added_at = NOW},
		        &s->err));
}

static void
talk_make(struct sample *s, int64_t conference_id, const char *title, int64_t speaker)
{
	struct talk talk = {.conference_id = conference_id,
	        .title = title,
	        .starts_at = STARTS,
	        .ends_at = STARTS + 3000};
	struct speaker role = {.person_id = speaker};

	assert_true(talk_add(s->store, &talk, &s->err));
	assert_true(talk_update_speakers(s->store, talk.id, &role, 1, &s->err));
}

static int64_t
question_make(struct sample *s, int64_t talk_id, const char *body)
{
	struct question question = {.talk_id = talk_id,
	        .body = body,
	        .asked = "no",
	        .state = "open",
	        .asked_at = STARTS + 60,
	        .author = "me"};
	static int made;

	question.uid = arena_format(&s->arena, "%032d", ++made);
	assert_true(question_add(s->store, &question, &s->err));
	return question.id;
}

/* P1 Emil speaks in T1 and T2, and at another conference in T3; P2 Silent in T4; P3 has a phone. */
static int
sample_init(void **state)
{
	static const char *const codes[] = {"one", "two"};
	static struct sample sample;
	struct sample *s = &sample;
	struct store_options options = {
	        .now = NOW, .author = "me", .command = "test", .program = "0"};

	s->err = (struct error){.kind = ERROR_NONE};
	arena_init(&s->arena);
	(void)snprintf(s->folder, sizeof(s->folder), "/tmp/askback-test-XXXXXX");
	assert_non_null(mkdtemp(s->folder));
	options.path = arena_format(&s->arena, "%s/store.db", s->folder);
	assert_true(store_open(&s->arena, &options, STORE_WRITE, &s->store, &s->err));
	assert_true(store_begin(s->store, &s->err));
	for (size_t i = 0; i < COUNT(codes); i++)
		assert_true(conference_add(s->store,
		        &(struct conference){.code = codes[i], .name = codes[i], .zone = "UTC"},
		        &s->err));
	person_make(s, "Emil Stolarsky", "emil@shop.example", false);
	person_make(s, "Silent Sam", "sam@quiet.example", true);
	person_make(s, "Peter Bourgon", "peter_b@ok.example", false);
	assert_true(contact_add(s->store,
	        &(struct contact){.person_id = 3,
	                .kind = "phone",
	                .value = "+353 1 234 5678",
	                .source = "typed",
	                .added_at = NOW},
	        &s->err));
	talk_make(s, 1, "Load balancers", 1);
	talk_make(s, 1, "Edges", 1);
	talk_make(s, 2, "Elsewhere", 1);
	talk_make(s, 1, "Quiet", 2);
	*state = s;
	return 0;
}

static int
sample_drop(void **state)
{
	static const char *const names[] = {"", ".lock", ".spool", "-journal"};
	struct sample *s = *state;

	store_close(s->store);
	for (size_t i = 0; i < COUNT(names); i++)
		(void)unlink(arena_format(&s->arena, "%s/store.db%s", s->folder, names[i]));
	assert_int_equal(rmdir(s->folder), 0);
	arena_close(&s->arena);
	return 0;
}

static struct plan
planned(struct sample *s, struct compose_wish wish, int64_t first, int64_t last)
{
	int64_t *ids = arena_array(&s->arena, (size_t)(last - first + 1), sizeof(*ids));
	struct plan plan;

	for (int64_t id = first; id <= last; id++)
		ids[wish.count++] = id;
	wish.question_ids = ids;
	wish.asker = "Ada";
	wish.asker_email = "ada@home.example";
	wish.now = NOW + DAY;
	if (!compose_plan(s->store, &s->arena, &all, &wish, &plan, &s->err))
		fail_msg("%s", s->err.text);
	return plan;
}

static void
saved(struct sample *s, struct plan *plan, const char *state)
{
	assert_true(compose_save(s->store, plan, &s->err));
	for (size_t i = 0; i < plan->count; i++) {
		struct followup before, after;

		assert_true(followup_get(
		        s->store, &s->arena, plan->items[i].followup.id, &before, &s->err));
		assert_string_equal(before.payload, plan->items[i].followup.payload);
		after = before;
		after.state = "sending";
		if (!state)
			continue;
		assert_true(followup_update(s->store, &before, &after, &s->err));
		before = after;
		after.state = state;
		after.sent_at = NOW;
		assert_true(followup_update(s->store, &before, &after, &s->err));
	}
}

static void
left_out(const struct plan *plan, const char *reason)
{
	for (size_t i = 0; i < plan->skip_count; i++)
		if (strcmp(plan->skips[i].reason, reason) == 0)
			return;
	fail_msg("nothing is left out for \"%s\", but \"%s\"", reason,
	        plan->skip_count ? plan->skips[0].reason : "");
}

static void
route_set(struct sample *s, const char *scope, int64_t id, const char *destination)
{
	const struct texts texts = {.items = &destination, .count = 1};

	assert_true(route_update(s->store, scope, id, &texts, &s->err));
}

static void
writes_one_mail_a_person(void **state)
{
	struct sample *s = *state;
	struct plan plan;
	const char *mail;

	question_make(s, 1, "How?");
	question_make(s, 2, "Why?");
	question_make(s, 3, "Where?");
	plan = planned(s, (struct compose_wish){.to = NULL}, 1, 3);
	assert_int_equal(plan.count, 1);
	assert_int_equal(plan.skip_count, 0);
	assert_int_equal(plan.items[0].question_count, 3);
	assert_int_equal(plan.items[0].followup.person_id, 1);
	assert_int_equal(plan.items[0].followup.conference_id, 0);
	assert_string_equal(plan.items[0].followup.place, "emil@shop.example");
	assert_string_equal(plan.items[0].followup.origin, "smtps://mail.home.example:465");
	assert_string_equal(plan.items[0].name, "Emil Stolarsky");
	assert_string_equal(plan.items[0].why, "no route: to the only one with an address");
	assert_false(plan.items[0].is_public);
	assert_int_equal(strlen(plan.items[0].followup.uid), 32);
	mail = plan.items[0].followup.payload;
	assert_non_null(strstr(mail, "[Q1] How?"));
	assert_non_null(strstr(mail, "[Q2] Why?"));
	assert_non_null(strstr(mail, "[Q3] Where?"));
}

static void
writes_one_issue_a_question(void **state)
{
	struct sample *s = *state;
	struct plan plan;

	question_make(s, 1, "How?");
	question_make(s, 1, "Why?");
	route_set(s, "talk", 1, "github:o/r");
	plan = planned(s, (struct compose_wish){.to = NULL}, 1, 2);
	assert_int_equal(plan.count, 2);
	assert_string_equal(plan.items[1].followup.kind, "issue");
	assert_string_equal(plan.items[1].followup.place, "o/r");
	assert_string_equal(plan.items[1].why, "route of talk T1");
	assert_int_equal(plan.items[1].followup.person_id, 0);
	assert_int_equal(plan.items[1].followup.conference_id, 1);
	assert_true(plan.items[1].is_public);
	assert_null(strstr(plan.items[1].followup.payload, "Ada"));
	assert_null(strstr(plan.items[1].followup.payload, "How?"));
}

static void
sends_nothing_twice(void **state)
{
	struct sample *s = *state;
	struct plan plan;

	question_make(s, 1, "How?");
	plan = planned(s, (struct compose_wish){.to = "github:o/r"}, 1, 1);
	saved(s, &plan, NULL);
	plan = planned(s, (struct compose_wish){.to = NULL}, 1, 1);
	assert_int_equal(plan.count, 0);
	left_out(&plan, "in the outbox already: F1, queued");
	plan = planned(s, (struct compose_wish){.to = "github:o/r"}, 1, 1);
	assert_int_equal(plan.count, 0);
	plan = planned(s, (struct compose_wish){.to = "github:o/other"}, 1, 1);
	assert_int_equal(plan.count, 1);
	plan = planned(s, (struct compose_wish){.to = "github:o/r", .again = true}, 1, 1);
	assert_int_equal(plan.count, 1);
	assert_string_equal(plan.items[0].notice, "much like F1, queued");
}

static void
writes_to_a_person_once_a_conference(void **state)
{
	struct sample *s = *state;
	struct plan plan;

	question_make(s, 1, "How?");
	question_make(s, 2, "Why?");
	question_make(s, 3, "Where?");
	plan = planned(s, (struct compose_wish){.to = NULL}, 1, 1);
	assert_int_equal(plan.items[0].followup.conference_id, 1);
	saved(s, &plan, "sent");
	plan = planned(s, (struct compose_wish){.to = NULL}, 1, 3);
	assert_int_equal(plan.count, 1);
	assert_int_equal(plan.items[0].question_count, 1);
	assert_int_equal(plan.items[0].question_ids[0], 3);
	left_out(&plan, "sent already: F1");
	left_out(&plan, "Emil Stolarsky was written to on Wed 30 Aug 2017 (F1)");
	plan = planned(s, (struct compose_wish){.to = "mail:EMIL@shop.example"}, 2, 2);
	assert_int_equal(plan.count, 0);
	plan = planned(s, (struct compose_wish){.again = true}, 2, 2);
	assert_int_equal(plan.count, 1);
	/* Issues are not mails to a person. */
	plan = planned(s, (struct compose_wish){.to = "github:o/r"}, 2, 2);
	assert_int_equal(plan.count, 1);
}

static void
leaves_people_alone(void **state)
{
	struct sample *s = *state;
	struct plan plan;

	question_make(s, 4, "How?");
	plan = planned(s, (struct compose_wish){.to = NULL}, 1, 1);
	assert_int_equal(plan.count, 0);
	left_out(&plan, "no way: P2 Silent Sam does not want to be contacted");
	plan = planned(
	        s, (struct compose_wish){.to = "mail:Sam@quiet.example", .again = true}, 1, 1);
	assert_int_equal(plan.count, 0);
}

static void
sends_private_questions_only_by_name(void **state)
{
	struct sample *s = *state;
	struct question before, after;
	struct plan plan;
	int64_t id = question_make(s, 1, "How?");

	assert_true(question_get(s->store, &s->arena, id, &before, &s->err));
	after = before;
	after.private = true;
	assert_true(question_update(s->store, &before, &after, &s->err));
	plan = planned(s, (struct compose_wish){.to = "github:o/r"}, 1, 1);
	assert_int_equal(plan.count, 0);
	left_out(&plan, "private");
	plan = planned(s, (struct compose_wish){.to = "github:o/r", .named = true}, 1, 1);
	assert_int_equal(plan.count, 1);
}

static void
tells_nobody_how_to_reach_people(void **state)
{
	static const struct {
		const char *to;
		const char *body;
		const char *reason; /* NULL: it may leave */
	} cases[] = {
	        {"github:o/r", "Is PETER_B@ok.example right?",
	                "it would tell the address of P3 Peter Bourgon"},
	        {"github:o/r", "Is <emil@shop.example> right?",
	                "it would tell the address of P1 Emil Stolarsky"},
	        {"github:o/r", "https://x.example/?m=emil%40shop.example",
	                "it would tell the address of P1 Emil Stolarsky"},
	        {"github:o/r", "`code emil@shop.example`",
	                "it would tell the address of P1 Emil Stolarsky"},
	        {"hand:here", "call 01 (234) 56-78",
	                "it would tell the telephone number of P3 Peter Bourgon"},
	        {"mail:emil@shop.example", "What of peter_b@ok.example",
	                "it would tell the address of P3 Peter Bourgon"},
	        {"mail:emil@shop.example", "Is emil@shop.example right? I am ada@home.example",
	                NULL},
	        {"github:o/r", "notemil@shop.example and emil@shop.examples", NULL},
	        {"github:o/r", "_emil@shop.example_",
	                "it would tell the address of P1 Emil Stolarsky"},
	        {"github:o/r", "“emil@shop.example”",
	                "it would tell the address of P1 Emil Stolarsky"},
	        {"github:o/r", "12345678",
	                "it would tell the telephone number of P3 Peter Bourgon"},
	        {"github:o/r", "1234567", NULL},
	};
	struct sample *s = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t id = question_make(s, 1, cases[i].body);
		struct plan plan =
		        planned(s, (struct compose_wish){.to = cases[i].to, .named = true}, id, id);

		if (cases[i].reason)
			left_out(&plan, cases[i].reason);
		if (plan.count != (cases[i].reason ? 0 : 1))
			fail_msg("%s: %s", cases[i].body,
			        plan.skip_count ? plan.skips[0].reason : "it would leave");
	}
}

static void
checks_what_was_edited(void **state)
{
	static const struct {
		struct followup followup;
		bool ok;
	} cases[] = {
	        {{.kind = "issue",
	                 .title = "a",
	                 .payload = "{\"body\":\"x emil\\u0040shop.example\"}"},
	                false},
	        {{.kind = "issue", .title = "a", .payload = "{\"body\":\"x\"}"}, true},
	        {{.kind = "issue", .title = "emil@shop.example", .payload = "{}"}, false},
	        {{.kind = "note", .title = "a", .payload = "a\n\nemil@\u200Bshop.example\n"},
	                false},
	        {{.kind = "mail",
	                 .title = "a",
	                 .place = "emil@shop.example",
	                 .payload = "To: emil@shop.example\r\nContent-Type: text/plain; "
	                            "charset=utf-8\r\nContent-Transfer-Encoding: "
	                            "quoted-printable\r\n\r\npeter_b=40ok.exa=\r\nmple\r\n"},
	                false},
	        {{.kind = "mail",
	                 .title = "a",
	                 .place = "emil@shop.example",
	                 .payload = "To: emil@shop.example\r\n\r\nHello\r\n"},
	                true},
	};
	struct sample *s = *state;

	for (size_t i = 0; i < COUNT(cases); i++)
		if (compose_check(s->store, &s->arena, &cases[i].followup, "ada@home.example",
		            &s->err) != cases[i].ok)
			fail_msg("%s: %s", cases[i].followup.payload, s->err.text);
}

static void
sees_what_is_alike(void **state)
{
	struct sample *s = *state;
	struct plan plan;

	question_make(s, 1, "How do you drain the traffic cleanly from a node?");
	question_make(s, 2, "How do you drain traffic cleanly from a node");
	question_make(s, 2, "What is the size of the ECMP group?");
	plan = planned(s, (struct compose_wish){.to = "github:o/r"}, 1, 1);
	saved(s, &plan, "sent");
	plan = planned(s, (struct compose_wish){.to = "github:o/r"}, 2, 3);
	assert_int_equal(plan.count, 2);
	assert_string_equal(plan.items[0].notice, "much like F1, sent yesterday");
	assert_null(plan.items[1].notice);
	plan = planned(s, (struct compose_wish){.to = "github:o/other"}, 2, 2);
	assert_null(plan.items[0].notice);
}

static void
rehearses_without_a_trace(void **state)
{
	struct sample *s = *state;
	struct plan plan;

	question_make(s, 1, "How?");
	question_make(s, 2, "Why?");
	route_set(s, "talk", 2, "github:o/r");
	plan = planned(s, (struct compose_wish){.to_self = true}, 1, 2);
	assert_int_equal(plan.count, 1);
	assert_string_equal(plan.items[0].followup.place, "ada@home.example");
	assert_int_equal(plan.items[0].question_count, 0);
	assert_int_equal(plan.items[0].followup.person_id, 0);
	assert_non_null(strstr(plan.items[0].followup.payload, "How?"));
	assert_non_null(strstr(plan.items[0].followup.payload, "Why?"));
	assert_true(compose_check(
	        s->store, &s->arena, &plan.items[0].followup, "ada@home.example", &s->err));
	saved(s, &plan, "sent");
	plan = planned(s, (struct compose_wish){.to = NULL}, 1, 2);
	assert_int_equal(plan.count, 2);
	assert_int_equal(plan.skip_count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(writes_one_mail_a_person, sample_init, sample_drop),
	        cmocka_unit_test_setup_teardown(
	                writes_one_issue_a_question, sample_init, sample_drop),
	        cmocka_unit_test_setup_teardown(sends_nothing_twice, sample_init, sample_drop),
	        cmocka_unit_test_setup_teardown(
	                writes_to_a_person_once_a_conference, sample_init, sample_drop),
	        cmocka_unit_test_setup_teardown(leaves_people_alone, sample_init, sample_drop),
	        cmocka_unit_test_setup_teardown(
	                sends_private_questions_only_by_name, sample_init, sample_drop),
	        cmocka_unit_test_setup_teardown(
	                tells_nobody_how_to_reach_people, sample_init, sample_drop),
	        cmocka_unit_test_setup_teardown(checks_what_was_edited, sample_init, sample_drop),
	        cmocka_unit_test_setup_teardown(sees_what_is_alike, sample_init, sample_drop),
	        cmocka_unit_test_setup_teardown(
	                rehearses_without_a_trace, sample_init, sample_drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
