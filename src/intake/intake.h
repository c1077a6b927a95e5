/* SPDX-License-Identifier: MIT */

/*
 * Schedules that others publish, read into a programme. Bytes in, values out: no file is opened
 * here and nothing is stored, so a file that is refused changes nothing.
 */
#ifndef INTAKE_INTAKE_H
#define INTAKE_INTAKE_H

#include "base/error.h"
#include "model/programme.h"

enum {
	INTAKE_BYTES_MOST = 32 * 1024 * 1024,
	INTAKE_JSON_MOST = 16 * 1024 * 1024, /* a tree takes many times its text */
	INTAKE_FILES_MOST = 64,              /* of a folder or an archive */
};

enum intake_format {
	INTAKE_UNKNOWN,
	INTAKE_XML,
	INTAKE_JSON,
	INTAKE_ICAL,
	INTAKE_CSV,
	INTAKE_ZIP,
	INTAKE_HTML, /* somebody saved the page instead of the export */
};

/* A file of a folder or an archive. */
struct intake_file {
	const char *name; /* its last part is looked at */
	const char *bytes;
	size_t length;
};

/* One file (a zip archive is one too), or the files of one folder: then bytes is NULL. */
struct intake_source {
	const char *name; /* for messages: a path or a URL */
	const char *bytes;
	size_t length;
	const struct intake_file *files;
	size_t file_count;
	const char *zone; /* IANA name that the user gave, or NULL */
};

/* What the bytes look like; a file's name is never looked at. */
enum intake_format intake_sniff(const char *bytes, size_t length);

/*
 * The programme in a source; it lives in the arena. ERROR_INVALID names the source, the place and
 * the reason; when only a time zone is missing, its hint names --tz and programme->needs_zone is
 * set.
 */
MUST_CHECK bool intake_read(struct arena *arena, const struct intake_source *source,
        struct programme *programme, struct error *err);

#endif
