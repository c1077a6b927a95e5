/* SPDX-License-Identifier: MIT */

/*
 * Secrets: from a command, the environment, or what `auth login` put away (a file of mode 0600 in
 * the data folder, or the keyring). They are never in the store, in arguments, or in a log.
 */
#ifndef CONFIG_SECRET_H
#define CONFIG_SECRET_H

#include "base/arena.h"
#include "base/error.h"
#include "model/account.h"

enum secret_source { SECRET_NONE, SECRET_COMMAND, SECRET_ENVIRONMENT, SECRET_LOGIN };

struct secret {
	enum secret_source source;
	const char *text;  /* one line without control characters; NULL: there is none */
	const char *where; /* for people, without the secret: "the variable GH_TOKEN", "the command
	                      gh auth token". With SECRET_NONE: why what was put away is not used,
	                      or NULL */
};

/*
 * The first source that an account has and that gives something; none is SECRET_NONE, and no error.
 * ERROR_IO: the command fails (with its status), says nothing, or takes more than 60 s;
 * ERROR_INVALID: what came cannot be a secret. folder: paths.data_folder, may be NULL.
 */
MUST_CHECK bool secret_read(struct arena *arena, const char *folder, const struct account *account,
        struct secret *secret_out, struct error *err);

/* Can it be one? 1 to 4096 printed characters of ASCII, no blanks at the ends; else ERROR_INVALID.
 */
MUST_CHECK bool secret_check(const char *text, struct error *err);

/* Puts one away for the account; where_out names the place for people. */
MUST_CHECK bool secret_write(struct arena *arena, const char *folder, const struct account *account,
        const char *text, const char **where_out, struct error *err);

/* Forgets what secret_write put away; dropped_out: was there any? */
MUST_CHECK bool secret_drop(struct arena *arena, const char *folder, const struct account *account,
        bool *dropped_out, struct error *err);

/* Overwrites it in memory. */
void secret_wipe(struct secret *secret);

#endif
