/* SPDX-License-Identifier: MIT */

/*
 * What went wrong, as a value: a kind, a sentence, and, where there is one, a command that helps.
 * It is set once, at the place that knows; callers may put their part in front. The sentence
 * reads from the goal to the cause: "cannot open store /home/a/askback.db: permission denied".
 * An error is never printed by the library: cmd/ does that, and escapes what came from outside.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/base.h"

enum error_kind {
	ERROR_NONE,
	ERROR_USAGE,       /* the command was used wrongly */
	ERROR_MISSING,     /* what was named is not there */
	ERROR_AMBIGUOUS,   /* what was named fits several */
	ERROR_INVALID,     /* input from outside breaks its rules */
	ERROR_DENIED,      /* a service does not accept who we are */
	ERROR_BUSY,        /* somebody else holds it; the same line may work later */
	ERROR_IO,          /* the system refused: permission, missing folder, failing disk */
	ERROR_FULL,        /* no space left */
	ERROR_DAMAGED,     /* the store cannot be read as a database */
	ERROR_FOREIGN,     /* a database, but not one of ours */
	ERROR_NEWER,       /* a store made by a newer program */
	ERROR_UNCERTAIN,   /* it is not known whether it was saved */
	ERROR_UNSUPPORTED, /* this build, or this engine, cannot do it */
	ERROR_CANCELLED,   /* the user said no */
	ERROR_OUTPUT,      /* done and saved, but the result could not be written out */
};

struct error {
	enum error_kind kind;
	char text[1024];
	char hint[256];
};

/* Sets kind and sentence and returns false, so that a function can fail in one line. */
FORMAT(3, 4) bool error_set(struct error *err, enum error_kind kind, const char *format, ...);

/* Puts "what: " in front of the sentence; returns false. */
FORMAT(2, 3) bool error_in(struct error *err, const char *format, ...);

/* Adds the hint: a command that can be run, or one short clause. Returns false. */
FORMAT(2, 3) bool error_hint(struct error *err, const char *format, ...);

void error_reset(struct error *err);

#endif
