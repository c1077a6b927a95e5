/* SPDX-License-Identifier: MIT */
#include "flow/settle.h"

#include <string.h>

#include "store/answer.h"

bool
settle_state(struct store *store, struct arena *arena, int64_t question_id, const char *state,
        struct question *question_out, bool *changed_out, struct error *err)
{
	struct question before;

	if (!question_get(store, arena, question_id, &before, err))
		return false;
	*question_out = before;
	*changed_out = strcmp(before.state, state) != 0;
	if (!*changed_out)
		return true;
	if (!question_can_become(before.state, state))
		return error_set(err, ERROR_INVALID, "Q%lld is %s: reopen it first",
		               (long long)question_id, before.state) ||
		        error_hint(err, "askback reopen %lld", (long long)question_id);
	question_out->state = state;
	return question_update(store, &before, question_out, err);
}

bool
settle_answer(struct store *store, struct arena *arena, int64_t question_id, struct answer *answer,
        const char *state, struct question *question_out, struct error *err)
{
	bool changed;

	answer->question_id = question_id;
	return settle_state(store, arena, question_id, state, question_out, &changed, err) &&
	        answer_add(store, answer, err);
}
