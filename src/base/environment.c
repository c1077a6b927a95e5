/* SPDX-License-Identifier: MIT */
#include "base/environment.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

static bool
name_is_ours(const char *name)
{
	static const char prefix[] = "ASKBACK_SECRET_";

	return strncmp(name, prefix, strlen(prefix)) == 0;
}

/* GH_TOKEN, SMTP_PASSWORD; but PASSWORD_STORE_DIR is only where pass looks. */
static bool
name_is_secret(const char *name, size_t length)
{
	static const char *const endings[] = {"TOKEN", "SECRET", "PASSWORD", "PASSWD", "_KEY"};

	for (size_t i = 0; i < COUNT(endings); i++) {
		size_t ending = strlen(endings[i]);

		if (length >= ending &&
		        strncasecmp(name + length - ending, endings[i], ending) == 0)
			return true;
	}
	return name_is_ours(name);
}

static bool
name_is(const char *name, size_t length, const char *names)
{
	while (names && *names) {
		size_t word = strcspn(names, " ");

		if (word == length && strncmp(name, names, length) == 0)
			return true;
		names += word;
		names += strspn(names, " ");
	}
	return false;
}

/* Room for all of them. */
static char **
list_open(struct arena *arena)
{
	size_t count = 0;

	while (environ[count])
		count++;
	return arena_array(arena, count + 1, sizeof(char *));
}

char **
environment_list(struct arena *arena, const char *hidden)
{
	char **list = list_open(arena);
	size_t count = 0;

	for (char **at = environ; *at; at++) {
		size_t length = strcspn(*at, "=");

		if (!name_is_secret(*at, length) && !name_is(*at, length, hidden))
			list[count++] = *at;
	}
	return list;
}

char **
environment_list_trusted(struct arena *arena)
{
	char **list = list_open(arena);
	size_t count = 0;

	for (char **at = environ; *at; at++)
		if (!name_is_ours(*at))
			list[count++] = *at;
	return list;
}
