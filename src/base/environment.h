/* SPDX-License-Identifier: MIT */

/* What the programs that we start are told: everything but secrets. */
#ifndef BASE_ENVIRONMENT_H
#define BASE_ENVIRONMENT_H

#include "base/arena.h"

/*
 * The variables but those whose names sound like a secret (GH_TOKEN), and those of hidden: names
 * between blanks; or NULL. Ended by NULL; the variables themselves are not copied.
 */
char **environment_list(struct arena *arena, const char *hidden);

/* Without ASKBACK_SECRET_ and so on only: a command that fetches a secret may need another one for
 * that (VAULT_TOKEN). */
char **environment_list_trusted(struct arena *arena);

#endif
