/* SPDX-License-Identifier: MIT */
#include "intake/archive.h"

#include "base/buf.h"

#include <string.h>

#include <zip.h>

struct archive {
	struct arena *arena;
	const char *name;
	zip_t *zip;
	size_t left; /* bytes that may still be unpacked */
};

static bool
archive_refuse(
        const struct archive *archive, const char *file, const char *reason, struct error *err)
{
	return error_set(
	        err, ERROR_INVALID, "%s: %s in this archive %s", archive->name, file, reason);
}

static bool
file_unpack(struct archive *archive, zip_file_t *from, struct intake_file *file, struct error *err)
{
	char chunk[8192];
	struct buf buf;

	/* A buf takes no limit of 0 bytes; the sum is looked at in the end. */
	buf_init(&buf, archive->arena, archive->left + 1);
	for (;;) {
		zip_int64_t got = zip_fread(from, chunk, sizeof(chunk));

		if (got < 0)
			return archive_refuse(archive, file->name, "is damaged", err);
		if (got == 0)
			break;
		buf_add(&buf, chunk, (size_t)got);
		if (buf.over || buf.length > archive->left)
			return error_set(err, ERROR_INVALID,
			        "%s: there are more than %d MiB in this archive", archive->name,
			        INTAKE_BYTES_MOST / 1024 / 1024);
	}
	archive->left -= buf.length;
	file->bytes = buf.text;
	file->length = buf.length;
	if (intake_sniff(file->bytes, file->length) == INTAKE_ZIP)
		return archive_refuse(archive, file->name, "is an archive itself", err);
	return true;
}

static bool
file_read_packed(
        struct archive *archive, zip_uint64_t index, struct intake_file *file, struct error *err)
{
	zip_file_t *from = NULL;
	zip_stat_t stat;
	bool ok;

	if (zip_stat_index(archive->zip, index, 0, &stat) != 0)
		return archive_refuse(archive, file->name, "is damaged", err);
	if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
		return archive_refuse(archive, file->name, "is encrypted", err);
	from = zip_fopen_index(archive->zip, index, 0);
	if (!from)
		return archive_refuse(archive, file->name, "cannot be unpacked", err);
	ok = file_unpack(archive, from, file, err);
	(void)zip_fclose(from);
	return ok;
}

static bool
files_read_packed(struct archive *archive, const struct intake_file **files_out, size_t *count_out,
        struct error *err)
{
	zip_int64_t entries = zip_get_num_entries(archive->zip, 0);
	struct intake_file *files =
	        arena_array(archive->arena, INTAKE_FILES_MOST, sizeof(files[0]));
	size_t count = 0;

	for (zip_uint64_t i = 0; entries > 0 && i < (zip_uint64_t)entries; i++) {
		const char *name = zip_get_name(archive->zip, i, ZIP_FL_ENC_GUESS);
		size_t length = name ? strlen(name) : 0;

		if (length && name[length - 1] == '/')
			continue;
		if (count == INTAKE_FILES_MOST)
			return error_set(err, ERROR_INVALID,
			        "%s: there are more than %d files in this archive", archive->name,
			        INTAKE_FILES_MOST);
		files[count].name = arena_text(archive->arena, length ? name : "a file");
		if (!file_read_packed(archive, i, &files[count], err))
			return false;
		count++;
	}
	*files_out = files;
	*count_out = count;
	return true;
}

/* On success the archive owns the source, and closing the one closes the other. */
static zip_t *
zip_open_bytes(const char *bytes, size_t length, zip_error_t *why)
{
	zip_source_t *source = zip_source_buffer_create(bytes, length, 0, why);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, why) : NULL;

	if (source && !zip)
		zip_source_free(source);
	return zip;
}

bool
archive_read(struct arena *arena, const char *name, const char *bytes, size_t length,
        const struct intake_file **files_out, size_t *count_out, struct error *err)
{
	struct archive archive = {.arena = arena, .name = name, .left = INTAKE_BYTES_MOST};
	zip_error_t why;
	bool ok = false;

	zip_error_init(&why);
	archive.zip = zip_open_bytes(bytes, length, &why);
	if (!archive.zip) {
		error_set(err, ERROR_INVALID, "%s: this archive cannot be opened: %s", name,
		        zip_error_strerror(&why));
		goto out;
	}
	ok = files_read_packed(&archive, files_out, count_out, err);
	zip_discard(archive.zip);
out:
	zip_error_fini(&why);
	return ok;
}
