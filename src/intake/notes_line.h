/* SPDX-License-Identifier: MIT */

/*
 * Paragraphs of notes as statements: a heading, an item of a list, a line, or a sentence that was
 * wrapped by hand, each without its markup and with its place.
 */
#ifndef INTAKE_NOTES_LINE_H
#define INTAKE_NOTES_LINE_H

#include "intake/notes_label.h"
#include "intake/notes_source.h"

/* Level of a line that is bold as a whole, and of a line that is no heading. */
enum { NOTES_LEVEL_BOLD = 7, NOTES_LEVEL_NONE = 0 };

struct notes_line {
	size_t number; /* of the first line in the source, counted from 1 */
	size_t last;
	const char *text; /* a line feed stands where the source wraps it */
	int level;        /* of a heading */
	size_t parent;    /* index of the line whose item or indentation holds this; NOTES_NONE */
	size_t end;       /* index behind the last line that this one holds */
	size_t list;      /* number of its list, 0 when it is in none */
	size_t block;     /* number of its paragraph */
	size_t indent;    /* of the source line, in columns */
	bool item;        /* begins an item of a list */
	bool ordered;
	bool quoted;       /* in a block quote */
	bool code;         /* indented so far that Markdown takes it for code */
	bool ends_foreign; /* ends with a link or code: what ends there is not the writer's own */
	size_t bold;       /* how many bytes are bold, or a link, from the start on */
	size_t linked;
	const char *url; /* of that link */
	struct notes_label label;
};

struct notes_lines {
	struct notes_line *items;
	size_t count;
	size_t lists; /* numbers of lists are not above it */
};

/* The item of a list that a paragraph stands in. */
struct notes_place {
	size_t item;  /* index of the item's first line; NOTES_NONE before it has one */
	size_t outer; /* the same of the item around it */
	size_t list;
	bool ordered;
};

struct paragraph_line {
	const char *text;
	size_t number;
	size_t bold;
	size_t linked;
	const char *url;
	bool ends_foreign;
};

struct paragraph {
	size_t first; /* number of its first line */
	size_t last;  /* of the last line that was added */
	int level;
	bool quoted;
	bool code;
	struct notes_place *place;  /* NULL outside of lists */
	struct paragraph_line next; /* being collected */
	struct paragraph_line *lines;
	size_t count;
	size_t capacity;
};

/* Ends the line that is being collected. */
void paragraph_add(struct arena *arena, struct paragraph *paragraph);

struct statements {
	struct arena *arena;
	struct arena *scratch; /* reset for every line */
	const struct notes_source *source;
	struct notes_lines lines;
	size_t capacity;
	size_t blocks;
};

void statements_init(struct statements *statements, struct arena *arena, struct arena *scratch,
        const struct notes_source *source);
void statements_add(struct statements *statements, const struct paragraph *paragraph);

/* Makes the ends of what each line holds. */
struct notes_lines statements_end(struct statements *statements);

#endif
