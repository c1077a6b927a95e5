/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct reading {
	struct arena arena;
	const struct file_item *files;
	size_t count;
	struct error err;
	char folder[64];
};

static const char *
path_of(struct reading *reading, const char *name)
{
	return arena_format(&reading->arena, "%s/%s", reading->folder, name);
}

static void
file_put(struct reading *reading, const char *name, const char *text)
{
	assert_true(file_write(path_of(reading, name), text, strlen(text), &reading->err));
}

static int
reading_open(void **state)
{
	static struct reading reading;

	reading = (struct reading){.folder = "/tmp/askback-file.XXXXXX"};
	arena_init(&reading.arena);
	*state = &reading;
	return mkdtemp(reading.folder) ? 0 : -1;
}

static int
reading_close(void **state)
{
	static const char *const names[] = {"a", "b", "c", ".hidden", "link", "pipe"};
	struct reading *reading = *state;

	for (size_t i = 0; i < COUNT(names); i++)
		(void)unlink(path_of(reading, names[i]));
	(void)rmdir(path_of(reading, "folder"));
	(void)rmdir(reading->folder);
	arena_close(&reading->arena);
	return 0;
}

static bool
folder_read(struct reading *reading, size_t most, size_t limit)
{
	return file_read_folder(&reading->arena, reading->folder, most, limit, &reading->files,
	        &reading->count, &reading->err);
}

static void
reads_regular_files_by_name(void **state)
{
	struct reading *reading = *state;

	file_put(reading, "c", "three");
	file_put(reading, "a", "");
	file_put(reading, "b", "two");
	file_put(reading, ".hidden", "not read");
	assert_int_equal(symlink("/etc/passwd", path_of(reading, "link")), 0);
	assert_int_equal(mkfifo(path_of(reading, "pipe"), 0600), 0);
	assert_int_equal(mkdir(path_of(reading, "folder"), 0700), 0);
	if (!folder_read(reading, 3, 8))
		fail_msg("%s", reading->err.text);
	assert_int_equal(reading->count, 3);
	assert_string_equal(reading->files[0].name, "a");
	assert_string_equal(reading->files[0].bytes, "");
	assert_int_equal(reading->files[0].length, 0);
	assert_string_equal(reading->files[1].name, "b");
	assert_string_equal(reading->files[1].bytes, "two");
	assert_string_equal(reading->files[2].name, "c");
	assert_int_equal(reading->files[2].length, 5);
}

static void
refuses_too_much(void **state)
{
	struct reading *reading = *state;

	file_put(reading, "a", "1234");
	file_put(reading, "b", "5678");
	assert_true(folder_read(reading, 2, 8));
	assert_false(folder_read(reading, 2, 7));
	assert_int_equal(reading->err.kind, ERROR_INVALID);
	assert_non_null(strstr(reading->err.text, "larger than 7 bytes"));
	assert_false(folder_read(reading, 1, 8));
	assert_int_equal(reading->err.kind, ERROR_INVALID);
	assert_non_null(strstr(reading->err.text, "more than 1 files"));
}

static void
says_what_is_missing(void **state)
{
	struct reading *reading = *state;

	assert_true(folder_read(reading, 1, 1));
	assert_int_equal(reading->count, 0);
	file_put(reading, "a", "");
	assert_false(file_read_folder(&reading->arena, path_of(reading, "b"), 1, 1, &reading->files,
	        &reading->count, &reading->err));
	assert_int_equal(reading->err.kind, ERROR_MISSING);
	assert_false(file_read_folder(&reading->arena, path_of(reading, "a"), 1, 1, &reading->files,
	        &reading->count, &reading->err));
	assert_int_equal(reading->err.kind, ERROR_IO);
}

/* Files at and around the limit, and what is no file, whose size nobody knows before. */
static void
reads_up_to_the_limit(void **state)
{
	static const size_t sizes[] = {0, 1, 8191, 8192, 8193, 20000};
	struct reading *reading = *state;
	char *bytes = arena_get(&reading->arena, 20001);
	const char *text;
	size_t length;
	int ends[2];

	memset(bytes, 'x', 20000);
	for (size_t i = 0; i < COUNT(sizes); i++) {
		size_t size = sizes[i];

		assert_true(file_write(path_of(reading, "a"), bytes, size, &reading->err));
		assert_true(file_read(&reading->arena, path_of(reading, "a"), size, &text, &length,
		        &reading->err));
		assert_int_equal(length, size);
		assert_int_equal(strlen(text), size);
		assert_false(size &&
		        file_read(&reading->arena, path_of(reading, "a"), size - 1, &text, &length,
		                &reading->err));
		assert_int_equal(pipe(ends), 0);
		assert_true(file_write_all(ends[1], bytes, size));
		assert_int_equal(close(ends[1]), 0);
		assert_true(file_read_from(
		        &reading->arena, ends[0], "pipe", size, &text, &length, &reading->err));
		assert_int_equal(length, size);
		assert_memory_equal(text, bytes, size);
		assert_int_equal(close(ends[0]), 0);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                reads_regular_files_by_name, reading_open, reading_close),
	        cmocka_unit_test_setup_teardown(reads_up_to_the_limit, reading_open, reading_close),
	        cmocka_unit_test_setup_teardown(refuses_too_much, reading_open, reading_close),
	        cmocka_unit_test_setup_teardown(says_what_is_missing, reading_open, reading_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
