/* SPDX-License-Identifier: MIT */

/* How a question's state changes: answered, dropped, open again. */
#ifndef FLOW_SETTLE_H
#define FLOW_SETTLE_H

#include "model/answer.h"
#include "store/question.h"

/*
 * Moves a question to a state, inside the caller's transaction. changed_out is false when it is in
 * that state already; that is no error, so that a command can be repeated. ERROR_INVALID when the
 * state cannot follow the present one.
 */
MUST_CHECK bool settle_state(struct store *store, struct arena *arena, int64_t question_id,
        const char *state, struct question *question_out, bool *changed_out, struct error *err);

/* Adds an answer (its question_id may be 0) and moves the question to `state`. */
MUST_CHECK bool settle_answer(struct store *store, struct arena *arena, int64_t question_id,
        struct answer *answer, const char *state, struct question *question_out, struct error *err);

#endif
