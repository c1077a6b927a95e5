/* SPDX-License-Identifier: MIT */

/* Where a question stood that came out of somebody's notes. */
#ifndef STORE_ORIGIN_H
#define STORE_ORIGIN_H

#include "store/store.h"

struct origin {
	int64_t question_id; /* 0: there is none */
	const char *file;
	int64_t line;
	const char *raw;    /* the lines as they are written */
	const char *digest; /* tells the question when the same notes come again */
};

MUST_CHECK bool origin_add(struct store *store, const struct origin *origin, struct error *err);

/* Has it come before? id_out is the question's, or 0. */
MUST_CHECK bool
origin_find_digest(struct store *store, const char *digest, int64_t *id_out, struct error *err);

MUST_CHECK bool origin_find(struct store *store, struct arena *arena, int64_t question_id,
        struct origin *origin_out, struct error *err);

#endif
