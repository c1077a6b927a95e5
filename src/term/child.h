/* SPDX-License-Identifier: MIT */

/* Programs that the user chose (a pager, an editor), run by the shell as git runs them. */
#ifndef TERM_CHILD_H
#define TERM_CHILD_H

#include "base/base.h"
#include "base/error.h"

/*
 * Starts sh -c script with the arguments $1 and so on (ended by NULL; argument 0 comes first). Text
 * from outside belongs into the arguments, never into the script. input becomes its standard
 * input. Signals are as at the start of a program. ERROR_IO when it does not start.
 */
MUST_CHECK bool child_open(const char *script, const char *const *arguments, int input,
        int *child_out, struct error *err);

/* Waits for its end; the exit status as a shell gives it: 128 and the signal when one ended it. */
int child_close(int child);

#endif
