/* SPDX-License-Identifier: MIT */
#include "cmd/source.h"

#ifdef ASKBACK_FULL

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "net/http.h"
#include "term/progress.h"

static bool
address_read(struct app *app, const char *url, struct source *source, struct error *err)
{
	const struct http_request request = {.url = url,
	        .etag = source->etag,
	        .modified = source->modified,
	        .limit = INTAKE_BYTES_MOST};
	struct progress *progress;
	struct http_reply reply;
	struct http *http = NULL;
	bool ok;

	progress_open(&app->term, !app->options.quiet, &progress);
	progress_update(progress, "fetching %s", url);
	ok = http_open(&http, err) && http_get(http, &app->arena, &request, &reply, err) &&
	        http_check(&request, &reply, err);
	http_close(http);
	progress_close(progress);
	if (!ok)
		return false;
	source->unchanged = reply.status == 304;
	source->etag = reply.etag;
	source->modified = reply.modified;
	source->intake.bytes = reply.body;
	source->intake.length = reply.length;
	return true;
}

static bool
folder_read(struct app *app, const char *path, struct source *source, struct error *err)
{
	const struct file_item *items;
	struct intake_file *files;
	size_t count;

	if (!file_read_folder(
	            &app->arena, path, INTAKE_FILES_MOST, INTAKE_BYTES_MOST, &items, &count, err))
		return false;
	files = arena_array(&app->arena, count + 1, sizeof(*files));
	for (size_t i = 0; i < count; i++)
		files[i] = (struct intake_file){
		        .name = items[i].name, .bytes = items[i].bytes, .length = items[i].length};
	source->intake.files = files;
	source->intake.file_count = count;
	return true;
}

bool
source_read(struct app *app, const char *where, struct source *source, struct error *err)
{
	struct intake_source *intake = &source->intake;
	char path[PATH_MAX];
	struct stat status;

	intake->name = strcmp(where, "-") == 0 ? "standard input" : where;
	if (strcmp(where, "-") == 0)
		return file_read_from(&app->arena, STDIN_FILENO, intake->name, INTAKE_BYTES_MOST,
		        &intake->bytes, &intake->length, err);
	source->where = where;
	if (strstr(where, "://"))
		return address_read(app, where, source, err);
	if (realpath(where, path))
		source->where = arena_text(&app->arena, path);
	if (stat(where, &status) == 0 && S_ISDIR(status.st_mode))
		return folder_read(app, where, source, err);
	return file_read(
	        &app->arena, where, INTAKE_BYTES_MOST, &intake->bytes, &intake->length, err);
}

/* Two sums of different kinds: what matters is that a file that changed is not taken for the old
 * one. */
struct digest {
	uint64_t low;
	uint64_t high;
	size_t length;
};

static void
digest_add(struct digest *digest, const char *bytes, size_t length)
{
	uint64_t word;

	digest->length += length;
	for (; length; bytes += sizeof(word), length -= sizeof(word)) {
		word = 0;
		if (length < sizeof(word)) {
			memcpy(&word, bytes, length);
			length = sizeof(word);
		} else {
			memcpy(&word, bytes, sizeof(word));
		}
		digest->low = (digest->low ^ word) * 1099511628211u;
		digest->low ^= digest->low >> 32;
		digest->high = (digest->high + word) * 6364136223846793005u;
		digest->high ^= digest->high >> 29;
	}
}

const char *
source_digest(struct arena *arena, const struct source *source, const char *more)
{
	const struct intake_source *intake = &source->intake;
	struct digest digest = {.low = 14695981039346656037u, .high = 1};

	if (intake->bytes)
		digest_add(&digest, intake->bytes, intake->length);
	for (size_t i = 0; i < intake->file_count; i++) {
		digest_add(&digest, intake->files[i].name, strlen(intake->files[i].name) + 1);
		digest_add(&digest, intake->files[i].bytes, intake->files[i].length);
	}
	return arena_format(arena, "%zu-%016" PRIx64 "%016" PRIx64 "%s", digest.length, digest.low,
	        digest.high, more);
}

#endif
