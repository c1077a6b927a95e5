/* SPDX-License-Identifier: MIT */

/* A new store in a folder of its own, inside a transaction. */
#ifndef TESTS_UNIT_STORE_SAMPLE_H
#define TESTS_UNIT_STORE_SAMPLE_H

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "store/store.h"

enum { NOON = 1504094400 };

struct sample {
	struct arena arena;
	struct store *store;
	struct error err;
	char folder[32];
};

static inline int
sample_init(void **state)
{
	static struct sample sample;
	struct store_options options = {
	        .now = NOON, .author = "me", .command = "test", .program = "0"};

	sample = (struct sample){.folder = "/tmp/askback-test-XXXXXX"};
	arena_init(&sample.arena);
	assert_non_null(mkdtemp(sample.folder));
	options.path = arena_format(&sample.arena, "%s/store.db", sample.folder);
	assert_true(store_open(&sample.arena, &options, STORE_WRITE, &sample.store, &sample.err));
	assert_true(store_begin(sample.store, &sample.err));
	*state = &sample;
	return 0;
}

static inline int
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

#endif
