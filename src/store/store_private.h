/* SPDX-License-Identifier: MIT */

/* What the files of this folder share about an open store. */
#ifndef STORE_STORE_PRIVATE_H
#define STORE_STORE_PRIVATE_H

#include "base/random.h"
#include "store/db.h"
#include "store/store.h"

struct store {
	struct arena *arena;
	struct store_options options;
	struct db *db;
	int lock; /* descriptor that holds the flock; -1 for readers */
	struct store_news news;
	char command_uid[UID_SIZE]; /* names this command in the history, also if a commit is in
	                               doubt */
	int64_t command_id;         /* its first operation; 0 before there is one */
	int64_t changes;            /* of the connection, when the transaction began */
	bool writing;               /* inside a transaction */
};

/* Draws an id: never given before, never given again. */
MUST_CHECK bool
store_draw(struct store *store, const char *kind, int64_t *id_out, struct error *err);

/*
 * Writes one line of history. before and after are structs described by fields; NULL for before
 * means made, for after removed.
 */
MUST_CHECK bool history_add(struct store *store, const char *entity, int64_t entity_id,
        const struct field *fields, const void *before, const void *after, struct error *err);

/* The same with texts ready made. */
MUST_CHECK bool history_add_text(struct store *store, const char *entity, int64_t entity_id,
        const char *before, const char *after, struct error *err);

#endif
