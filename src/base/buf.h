/* SPDX-License-Identifier: MIT */

/*
 * Text that grows, inside an arena and under a ceiling. The text is always terminated and never
 * NULL. What would pass the ceiling is not added and `over` is set: callers that read from
 * outside check it once, at the end.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"

struct buf {
	struct arena *arena;
	char *text;
	size_t length;
	size_t capacity;
	size_t limit;
	bool over;
};

/* limit: the most bytes the text may have; 0 for the default of 64 MiB. */
void buf_init(struct buf *buf, struct arena *arena, size_t limit);

/* Empties the text and keeps the memory. */
void buf_reset(struct buf *buf);

void buf_add(struct buf *buf, const char *bytes, size_t length);
void buf_add_text(struct buf *buf, const char *text);
void buf_add_char(struct buf *buf, char c);
void buf_add_repeat(struct buf *buf, const char *text, size_t times);
FORMAT(2, 3) void buf_add_format(struct buf *buf, const char *format, ...);

#endif
