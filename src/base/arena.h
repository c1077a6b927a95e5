/* SPDX-License-Identifier: MIT */

/*
 * Memory for values. Whatever allocates takes an arena first, and what it returns lives until
 * that arena is reset or closed: nobody frees a question, a row or a string. When memory runs
 * out the program ends here, and only here (abort): the store is transactional, so an
 * interrupted command loses nothing.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/base.h"

struct arena {
	struct arena_block *block; /* the newest block; older ones hang behind it */
};

void arena_init(struct arena *arena);

/* Forgets everything but keeps one block, for scratch arenas that are reset at every turn. */
void arena_reset(struct arena *arena);
void arena_close(struct arena *arena);

/* size bytes, zeroed, aligned for any type. */
void *arena_get(struct arena *arena, size_t size);

/* An array of count items of size bytes each, zeroed. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Makes room for one more item in a growing array: returns items, or a copy twice as large. */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size);

/* Copies of text; NULL stays NULL. */
char *arena_text(struct arena *arena, const char *text);
char *arena_span(struct arena *arena, const char *bytes, size_t length);

FORMAT(2, 3) char *arena_format(struct arena *arena, const char *format, ...);
FORMAT(2, 0) char *arena_format_list(struct arena *arena, const char *format, va_list list);

#endif
