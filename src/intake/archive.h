/* SPDX-License-Identifier: MIT */

/*
 * A zip archive as the files in it. Nothing is unpacked to disk, and the names are only looked
 * at, so "../../etc/passwd" is a name like any other.
 */
#ifndef INTAKE_ARCHIVE_H
#define INTAKE_ARCHIVE_H

#include "intake/intake.h"

/*
 * The files of an archive, in its order, folders left out; they live in the arena. name is for
 * messages. ERROR_INVALID: damaged, encrypted, an archive inside it, more than INTAKE_FILES_MOST
 * files, or more than INTAKE_BYTES_MOST bytes in all, which are counted as they are unpacked,
 * because what an archive says about its sizes may be a lie.
 */
MUST_CHECK bool archive_read(struct arena *arena, const char *name, const char *bytes,
        size_t length, const struct intake_file **files_out, size_t *count_out, struct error *err);

#endif
