/* SPDX-License-Identifier: MIT */

/* One follow-up's turn: what is to be done is found out from the store, the service is asked once,
 * and what came of it is written down. */
#ifndef FLOW_TURN_H
#define FLOW_TURN_H

#include "flow/delivery.h"

enum todo {
	TODO_NOTHING, /* not its turn, or settled without a request */
	TODO_SECRET,  /* the service's is not known yet; nothing has been written */
	TODO_SEND,
	TODO_LOOK,
};

struct turn {
	struct pick *pick;
	struct followup followup; /* as in the store */
	struct followup attempt;  /* TODO_SEND: what it becomes when it is about to leave */
	enum todo todo;
	bool told; /* something that those who watch should hear: words and hint */
	const char *words;
	const char *hint;
};

/* Looks at a follow-up and decides what is to be done; or holds it, or puts it off. */
MUST_CHECK bool
turn_open(struct delivery *delivery, struct pick *pick, struct turn *turn_out, struct error *err);

/* TODO_SEND and TODO_LOOK. ERROR_CANCELLED: the user stopped it, and nothing had left. */
MUST_CHECK bool turn_send(struct delivery *delivery, struct turn *turn, struct error *err);
MUST_CHECK bool turn_look(struct delivery *delivery, struct turn *turn, struct error *err);

#endif
