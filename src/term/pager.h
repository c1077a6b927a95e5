/* SPDX-License-Identifier: MIT */

/* Long output, one screen at a time. */
#ifndef TERM_PAGER_H
#define TERM_PAGER_H

#include "term/term.h"

/* The command that was chosen, by ASKBACK_PAGER, configured or PAGER; NULL: nobody chose. */
const char *pager_find(const char *configured);

/*
 * Sends what follows on standard output through the pager: ASKBACK_PAGER, configured, PAGER,
 * less. None when output is no terminal, the terminal is dumb, or the choice is empty or "cat".
 * Sets LESS=FRX and LV=-c where they are unset. *pager_out gets the process to wait for, or 0. A
 * pager that does not start is no error: the output goes to the terminal. From here on Ctrl-C
 * belongs to the pager: it is ignored until the end of the program.
 */
void pager_start(const struct term *term, const char *configured, int *pager_out);

/*
 * Ends standard output and waits until the pager is left; what is written there later is lost.
 * Nothing happens when pager is 0.
 */
void pager_wait(int pager);

#endif
