/* SPDX-License-Identifier: MIT */

/*
 * One line on standard error that says how far a long piece of work is: "3/7 github:owner/repo".
 * Only on a terminal, and only when the work has taken 300 ms already; it is gone at the end.
 */
#ifndef TERM_PROGRESS_H
#define TERM_PROGRESS_H

#include "base/error.h"
#include "term/term.h"

struct progress;

/* Nothing will be shown when it is not wanted, or when standard error is no terminal. */
void progress_open(const struct term *term, bool wanted, struct progress **progress_out);

/* What is being done; a line that is too long is cut. The text is made safe here. */
FORMAT(2, 3) void progress_update(struct progress *progress, const char *format, ...);

/* Takes the line away. NULL is fine. */
void progress_close(struct progress *progress);

#endif
