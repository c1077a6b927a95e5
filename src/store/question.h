/* SPDX-License-Identifier: MIT */

/* Questions in the store. Every change leaves its line in the history and in the search index. */
#ifndef STORE_QUESTION_H
#define STORE_QUESTION_H

#include "model/question.h"
#include "store/store.h"

/* What a list is to hold; a zero leaves a filter out. */
struct question_filter {
	int64_t since;     /* asked at or after */
	const char *state; /* a state, "unanswered", or NULL for all */
	const char *asked;
	int64_t conference_id;
	int64_t talk_id;   /* QUESTION_INBOX: those without a talk */
	int64_t person_id; /* for this person, or at a talk of theirs */
	const char *tag;
	int64_t limit; /* at most so many, the first ones; 0: all */
	bool oldest;   /* the oldest first, else the newest */
};

enum { QUESTION_INBOX = -1 };

/* Called for each question, newest first. False ends the list, which has then failed. */
typedef bool question_visit(void *visitor, const struct question *question, struct error *err);

/* Adds a question: draws its id, which goes into question->id. question->uid is set by the caller.
 */
MUST_CHECK bool question_add(struct store *store, struct question *question, struct error *err);

/* A tag that the question has already is ERROR_INVALID. */
MUST_CHECK bool
question_add_tag(struct store *store, int64_t question_id, const char *tag, struct error *err);

/* Remembers a talk that was on when the question could not be attached to one. */
MUST_CHECK bool question_add_candidate(
        struct store *store, int64_t question_id, int64_t talk_id, struct error *err);

/* ERROR_MISSING when there is none. */
MUST_CHECK bool question_get(struct store *store, struct arena *arena, int64_t id,
        struct question *question_out, struct error *err);

/* Is a question of that uid there already? id_out is 0 when not. */
MUST_CHECK bool
question_find_uid(struct store *store, const char *uid, int64_t *id_out, struct error *err);

/* Writes all fields that may change; before is what question_get gave. */
MUST_CHECK bool question_update(struct store *store, const struct question *before,
        const struct question *after, struct error *err);

/* Each question is read into the arena, which the visitor resets when it needs them no more. */
MUST_CHECK bool
question_list(struct store *store, struct arena *arena, const struct question_filter *filter,
        question_visit *visit, void *visitor, struct error *err);

/* Those at the talks of a conference, asked since a moment (0: ever), ordered by talk_id, each
 * talk's as asked. */
MUST_CHECK bool question_list_conference(struct store *store, struct arena *arena,
        int64_t conference_id, int64_t since, struct question_list *list_out, struct error *err);

/* A question's tags, and all tags in use, in order. */
MUST_CHECK bool question_list_tags(struct store *store, struct arena *arena, int64_t question_id,
        struct texts *tags_out, struct error *err);
MUST_CHECK bool
tag_list(struct store *store, struct arena *arena, struct texts *tags_out, struct error *err);

/* A part of the inbox, by the moment asked; the questions live in the arena. */
MUST_CHECK bool question_list_inbox(struct store *store, struct arena *arena, int64_t from,
        int64_t to, struct question_list *list_out, struct error *err);

/* How many questions a talk has. */
MUST_CHECK bool
question_count_talk(struct store *store, int64_t talk_id, int64_t *count_out, struct error *err);

/* Forgets the candidates of a question. */
MUST_CHECK bool
question_drop_candidates(struct store *store, int64_t question_id, struct error *err);

/* The talks that were on when a question in the inbox was logged. */
struct candidate {
	int64_t talk_id;
};
struct candidate_list {
	const struct candidate *items;
	size_t count;
};
MUST_CHECK bool question_list_candidates(struct store *store, struct arena *arena,
        int64_t question_id, struct candidate_list *list_out, struct error *err);

#endif
