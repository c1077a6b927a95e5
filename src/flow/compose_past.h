/* SPDX-License-Identifier: MIT */

/* What has been sent before, and is therefore not sent again without asking. */
#ifndef FLOW_COMPOSE_PAST_H
#define FLOW_COMPOSE_PAST_H

#include "flow/route.h"
#include "store/followup.h"

/* A follow-up of before, with the questions that it is about. */
struct past_item {
	const struct followup *followup;
	const struct question *questions;
	size_t count;
};

struct past {
	const struct past_item *items;
	size_t count;
};

/* Those that were neither refused nor cancelled. */
MUST_CHECK bool
past_read(struct store *store, struct arena *arena, struct past *past_out, struct error *err);

/* The one that the question is in; to: only one to the same destination; NULL: none. */
const struct followup *
past_find_question(const struct past *past, int64_t question_id, const struct routing *to);

/* One to the same person (or address) about the same conference; one that bounced is none. */
const struct followup *past_find_person(
        const struct past *past, const struct routing *routing, const char *conference_code);

/* One to the same place that asks nearly the same. */
const struct followup *past_find_like(struct arena *arena, const struct past *past,
        const struct followup *followup, const struct question *question);

#endif
