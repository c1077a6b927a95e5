/* SPDX-License-Identifier: MIT */
#include "store/copy.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

static const char *
copy_name(struct arena *arena, const struct store_options *options, int64_t version)
{
	time_t now = (time_t)options->now;
	char stamp[32];
	struct tm parts;

	(void)strftime(stamp, sizeof(stamp), "%Y%m%dT%H%M%SZ", gmtime_r(&now, &parts));
	return arena_format(arena, "%s.v%lld-%s", options->path, (long long)version, stamp);
}

static bool
copy_check(struct arena *arena, const char *path, struct error *err)
{
	struct db *copy = NULL;
	bool ok = db_open(arena, path, DB_READ, 0, &copy, err) && db_check(copy, err);

	db_close(copy);
	return ok || error_in(err, "the copy %s is not sound", path);
}

/* VACUUM INTO does not flush what it wrote. */
static bool
copy_flush(const char *path, struct error *err)
{
	int descriptor = open(path, O_RDWR | O_CLOEXEC);
	bool ok = descriptor >= 0 && fchmod(descriptor, 0600) == 0 && fsync(descriptor) == 0;

	if (!ok)
		error_set(err, ERROR_IO, "cannot flush %s: %s", path, strerror(errno));
	if (descriptor >= 0)
		(void)close(descriptor);
	return ok;
}

bool
store_copy(struct arena *arena, struct db *db, const struct store_options *options, int64_t version,
        const char **path_out, struct error *err)
{
	const char *path = copy_name(arena, options, version);
	const char *unfinished = arena_format(arena, "%s.part", path);
	bool ok;

	(void)unlink(unfinished);
	ok = db_copy(db, unfinished, err) && copy_flush(unfinished, err) &&
	        copy_check(arena, unfinished, err);
	if (ok && rename(unfinished, path) != 0)
		ok = error_set(err, ERROR_IO, "cannot name %s: %s", path, strerror(errno));
	if (!ok) {
		(void)unlink(unfinished);
		return error_in(err, "cannot copy the store before bringing it up to date");
	}
	*path_out = path;
	return file_sync_folder(path, err);
}

static int
text_compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool
store_copy_list(struct arena *arena, const char *path, struct texts *copies_out, struct error *err)
{
	const char *slash = strrchr(path, '/');
	const char *folder = slash ? arena_span(arena, path, (size_t)(slash - path + 1)) : "";
	const char *start = arena_format(arena, "%s.v", slash ? slash + 1 : path);
	size_t length = strlen(start), count = 0, capacity = 0;
	const char **items = NULL;
	const struct dirent *entry;
	DIR *stream = opendir(*folder ? folder : ".");

	if (!stream)
		return error_set(
		        err, ERROR_IO, "cannot read the folder of %s: %s", path, strerror(errno));
	while ((entry = readdir(stream)) != NULL) {
		if (strncmp(entry->d_name, start, length) != 0 ||
		        !isdigit((unsigned char)entry->d_name[length]))
			continue;
		items = arena_grow(arena, items, count, &capacity, sizeof(*items));
		items[count++] = arena_format(arena, "%s%s", folder, entry->d_name);
	}
	(void)closedir(stream);
	if (count)
		qsort(items, count, sizeof(*items), text_compare);
	*copies_out = (struct texts){.items = items, .count = count};
	return true;
}
