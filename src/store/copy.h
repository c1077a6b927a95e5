/* SPDX-License-Identifier: MIT */

/* A verified copy of the store beside it. */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include "store/db.h"
#include "store/store.h"

/*
 * Writes PATH.v<version>-<now>: compact, checked as a database, flushed, and only then under its
 * name.
 */
MUST_CHECK bool store_copy(struct arena *arena, struct db *db, const struct store_options *options,
        int64_t version, const char **path_out, struct error *err);

/* The copies that are beside a store, in order of name. */
MUST_CHECK bool
store_copy_list(struct arena *arena, const char *path, struct texts *copies_out, struct error *err);

#endif
