/* SPDX-License-Identifier: MIT */

/*
 * The points of no return of a request: whoever sends is asked just before each of them, with
 * nothing beyond it sent yet, and can write down that it is about to be passed.
 */
#ifndef NET_WIRE_H
#define NET_WIRE_H

#include <signal.h>

#include "base/base.h"

enum wire_point {
	WIRE_FIRST, /* connected, secured, logged in: before the first byte of the request */
	WIRE_LAST,  /* of a mail: before its last bytes, without which no server takes it */
};

/* False: nothing more is sent, and the request fails with ERROR_CANCELLED. */
typedef bool wire_pass(void *context, enum wire_point point);

struct wire {
	wire_pass *pass;
	void *context;
	const volatile sig_atomic_t *stop; /* becomes true: give up, but not between FIRST and the
	                                      answer; may be NULL */
};

#endif
