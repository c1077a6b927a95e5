/* SPDX-License-Identifier: MIT */

/* Files and folders, whole or not at all. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/error.h"

/*
 * The bytes of a file, at most limit of them, in the arena; a longer file is ERROR_INVALID.
 * A missing file is ERROR_MISSING, anything else ERROR_IO. The text is terminated, and
 * length_out tells embedded NULs from the end.
 */
MUST_CHECK bool file_read(struct arena *arena, const char *path, size_t limit,
        const char **text_out, size_t *length_out, struct error *err);

/* The same from an open descriptor until its end; name is for the message. */
MUST_CHECK bool file_read_from(struct arena *arena, int descriptor, const char *name, size_t limit,
        const char **text_out, size_t *length_out, struct error *err);

/* Only the first limit bytes, of a file that may be longer. */
MUST_CHECK bool file_read_start(struct arena *arena, int descriptor, const char *name, size_t limit,
        const char **text_out, size_t *length_out, struct error *err);

/* A file of a folder. */
struct file_item {
	const char *name; /* without the folder */
	const char *bytes;
	size_t length;
};

/*
 * The files of a folder in the order of their names, in the arena; only regular ones: no folders,
 * no symbolic links, and nothing whose name begins with a dot. More than most files, or more than
 * limit bytes in all, is ERROR_INVALID; a missing folder ERROR_MISSING, anything else ERROR_IO.
 */
MUST_CHECK bool file_read_folder(struct arena *arena, const char *path, size_t most, size_t limit,
        const struct file_item **files_out, size_t *count_out, struct error *err);

/*
 * Replaces a file (mode 0600) so that a crash leaves the old one or the new one,
 * never a mixture: temporary file in the same folder, fsync, rename, fsync of the folder. What is
 * no regular file (a pipe, a device) is written to instead.
 */
MUST_CHECK bool file_write(const char *path, const char *bytes, size_t length, struct error *err);

/* Makes a folder and those above it, mode 0700 for the new ones. */
MUST_CHECK bool file_make_folder(const char *path, struct error *err);

/* Flushes the folder that holds path, so that a new name in it survives a power cut. */
MUST_CHECK bool file_sync_folder(const char *path, struct error *err);

/* Writes all bytes to a descriptor, however many calls it takes; errno tells why not. */
MUST_CHECK bool file_write_all(int descriptor, const char *bytes, size_t length);

#endif
