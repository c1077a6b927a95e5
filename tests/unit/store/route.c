/* SPDX-License-Identifier: MIT */

/* The destinations of a scope, in the order of choice, and what the history says of them. */
#include "store/route.h"

#include <string.h>

#include "store/history.h"
#include "sample.h"

/* Sets up to two destinations. */
static void
route_set(
        struct sample *sample, const char *scope, int64_t id, const char *first, const char *second)
{
	const char *const items[] = {first, second};
	struct texts texts = {.items = items, .count = !first ? 0 : !second ? 1 : 2};

	assert_true(route_update(sample->store, scope, id, &texts, &sample->err));
}

static void
routes_come_in_order(void **state)
{
	static const struct route expected[] = {
	        {"talk", 1, "hand"},
	        {"talk", 2, "mail"},
	        {"person", 9, "mail"},
	        {"conference", 1, "work:group/project"},
	        {"conference", 1, "mail"},
	        {"default", 0, "github:owner/repo"},
	};
	struct sample *sample = *state;
	struct route_list list;

	route_set(sample, "default", 0, "github:owner/repo", NULL);
	route_set(sample, "conference", 1, "work:group/project", "mail");
	route_set(sample, "talk", 2, "mail", NULL);
	route_set(sample, "person", 9, "mail", NULL);
	route_set(sample, "talk", 1, "hand", NULL);
	assert_true(route_list(sample->store, &sample->arena, &list, &sample->err));
	assert_int_equal(list.count, COUNT(expected));
	for (size_t i = 0; i < list.count; i++) {
		assert_string_equal(list.items[i].scope, expected[i].scope);
		assert_int_equal(list.items[i].scope_id, expected[i].scope_id);
		assert_string_equal(list.items[i].destination, expected[i].destination);
	}
}

static void
route_is_replaced(void **state)
{
	struct sample *sample = *state;
	struct operation_list operations;
	struct route_list list;

	route_set(sample, "talk", 1, NULL, NULL);
	route_set(sample, "talk", 1, "hand", "mail");
	route_set(sample, "talk", 1, "github:owner/repo", NULL);
	assert_true(
	        route_list_scope(sample->store, &sample->arena, "talk", 1, &list, &sample->err));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].destination, "github:owner/repo");
	route_set(sample, "talk", 1, NULL, NULL);
	assert_true(route_list(sample->store, &sample->arena, &list, &sample->err));
	assert_int_equal(list.count, 0);

	assert_true(
	        history_list(sample->store, &sample->arena, "route", 1, &operations, &sample->err));
	assert_int_equal(operations.count, 3);
	assert_null(operations.items[0].before);
	assert_string_equal(operations.items[1].before,
	        "{\"scope\":\"talk\",\"destinations\":[\"hand\",\"mail\"]}");
	assert_string_equal(operations.items[1].after,
	        "{\"scope\":\"talk\",\"destinations\":[\"github:owner/repo\"]}");
	assert_null(operations.items[2].after);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(routes_come_in_order, sample_init, sample_drop),
	        cmocka_unit_test_setup_teardown(route_is_replaced, sample_init, sample_drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
