/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A good first size for what a descriptor gives: that of the file, if it is one. */
static size_t
size_guess(int descriptor, size_t limit)
{
	enum { SIZE_LEAST = 8192 };
	struct stat status;
	size_t size;

	if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size < 0)
		return SIZE_LEAST;
	size = (size_t)status.st_size < limit ? (size_t)status.st_size : limit;
	return size < SIZE_LEAST ? SIZE_LEAST : size;
}

bool
file_read_start(struct arena *arena, int descriptor, const char *name, size_t limit,
        const char **text_out, size_t *length_out, struct error *err)
{
	/* One byte more to see the end, and one that stays NUL. */
	size_t size = size_guess(descriptor, limit) + 2, length = 0;
	char *text = arena_get(arena, size);

	while (length < limit) {
		size_t room =
		        limit - length < size - 1 - length ? limit - length : size - 1 - length;
		ssize_t got = read(descriptor, text + length, room);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set(
			        err, ERROR_IO, "cannot read %s: %s", name, strerror(errno));
		if (got == 0)
			break;
		length += (size_t)got;
		if (length == size - 1) {
			size *= 2;
			text = memcpy(arena_get(arena, size), text, length);
		}
	}
	*text_out = text;
	*length_out = length;
	return true;
}

bool
file_read_from(struct arena *arena, int descriptor, const char *name, size_t limit,
        const char **text_out, size_t *length_out, struct error *err)
{
	/* One byte more tells a file that is just as long as it may be from a longer one. */
	if (!file_read_start(arena, descriptor, name, limit + 1, text_out, length_out, err))
		return false;
	return *length_out <= limit ||
	        error_set(err, ERROR_INVALID, "cannot read %s: it is larger than %zu bytes", name,
	                limit);
}

bool
file_read(struct arena *arena, const char *path, size_t limit, const char **text_out,
        size_t *length_out, struct error *err)
{
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	bool ok;

	if (descriptor < 0)
		return error_set(err, errno == ENOENT ? ERROR_MISSING : ERROR_IO,
		        "cannot open %s: %s", path, strerror(errno));
	ok = file_read_from(arena, descriptor, path, limit, text_out, length_out, err);
	(void)close(descriptor);
	return ok;
}

static int
item_compare(const void *a, const void *b)
{
	const struct file_item *first = a;
	const struct file_item *second = b;

	return strcmp(first->name, second->name);
}

/* Looked at before it is opened: opening a device may already do something. */
static bool
is_wanted(int folder, const char *name, size_t *size_out)
{
	struct stat stat;

	if (name[0] == '.' || fstatat(folder, name, &stat, AT_SYMLINK_NOFOLLOW) != 0 ||
	        !S_ISREG(stat.st_mode))
		return false;
	*size_out = (size_t)stat.st_size;
	return true;
}

static bool
items_find(struct arena *arena, DIR *folder, size_t most, size_t limit, struct file_item *files,
        size_t *count_out, struct error *err)
{
	const struct dirent *entry;
	size_t left = limit;
	size_t size;

	*count_out = 0;
	while (errno = 0, (entry = readdir(folder))) {
		if (!is_wanted(dirfd(folder), entry->d_name, &size))
			continue;
		if (*count_out == most)
			return error_set(err, ERROR_INVALID, "it holds more than %zu files", most);
		if (size > left)
			return error_set(
			        err, ERROR_INVALID, "its files are larger than %zu bytes", limit);
		left -= size;
		files[(*count_out)++].name = arena_text(arena, entry->d_name);
	}
	if (errno)
		return error_set(err, ERROR_IO, "%s", strerror(errno));
	qsort(files, *count_out, sizeof(files[0]), item_compare);
	return true;
}

/* A link or a pipe that has taken the file's place by now is neither followed nor waited for. */
static bool
item_read(struct arena *arena, int folder, size_t limit, struct file_item *file, struct error *err)
{
	int descriptor = openat(
	        folder, file->name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK);
	bool ok;

	if (descriptor < 0)
		return error_set(err, ERROR_IO, "cannot open %s: %s", file->name, strerror(errno));
	ok = file_read_from(arena, descriptor, file->name, limit, &file->bytes, &file->length, err);
	(void)close(descriptor);
	return ok;
}

