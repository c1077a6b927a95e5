/* SPDX-License-Identifier: MIT */

/* What the streams are connected to, and what that allows. */
#ifndef TERM_TERM_H
#define TERM_TERM_H

#include "base/arena.h"
#include "base/error.h"

struct term {
	bool input_terminal; /* standard input is a terminal */
	bool output_terminal;
	bool error_terminal;
	bool output_colour; /* decided for each stream by itself */
	bool error_colour;
	bool utf8;    /* the locale's character set is UTF-8 */
	bool dumb;    /* TERM is dumb or unset */
	size_t width; /* columns of the terminal; 80 when unknown */
	size_t height;
};

/*
 * colour: "always", "never", "auto" or NULL (from --color), configured the same from the config;
 * then NO_COLOR, CLICOLOR_FORCE/FORCE_COLOR, CLICOLOR, TERM=dumb, is-a-terminal, in this order.
 * An empty variable counts as unset. The character set is read from LC_ALL, LC_CTYPE, LANG by name:
 * setlocale would cost the capture path several file openings.
 */
void term_init(struct term *term, const char *colour, const char *configured);

/*
 * Sends what follows on standard output through the pager: ASKBACK_PAGER, configured, PAGER,
 * less. None when output is no terminal, the terminal is dumb, or the choice is empty or "cat".
 * Sets LESS=FRX if LESS is unset. *pager_out gets the process to wait for, or 0. A pager that does
 * not start is no error: the output goes to the terminal.
 */
void pager_start(const struct term *term, const char *configured, int *pager_out);

/* Closes standard output and waits until the pager is left. */
void pager_wait(int pager);

/*
 * Lets the user write text: ASKBACK_EDITOR, configured, VISUAL (not on a dumb terminal), EDITOR,
 * vi, run as git does (sh -c 'EDITOR "$@"'). The file begins with `start` and, below, lines with
 * '#' in front that are dropped. ERROR_CANCELLED when nothing is left; on any failure the file is
 * kept and named in the message.
 */
MUST_CHECK bool editor_write(struct arena *arena, const char *configured, const char *folder,
        const char *start, const char *comment, const char **text_out, struct error *err);

/*
 * Asks "question [y/N]" on the terminal, the answer on standard input. ERROR_USAGE when standard
 * input is no terminal, naming the flag that answers; ERROR_CANCELLED on anything but yes.
 */
MUST_CHECK bool
prompt_confirm(const struct term *term, const char *question, const char *flag, struct error *err);

/* One line from the terminal after a prompt; NULL at its end. */
MUST_CHECK bool prompt_line(struct arena *arena, const struct term *term, const char *prompt,
        const char **line_out, struct error *err);

#endif
