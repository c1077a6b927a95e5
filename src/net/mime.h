/* SPDX-License-Identifier: MIT */

/* Mails as they travel (RFC 5322, 2045, 2047), made by gmime. */
#ifndef NET_MIME_H
#define NET_MIME_H

#include "base/arena.h"
#include "base/error.h"

struct mime_mail {
	const char *from_name; /* NULL: none, as to_name */
	const char *from;
	const char *to_name;
	const char *to;
	const char *reply_to; /* address, or NULL */
	const char *subject;
	const char *message_id; /* without <> */
	int64_t date;
	const char *text; /* UTF-8, lines end with LF; sent as text/plain, quoted-printable */
};

/*
 * The same bytes for the same mail, always: header lines of at most 78 columns where it is
 * possible, lines end with CRLF and nothing else has CR or LF. ERROR_INVALID: a header value with a
 * control character, an address that is none.
 */
MUST_CHECK bool mime_format(struct arena *arena, const struct mime_mail *mail,
        const char **bytes_out, struct error *err);

/* What people see of such a mail: the headers above, decoded, one a line; an empty line; the text.
 */
const char *mime_read(struct arena *arena, const char *bytes);

/* The Message-ID of a mail without <>, or NULL. */
const char *mime_id_find(struct arena *arena, const char *bytes);

#endif
