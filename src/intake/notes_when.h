/* SPDX-License-Identifier: MIT */

/* When and where a talk was, as it stands around its title: "Wed 11:00, Room 5: Title". */
#ifndef INTAKE_NOTES_WHEN_H
#define INTAKE_NOTES_WHEN_H

#include "base/arena.h"

/* The text behind day, time and room; the text itself when no time stands in front of a text. */
const char *notes_when_skip(struct arena *scratch, const char *text);

/* Is all of it day, time and room? */
bool notes_when_is_all(struct arena *scratch, const char *text, size_t length);

#endif
