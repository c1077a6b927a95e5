/* SPDX-License-Identifier: MIT */
#include "store/question.h"

#include <string.h>

#include "store/entity.h"
#include "text/json.h"

static const struct field question_fields[] = {
        FIELD(question, id),
        FIELD(question, uid),
        FIELD(question, talk_id),
        FIELD(question, person_id),
        FIELD(question, body),
        FIELD(question, asked),
        FIELD(question, state),
        FIELD(question, private),
        FIELD(question, asked_at),
        FIELD(question, created_at),
        FIELD(question, updated_at),
        FIELD(question, author),
        FIELD_JOINED(question, talk_title),
        FIELD_JOINED(question, talk_starts_at),
        FIELD_JOINED(question, talk_ends_at),
        FIELD_JOINED(question, talk_room),
        FIELD_JOINED(question, talk_status),
        FIELD_JOINED(question, talk_moved_at),
        FIELD_JOINED(question, conference_code),
        FIELD_JOINED(question, conference_zone),
        FIELD_END,
};

static const struct field candidate_fields[] = {
        FIELD(candidate, talk_id),
        FIELD_END,
};

bool
question_add(struct store *store, struct question *question, struct error *err)
{
	const struct question *q = question;

	question->created_at = question->updated_at = store->options.now;
	question->author = store->options.author;
	return store_draw(store, "question", &question->id, err) &&
	        db_run(store->db, Q_QUESTION_ADD,
	                ARGS(V(q->id), V(q->uid), V0(q->talk_id), V0(q->person_id), V(q->body),
	                        V(q->asked), V(q->state), V(q->private), V(q->asked_at),
	                        V(q->created_at), V(q->updated_at), V(q->author)),
	                NULL, err) &&
	        db_run(store->db, Q_SEARCH_QUESTION_ADD, ARGS(V(q->id), V(q->body)), NULL, err) &&
	        history_add(store, "question", q->id, question_fields, NULL, q, err);
}

bool
question_add_tag(struct store *store, int64_t question_id, const char *tag, struct error *err)
{
	json_auto_t *tree = json_object();

	json_put(tree, "tag", json_text(tag));
	return db_run(store->db, Q_QUESTION_TAG_ADD, ARGS(V(question_id), V(tag)), NULL, err) &&
	        history_add_text(
	                store, "tag", question_id, NULL, json_line(store->arena, tree), err);
}

bool
question_add_candidate(struct store *store, int64_t question_id, int64_t talk_id, struct error *err)
{
	return db_run(store->db, Q_CANDIDATE_ADD, ARGS(V(question_id), V(talk_id)), NULL, err);
}

bool
question_get(struct store *store, struct arena *arena, int64_t id, struct question *question_out,
        struct error *err)
{
	return entity_get(
	        store, arena, Q_QUESTION_GET, id, question_fields, "question Q", question_out, err);
}

bool
question_find_uid(struct store *store, const char *uid, int64_t *id_out, struct error *err)
{
	return number_find(store, Q_QUESTION_HAS_UID, ARGS(V(uid)), id_out, err);
}

bool
question_update(struct store *store, const struct question *before, const struct question *after,
        struct error *err)
{
	struct question q = *after;

	q.updated_at = store->options.now;
	return db_run(store->db, Q_QUESTION_UPDATE,
	               ARGS(V0(q.talk_id), V0(q.person_id), V(q.body), V(q.asked), V(q.state),
	                       V(q.private), V(q.asked_at), V(q.updated_at), V(q.id)),
	               NULL, err) &&
	        history_add(store, "question", q.id, question_fields, before, &q, err);
}

static bool
filter_is_unanswered(const struct question_filter *filter)
{
	return filter->state && strcmp(filter->state, "unanswered") == 0 && !filter->since &&
	        !filter->asked && !filter->conference_id && !filter->talk_id &&
	        !filter->person_id && !filter->tag && !filter->oldest;
}

/* Which statement reads least: each is driven by another index. */
static enum query
filter_query(const struct question_filter *filter)
{
	if (filter->talk_id > 0)
		return filter->oldest ? Q_QUESTION_LIST_TALK_OLDEST : Q_QUESTION_LIST_TALK;
	if (filter->state &&
	        (strcmp(filter->state, "unanswered") == 0 || strcmp(filter->state, "open") == 0 ||
	                strcmp(filter->state, "partial") == 0))
		return filter->oldest ? Q_QUESTION_LIST_FILTERED_OLDEST : Q_QUESTION_LIST_FILTERED;
	return filter->oldest ? Q_QUESTION_LIST_ALL_OLDEST : Q_QUESTION_LIST_ALL;
}

static bool
filter_start(struct store *store, const struct question_filter *filter, struct rows **rows_out,
        struct error *err)
{
	int64_t limit = filter->limit ? filter->limit : INT64_MAX;

	if (filter_is_unanswered(filter))
		return db_start(
		        store->db, Q_QUESTION_LIST_UNANSWERED, ARGS(V(limit)), rows_out, err);
	return db_start(store->db, filter_query(filter),
	        ARGS(V0(filter->since), V(filter->state), V(filter->asked),
	                V0(filter->conference_id), V0(filter->talk_id), V0(filter->person_id),
	                V(filter->tag), V(limit)),
	        rows_out, err);
}

bool
question_list(struct store *store, struct arena *arena, const struct question_filter *filter,
        question_visit *visit, void *visitor, struct error *err)
{
	struct question question;
	struct rows *rows;
	enum row row = ROW_FAILED;
	bool more = true;

	if (filter_start(store, filter, &rows, err))
		while (more && (row = db_next(rows, err)) == ROW_YES) {
			row_read(rows, question_fields, arena, &question);
			more = visit(visitor, &question, err);
		}
	db_stop(rows);
	return more && row == ROW_END;
}

bool
question_list_conference(struct store *store, struct arena *arena, int64_t conference_id,
        int64_t since, struct question_list *list_out, struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, Q_QUESTION_LIST_CONFERENCE,
	        ARGS(V(conference_id), V0(since)), question_fields, sizeof(*list_out->items),
	        &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}

bool
question_list_tags(struct store *store, struct arena *arena, int64_t question_id,
        struct texts *tags_out, struct error *err)
{
	return text_list(store, arena, Q_QUESTION_TAG_LIST, ARGS(V(question_id)), tags_out, err);
}

bool
tag_list(struct store *store, struct arena *arena, struct texts *tags_out, struct error *err)
{
	return text_list(store, arena, Q_TAG_LIST, NO_ARGS, tags_out, err);
}

bool
question_list_candidates(struct store *store, struct arena *arena, int64_t question_id,
        struct candidate_list *list_out, struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, Q_CANDIDATE_LIST, ARGS(V(question_id)),
	        candidate_fields, sizeof(*list_out->items), &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}

bool
question_list_inbox(struct store *store, struct arena *arena, int64_t from, int64_t to,
        struct question_list *list_out, struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, Q_QUESTION_LIST_INBOX, ARGS(V(from), V(to)),
	        question_fields, sizeof(*list_out->items), &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}

bool
question_count_talk(struct store *store, int64_t talk_id, int64_t *count_out, struct error *err)
{
	return number_find(store, Q_QUESTION_COUNT_TALK, ARGS(V(talk_id)), count_out, err);
}

bool
question_drop_candidates(struct store *store, int64_t question_id, struct error *err)
{
	return db_run(store->db, Q_CANDIDATE_DROP, ARGS(V(question_id)), NULL, err);
}
