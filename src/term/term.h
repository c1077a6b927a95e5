/* SPDX-License-Identifier: MIT */

/* What the streams are connected to, and what that allows. */
#ifndef TERM_TERM_H
#define TERM_TERM_H

#include "base/base.h"

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
 * An empty variable counts as unset. "auto" from --color skips the config. The character set is
 * read from LC_ALL, LC_CTYPE, LANG by name: setlocale would cost the capture path several file
 * openings.
 */
void term_init(struct term *term, const char *colour, const char *configured);

/* A variable of the environment; NULL when it is unset or empty. */
const char *term_environment(const char *name);

/* TERM is dumb or unset: nothing that moves a cursor can run. */
bool term_is_dumb(void);

#endif
