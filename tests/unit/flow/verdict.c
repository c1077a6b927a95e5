/* SPDX-License-Identifier: MIT */
#include "flow/verdict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { NOW = 1504097520, DAY = VERDICT_DAY, SETTLE = 600, LOOKUPS = 3, HALF = VERDICT_CHANCES / 2 };

#define WIRE FOLLOWUP_PHASE_WIRE
#define LAST FOLLOWUP_PHASE_LAST

static const char *
shown(const char *text)
{
	return text ? text : "none";
}

static bool
is_same(const char *a, const char *b)
{
	return strcmp(shown(a), shown(b)) == 0;
}

static const struct {
	const char *kind;
	const char *state;
	const char *phase;
	bool looks;
	enum recovery recovery;
} recoveries[] = {
        {"issue", "queued", NULL, true, RECOVERY_SEND},
        {"mail", "queued", NULL, false, RECOVERY_SEND},
        {"issue", "sending", NULL, true, RECOVERY_AGAIN},
        {"mail", "sending", NULL, false, RECOVERY_AGAIN},
        {"issue", "sending", WIRE, true, RECOVERY_LOOK},
        {"issue", "sending", WIRE, false, RECOVERY_HOLD},
        {"discussion", "sending", WIRE, true, RECOVERY_LOOK},
        {"mail", "sending", WIRE, false, RECOVERY_SEND},
        {"mail", "sending", LAST, false, RECOVERY_HOLD},
        {"mail", "sending", LAST, true, RECOVERY_LOOK},
        {"issue", "uncertain", WIRE, true, RECOVERY_LOOK},
        {"issue", "uncertain", WIRE, false, RECOVERY_HOLD},
        {"issue", "sent", NULL, true, RECOVERY_NONE},
        {"issue", "held", WIRE, true, RECOVERY_NONE},
        {"issue", "refused", NULL, true, RECOVERY_NONE},
        {"issue", "cancelled", NULL, true, RECOVERY_NONE},
        {"issue", "closed", NULL, true, RECOVERY_NONE},
};

static void
test_recovery(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(recoveries); i++) {
		const struct followup followup = {
		        .kind = recoveries[i].kind,
		        .state = recoveries[i].state,
		        .phase = recoveries[i].phase,
		};
		enum recovery recovery = recovery_find(&followup, recoveries[i].looks);

		if (recovery != recoveries[i].recovery)
			fail_msg("%s, %s, phase %s: %d", followup.kind, followup.state,
			        shown(followup.phase), recovery);
	}
}

