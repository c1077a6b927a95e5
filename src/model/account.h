/* SPDX-License-Identifier: MIT */

/*
 * An account: how to speak to one service, from one section [channel "NAME"] of the configuration
 * or built in. Its secret is not part of it.
 */
#ifndef MODEL_ACCOUNT_H
#define MODEL_ACCOUNT_H

#include "base/arena.h"

#define ACCOUNT_TYPES "github|gitlab|gitea|redmine|mail|hand"

struct account {
	const char *name; /* "work", as in destinations: work:group/project */
	const char *type; /* which channel: one of ACCOUNT_TYPES */
	/*
	 * Of the API, without a slash at the end, completed by the channel's rule:
	 * https://api.github.com, https://HOST/api/v3, https://HOST/api/v4, https://HOST/api/v1,
	 * https://HOST (Redmine); smtps://HOST:465 (TLS at once) or smtp://HOST:587 (STARTTLS,
	 * never without). NULL: sendmail or folder, or hand.
	 */
	const char *url;
	const char *user;    /* to log in with, where a secret alone does not tell; or NULL */
	const char *cafile;  /* trust these authorities instead of the system's; or NULL */
	int64_t pace;        /* seconds between two things that are created */
	int64_t seconds;     /* how long a request may take; 0: the default */
	const char *markup;  /* Redmine: "markdown" or "textile" */
	const char *tracker; /* Redmine: number of the tracker; NULL: the project's default */
	/* mail */
	const char *sender;      /* address in From and on the envelope */
	const char *sender_name; /* or NULL */
	const char
	        *reply_to; /* address; "user+askback@host" takes a token behind the plus; or NULL */
	const char *auth;  /* "password", "xoauth2" or "none" */
	const char
	        *sendmail; /* a command that takes a mail on standard input, as msmtp -t; or NULL */
	const char *folder; /* where .eml files are written instead; or NULL */
	/* secrets, in the order tried; NULL where not configured. Without secret_env the account
	 * has no use for one. */
	const char *secret_command; /* run by the shell; its first line is the secret */
	const char *secret_env;     /* names of variables, separated by blanks */
	const char *client_id;      /* of an OAuth application, for the device flow; or NULL */
};

struct account_list {
	const struct account *items;
	size_t count;
};

#endif
