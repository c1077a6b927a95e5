/* SPDX-License-Identifier: MIT */
#include "config/paths.h"

#include <stdlib.h>

static const char *
environment_get(const char *name)
{
	const char *value = getenv(name);

	return value && value[0] ? value : NULL;
}

static const char *
absolute_get(const char *name)
{
	const char *value = environment_get(name);

	return value && value[0] == '/' ? value : NULL;
}

/* Our folder in the one that variable names, or in the standard place below HOME. */
static const char *
folder_get(struct arena *arena, const char *variable, const char *standard)
{
	const char *base = absolute_get(variable);
	const char *home = absolute_get("HOME");

	if (base)
		return arena_format(arena, "%s/askback", base);
	return home ? arena_format(arena, "%s/%s/askback", home, standard) : NULL;
}

static const char *
file_get(struct arena *arena, const char *variable, const char *folder, const char *name)
{
	const char *value = environment_get(variable);

	if (value)
		return arena_text(arena, value);
	return folder ? arena_format(arena, "%s/%s", folder, name) : NULL;
}

void
paths_init(struct arena *arena, struct paths *paths)
{
	const char *config_folder = folder_get(arena, "XDG_CONFIG_HOME", ".config");
	const char *data_folder = folder_get(arena, "XDG_DATA_HOME", ".local/share");

	*paths = (struct paths){
	        .config = file_get(arena, "ASKBACK_CONFIG", config_folder, "config"),
	        .data_folder = data_folder,
	        .state_folder = folder_get(arena, "XDG_STATE_HOME", ".local/state"),
	        .store = file_get(arena, "ASKBACK_STORE", data_folder, "askback.db"),
	};
}

bool
paths_missing(const char *what, const char *option, struct error *err)
{
	error_set(err, ERROR_USAGE, "HOME is not set, so there is no place for %s", what);
	return error_hint(err, "set HOME, or use %s", option);
}
