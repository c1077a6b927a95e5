/* SPDX-License-Identifier: MIT */

/* The pieces of mdoc(7) source: plain text goes in, nothing in it is read as markup. */
#ifndef CMD_ROFF_H
#define CMD_ROFF_H

#include "base/buf.h"

/* Running text: filled lines, and a new one for each sentence so that roff can space them. */
void roff_add_text(struct buf *out, const char *text);

/* A lower-case clause as a sentence, with end behind it. */
void roff_add_sentence(struct buf *out, const char *clause, const char *end);

/* The words of text, each behind a blank, as arguments of the macro that the line begins with. */
void roff_add_arguments(struct buf *out, const char *text);

/* A whole line: the macro and its arguments. */
void roff_add_macro(struct buf *out, const char *macro, const char *text);

/* The head of a list item; the commas between several terms stay outside the macro's font. */
void roff_add_item(struct buf *out, const char *macro, const char *term);

/* A line of a display, to be typed as it stands. */
void roff_add_literal(struct buf *out, const char *line);

#endif
