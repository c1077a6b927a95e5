/* SPDX-License-Identifier: MIT */
#include "store/spool.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct place {
	struct arena arena;
	char folder[64];
	const char *store; /* the store's path; the spool stands beside it */
	const char *file;
};

static int
place_open(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	arena_init(&place->arena);
	memcpy(place->folder, "/tmp/askback-spool.XXXXXX", sizeof("/tmp/askback-spool.XXXXXX"));
	if (!mkdtemp(place->folder))
		return -1;
	place->store = arena_format(&place->arena, "%s/a.db", place->folder);
	place->file = arena_format(&place->arena, "%s.spool", place->store);
	*state = place;
	return 0;
}

static int
place_close(void **state)
{
	struct place *place = *state;

	(void)unlink(place->file);
	(void)unlink(arena_format(&place->arena, "%s.damaged", place->file));
	(void)rmdir(place->folder);
	arena_close(&place->arena);
	free(place);
	return 0;
}

static void
spool_fill(struct place *place, const char *const *texts, size_t count)
{
	struct error err;

	for (size_t i = 0; i < count; i++)
		assert_true(
		        spool_add(&place->arena, place->store, texts[i], strlen(texts[i]), &err));
}

static void
assert_records(struct place *place, const char *const *texts, size_t count)
{
	struct spool *spool;
	struct error err;
	size_t found;
	const struct spool_record *records;

	assert_true(spool_open(&place->arena, place->store, &spool, &err));
	records = spool_records(spool, &found);
	assert_int_equal(found, count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(records[i].length, strlen(texts[i]));
		assert_memory_equal(records[i].text, texts[i], records[i].length);
	}
	spool_close(spool);
}

static void
test_reserved(void **state)
{
	struct place *place = *state;
	struct stat status;
	struct error err;

	assert_true(spool_reserve(&place->arena, place->store, &err));
	assert_int_equal(stat(place->file, &status), 0);
	assert_int_equal(status.st_size, 256 * 1024);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_true(status.st_blocks * 512 >= 256 * 1024);
	assert_false(spool_has_records(&place->arena, place->store));
	assert_records(place, NULL, 0);
}

static void
test_in_order(void **state)
{
	static char large[3000];
	const char *const texts[] = {"{\"a\":1}", large, "x", "last"};
	struct place *place = *state;
	struct error err;

	memset(large, 'l', sizeof(large) - 1);
	assert_true(spool_reserve(&place->arena, place->store, &err));
	spool_fill(place, texts, COUNT(texts));
	assert_true(spool_has_records(&place->arena, place->store));
	assert_records(place, texts, COUNT(texts));
}

static void
test_not_reserved(void **state)
{
	const char *const texts[] = {"one", "two"};
	struct place *place = *state;

	spool_fill(place, texts, COUNT(texts));
	assert_records(place, texts, COUNT(texts));
}

static void
test_clear(void **state)
{
	const char *const texts[] = {"one", "two"};
	struct place *place = *state;
	struct spool *spool;
	struct stat status;
	struct error err;

	assert_true(spool_reserve(&place->arena, place->store, &err));
	spool_fill(place, texts, COUNT(texts));
	assert_true(spool_open(&place->arena, place->store, &spool, &err));
	assert_true(spool_clear(spool, &err));
	spool_close(spool);
	assert_false(spool_has_records(&place->arena, place->store));
	assert_records(place, NULL, 0);
	assert_int_equal(stat(place->file, &status), 0);
	assert_int_equal(status.st_size, 256 * 1024);
}

/* A record that was cut short by a crash hides neither those before nor those after it. */
static void
test_torn(void **state)
{
	const char *const texts[] = {"first", "second", "third"};
	const char *const sound[] = {"first", "third"};
	struct place *place = *state;
	struct spool *spool;
	struct stat status;
	struct error err;
	int descriptor;

	assert_true(spool_reserve(&place->arena, place->store, &err));
	spool_fill(place, texts, COUNT(texts));
	descriptor = open(place->file, O_RDWR);
	assert_int_equal(pwrite(descriptor, "S", 1, 512 + 25), 1);
	(void)close(descriptor);
	assert_records(place, sound, COUNT(sound));

	assert_true(spool_open(&place->arena, place->store, &spool, &err));
	assert_true(spool_clear(spool, &err));
	spool_close(spool);
	assert_int_equal(stat(arena_format(&place->arena, "%s.damaged", place->file), &status), 0);
	assert_int_equal(status.st_size, 3 * 512);
}

/* What a crash left behind an empty first block must not hide the records that come after it. */
static void
test_first_block_empty(void **state)
{
	const char *const texts[] = {"seen"};
	struct place *place = *state;
	struct error err;
	int descriptor;

	assert_true(spool_reserve(&place->arena, place->store, &err));
	descriptor = open(place->file, O_RDWR);
	assert_int_equal(pwrite(descriptor, "torn", 4, 512), 4);
	(void)close(descriptor);
	spool_fill(place, texts, COUNT(texts));
	assert_true(spool_has_records(&place->arena, place->store));
	assert_records(place, texts, COUNT(texts));
}

static void
test_hostile(void **state)
{
	static const char *const heads[] = {"ASKB ffffffff 00000000\n", "ASKB 00000000 811c9dc5\n",
	        "ASKB        1 00000000\n", "ASKB -0000001 00000000\n", "ASKB"};
	struct place *place = *state;

	for (size_t i = 0; i < COUNT(heads); i++) {
		int descriptor = open(place->file, O_RDWR | O_CREAT | O_TRUNC, 0600);

		assert_true(write(descriptor, heads[i], strlen(heads[i])) > 0);
		(void)close(descriptor);
		assert_records(place, NULL, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(test_reserved, place_open, place_close),
	        cmocka_unit_test_setup_teardown(test_in_order, place_open, place_close),
	        cmocka_unit_test_setup_teardown(test_not_reserved, place_open, place_close),
	        cmocka_unit_test_setup_teardown(test_clear, place_open, place_close),
	        cmocka_unit_test_setup_teardown(test_torn, place_open, place_close),
	        cmocka_unit_test_setup_teardown(test_first_block_empty, place_open, place_close),
	        cmocka_unit_test_setup_teardown(test_hostile, place_open, place_close),
	};

	return cmocka_run_group_tests_name("store/spool", tests, NULL, NULL);
}
