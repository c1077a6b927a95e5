/* SPDX-License-Identifier: MIT */

/* A text written in the user's own editor. */
#ifndef TERM_EDITOR_H
#define TERM_EDITOR_H

#include "base/arena.h"
#include "base/error.h"

/* The command that edits a text, in the order told below; ERROR_USAGE on a dumb terminal without
 * one. */
MUST_CHECK bool editor_find(const char *configured, const char **editor_out, struct error *err);

/*
 * Lets the user write text: ASKBACK_EDITOR, configured, VISUAL (not on a dumb terminal), EDITOR,
 * vi, run as git does (sh -c 'EDITOR "$@"'). The file is made in folder and begins with `start`
 * and, below, the lines of `comment` (both may be NULL) with '#' in front; every line that begins
 * with '#' is dropped. The text comes back as utf8_clean gives it. ERROR_CANCELLED when nothing is
 * left; on any other failure the file is kept and named in the message.
 */
MUST_CHECK bool editor_write(struct arena *arena, const char *configured, const char *folder,
        const char *start, const char *comment, const char **text_out, struct error *err);

#endif
