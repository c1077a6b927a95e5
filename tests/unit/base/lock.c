/* SPDX-License-Identifier: MIT */

/* Held by one at a time, and by nobody once its process has ended. */
#include "base/lock.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

struct place {
	char folder[32];
	char path[64];
};

static int
place_make(void **state)
{
	static struct place place;

	place = (struct place){.folder = "/tmp/askback-lock-XXXXXX"};
	if (!mkdtemp(place.folder))
		return -1;
	(void)snprintf(place.path, sizeof(place.path), "%s/push.lock", place.folder);
	*state = &place;
	return 0;
}

static int
place_drop(void **state)
{
	struct place *place = *state;

	(void)unlink(place->path);
	return rmdir(place->folder);
}

static void
lock_is_held_by_one(void **state)
{
	struct place *place = *state;
	struct error err = {.kind = ERROR_NONE};
	struct stat status;
	int first = -1, second = -1;

	assert_true(lock_open(place->path, &first, &err));
	assert_false(lock_open(place->path, &second, &err));
	assert_int_equal(err.kind, ERROR_BUSY);
	assert_int_equal(second, -1);
	lock_close(second);
	lock_close(first);
	assert_true(lock_open(place->path, &second, &err));
	assert_int_equal(stat(place->path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_true(fcntl(second, F_GETFD) & FD_CLOEXEC);
	lock_close(second);
}

/* Holds the lock until it is killed, or until whoever holds the other end of the pipe has ended. */
static _Noreturn void
holder_run(const char *path, int pair)
{
	struct error err;
	char byte;
	int lock;

	if (!lock_open(path, &lock, &err) || write(pair, "!", 1) != 1)
		_exit(1);
	(void)!read(pair, &byte, 1);
	_exit(0);
}

static void
lock_ends_with_its_process(void **state)
{
	struct place *place = *state;
	struct error err = {.kind = ERROR_NONE};
	int pair[2], lock = -1;
	bool held;
	pid_t child;
	char byte;

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		(void)close(pair[0]);
		holder_run(place->path, pair[1]);
	}
	(void)close(pair[1]);
	assert_int_equal(read(pair[0], &byte, 1), 1);
	held = !lock_open(place->path, &lock, &err) && err.kind == ERROR_BUSY;
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, NULL, 0), child);
	(void)close(pair[0]);
	assert_true(held);
	assert_true(lock_open(place->path, &lock, &err));
	lock_close(lock);
}

static void
lock_needs_a_folder(void **state)
{
	struct place *place = *state;
	struct error err = {.kind = ERROR_NONE};
	char path[96];
	int lock = -1;

	(void)snprintf(path, sizeof(path), "%s/none/push.lock", place->folder);
	assert_false(lock_open(path, &lock, &err));
	assert_int_equal(err.kind, ERROR_MISSING);
	assert_false(lock_open(place->folder, &lock, &err));
	assert_int_equal(err.kind, ERROR_IO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(lock_is_held_by_one),
	        cmocka_unit_test(lock_ends_with_its_process),
	        cmocka_unit_test(lock_needs_a_folder),
	};

	return cmocka_run_group_tests(tests, place_make, place_drop);
}
