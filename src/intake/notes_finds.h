/* SPDX-License-Identifier: MIT */

/* The finds as they are collected. An answer may be said in many lines: its text is made last. */
#ifndef INTAKE_NOTES_FINDS_H
#define INTAKE_NOTES_FINDS_H

#include "intake/notes_source.h"
#include "model/notes.h"

struct notes_finds {
	struct arena *arena;
	const struct notes_source *source;
	struct notes_find *items;
	size_t count;
	size_t capacity;
	struct notes_part *parts;
	size_t part_count;
	size_t part_capacity;
};

void
notes_finds_init(struct notes_finds *finds, struct arena *arena, const struct notes_source *source);

/* Returns its index. The text is copied, without line feeds, surrounding quotes and blanks. */
size_t notes_finds_add(struct notes_finds *finds, struct notes_find find);

/* One more line of an answer. */
void
notes_finds_add_line(struct notes_finds *finds, size_t answer, const char *text, size_t last_line);

/* Makes texts and raw lines. An answer without a word is left out. */
struct notes notes_finds_end(struct notes_finds *finds);

#endif
