/* SPDX-License-Identifier: MIT */

/* Where files are, by the XDG Base Directory rules (0.8): relative values are ignored. */
#ifndef CONFIG_PATHS_H
#define CONFIG_PATHS_H

#include "base/arena.h"
#include "base/error.h"

struct paths {
	const char *config;       /* file: ASKBACK_CONFIG, else $XDG_CONFIG_HOME/askback/config */
	const char *data_folder;  /* $XDG_DATA_HOME/askback */
	const char *state_folder; /* $XDG_STATE_HOME/askback: drafts */
	const char *store;        /* file: ASKBACK_STORE, else data_folder/askback.db */
};

/*
 * Without HOME (and without the XDG variables that would replace it) a path is NULL; whoever needs
 * it says so with paths_missing.
 */
void paths_init(struct arena *arena, struct paths *paths);

/* ERROR_USAGE: "HOME is not set, so there is no place for X", with the option that gives one. */
bool paths_missing(const char *what, const char *option, struct error *err);

#endif
