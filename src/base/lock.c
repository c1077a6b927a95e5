/* SPDX-License-Identifier: MIT */
#include "base/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static enum error_kind
kind_of(int number)
{
	switch (number) {
	case ENOENT:
		return ERROR_MISSING;
	case ENOSPC:
		return ERROR_FULL;
	default:
		return ERROR_IO;
	}
}

bool
lock_open(const char *path, int *lock_out, struct error *err)
{
	int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (lock < 0)
		return error_set(err, kind_of(errno), "cannot open %s: %s", path, strerror(errno));
	if (flock(lock, LOCK_EX | LOCK_NB) == 0) {
		*lock_out = lock;
		return true;
	}
	/* Interrupted before it was known: whoever asks again will know. */
	if (errno == EWOULDBLOCK || errno == EINTR)
		error_set(err, ERROR_BUSY, "another process holds %s", path);
	else
		error_set(err, ERROR_IO, "cannot lock %s: %s", path, strerror(errno));
	(void)close(lock);
	return false;
}

void
lock_close(int lock)
{
	if (lock >= 0)
		(void)close(lock);
}
