/* SPDX-License-Identifier: MIT */

/*
 * From questions to follow-ups: where each goes, who is written to, in which words. What is planned
 * is shown to the user, and only then saved, in the same bytes.
 */
#ifndef FLOW_COMPOSE_H
#define FLOW_COMPOSE_H

#include "flow/accounts.h"
#include "model/question.h"
#include "store/followup.h"

/* What push was asked for. */
struct compose_wish {
	const int64_t *question_ids; /* unanswered ones, or named by the user */
	size_t count;
	bool named;        /* the user named them by id: private ones may then leave as well */
	const char *to;    /* --to; NULL: by route */
	bool to_self;      /* a rehearsal: one mail with everything, to the user's own address */
	bool again;        /* also to people who have been written to, and what was sent before */
	const char *asker; /* the user's name; or NULL */
	const char *asker_email; /* or NULL */
	const char *templates;   /* folder of own templates; or NULL */
	int64_t now;
};

/* One follow-up that would be made. */
struct plan_item {
	struct followup followup; /* id 0 */
	const struct account *account;
	const struct channel *channel;
	const int64_t *question_ids;
	size_t question_count;
	const char *why;  /* the route: "route of talk T1", "--to" */
	const char *name; /* of the person a mail is for; or NULL */
	bool is_public;   /* others will read it */
	const char *
	        notice; /* what the user should look at: "much like F3, sent 3 days ago"; or NULL */
};

/* A question that is left out, and why. */
struct plan_skip {
	int64_t question_id;
	const char
	        *reason;  /* "sent already: F3", "Emil was written to on 2 Sep (F3)", "no route" */
	const char *hint; /* or NULL */
};

struct plan {
	const struct plan_item *items;
	size_t count;
	const struct plan_skip *skips;
	size_t skip_count;
};

/*
 * Reads only. Rules: a question that has a follow-up neither refused nor cancelled is skipped (with
 * --to: one to that destination); one mail a person for all questions of all talks; at most one
 * message to a person about a conference; nobody who does not want to be contacted; private
 * questions only when named; no payload with an address that the store knows (but its recipient's
 * and the asker's own). ERROR_INVALID: a template that cannot be read; ERROR_MISSING: --to names no
 * account.
 */
MUST_CHECK bool
compose_plan(struct store *store, struct arena *arena, const struct account_list *accounts,
        const struct compose_wish *wish, struct plan *plan_out, struct error *err);

/* Queues all of it inside the caller's transaction; the ids go into the items' follow-ups. */
MUST_CHECK bool compose_save(struct store *store, struct plan *plan, struct error *err);

/* The same gate for a payload from elsewhere (outbox edit, and just before it leaves):
 * ERROR_INVALID names what must not leave, by its owner and kind. */
MUST_CHECK bool compose_check(struct store *store, struct arena *arena,
        const struct followup *followup, const char *asker_email, struct error *err);

#endif
