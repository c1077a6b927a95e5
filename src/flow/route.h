/* SPDX-License-Identifier: MIT */

/* Which destination a question goes to: its talk's, its person's or speakers', its conference's,
 * the default, in this order; within one, the first choice that is possible. */
#ifndef FLOW_ROUTE_H
#define FLOW_ROUTE_H

#include "flow/accounts.h"
#include "model/question.h"
#include "store/person.h"
#include "store/route.h"

/* One choice that was looked at, for `route explain`. */
struct route_step {
	const char *
	        scope; /* "talk T1", "person P1 Emil Stolarsky", "conference srecon17", "default" */
	const char *destination; /* as set; NULL: the scope has no route */
	const char *verdict;     /* "taken", or why not: "P1 has no e-mail address" */
	bool taken;
};

struct routing {
	struct destination destination; /* account NULL: none is possible */
	struct person person;           /* whom a mail is for; id 0: none */
	const char *address;            /* of the mail */
	const struct route_step *steps;
	size_t step_count;
};

/*
 * to: only this destination (from --to); NULL: by the rules. Without any route a question goes by
 * mail to the only speaker who has an address, when there is an account for mail.
 */
MUST_CHECK bool route_find(struct store *store, struct arena *arena,
        const struct account_list *accounts, const struct question *question, const char *to,
        struct routing *routing_out, struct error *err);

#endif
