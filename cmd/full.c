/* SPDX-License-Identifier: MIT */
#include "cmd/full.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef ASKBACK_FULL

bool
full_is_needed(const struct app *app, const struct args *args)
{
	(void)app;
	(void)args;
	return false;
}

#else

static bool
store_is_remote(const char *path)
{
	return path &&
	        (strncmp(path, "postgres://", 11) == 0 || strncmp(path, "postgresql://", 13) == 0);
}

bool
full_is_needed(const struct app *app, const struct args *args)
{
	const struct command *command = app->command;

	if (command->needs & NEEDS_FULL)
		return true;
	if ((command->needs & (NEEDS_STORE | NEEDS_STORE_WRITE)) &&
	        store_is_remote(app->store_options.path))
		return true;
	return command->needs_full && command->needs_full(app, args);
}

#endif

/* The folder of this very program, whatever name or link it was started by. */
static bool
self_folder(const char *argv0, char folder[PATH_MAX])
{
	char *slash;

	if (!realpath("/proc/self/exe", folder) &&
	        (!strchr(argv0, '/') || !realpath(argv0, folder)))
		return false;
	slash = strrchr(folder, '/');
	*slash = '\0';
	return true;
}

static const char *const places[] = {"askback-full", "../libexec/askback/askback-full"};

bool
full_is_there(void)
{
	char folder[PATH_MAX], path[PATH_MAX + 64];

	if (!self_folder("", folder))
		return false;
	for (size_t i = 0; i < COUNT(places); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", folder, places[i]);
		if (access(path, X_OK) == 0)
			return true;
	}
	return false;
}

bool
full_run(const struct app *app, char **argv, struct error *err)
{
	char folder[PATH_MAX], path[PATH_MAX + 64];

	if (self_folder(argv[0], folder))
		for (size_t i = 0; i < COUNT(places); i++) {
			(void)snprintf(path, sizeof(path), "%s/%s", folder, places[i]);
			(void)execv(path, argv);
			if (errno != ENOENT)
				break;
		}
	return error_set(err, ERROR_UNSUPPORTED,
	        "cannot %s: this needs askback-full, which is not here", app->command_name);
}
