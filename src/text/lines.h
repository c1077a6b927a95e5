/* SPDX-License-Identifier: MIT */

/* Lines of a text that is added behind what a buffer has already. */
#ifndef TEXT_LINES_H
#define TEXT_LINES_H

#include "base/buf.h"

/* A line of a text, without its line feed. */
struct line {
	const char *text;
	size_t length;
};

/* Takes the next line off *at; false at the end. */
bool line_next(const char **at, struct line *line_out);

/* Nothing but blanks. */
bool line_is_blank(struct line line);

/* The text without empty lines before and blanks behind it. */
const char *lines_trimmed(struct arena *arena, const char *text);

/* What stands in out since its last line feed. */
const char *line_begun(struct arena *arena, const struct buf *out);

/* How far a paragraph is indented that begins so: by its blanks, and a mark such as "[Q7] ". */
size_t line_indent(const char *line);

#endif
