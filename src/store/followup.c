/* SPDX-License-Identifier: MIT */
#include "store/followup.h"

#include <string.h>

#include "store/entity.h"

static const struct field followup_fields[] = {
        FIELD(followup, id),
        FIELD(followup, uid),
        FIELD(followup, account),
        FIELD(followup, kind),
        FIELD(followup, place),
        FIELD(followup, origin),
        FIELD(followup, person_id),
        FIELD(followup, conference_id),
        FIELD(followup, title),
        FIELD(followup, payload),
        FIELD(followup, state),
        FIELD(followup, phase),
        FIELD(followup, attempts),
        FIELD(followup, attempted_at),
        FIELD(followup, lookups),
        FIELD(followup, next_at),
        FIELD(followup, remote_id),
        FIELD(followup, remote_url),
        FIELD(followup, words),
        FIELD(followup, created_at),
        FIELD(followup, updated_at),
        FIELD(followup, sent_at),
        FIELD(followup, author),
        FIELD_END,
};

static const struct field mark_fields[] = {
        FIELD(followup_mark, question_id),
        FIELD(followup_mark, followup_id),
        FIELD(followup_mark, state),
        FIELD(followup_mark, account),
        FIELD(followup_mark, place),
        FIELD_END,
};

static const struct field due_fields[] = {
        FIELD(followup_due, id),
        FIELD(followup_due, account),
        FIELD(followup_due, state),
        FIELD(followup_due, next_at),
        FIELD_END,
};

struct numbered {
	int64_t id;
};

static const struct field numbered_fields[] = {FIELD(numbered, id), FIELD_END};

static bool
questions_add(struct store *store, int64_t followup_id, const int64_t *question_ids, size_t count,
        struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!db_run(store->db, Q_FOLLOWUP_QUESTION_ADD,
		            ARGS(V(followup_id), V((int64_t)i), V(question_ids[i])), NULL, err))
			return false;
	return true;
}

bool
followup_add(struct store *store, struct followup *followup, const int64_t *question_ids,
        size_t count, struct error *err)
{
	const struct followup *f = followup;

	followup->created_at = followup->updated_at = store->options.now;
	followup->author = store->options.author;
	return store_draw(store, "followup", &followup->id, err) &&
	        db_run(store->db, Q_FOLLOWUP_ADD,
	                ARGS(V(f->id), V(f->uid), V(f->account), V(f->kind), V(f->place),
	                        V(f->origin), V0(f->person_id), V0(f->conference_id), V(f->title),
	                        V(f->payload), V(f->state), V(f->phase), V(f->attempts),
	                        V0(f->attempted_at), V(f->lookups), V(f->next_at), V(f->remote_id),
	                        V(f->remote_url), V(f->words), V(f->created_at), V(f->updated_at),
	                        V0(f->sent_at), V(f->author)),
	                NULL, err) &&
	        questions_add(store, f->id, question_ids, count, err) &&
	        history_add(store, "followup", f->id, followup_fields, NULL, f, err);
}

bool
followup_get(struct store *store, struct arena *arena, int64_t id, struct followup *followup_out,
        struct error *err)
{
	return entity_get(store, arena, Q_FOLLOWUP_GET, id, followup_fields, "follow-up F",
	        followup_out, err);
}

/* The payload is long and the steps are many: it is told only when it is another one. */
static bool
step_add(struct store *store, const struct followup *before, const struct followup *after,
        struct error *err)
{
	struct field fields[COUNT(followup_fields)];
	bool same = strcmp(before->payload, after->payload) == 0;

	memcpy(fields, followup_fields, sizeof(fields));
	for (size_t i = 0; fields[i].column; i++)
		if (strcmp(fields[i].column, "payload") == 0)
			fields[i].joined = same;
	return history_add(store, "followup", after->id, fields, before, after, err);
}

/* A phase belongs to an attempt that goes on or is in doubt; any other state ends it. */
static bool
state_has_phase(const char *state)
{
	return strcmp(state, "sending") == 0 || strcmp(state, "uncertain") == 0 ||
	        strcmp(state, "held") == 0;
}

bool
followup_update(struct store *store, const struct followup *before, const struct followup *after,
        struct error *err)
{
	struct followup f = *after;
	int64_t changed;

