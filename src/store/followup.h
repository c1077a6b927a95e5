/* SPDX-License-Identifier: MIT */

/* Follow-ups in the store: the outbox, and what became of what left it. */
#ifndef STORE_FOLLOWUP_H
#define STORE_FOLLOWUP_H

#include "model/followup.h"
#include "store/store.h"

/*
 * Adds one in state queued or held, about these questions: draws its id into followup->id. uid,
 * payload and all else are the caller's. Part of the history.
 */
MUST_CHECK bool followup_add(struct store *store, struct followup *followup,
        const int64_t *question_ids, size_t count, struct error *err);

/* ERROR_MISSING when there is none. */
MUST_CHECK bool followup_get(struct store *store, struct arena *arena, int64_t id,
        struct followup *followup_out, struct error *err);

/*
 * Writes all that may change (title, payload, place and what follows state); before is what
 * followup_get gave. ERROR_INVALID when the state may not change so, ERROR_BUSY when it is no
 * longer that of before. A state without an attempt drops the phase. The history holds every step,
 * the payload only where it changed.
 */
MUST_CHECK bool followup_update(struct store *store, const struct followup *before,
        const struct followup *after, struct error *err);

/* Gives it to another person; nothing else changes, and whoever is delivering it need not know. */
MUST_CHECK bool followup_update_person(
        struct store *store, const struct followup *before, int64_t person_id, struct error *err);

/* What a list holds; a zero leaves a filter out. */
struct followup_filter {
	const char *state; /* a state, "under-way" (queued, sending, uncertain, held, refused), or
	                      NULL */
	const char *account;
	int64_t person_id;
	int64_t conference_id;
	const char *place;
};

/* Oldest first. */
MUST_CHECK bool followup_list(struct store *store, struct arena *arena,
        const struct followup_filter *filter, struct followup_list *list_out, struct error *err);

/* Those of a question, oldest first. */
MUST_CHECK bool followup_list_question(struct store *store, struct arena *arena,
        int64_t question_id, struct followup_list *list_out, struct error *err);

/* Its questions, as they were given. */
struct ids_of {
	const int64_t *items;
	size_t count;
};
MUST_CHECK bool followup_list_questions(struct store *store, struct arena *arena,
        int64_t followup_id, struct ids_of *ids_out, struct error *err);

/* What is to be delivered, now or later: all that is queued, sending or uncertain. What has begun
 * comes first, then by next_at and id. */
struct followup_due {
	int64_t id;
	const char *account;
	const char *state;
	int64_t next_at;
};
struct followup_due_list {
	const struct followup_due *items;
	size_t count;
};
MUST_CHECK bool followup_list_due(struct store *store, struct arena *arena,
        struct followup_due_list *list_out, struct error *err);

/* For each question that has a follow-up neither refused nor cancelled: the newest of them. Few
 * columns, for lists of questions. */
struct followup_mark {
	int64_t question_id;
	int64_t followup_id;
	const char *state;
	const char *account;
	const char *place;
};
struct followup_mark_list {
	const struct followup_mark *items;
	size_t count;
};
MUST_CHECK bool followup_list_marks(struct store *store, struct arena *arena,
        struct followup_mark_list *list_out, struct error *err);

#endif
