/* SPDX-License-Identifier: MIT */

/* A rehearsal: what a plan would send, in one mail to oneself. */
#ifndef FLOW_COMPOSE_REHEARSE_H
#define FLOW_COMPOSE_REHEARSE_H

#include "flow/compose.h"

/*
 * Replaces the items by the one mail, which is about no question and for nobody: it leaves no trace
 * on what it rehearses. ERROR_MISSING: no account for mail, or no address of the user.
 */
MUST_CHECK bool plan_rehearse(struct arena *arena, const struct account_list *accounts,
        const struct compose_wish *wish, struct plan *plan, struct error *err);

#endif
