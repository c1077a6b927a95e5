/* SPDX-License-Identifier: MIT */

/* Handing one mail to a command of the user, as sendmail -t and msmtp -t take it. */
#ifndef NET_SENDMAIL_H
#define NET_SENDMAIL_H

#include "base/arena.h"
#include "base/error.h"
#include "net/wire.h"

struct sendmail_mail {
	const char *command; /* for the shell */
	const char *bytes;   /* the message, with CRLF; the command reads it with LF */
	size_t length;
	const char *hidden; /* names of variables that the command does not get, between blanks,
	                       beside those that sound like secrets; or NULL */
	int64_t seconds;    /* that it may take; 0: 600 */
	const struct wire
	        *wire; /* asked at WIRE_FIRST and WIRE_LAST before the command runs; or NULL
	                */
};

struct sendmail_answer {
	bool begun;        /* the command was started */
	int status;        /* that it ended with; -1: it was killed, or did not end in time */
	const char *words; /* the last line that it wrote; "" */
};

/*
 * true: the command ended with status 0. false: the answer tells how far it came, err why.
 * ERROR_CANCELLED: wire said no, or stop. Standard input is the whole mail in memory and no pipe:
 * the end of a pipe whose writer died would look like the end of the mail.
 */
MUST_CHECK bool sendmail_send(struct arena *arena, const struct sendmail_mail *mail,
        struct sendmail_answer *answer, struct error *err);

/* Is its first word a program? ERROR_MISSING. */
MUST_CHECK bool sendmail_check(struct arena *arena, const char *command, struct error *err);

#endif
