/* SPDX-License-Identifier: MIT */

/* The opt-in look, before anything is sent, for the same question among what is open already at a
 * destination. */
#ifndef FLOW_DUPLICATES_H
#define FLOW_DUPLICATES_H

#include "flow/compose.h"
#include "flow/deliver.h"

struct duplicates_options {
	deliver_secret *secret;
	void *secret_context;
	void (*begins)(void *context, const struct plan_item *item); /* may take long */
	void *context;
	int64_t now;
};

/*
 * Adds what it finds to the notices of the plan's items: "much like \"Drain cleanly?\", open at
 * https://...". Where it cannot look it says so there too: that is no reason not to send.
 */
void
duplicates_find(struct arena *arena, struct plan *plan, const struct duplicates_options *options);

#endif