bool
file_read_folder(struct arena *arena, const char *path, size_t most, size_t limit,
        const struct file_item **files_out, size_t *count_out, struct error *err)
{
	struct file_item *files = arena_array(arena, most, sizeof(files[0]));
	DIR *folder = opendir(path);
	size_t left = limit;
	bool ok;

	if (!folder)
		return error_set(err, errno == ENOENT ? ERROR_MISSING : ERROR_IO,
		        "cannot open folder %s: %s", path, strerror(errno));
	ok = items_find(arena, folder, most, limit, files, count_out, err);
	/* The sizes were checked above; this limit, never 0, is for files that grow meanwhile. */
	for (size_t i = 0; ok && i < *count_out; i++) {
		ok = item_read(arena, dirfd(folder), left + 1, &files[i], err);
		left -= files[i].length < left ? files[i].length : left;
	}
	(void)closedir(folder);
	*files_out = files;
	return ok || error_in(err, "cannot read folder %s", path);
}

bool
file_write_all(int descriptor, const char *bytes, size_t length)
{
	while (length) {
		ssize_t put = write(descriptor, bytes, length);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes += put;
		length -= (size_t)put;
	}
	return true;
}

bool
file_sync_folder(const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');
	char folder[4096] = ".";
	int descriptor;
	bool ok;

	if (slash)
		(void)snprintf(folder, sizeof(folder), "%.*s", (int)(slash - path + 1), path);
	descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0)
		return error_set(err, ERROR_IO, "cannot open %s: %s", folder, strerror(errno));
	/* Some file systems cannot flush a folder; there is nothing better to do on them. */
	ok = fsync(descriptor) == 0 || errno == EINVAL;
	if (!ok)
		error_set(err, ERROR_IO, "cannot flush %s: %s", folder, strerror(errno));
	(void)close(descriptor);
	return ok;
}

/* A pipe or a device is written to as it is: a rename would put a file in its place. */
static bool
special_write(const char *path, const char *bytes, size_t length, struct error *err)
{
	int descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	bool ok = descriptor >= 0 && file_write_all(descriptor, bytes, length);

	if (!ok)
		error_set(err, errno == ENOSPC ? ERROR_FULL : ERROR_IO, "cannot write %s: %s", path,
		        strerror(errno));
	if (descriptor >= 0)
		(void)close(descriptor);
	return ok;
}

bool
file_write(const char *path, const char *bytes, size_t length, struct error *err)
{
	char temporary[4096], target[PATH_MAX];
	struct stat status;
	int descriptor;
	bool ok;

	if (stat(path, &status) == 0) {
		if (!S_ISREG(status.st_mode))
			return special_write(path, bytes, length, err);
		/* Through a symbolic link to what it stands for: a rename would put a file in its
		 * place. */
		if (realpath(path, target))
			path = target;
	}
	if ((size_t)snprintf(temporary, sizeof(temporary), "%s.XXXXXX", path) >= sizeof(temporary))
		return error_set(err, ERROR_IO, "cannot write %s: the name is too long", path);
	descriptor = mkostemp(temporary, O_CLOEXEC);
	if (descriptor < 0)
		return error_set(err, ERROR_IO, "cannot write %s: %s", path, strerror(errno));
	ok = file_write_all(descriptor, bytes, length) && fsync(descriptor) == 0;
	ok = close(descriptor) == 0 && ok;
	ok = ok && rename(temporary, path) == 0;
	if (!ok) {
		error_set(err, errno == ENOSPC ? ERROR_FULL : ERROR_IO, "cannot write %s: %s", path,
		        strerror(errno));
		(void)unlink(temporary);
		return false;
	}
	return file_sync_folder(path, err);
}

bool
file_make_folder(const char *path, struct error *err)
{
	char part[4096];
	size_t length = strlen(path);

	if (length >= sizeof(part))
		return error_set(err, ERROR_IO, "cannot make folder: the name is too long");
	for (size_t i = 1; i <= length; i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		memcpy(part, path, i);
		part[i] = '\0';
		if (mkdir(part, 0700) != 0 && errno != EEXIST && errno != EISDIR &&
		        access(part, X_OK) != 0)
			return error_set(err, errno == ENOSPC ? ERROR_FULL : ERROR_IO,
			        "cannot make folder %s: %s", part, strerror(errno));
	}
	return true;
}
