/* SPDX-License-Identifier: MIT */

/*
 * What an account asked us to wait for, kept so that the next run knows it too: a rate limit
 * outlives the process that ran into it. Not part of the history.
 */
#ifndef STORE_GATE_H
#define STORE_GATE_H

#include "store/store.h"

struct gate {
	const char *origin;    /* the account's url */
	const char *account;   /* its name: another credential has another limit */
	int64_t blocked_until; /* 0: open */
	int64_t last_at;       /* when something was last created there */
	const char *words;     /* why it is blocked; or NULL */
};

struct gate_list {
	const struct gate *items;
	size_t count;
};

/* An absent one is open: all zero but for its key. */
MUST_CHECK bool gate_get(struct store *store, struct arena *arena, const char *origin,
        const char *account, struct gate *gate_out, struct error *err);
MUST_CHECK bool gate_update(struct store *store, const struct gate *gate, struct error *err);

/* Those that are blocked at a moment. */
MUST_CHECK bool gate_list_blocked(struct store *store, struct arena *arena, int64_t now,
        struct gate_list *list_out, struct error *err);

#endif
