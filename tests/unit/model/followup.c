/* SPDX-License-Identifier: MIT */

/* Which state follows which, and what each says about where a follow-up is. */
#include "model/followup.h"

#include <setjmp.h>
#include <string.h>
#include <cmocka.h>

static const struct {
	const char *state;
	/* Where it may go: a letter for each row, in their order. */
	const char *next;
	bool under_way;
	bool arrived;
} rows[] = {
        {"queued", "-s-hrc-----", true, false},
        {"sending", "q-uhr-S----", true, false},
        {"uncertain", "q--h--S----", true, false},
        {"held", "q----cS----", true, false},
        {"refused", "q--h-c-----", true, false},
        {"cancelled", "q----------", false, false},
        {"sent", "-------abpx", false, true},
        {"acked", "--------bpx", false, true},
        {"bounced", "---------px", false, true},
        {"replied", "----------x", false, true},
        {"closed", "---------p-", false, true},
};

static void
states_follow_states(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(strlen(rows[i].next), COUNT(rows));
		for (size_t k = 0; k < COUNT(rows); k++)
			assert_int_equal(followup_can_become(rows[i].state, rows[k].state),
			        rows[i].next[k] != '-');
		assert_false(followup_can_become(rows[i].state, "lost"));
		assert_false(followup_can_become("lost", rows[i].state));
	}
}

/* The table above knows every state that there is. */
static void
states_are_all(void **state)
{
	size_t count = 1;

	(void)state;
	for (const char *at = FOLLOWUP_STATES; *at; at++)
		count += *at == '|';
	assert_int_equal(count, COUNT(rows));
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_non_null(strstr(FOLLOWUP_STATES, rows[i].state));
}

static void
states_say_where_it_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(followup_is_under_way(rows[i].state), rows[i].under_way);
		assert_int_equal(followup_has_arrived(rows[i].state), rows[i].arrived);
	}
}

static const struct {
	struct followup followup;
	bool in_doubt;
} doubts[] = {
        {{.state = "uncertain", .phase = FOLLOWUP_PHASE_WIRE}, true},
        {{.state = "held", .phase = FOLLOWUP_PHASE_LAST}, true},
        {{.state = "held", .phase = FOLLOWUP_PHASE_WIRE}, true},
        {{.state = "held", .phase = FOLLOWUP_PHASE_NONE}, false},
        {{.state = "sending", .phase = FOLLOWUP_PHASE_WIRE}, false},
        {{.state = "queued"}, false},
        {{.state = "refused"}, false},
        {{.state = "sent"}, false},
};

static void
doubt_is_not_put_aside(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(doubts); i++)
		assert_int_equal(followup_is_in_doubt(&doubts[i].followup), doubts[i].in_doubt);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(states_follow_states),
	        cmocka_unit_test(states_are_all),
	        cmocka_unit_test(states_say_where_it_is),
	        cmocka_unit_test(doubt_is_not_put_aside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