/* What follows from a verdict; wait is until next_at. */
static const struct send_case {
	const char *what;
	const char *kind;
	const char *phase;
	bool looks;
	int64_t attempts;
	int64_t age;
	struct outcome outcome;
	const char *state;
	const char *phase_then;
	int64_t attempts_then;
	int64_t wait;
	int64_t blocked;
	bool down;
	bool failed;
} sends[] = {
        {"sent", "issue", WIRE, true, 1, 0, {VERDICT_SENT, "7", "u", .wait = -1}, "sent", NULL, 1,
                0, 0, false, false},
        {"refused", "issue", WIRE, true, 1, 0, {VERDICT_REFUSED, .wait = -1}, "refused", NULL, 1, 0,
                0, false, false},
        {"nothing had left", "issue", NULL, true, 1, 0, {VERDICT_LATER, .wait = -1}, "queued", NULL,
                0, 15, 0, false, true},
        {"the first answer was no", "issue", WIRE, true, 1, 0, {VERDICT_LATER, .wait = -1},
                "queued", NULL, 1, 15, 0, false, true},
        {"the third answer was no", "issue", WIRE, true, 3, 0, {VERDICT_LATER, .wait = -1},
                "queued", NULL, 3, 60, 0, false, true},
        {"after very many", "issue", WIRE, true, 99, 0, {VERDICT_LATER, .wait = -1}, "queued", NULL,
                99, 1800, 0, false, true},
        {"the service says how long", "issue", WIRE, true, 1, 0, {VERDICT_LATER, .wait = 42},
                "queued", NULL, 1, 42, 0, false, true},
        {"at once, it says", "issue", WIRE, true, 1, 0, {VERDICT_LATER, .wait = 0}, "queued", NULL,
                1, 1, 0, false, true},
        {"for a year, it says", "issue", WIRE, true, 1, 0, {VERDICT_LATER, .wait = 366 * DAY},
                "queued", NULL, 1, DAY, 0, false, true},
        {"a limit", "issue", WIRE, true, 9, 9 * DAY, {VERDICT_LATER, .wait = 42, .limited = true},
                "queued", NULL, 8, 42, 42, false, true},
        {"a limit without an end", "issue", WIRE, true, 1, 0,
                {VERDICT_LATER, .wait = -1, .limited = true}, "queued", NULL, 0, 60, 60, false,
                true},
        {"many attempts in a day", "issue", WIRE, true, 8, DAY - 1, {VERDICT_LATER, .wait = -1},
                "queued", NULL, 8, 1800, 0, false, true},
        {"few attempts in a week", "issue", WIRE, true, 7, 7 * DAY, {VERDICT_LATER, .wait = -1},
                "queued", NULL, 7, 960, 0, false, true},
        {"gave up", "issue", WIRE, true, 8, DAY, {VERDICT_LATER, .wait = -1}, "refused", NULL, 8, 0,
                0, false, true},
        {"offline for a week", "issue", NULL, true, 8, 7 * DAY, {VERDICT_LATER, .wait = -1},
                "queued", NULL, 7, 1800, 0, false, true},
        {"uncertain", "issue", WIRE, true, 1, 0, {VERDICT_UNCERTAIN, .wait = -1}, "uncertain", WIRE,
                1, SETTLE / 20, 0, false, true},
        {"uncertain, but nothing had left", "issue", NULL, true, 1, 0,
                {VERDICT_UNCERTAIN, .wait = -1}, "queued", NULL, 0, 15, 0, false, true},
        {"uncertain, and nobody can look", "issue", WIRE, false, 1, 0,
                {VERDICT_UNCERTAIN, .wait = -1}, "held", WIRE, 1, 0, 0, false, true},
        {"down", "issue", WIRE, true, 2, 0, {VERDICT_DOWN, .wait = -1}, "queued", NULL, 1, 0, 0,
                true, false},
        {"denied", "issue", WIRE, true, 2, 0, {VERDICT_DOWN, .wait = -1, .denied = true}, "queued",
                NULL, 1, 0, 0, true, false},
        {"mail: sent", "mail", LAST, false, 1, 0, {VERDICT_SENT, "<id>", .wait = -1}, "sent", NULL,
                1, 0, 0, false, false},
        {"mail: not complete", "mail", WIRE, false, 1, 0, {VERDICT_UNCERTAIN, .wait = -1}, "queued",
                NULL, 1, 300, 0, false, false},
        {"mail: greylisted", "mail", WIRE, false, 2, 0, {VERDICT_LATER, .wait = -1}, "queued", NULL,
                2, 900, 0, false, false},
        {"mail: greylisted behind the dot", "mail", LAST, false, 3, 0, {VERDICT_LATER, .wait = -1},
                "queued", NULL, 3, 1800, 0, false, false},
        {"mail: nobody there", "mail", NULL, false, 1, 0, {VERDICT_LATER, .wait = -1}, "queued",
                NULL, 0, 300, 0, false, true},
        {"mail: for four days", "mail", WIRE, false, 8, 4 * DAY, {VERDICT_LATER, .wait = -1},
                "queued", NULL, 8, 7200, 0, false, false},
        {"mail: gave up", "mail", WIRE, false, 8, 5 * DAY, {VERDICT_LATER, .wait = -1}, "refused",
                NULL, 8, 0, 0, false, false},
        {"mail: in doubt", "mail", LAST, false, 1, 0, {VERDICT_UNCERTAIN, .wait = -1}, "held", LAST,
                1, 0, 0, false, true},
};

