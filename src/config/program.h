/* SPDX-License-Identifier: MIT */

/*
 * A program that is run for what it writes, such as one that knows a password. It gets no terminal
 * to read from, its errors go where ours go, and it is ended with all that it started when it takes
 * too long.
 */
#ifndef CONFIG_PROGRAM_H
#define CONFIG_PROGRAM_H

#include "base/base.h"
#include "base/error.h"

enum { PROGRAM_SECONDS = 60 };

struct program {
	const char *const *words; /* ended by NULL; the first is looked for on PATH */
	const char *input;        /* at most 4 KiB for its standard input; NULL: nothing */
	int seconds;              /* 0: PROGRAM_SECONDS */
	bool quiet;               /* nobody sees its errors */
	bool fetches;             /* a secret: it gets more, see environment_list_trusted */
};

/*
 * Runs it to its end; status_out as a shell gives it. The output is in bytes, terminated, less than
 * size. ERROR_MISSING: there is no such program; ERROR_BUSY: it took too long; ERROR_INVALID: it
 * wrote more, or a NUL; ERROR_IO: the system refused. bytes may hold a part of a secret then, too.
 */
MUST_CHECK bool program_run(const struct program *program, char *bytes, size_t size,
        int *status_out, struct error *err);

#endif
