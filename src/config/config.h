/* SPDX-License-Identifier: MIT */

/*
 * The configuration file, in git's notation: [section], [section "name"], key = value, # and ;
 * comments, quotes with \" \\ \n \t. An unknown section or key is an error with file and line and
 * suggestions: a misspelt setting must not be ignored in silence.
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include "base/arena.h"
#include "base/error.h"

enum setting_kind { SETTING_TEXT, SETTING_CHOICE, SETTING_SWITCH, SETTING_NUMBER };

/* One key that exists; the table of these also makes the manual. */
struct setting {
	const char *section; /* "ui" */
	bool named;          /* the section has a name: [view "mine"] */
	const char *key;
	enum setting_kind kind;
	const char *choices; /* for SETTING_CHOICE, separated by | */
	const char *help;
};

extern const struct setting settings[]; /* ended by .section == NULL */

struct config;

/*
 * Reads the file; a missing one, and NULL for path, is an empty configuration. A file that others
 * may write is refused (ERROR_INVALID): it can name commands that are run.
 */
MUST_CHECK bool
config_open(struct arena *arena, const char *path, struct config **config_out, struct error *err);

/*
 * The last value of a key, or NULL; a switch is "true" or "false". name is NULL for a section
 * without one.
 */
const char *
config_get(const struct config *config, const char *section, const char *name, const char *key);

/* Names of the sections [section "..."], in file order; count_out is how many. */
const char *const *config_names(
        struct arena *arena, const struct config *config, const char *section, size_t *count_out);

#endif
