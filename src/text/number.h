/* SPDX-License-Identifier: MIT */

/* Whole numbers, strictly: all of the text, digits only, in range. */
#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

#include "base/base.h"

/* False when text is not a whole number from low to high. */
bool number_parse(const char *text, int64_t low, int64_t high, int64_t *number_out);

#endif
