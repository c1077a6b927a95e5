/* SPDX-License-Identifier: MIT */

/*
 * The notation of git's configuration files, item by item. It knows nothing of which sections and
 * keys exist: that is config.c.
 */
#ifndef CONFIG_INI_H
#define CONFIG_INI_H

#include "base/arena.h"
#include "base/error.h"

struct ini {
	struct arena *arena;
	const char *path; /* for messages */
	const char *at;
	const char *end;
	size_t line; /* where `at` is */

	/* The item that was read last. */
	size_t item_line;
	const char *section; /* lower case; NULL before the first one */
	const char *name;    /* of [section "name"], else NULL */
	const char *key;     /* lower case */
	const char *value;   /* NULL for a key without "=", which is a switch turned on */
};

enum ini_item { INI_SECTION, INI_VALUE, INI_END, INI_FAILED };

/* text must be well-formed UTF-8 without NUL. What is read is copied into the arena. */
void
ini_init(struct ini *ini, struct arena *arena, const char *path, const char *text, size_t length);

/* INI_FAILED is ERROR_INVALID: "FILE:LINE: what is wrong". */
MUST_CHECK enum ini_item ini_read(struct ini *ini, struct error *err);

#endif
