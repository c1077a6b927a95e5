/* SPDX-License-Identifier: MIT */

/*
 * From askback to askback-full: the same commands with the network, linked separately so that a
 * capture does not pay for thirty libraries that it never calls.
 */
#ifndef CMD_FULL_H
#define CMD_FULL_H

#include "cmd/app.h"

/* Does this use of the command need askback-full? Always false in askback-full itself. */
bool full_is_needed(const struct app *app, const struct args *args);

/* Is askback-full where full_run looks for it? */
bool full_is_there(void);

/*
 * Replaces this program by askback-full with the same arguments. It is looked for beside this
 * program (where symbolic links lead) and in ../libexec/askback. Returns only when it is not
 * there: ERROR_UNSUPPORTED.
 */
bool full_run(const struct app *app, char **argv, struct error *err);

#endif
