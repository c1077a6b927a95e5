/* SPDX-License-Identifier: MIT */

/* Which talk a question goes to just after one has ended, whatever the place says. */
#include "flow/place.h"

#include <setjmp.h>
#include <stdio.h>
#include <unistd.h>
#include <cmocka.h>

enum { MINUTE = 60, START = 1504094400, END = START + 60 * MINUTE };

/* The next talk in the room begins 20 minutes after the end: the grace is 10. */
static const struct {
	int64_t at;
	int64_t talk_id;
} cases[] = {
        {START, 1},
        {END - 1, 1},
        {END, 1},
        {END + 10 * MINUTE - 1, 1},
        {END + 10 * MINUTE, 0},
        {END + 20 * MINUTE, 2},
};

static void
talks_make(struct store *store)
{
	struct conference conference = {.code = "one", .name = "One", .zone = "UTC"};
	struct error err = {.kind = ERROR_NONE};
	struct talk talk = {.title = "First", .room = "A", .starts_at = START, .ends_at = END};

	assert_true(conference_add(store, &conference, &err));
	talk.conference_id = conference.id;
	assert_true(talk_add(store, &talk, &err));
	talk.title = "Second";
	talk.starts_at = END + 20 * MINUTE;
	talk.ends_at = END + 60 * MINUTE;
	assert_true(talk_add(store, &talk, &err));
}

static void
attach_same(struct store *store, struct arena *arena)
{
	struct error err = {.kind = ERROR_NONE};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct attach_wish wish = {.at = cases[i].at};
		struct attach attach;

		assert_true(attach_find(store, arena, &wish, &attach, &err));
		assert_int_equal(attach.talk.id, cases[i].talk_id);
	}
}

static void
grace_ends_alike_everywhere(void **state)
{
	static const struct place places[] = {
	        {.kind = PLACE_AUTO},
	        {.kind = PLACE_ROOM, .room = "a"},
	        {.kind = PLACE_TALK, .id = 1, .set_at = START},
	};
	struct store_options options = {.path = "store.db",
	        .now = START,
	        .author = "me",
	        .command = "test",
	        .program = "0"};
	struct error err = {.kind = ERROR_NONE};
	struct store *store;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_true(store_open(&arena, &options, STORE_WRITE, &store, &err));
	assert_true(store_begin(store, &err));
	talks_make(store);
	for (size_t i = 0; i < COUNT(places); i++) {
		assert_true(place_update(store, &places[i], &err));
		attach_same(store, &arena);
	}
	store_close(store);
	arena_close(&arena);
}

static int
folder_init(void **state)
{
	static char folder[] = "/tmp/askback-test-XXXXXX";

	*state = folder;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int
folder_drop(void **state)
{
	static const char *const names[] = {
	        "store.db", "store.db.lock", "store.db.spool", "store.db-journal"};

	for (size_t i = 0; i < COUNT(names); i++)
		(void)unlink(names[i]);
	return rmdir(*state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(grace_ends_alike_everywhere)};

	return cmocka_run_group_tests(tests, folder_init, folder_drop);
}
