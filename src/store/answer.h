/* SPDX-License-Identifier: MIT */

/* Answers in the store. */
#ifndef STORE_ANSWER_H
#define STORE_ANSWER_H

#include "model/answer.h"
#include "store/store.h"

/* Draws id and uid into the answer. The question's state is the caller's business. */
MUST_CHECK bool answer_add(struct store *store, struct answer *answer, struct error *err);

MUST_CHECK bool answer_get(struct store *store, struct arena *arena, int64_t id,
        struct answer *answer_out, struct error *err);

/* A question's answers, oldest first. */
MUST_CHECK bool answer_list(struct store *store, struct arena *arena, int64_t question_id,
        struct answer_list *list_out, struct error *err);

/* All answers to questions at the talks of a conference, ordered by question_id, oldest first. */
MUST_CHECK bool answer_list_conference(struct store *store, struct arena *arena,
        int64_t conference_id, struct answer_list *list_out, struct error *err);

#endif
