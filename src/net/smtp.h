/* SPDX-License-Identifier: MIT */

/*
 * Submitting one mail to the user's own server (RFC 5321, 6409) by libcurl: TLS from the start or
 * STARTTLS that must succeed. Only to a literal address of this machine, where nobody can listen, a
 * server without STARTTLS gets mail, and a password, in the clear. One mail, one recipient, one
 * connection.
 */
#ifndef NET_SMTP_H
#define NET_SMTP_H

#include "base/arena.h"
#include "base/error.h"
#include "net/wire.h"

enum smtp_auth { SMTP_AUTH_NONE, SMTP_AUTH_PASSWORD, SMTP_AUTH_XOAUTH2 };

struct smtp_mail {
	const char *url; /* smtps://HOST[:PORT], smtp://HOST[:PORT] */
	const char *cafile;
	enum smtp_auth auth;
	const char *user;   /* NULL with SMTP_AUTH_NONE */
	const char *secret; /* password or access token */
	const char *from;   /* bare addresses, ASCII */
	const char *to;
	const char
	        *bytes; /* the message: lines end with CRLF, and there is no other CR, LF or NUL */
	size_t length;
	int64_t seconds; /* for a reply; 0: as long as RFC 5321 asks for behind the dot (600), and
	                    60 to connect and log in, where giving up costs nothing */
	const struct wire *wire; /* asked at WIRE_FIRST (before MAIL) and WIRE_LAST; or NULL */
};

/* ERROR_INVALID: not an address that can be put into MAIL or RCPT: ASCII only, an addr-spec of
 * contact_parse, and a domain of letters, digits, hyphens and dots. */
MUST_CHECK bool smtp_address_check(struct arena *arena, const char *address, struct error *err);

struct smtp_answer {
	bool begun;        /* MAIL may have been sent */
	bool whole;        /* the last bytes may have left: the mail may have been taken */
	bool untrusted;    /* the TLS connection was not accepted, or there is none */
	bool denied;       /* AUTH was refused or is not offered */
	int code;          /* the reply that decided, 250 or 4xx or 5xx; 0: none came */
	const char *words; /* its text with the enhanced code, or what else went wrong */
};

/*
 * true: the server took the mail (code 250 to the end of data). false: the answer tells how far it
 * came, err why: ERROR_BUSY, ERROR_CANCELLED, ERROR_INVALID (addresses or bytes that are not sent),
 * ERROR_IO. Never waits for a QUIT.
 */
MUST_CHECK bool smtp_send(struct arena *arena, const struct smtp_mail *mail,
        struct smtp_answer *answer, struct error *err);

/* Connects, secures and logs in, and sends nothing. */
MUST_CHECK bool smtp_check(struct arena *arena, const struct smtp_mail *mail,
        struct smtp_answer *answer, struct error *err);

#endif
