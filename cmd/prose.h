/* SPDX-License-Identifier: MIT */

/*
 * The notation of .about and of topics, so that one text serves the help and the man page. A line
 * is a paragraph and is wrapped wherever it is shown; "TERM<tab>text" is one item of a list; a line
 * that begins with a blank is shown as it stands; empty lines separate.
 */
#ifndef CMD_PROSE_H
#define CMD_PROSE_H

#include "base/arena.h"

enum prose_kind { PROSE_END, PROSE_PARAGRAPH, PROSE_ITEM, PROSE_LITERAL };

struct prose {
	enum prose_kind kind;
	const char *term; /* of an item */
	const char *text;
};

/* Reads the next line of text and moves *text behind it. The strings live in the arena. */
enum prose_kind prose_read(struct arena *arena, const char **text, struct prose *prose_out);

#endif
