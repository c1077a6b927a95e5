/* SPDX-License-Identifier: MIT */

/* Which questions go together into one message, and which are left out. */
#ifndef FLOW_COMPOSE_GROUP_H
#define FLOW_COMPOSE_GROUP_H

#include "flow/compose.h"
#include "flow/compose_past.h"
#include "flow/letter.h"

/* One message to be: one question, or all those of a mail to one person. */
struct group {
	struct routing routing;
	struct letter_question *questions;
	size_t count;
	size_t capacity;
};

/* What a plan is made with and of, while it grows. */
struct planner {
	struct store *store;
	struct arena *arena;
	const struct account_list *accounts;
	const struct compose_wish *wish;
	struct past past;
	struct group *groups;
	size_t group_count;
	size_t group_capacity;
	struct plan_skip *skips;
	size_t skip_count;
	size_t skip_capacity;
};

/* Leaves a question out. */
void
planner_skip(struct planner *planner, int64_t question_id, const char *reason, const char *hint);

/* Finds the way of each question of the wish, and its group. */
MUST_CHECK bool planner_group(struct planner *planner, struct error *err);

#endif