static void
check_send(struct arena *arena, const struct send_case *c)
{
	const struct followup followup = {
	        .id = 1,
	        .kind = c->kind,
	        .state = "sending",
	        .phase = c->phase,
	        .attempts = c->attempts,
	        .attempted_at = NOW - 1,
	        .lookups = 2,
	        .next_at = 1,
	        .created_at = NOW - c->age,
	};
	struct outcome outcome = c->outcome;
	const struct trial trial = {
	        .followup = &followup,
	        .outcome = &outcome,
	        .looks = c->looks,
	        .lookups = LOOKUPS,
	        .settle = SETTLE,
	        .now = NOW,
	        .chance = HALF,
	};
	struct ruling ruling;
	const struct followup *then = &ruling.followup;

	outcome.words = "why";
	verdict_send(arena, &trial, &ruling);
	if (!is_same(then->state, c->state) || !is_same(then->phase, c->phase_then))
		fail_msg("%s: %s, phase %s", c->what, then->state, shown(then->phase));
	if (then->attempts != c->attempts_then)
		fail_msg("%s: %lld attempts", c->what, (long long)then->attempts);
	if (then->next_at != (c->wait ? NOW + c->wait : 0))
		fail_msg("%s: again in %lld s", c->what, (long long)(then->next_at - NOW));
	if (ruling.blocked_until != (c->blocked ? NOW + c->blocked : 0))
		fail_msg("%s: blocked until %lld", c->what, (long long)ruling.blocked_until);
	if (ruling.down != c->down || ruling.failed != c->failed)
		fail_msg("%s: down %d, failed %d", c->what, ruling.down, ruling.failed);
	if (!strstr(then->words, "why"))
		fail_msg("%s: \"%s\" does not say why", c->what, then->words);
	if (is_same(then->state, "uncertain"))
		assert_int_equal(then->lookups, 0);
	assert_true(ruling.worked ==
	        (is_same(then->state, "sent") || outcome.verdict == VERDICT_REFUSED));
}

static void
test_send(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(sends); i++)
		check_send(&arena, &sends[i]);
	arena_close(&arena);
}

static void
test_send_remembers(void **state)
{
	const struct followup followup = {
	        .kind = "issue", .state = "sending", .phase = WIRE, .attempts = 1};
	const struct outcome outcome = {
	        .verdict = VERDICT_SENT, .remote_id = "7", .remote_url = "https://x.example/7"};
	const struct trial trial = {.followup = &followup, .outcome = &outcome, .now = NOW};
	struct ruling ruling;

	(void)state;
	verdict_send(NULL, &trial, &ruling);
	assert_string_equal(ruling.followup.remote_id, "7");
	assert_string_equal(ruling.followup.remote_url, "https://x.example/7");
	assert_int_equal(ruling.followup.sent_at, NOW);
}

static void
test_backoff(void **state)
{
	static const char *const kinds[] = {"issue", "mail"};
	static const int64_t floors[] = {10, 300}, ceilings[] = {3600, 4 * 3600};
	struct outcome outcome = {.verdict = VERDICT_LATER, .wait = -1, .words = "why"};
	struct ruling ruling;

	(void)state;
	for (size_t kind = 0; kind < COUNT(kinds); kind++)
		for (int64_t n = 0; n < 100 * VERDICT_CHANCES; n += VERDICT_CHANCES / 8 + 1) {
			const struct followup followup = {
			        .kind = kinds[kind],
			        .state = "sending",
			        .phase = WIRE,
			        .attempts = n / VERDICT_CHANCES,
			        .created_at = NOW,
			};
			const struct trial trial = {
			        .followup = &followup,
			        .outcome = &outcome,
			        .now = NOW,
			        .chance = n % VERDICT_CHANCES,
			};

			verdict_send(NULL, &trial, &ruling);
			assert_in_range(
			        ruling.followup.next_at - NOW, floors[kind], ceilings[kind]);
		}
}

