/* SPDX-License-Identifier: MIT */

/* Paragraphs broken into lines of a width, in terminal cells. */
#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include "base/buf.h"

/*
 * Appends text in lines of at most cells cells, broken at blanks (a longer word is broken at a
 * grapheme border). Line feeds in text stay. Every line after the first begins with indent
 * blanks; the first is taken to begin at column `column`. No line feed at the end.
 */
void wrap_add(struct buf *out, const char *text, size_t cells, size_t column, size_t indent);

/* The same for words that must stay whole, as addresses of pages: such a line is longer. */
void wrap_add_whole(struct buf *out, const char *text, size_t cells, size_t column, size_t indent);

#endif
