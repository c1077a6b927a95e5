/* SPDX-License-Identifier: MIT */

/* The parts of `askback push`: what is going to leave (push_read.c), how that is shown
 * (push_plan.c), and the delivery (push_deliver.c). */
#ifndef CMD_PUSH_H
#define CMD_PUSH_H

#include "cmd/app.h"
#include "cmd/filter.h"
#include "flow/compose.h"

struct push_options {
	struct filter_options filter;
	const char *to;
	const char *patience;
	bool dry_run;
	bool queue;
	bool to_self;
	bool again;
	bool flood;
	bool check_target;
};

struct push_secret;

struct push {
	struct app *app;
	const struct push_options *options; /* NULL: none */
	struct account_list accounts;
	const char *asker_email;
	int64_t patience; /* seconds */
	bool named;       /* questions were named by id */
	struct progress *progress;
	struct push_secret *secrets;
	struct followup_mark_list marks;
	struct plan plan;                /* what is new */
	const struct plan_item *waiting; /* what is in the outbox, and leaves with it */
	size_t waiting_count;
	size_t later;    /* in the outbox, but not due yet */
	int64_t next_at; /* when the earliest of them is; 0: none */
};

/* The accounts and settings that every delivery needs. */
MUST_CHECK bool push_init(
        struct push *push, struct app *app, const struct push_options *options, struct error *err);

/* Which questions, what becomes of them, and, when nothing was said about which, what waits in the
 * outbox. The store is open afterwards. */
MUST_CHECK bool push_read(struct push *push, const struct args *args, struct error *err);

/* What you send yourself is seen by nobody before. */
bool push_is_by_hand(const struct followup *followup);
bool push_is_public(const struct plan_item *item);

/* The whole plan as a table for people: who gets what where, and what is left out. */
const char *push_plan_text(const struct push *push, bool colour);

/* Only what is left out, and why; "" when it is nothing. */
const char *push_skips_text(const struct push *push);

/* "3 public issues, 1 mail". */
const char *push_plan_summary(const struct push *push);

/* "at 14:05" on this machine's clock, with the day when it is not soon; "in a moment". */
const char *push_moment(struct app *app, int64_t at);

/* The bytes that would leave. */
void push_plan_bytes(const struct push *push);
void push_plan_json(const struct push *push);

/* A deliver_secret whose context is the push: read, or asked for at a terminal, once. */
MUST_CHECK bool push_read_secret(
        void *context, const struct account *account, const char **secret_out, struct error *err);

/* Delivers what was planned and queued, and shows what came of it. */
MUST_CHECK bool push_deliver(struct push *push, struct error *err);

/* Closes what was sent by mistake; see deliver_retract. */
MUST_CHECK bool push_retract(struct push *push, int64_t id, const char *note,
        struct followup *followup_out, struct error *err);

#endif
