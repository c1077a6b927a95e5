/* SPDX-License-Identifier: MIT */

/* What was changed, when, by whom, on whose behalf: before and after. */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include "store/store.h"

struct operation {
	int64_t id;
	int64_t command_id; /* the same for all that one command changed */
	int64_t at;
	const char *author;
	const char *command;
	const char *entity;
	int64_t entity_id;
	const char *before; /* JSON object; NULL for what was made */
	const char *after;  /* JSON object; NULL for what was removed */
};

struct operation_list {
	const struct operation *items;
	size_t count;
};

/* The history of one thing, oldest first. */
MUST_CHECK bool history_list(struct store *store, struct arena *arena, const char *entity,
        int64_t entity_id, struct operation_list *list_out, struct error *err);

/* The history of all things of a kind, oldest first. */
MUST_CHECK bool history_list_entity(struct store *store, struct arena *arena, const char *entity,
        struct operation_list *list_out, struct error *err);

/* Rewrites before and after. History stays as it is, but for what a person wants forgotten. */
MUST_CHECK bool
history_update(struct store *store, const struct operation *operation, struct error *err);

#endif
