/* SPDX-License-Identifier: MIT */

/*
 * Free-form notes, Markdown or plain text, to finds. The rules look at evidence that people share
 * (marks such as "Q:", sections, lists after a lead-in, who speaks), not at any one person's habit.
 */
#ifndef INTAKE_NOTES_H
#define INTAKE_NOTES_H

#include "base/arena.h"
#include "base/error.h"
#include "model/notes.h"

enum {
	NOTES_SIZE_MOST = 4 * 1024 * 1024, /* bytes */
	NOTES_LINES_MOST = 200 * 1000,
};

/*
 * name is for messages. The finds live in the arena. ERROR_INVALID: too long, or not UTF-8. Notes
 * without any find are fine.
 */
MUST_CHECK bool notes_parse(struct arena *arena, const char *name, const char *bytes, size_t length,
        struct notes *notes_out, struct error *err);

#endif
