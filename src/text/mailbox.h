/* SPDX-License-Identifier: MIT */

/* Who sent a mail. */
#ifndef TEXT_MAILBOX_H
#define TEXT_MAILBOX_H

#include "base/arena.h"
#include "base/error.h"

struct mailbox {
	const char *name;    /* decoded; "" when there is none */
	const char *address; /* as written: whether it is an address is for others to check */
};

/* The From of a mail (RFC 5322), or the first one of several there. Of the mail the header is
 * enough. ERROR_INVALID: it has none. */
MUST_CHECK bool mailbox_find_sender(struct arena *arena, const char *mail, size_t length,
        struct mailbox *mailbox_out, struct error *err);

#endif
