/* SPDX-License-Identifier: MIT */

/* Question ids as people write them: Q12, 12, 3-7, Q3-Q7, 3,5. */
#ifndef CMD_IDS_H
#define CMD_IDS_H

#include "base/arena.h"
#include "base/error.h"

struct ids {
	const int64_t *items;
	size_t count;
};

/* In the order given, each once. ERROR_USAGE says which word is no id. */
MUST_CHECK bool ids_parse(struct arena *arena, const char *const *words, size_t count,
        struct ids *ids_out, struct error *err);

#endif
