/* SPDX-License-Identifier: MIT */

/* Whole numbers; read strictly: all of the text, digits only, in range. */
#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

#include "base/base.h"

/* False when text is not a whole number from low to high. */
bool number_parse(const char *text, int64_t low, int64_t high, int64_t *number_out);

/* Room for every number: its digits, a sign, and the end. */
enum { NUMBER_TEXT_SIZE = 21 };

/* Writes what "%lld" would, at a fraction of its cost; returns the length. For long lists. */
size_t number_format(int64_t number, char text[static NUMBER_TEXT_SIZE]);

#endif
