/* SPDX-License-Identifier: MIT */

/*
 * Where `auth login` puts secrets away: the keyring, by the program secret-tool, where there is
 * one; else a file of mode 0600 in FOLDER/credentials. Each is bound to the url of its account: it
 * does not follow when that changes.
 */
#ifndef CONFIG_KEEP_H
#define CONFIG_KEEP_H

#include "base/arena.h"
#include "base/error.h"
#include "model/account.h"

enum { KEEP_MOST = 16384 };

/*
 * The secret, not checked, in bytes; the caller wipes them. where_out names the place for people;
 * when nothing is found it is NULL, or says why what there is does not serve. ERROR_INVALID: others
 * can read the file; ERROR_IO.
 */
MUST_CHECK bool keep_read(struct arena *arena, const char *folder, const struct account *account,
        char bytes[static KEEP_MOST], bool *found_out, const char **where_out, struct error *err);

MUST_CHECK bool keep_write(struct arena *arena, const char *folder, const struct account *account,
        const char *text, const char **where_out, struct error *err);

/* dropped_out: was there any? */
MUST_CHECK bool keep_drop(struct arena *arena, const char *folder, const struct account *account,
        bool *dropped_out, struct error *err);

#endif
