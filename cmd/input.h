/* SPDX-License-Identifier: MIT */

/*
 * The text of a question or an answer: from words, an option, a file, a pipe, or the editor. What
 * came in and cannot be kept is printed back: it may exist nowhere else.
 */
#ifndef CMD_INPUT_H
#define CMD_INPUT_H

#include "cmd/app.h"

struct input {
	const char *message;      /* -m TEXT */
	const char *file;         /* -F FILE, - for standard input */
	bool editor;              /* -e */
	bool lines;               /* each line is a text of its own, and checked by the caller */
	const char *const *words; /* operands; a single "-" is standard input */
	size_t count;
};

/*
 * Reads exactly one of these sources; with none, standard input when it is no terminal, else a
 * line typed at a prompt. ERROR_USAGE: two sources, or an empty text.
 */
MUST_CHECK bool input_read(struct app *app, const struct input *input, const char *what,
        const char *comment, const char **text_out, struct error *err);

/* ERROR_INVALID when the text is too long to be kept. */
MUST_CHECK bool input_check_size(const char *what, const char *text, struct error *err);

/* The whole text on standard error, after a command that could not keep it. */
void input_print_back(const char *text);

#endif
