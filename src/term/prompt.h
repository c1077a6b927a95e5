/* SPDX-License-Identifier: MIT */

/* Questions to the user: asked on standard error, answered on standard input. */
#ifndef TERM_PROMPT_H
#define TERM_PROMPT_H

#include "base/arena.h"
#include "base/error.h"
#include "term/term.h"

/*
 * Asks "question [y/N]". ERROR_USAGE when standard input is no terminal, naming the flag that
 * answers; ERROR_CANCELLED on anything but y or yes.
 */
MUST_CHECK bool
prompt_confirm(const struct term *term, const char *question, const char *flag, struct error *err);

/*
 * One line after a prompt, which is shown to a terminal only; NULL at the end of input. Both
 * functions pass what they show through safe_text. ERROR_CANCELLED when a signal came in
 * between, ERROR_INVALID for a line with a NUL.
 */
MUST_CHECK bool prompt_line(struct arena *arena, const struct term *term, const char *prompt,
        const char **line_out, struct error *err);

/*
 * One line that nobody may see, typed at a terminal with its echo off; the caller wipes it. A
 * signal that ends or stops the program finds the terminal as it was. ERROR_USAGE when standard
 * input is no terminal, ERROR_CANCELLED at the end of input, ERROR_INVALID for a line that is too
 * long.
 */
MUST_CHECK bool prompt_secret(struct arena *arena, const struct term *term, const char *prompt,
        char **secret_out, struct error *err);

#endif
