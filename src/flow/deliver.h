/* SPDX-License-Identifier: MIT */

/*
 * Delivering what is queued, one after the other: each comes to its service exactly once, whatever
 * crashes in between. Before the first byte of a request leaves, the store says that it may have;
 * what is in doubt afterwards is looked for by its marker, and created again only after `lookups`
 * complete looks over at least `settle` seconds found nothing. A mail in doubt is held for a
 * person.
 *
 * The store is opened for each step and closed before the network is waited for, so that questions
 * can be logged meanwhile. One delivery at a time (a lock beside the store).
 */
#ifndef FLOW_DELIVER_H
#define FLOW_DELIVER_H

#include <signal.h>

#include "flow/accounts.h"
#include "store/followup.h"

enum deliver_event {
	DELIVER_BEGINS,  /* with this follow-up */
	DELIVER_SETTLED, /* its new state is in the follow-up */
	DELIVER_WAITS,   /* words: for what, until when */
};

typedef void deliver_watch(void *watcher, enum deliver_event event, const struct followup *followup,
        const char *words, const char *hint);

/* The secret of an account, wanted before its first request; read at most once. false with err: the
 * account is down for this run. */
typedef bool deliver_secret(
        void *context, const struct account *account, const char **secret_out, struct error *err);

struct deliver_options {
	const struct store_options *store;
	const struct account_list *accounts;
	int64_t now;        /* at the start; time passes by the monotonic clock */
	const int64_t *ids; /* only these; none: all that is due */
	size_t count;
	int64_t lookups;  /* default 3 */
	int64_t settle;   /* seconds, default 600 */
	int64_t patience; /* wait in this run at most so long for what is due soon; seconds */
	const char *asker_email; /* an address that may leave */
	deliver_secret *secret;
	void *secret_context;
	deliver_watch *watch;
	void *watcher;
	const volatile sig_atomic_t *stop;
};

struct deliver_tally {
	size_t sent;
	size_t refused;  /* or held */
	size_t later;    /* queued or uncertain still */
	size_t denied;   /* not even tried: the account's secret was not accepted */
	int64_t next_at; /* when the earliest of `later` is due; 0: none */
};

/*
 * true: everything was tried; the tally tells what came of it. ERROR_BUSY: another delivery is
 * running. ERROR_CANCELLED: stopped by the user; nothing is lost. Errors of the store as they are.
 */
MUST_CHECK bool deliver_run(struct arena *arena, const struct deliver_options *options,
        struct deliver_tally *tally_out, struct error *err);

/* Closes what was sent by mistake. ERROR_UNSUPPORTED: it cannot be taken back, and why. */
MUST_CHECK bool deliver_retract(struct arena *arena, const struct deliver_options *options,
        int64_t id, const char *note, struct followup *followup_out, struct error *err);

#endif
