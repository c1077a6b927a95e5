/* SPDX-License-Identifier: MIT */

/* What lasts through one run of deliver.h: its clock, the services it speaks to, the store between
 * two waits. */
#ifndef FLOW_DELIVERY_H
#define FLOW_DELIVERY_H

#include "flow/deliver.h"
#include "flow/verdict.h"

/* An account during one run. */
struct service {
	struct service *next;
	const char *name;
	const struct account *account; /* NULL: there is none of that name */
	const struct channel *channel;
	const char *secret;
	bool asked; /* for its secret */
	bool down;  /* nothing more goes there in this run */
	bool denied;
	int failures;       /* since something worked */
	int64_t created_ms; /* when something was last made there in this run; 0: nothing was */
	int64_t open_ms;    /* nothing goes there before, */
	const char *why;    /* because of this */
};

/* A follow-up that this run may deliver. */
struct pick {
	int64_t id;
	struct service *service;
	int64_t next_at;
	bool doubtful; /* it may have arrived: it comes before what is new */
	bool done;
};

struct delivery {
	const struct deliver_options *options;
	struct arena *arena;  /* of the run */
	struct arena scratch; /* of one turn */
	struct http *http;
	struct service *services;
	struct pick *picks;
	size_t pick_count;
	struct deliver_tally tally;
	int lock;
	int64_t started_ms; /* by the monotonic clock */
};

/* Takes the lock of deliveries: ERROR_BUSY when somebody else holds it. */
MUST_CHECK bool delivery_open(struct delivery *delivery, struct arena *arena,
        const struct deliver_options *options, struct error *err);
void delivery_close(struct delivery *delivery);

/* Milliseconds: options->now and what has passed since the run began. */
int64_t delivery_now_ms(const struct delivery *delivery);
int64_t delivery_now(const struct delivery *delivery);

bool delivery_is_stopped(const struct delivery *delivery);

/* ERROR_CANCELLED; returns false. */
bool delivery_stop(struct error *err);

/* Opens the store as of now, with a transaction begun. busy_ms as in struct store_options. */
MUST_CHECK bool delivery_open_store(
        struct delivery *delivery, int busy_ms, struct store **store_out, struct error *err);

/* Those that are to be delivered, in the order of their turns. */
MUST_CHECK bool delivery_list(struct delivery *delivery, struct error *err);

/* Takes over what the store says of it. */
void pick_update(struct pick *pick, const struct followup *followup);
bool pick_is_due(const struct pick *pick, int64_t now);

/* What gates are kept under. */
const char *service_origin(const struct service *service);

/* The service of an account's name; made when it is the first time. */
struct service *delivery_find_service(struct delivery *delivery, const char *name);

/* Wants the service's secret; false: it is down for this run, err says why. */
MUST_CHECK bool
delivery_get_secret(struct delivery *delivery, struct service *service, struct error *err);

/* What a channel needs; wire may be NULL. Results live until the turn is over. */
MUST_CHECK bool delivery_open_call(struct delivery *delivery, const struct service *service,
        const struct wire *wire, struct call *call_out, struct error *err);

/* Tells whoever watches. The store is closed: they may take their time. */
void delivery_tell(const struct delivery *delivery, enum deliver_event event,
        const struct followup *followup, const char *words, const char *hint);

#endif