	if (strcmp(before->state, f.state) != 0 && !followup_can_become(before->state, f.state))
		return error_set(err, ERROR_INVALID, "F%lld is %s and cannot become %s",
		        (long long)f.id, before->state, f.state);
	if (!state_has_phase(f.state))
		f.phase = FOLLOWUP_PHASE_NONE;
	f.updated_at = store->options.now;
	if (!db_run(store->db, Q_FOLLOWUP_UPDATE,
	            ARGS(V(f.place), V(f.title), V(f.payload), V(f.state), V(f.phase),
	                    V(f.attempts), V0(f.attempted_at), V(f.lookups), V(f.next_at),
	                    V(f.remote_id), V(f.remote_url), V(f.words), V(f.updated_at),
	                    V0(f.sent_at), V(f.id), V(before->state)),
	            &changed, err))
		return false;
	if (!changed)
		return error_set(err, ERROR_BUSY, "F%lld is no longer %s: somebody else changed it",
		        (long long)f.id, before->state);
	return step_add(store, before, &f, err);
}

bool
followup_update_person(
        struct store *store, const struct followup *before, int64_t person_id, struct error *err)
{
	struct followup after = *before;

	after.person_id = person_id;
	return db_run(store->db, Q_FOLLOWUP_UPDATE_PERSON, ARGS(V(person_id), V(after.id)), NULL,
	               err) &&
	        step_add(store, before, &after, err);
}

static bool
followups_list(struct store *store, struct arena *arena, enum query query, struct args_of args,
        struct followup_list *list_out, struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, query, args, followup_fields, sizeof(*list_out->items),
	        &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}

/* Which statement reads least: each is driven by another index. */
static enum query
filter_query(const struct followup_filter *filter)
{
	if (filter->person_id)
		return Q_FOLLOWUP_LIST_PERSON;
	if (filter->account && filter->place)
		return Q_FOLLOWUP_LIST_PLACE;
	return Q_FOLLOWUP_LIST_ALL;
}

bool
followup_list(struct store *store, struct arena *arena, const struct followup_filter *filter,
        struct followup_list *list_out, struct error *err)
{
	return followups_list(store, arena, filter_query(filter),
	        ARGS(V(filter->state), V(filter->account), V(filter->place), V0(filter->person_id),
	                V0(filter->conference_id)),
	        list_out, err);
}

bool
followup_list_question(struct store *store, struct arena *arena, int64_t question_id,
        struct followup_list *list_out, struct error *err)
{
	return followups_list(
	        store, arena, Q_FOLLOWUP_LIST_QUESTION, ARGS(V(question_id)), list_out, err);
}

bool
followup_list_questions(struct store *store, struct arena *arena, int64_t followup_id,
        struct ids_of *ids_out, struct error *err)
{
	const struct numbered *found;
	const void *items;
	int64_t *ids;

	if (!entity_list(store, arena, Q_FOLLOWUP_LIST_QUESTIONS, ARGS(V(followup_id)),
	            numbered_fields, sizeof(*found), &items, &ids_out->count, err))
		return false;
	found = items;
	ids = arena_array(arena, ids_out->count + 1, sizeof(*ids));
	for (size_t i = 0; i < ids_out->count; i++)
		ids[i] = found[i].id;
	ids_out->items = ids;
	return true;
}

bool
followup_list_due(struct store *store, struct arena *arena, struct followup_due_list *list_out,
        struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, Q_FOLLOWUP_LIST_DUE, NO_ARGS, due_fields,
	        sizeof(*list_out->items), &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}

bool
followup_list_marks(struct store *store, struct arena *arena, struct followup_mark_list *list_out,
        struct error *err)
{
	struct followup_mark mark, *items = NULL;
	size_t count = 0, capacity = 0;
	struct rows *rows;
	enum row row = ROW_FAILED;
	int64_t any;

	*list_out = (struct followup_mark_list){.count = 0};
	if (!number_find(store, Q_FOLLOWUP_HAS_ANY, NO_ARGS, &any, err) || !any)
		return err->kind == ERROR_NONE;
	if (db_start(store->db, Q_FOLLOWUP_LIST_MARKS, NO_ARGS, &rows, err))
		while ((row = db_next(rows, err)) == ROW_YES) {
			row_read(rows, mark_fields, arena, &mark);
			/* Those of one question come together, the newest last. */
			if (count && items[count - 1].question_id == mark.question_id)
				count--;
			items = arena_grow(arena, items, count, &capacity, sizeof(*items));
			items[count++] = mark;
		}
	db_stop(rows);
	*list_out = (struct followup_mark_list){.items = items, .count = count};
	return row == ROW_END;
}
