/* SPDX-License-Identifier: MIT */
#include "store/answer.h"

#include "store/entity.h"

static const struct field answer_fields[] = {
        FIELD(answer, id),
        FIELD(answer, uid),
        FIELD(answer, question_id),
        FIELD(answer, body),
        FIELD(answer, said_by),
        FIELD(answer, source),
        FIELD(answer, url),
        FIELD(answer, accepted),
        FIELD(answer, answered_at),
        FIELD(answer, created_at),
        FIELD(answer, author),
        FIELD_END,
};

bool
answer_add(struct store *store, struct answer *answer, struct error *err)
{
	const struct answer *a = answer;
	char uid[UID_SIZE];

	if (!random_uid(uid, err))
		return false;
	answer->uid = arena_text(store->arena, uid);
	answer->created_at = store->options.now;
	answer->author = store->options.author;
	return store_draw(store, "answer", &answer->id, err) &&
	        db_run(store->db, Q_ANSWER_ADD,
	                ARGS(V(a->id), V(a->uid), V(a->question_id), V(a->body), V(a->said_by),
	                        V(a->source), V(a->url), V(a->accepted), V(a->answered_at),
	                        V(a->created_at), V(a->author)),
	                NULL, err) &&
	        db_run(store->db, Q_SEARCH_ANSWER_ADD, ARGS(V(a->id), V(a->body)), NULL, err) &&
	        history_add(store, "answer", a->id, answer_fields, NULL, a, err);
}

static bool
answers_list(struct store *store, struct arena *arena, enum query query, int64_t id,
        struct answer_list *list_out, struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, query, ARGS(V(id)), answer_fields,
	        sizeof(*list_out->items), &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}

bool
answer_list(struct store *store, struct arena *arena, int64_t question_id,
        struct answer_list *list_out, struct error *err)
{
	return answers_list(store, arena, Q_ANSWER_LIST, question_id, list_out, err);
}

bool
answer_list_conference(struct store *store, struct arena *arena, int64_t conference_id,
        struct answer_list *list_out, struct error *err)
{
	return answers_list(store, arena, Q_ANSWER_LIST_CONFERENCE, conference_id, list_out, err);
}

bool
answer_get(struct store *store, struct arena *arena, int64_t id, struct answer *answer_out,
        struct error *err)
{
	return entity_get(
	        store, arena, Q_ANSWER_GET, id, answer_fields, "answer ", answer_out, err);
}
