/* SPDX-License-Identifier: MIT */

/*
 * Notes as they are written, line by line, and the same lines made ready for the Markdown reader:
 * front matter taken out, headings of Org and AsciiDoc turned into those of Markdown.
 */
#ifndef INTAKE_NOTES_SOURCE_H
#define INTAKE_NOTES_SOURCE_H

#include "base/arena.h"
#include "base/error.h"

/* A line "key: value" of the front matter; a list gives one for each of its items. */
struct notes_field {
	const char *key; /* folded */
	const char *value;
	size_t line;
};

struct notes_source {
	const char *text;
	const size_t *starts; /* offset of each line in the text, and the end of the last one */
	size_t count;         /* lines */
	const char *markdown; /* as many lines */
	const struct notes_field *fields;
	size_t field_count;
	bool is_plain; /* no heading or fence of Markdown: what is indented is not code */
};

MUST_CHECK bool notes_source_read(struct arena *arena, const char *name, const char *bytes,
        size_t length, struct notes_source *source_out, struct error *err);

/* A line without its line feed; line is counted from 1. */
const char *notes_source_line(const struct notes_source *source, size_t line, size_t *length_out);

/* Lines as they are written, without the last line feed, in the arena. */
const char *
notes_source_raw(const struct notes_source *source, struct arena *arena, size_t line, size_t last);

#endif
