/* SPDX-License-Identifier: MIT */

/* What an account is to wait for is known to the next run. */
#include "store/gate.h"

#include "sample.h"

#define ORIGIN "https://api.github.com"

static void
gate_is_open_until_told(void **state)
{
	struct sample *sample = *state;
	struct gate gate;

	assert_true(gate_get(sample->store, &sample->arena, ORIGIN, "github", &gate, &sample->err));
	assert_string_equal(gate.origin, ORIGIN);
	assert_string_equal(gate.account, "github");
	assert_int_equal(gate.blocked_until, 0);
	assert_int_equal(gate.last_at, 0);
	assert_null(gate.words);
}

static void
gate_is_as_last_told(void **state)
{
	struct sample *sample = *state;
	struct gate gate = {.origin = ORIGIN,
	        .account = "github",
	        .blocked_until = NOON + 60,
	        .last_at = NOON,
	        .words = "rate limit"};
	struct gate_list list;

	assert_true(gate_update(sample->store, &gate, &sample->err));
	gate.blocked_until = NOON + 120;
	assert_true(gate_update(sample->store, &gate, &sample->err));
	gate = (struct gate){.origin = ORIGIN, .account = "work", .last_at = NOON};
	assert_true(gate_update(sample->store, &gate, &sample->err));

	assert_true(gate_get(sample->store, &sample->arena, ORIGIN, "github", &gate, &sample->err));
	assert_int_equal(gate.blocked_until, NOON + 120);
	assert_string_equal(gate.words, "rate limit");
	assert_true(
	        gate_list_blocked(sample->store, &sample->arena, NOON + 119, &list, &sample->err));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].account, "github");
	assert_true(
	        gate_list_blocked(sample->store, &sample->arena, NOON + 120, &list, &sample->err));
	assert_int_equal(list.count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(gate_is_open_until_told, sample_init, sample_drop),
	        cmocka_unit_test_setup_teardown(gate_is_as_last_told, sample_init, sample_drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
