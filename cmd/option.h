/* SPDX-License-Identifier: MIT */

/* Looking things up in option rows, for the parser and for what is made from the same rows. */
#ifndef CMD_OPTION_H
#define CMD_OPTION_H

#include "cmd/options.h"

/* The row of a letter, or NULL. rows may be NULL, here and below. */
const struct option *option_find_letter(const struct option *rows, char letter);

/*
 * The row of a name without dashes, or NULL. *value_out is false when the name negates a switch:
 * --no-x for --x, and --x for --no-x. A name that a row has wins over one that negation makes.
 */
const struct option *
option_find_name(const struct option *rows, const char *name, size_t length, bool *value_out);

/* The name, without dashes, that switches this switch off; NULL when another row has that name. */
const char *
option_negation(struct arena *arena, const struct option *rows, const struct option *row);

/* The choices as a person lists them: "no, live, hallway or online". */
const char *option_choices(struct arena *arena, const struct option *row);

/* The help of a row, with its choices behind it. */
const char *option_help(struct arena *arena, const struct option *row);

/* One choice after the other: text is .choices or what is behind the last one; NULL at the end. */
const char *option_read_choice(struct arena *arena, const char *text, const char **choice_out);

/* True for -x and --x; "-" is an operand. */
bool option_is_word(const char *word);

/* How many words the option takes that word begins: 1, 2 with an argument, 0 when unknown. */
size_t option_span(const struct option *rows, const char *word);

/* Names close to the unknown option word become the hint of err, if there are any. */
void option_suggest(struct arena *arena, const struct option *rows,
        const struct option *global_rows, const char *word, struct error *err);

#endif