static const struct find_case {
	const char *what;
	enum found found;
	int64_t lookups;
	int64_t age; /* of the attempt */
	struct outcome outcome;
	const char *state;
	int64_t lookups_then;
	int64_t wait;
	bool down;
} finds[] = {
        {"found", FOUND_IT, 0, 30, {VERDICT_SENT, "7", "u", .wait = -1}, "sent", 0, 0, false},
        {"nothing at first", FOUND_NOTHING, 0, 30, {.wait = -1}, "uncertain", 1, 120, false},
        {"nothing again", FOUND_NOTHING, 1, 150, {.wait = -1}, "uncertain", 2, 450, false},
        {"nothing, too early", FOUND_NOTHING, 2, 599, {.wait = -1}, "uncertain", 3, 1, false},
        {"nothing, enough", FOUND_NOTHING, 2, 600, {.wait = -1}, "queued", 3, 0, false},
        {"nothing, more than enough", FOUND_NOTHING, 9, 999, {.wait = -1}, "queued", 10, 0, false},
        {"long ago, too few looks", FOUND_NOTHING, 0, DAY, {.wait = -1}, "uncertain", 1, 120,
                false},
        {"the clock was put back", FOUND_NOTHING, 2, -2 * DAY, {.wait = -1}, "queued", 3, 0, false},
        {"unknown", FOUND_UNKNOWN, 2, 600, {VERDICT_LATER, .wait = -1}, "uncertain", 2, 120, false},
        {"unknown, with a wait", FOUND_UNKNOWN, 2, 600, {VERDICT_LATER, .wait = 7}, "uncertain", 2,
                7, false},
        {"denied", FOUND_UNKNOWN, 2, 600, {VERDICT_LATER, .wait = -1, .denied = true}, "uncertain",
                2, 120, true},
};

static void
test_find(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(finds); i++) {
		const struct find_case *c = &finds[i];
		const struct followup followup = {
		        .kind = "issue",
		        .state = "uncertain",
		        .phase = WIRE,
		        .attempts = 1,
		        .attempted_at = NOW - c->age,
		        .lookups = c->lookups,
		};
		const struct trial trial = {
		        .followup = &followup,
		        .outcome = &c->outcome,
		        .looks = true,
		        .lookups = LOOKUPS,
		        .settle = SETTLE,
		        .now = NOW,
		};
		struct ruling ruling;
		const struct followup *then = &ruling.followup;

		verdict_find(&trial, c->found, &ruling);
		if (!is_same(then->state, c->state) || then->lookups != c->lookups_then)
			fail_msg("%s: %s after %lld looks", c->what, then->state,
			        (long long)then->lookups);
		if (then->next_at != (c->wait ? NOW + c->wait : 0))
			fail_msg("%s: again in %lld s", c->what, (long long)(then->next_at - NOW));
		assert_int_equal(then->sent_at, c->found == FOUND_IT ? NOW - c->age : 0);
		if (ruling.down != c->down ||
		        !is_same(then->phase, is_same(then->state, "uncertain") ? WIRE : NULL))
			fail_msg("%s: down %d, phase %s", c->what, ruling.down, shown(then->phase));
	}
}

/* Whatever the numbers in the configuration, the looks span the whole time. */
static void
test_looks_span_settle(void **state)
{
	const struct outcome outcome = {.verdict = VERDICT_UNCERTAIN, .wait = -1, .words = "why"};

	(void)state;
	for (int64_t lookups = 0; lookups < 12; lookups++) {
		struct followup followup = {
		        .kind = "issue", .state = "sending", .phase = WIRE, .attempted_at = NOW};
		struct trial trial = {
		        .followup = &followup,
		        .outcome = &outcome,
		        .looks = true,
		        .lookups = lookups,
		        .settle = SETTLE,
		        .now = NOW,
		};
		struct ruling ruling;
		int looks = 0;

		verdict_send(NULL, &trial, &ruling);
		for (; is_same(ruling.followup.state, "uncertain"); looks++) {
			assert_true(looks < 100);
			followup = ruling.followup;
			assert_true(followup.next_at > trial.now);
			trial.now = followup.next_at;
			verdict_find(&trial, FOUND_NOTHING, &ruling);
		}
		assert_string_equal(ruling.followup.state, "queued");
		assert_true(trial.now - NOW >= SETTLE);
		assert_true(looks >= lookups);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_recovery),
	        cmocka_unit_test(test_send),
	        cmocka_unit_test(test_send_remembers),
	        cmocka_unit_test(test_backoff),
	        cmocka_unit_test(test_find),
	        cmocka_unit_test(test_looks_span_settle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
