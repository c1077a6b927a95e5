/* SPDX-License-Identifier: MIT */

/*
 * How a program without a browser logs in at GitHub (RFC 8628): the user types a short code into a
 * page, and the program asks again and again whether that has been done. It needs the client id of
 * an OAuth application, and no secret of its own.
 */
#ifndef FLOW_DEVICE_H
#define FLOW_DEVICE_H

#include "base/error.h"
#include "model/account.h"
#include "net/http.h"

struct device {
	const char *user_code;   /* what the user types: "ABCD-1234" */
	const char *page;        /* where */
	const char *device_code; /* what the program asks with */
	int64_t interval;        /* seconds to wait before each question; grows when asked to */
	int64_t seconds;         /* how long the code is good */
};

enum device_turn {
	DEVICE_DONE,
	DEVICE_WAIT, /* the user has not done it yet */
	DEVICE_FAILED,
};

/* Gets a code. ERROR_DENIED: the service does not know the application, or has this switched off;
 * and as http_call. */
MUST_CHECK bool device_open(struct arena *arena, struct http *http, const struct account *account,
        struct device *device_out, struct error *err);

/* Asks once. DEVICE_FAILED: ERROR_CANCELLED when the user said no there, ERROR_BUSY when the code
 * is too old by now, ERROR_DENIED, ERROR_IO. */
MUST_CHECK enum device_turn
device_poll(struct arena *arena, struct http *http, const struct account *account,
        struct device *device, const char **token_out, struct error *err);

#endif
