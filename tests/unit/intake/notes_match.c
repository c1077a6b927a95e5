/* SPDX-License-Identifier: MIT */
#include "intake/notes_match.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

static const struct notes_candidate programme[] = {
        {.id = 11,
                .title = "Bots Are Fast, Humans Are Smarter",
                .speakers = "Felix Glaser, Shopify",
                .abstract = "What we learned about bots that buy sneakers."},
        {.id = 12,
                .title = "Standing On the Shoulders of Giants: Unleashing the Power of Scriptable "
                         "Load Balancers",
                .speakers = "Emil Stolarsky, Shopify",
                .abstract = "nginx with OpenResty lets you program the edge; state is kept in "
                            "ZooKeeper."},
        {.id = 13,
                .title = "Resiliency Testing with Toxiproxy",
                .speakers = "Jake Pittis, Shopify",
                .abstract = NULL},
        {.id = 14,
                .title = "Incident Management and Chatops at Shopify",
                .speakers = "Daniella Niyonkuru, Shopify"},
        {.id = 15,
                .title = "Anycast Is Not Load Balancing",
                .speakers = "Murali Suriar, Google",
                .abstract = "Members of an ECMP group, and how traffic moves."},
        {.id = 16, .title = "Capturing and Analyzing Millions of Queries without ANY Overhead"},
        {.id = 17, .title = "Keynote", .speakers = "Murali Suriar, Google"},
};

struct row {
	const char *title;
	const char *context;
	const char *speaker; /* may be NULL */
	int64_t id;
};

static const struct row rows[] = {
        /* The company and the technologies, not a word of the title. */
        {.title = "Openresty show",
                .context =
                        "Openresty show, as expected, the talk was from Shopify. They integrated "
                        "Openresty along with Zookeeper for auto-discovery, and there is ECMP.",
                .id = 12},
        {.title = "Capturing and analysing millions of queries, no overhead",
                .context = "They sniff the traffic.",
                .id = 16},
        {.title = "Anycast is not load balancing", .context = "", .id = 15},
        {.title = "The proxy talk", .context = "", .speaker = "Jake Pittis", .id = 13},
        /* Too little, or the same of two. */
        {.title = "Shopify", .context = "The talk of Shopify.", .id = 0},
        {.title = "The talk after lunch", .context = "", .speaker = "Murali Suriar", .id = 0},
        {.title = "Databases", .context = "Postgres at Acme", .id = 0},
        {.title = "", .context = "", .id = 0},
};

static int64_t
match(struct arena *arena, const struct notes_index *index, const struct row *row)
{
	const struct notes_find finds[] = {
	        {.kind = NOTES_TALK,
	                .text = row->title,
	                .context = row->context,
	                .part_of = NOTES_NONE},
	        {.kind = NOTES_SPEAKER, .text = row->speaker, .part_of = 0},
	};
	const struct notes notes = {.finds = finds, .count = row->speaker ? 2 : 1};

	return notes_match(arena, index, &notes, 0);
}

static void
finds_talks(void **state)
{
	const struct notes_index *index;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	index = notes_index_get(&arena, programme, COUNT(programme));
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t id = match(&arena, index, &rows[i]);

		if (id != rows[i].id)
			fail_msg("%s: talk %d, not %d", rows[i].title, (int)id, (int)rows[i].id);
	}
	arena_close(&arena);
}

static void
bears_small_programmes(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_int_equal(match(&arena, notes_index_get(&arena, NULL, 0), &rows[0]), 0);
	assert_int_equal(match(&arena, notes_index_get(&arena, &programme[5], 1), &rows[1]), 16);
	assert_int_equal(match(&arena, notes_index_get(&arena, &programme[5], 1), &rows[0]), 0);
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(finds_talks),
	        cmocka_unit_test(bears_small_programmes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
