/* SPDX-License-Identifier: MIT */

/* Routes in the store: which destinations a talk, a person, a conference or everything has. */
#ifndef STORE_ROUTE_H
#define STORE_ROUTE_H

#include "store/store.h"

#define ROUTE_SCOPES "talk|person|conference|default"

struct route {
	const char *scope;       /* one of ROUTE_SCOPES */
	int64_t scope_id;        /* 0 for default */
	const char *destination; /* "github:owner/repo", "mail" */
};

struct route_list {
	const struct route *items;
	size_t count;
};

/* The destinations of one scope, the first choice first. */
MUST_CHECK bool route_list_scope(struct store *store, struct arena *arena, const char *scope,
        int64_t scope_id, struct route_list *list_out, struct error *err);

/* All, by scope in the order of ROUTE_SCOPES, id, and choice. */
MUST_CHECK bool route_list(
        struct store *store, struct arena *arena, struct route_list *list_out, struct error *err);

/* Replaces the destinations of a scope; none removes the route. Part of the history. */
MUST_CHECK bool route_update(struct store *store, const char *scope, int64_t scope_id,
        const struct texts *destinations, struct error *err);

#endif
