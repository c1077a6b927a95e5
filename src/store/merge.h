/* SPDX-License-Identifier: MIT */

/* Two people of the store who are one human being. */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include "store/followup.h"
#include "store/person.h"
#include "store/programme.h"

struct merge {
	struct person keep;
	struct person other;
	struct person merged;         /* keep, its empty fields filled from other */
	struct talk_list talks;       /* those that other speaks at */
	struct contact_list contacts; /* those of other that keep has not */
	struct contact_list doubles;  /* those of other that keep has as well */
	const int64_t *question_ids;  /* those that are for other */
	size_t question_count;
	struct followup_list followups; /* those to other */
};

/* What a merge would do. ERROR_USAGE when both are the same. */
MUST_CHECK bool merge_find(struct store *store, struct arena *arena, int64_t keep_id,
        int64_t other_id, struct merge *merge_out, struct error *err);

/* Does it; a route of other becomes that of keep if keep has none. Inside the caller's transaction
 * and the one in which it was found. */
MUST_CHECK bool merge_write(struct store *store, struct merge *merge, struct error *err);

#endif
