/* SPDX-License-Identifier: MIT */
#include "store/origin.h"

#include "store/entity.h"

static const struct field origin_fields[] = {
        FIELD(origin, question_id),
        FIELD(origin, file),
        FIELD(origin, line),
        FIELD(origin, raw),
        FIELD(origin, digest),
        FIELD_END,
};

bool
origin_add(struct store *store, const struct origin *origin, struct error *err)
{
	const struct origin *o = origin;

	return db_run(store->db, Q_ORIGIN_ADD,
	               ARGS(V(o->question_id), V(o->file), V(o->line), V(o->raw), V(o->digest)),
	               NULL, err) &&
	        history_add(store, "origin", o->question_id, origin_fields, NULL, o, err);
}

bool
origin_find_digest(struct store *store, const char *digest, int64_t *id_out, struct error *err)
{
	return number_find(store, Q_ORIGIN_HAS_DIGEST, ARGS(V(digest)), id_out, err);
}

bool
origin_find(struct store *store, struct arena *arena, int64_t question_id,
        struct origin *origin_out, struct error *err)
{
	const void *items;
	size_t count;

	*origin_out = (struct origin){.question_id = 0};
	if (!entity_list(store, arena, Q_ORIGIN_GET, ARGS(V(question_id)), origin_fields,
	            sizeof(*origin_out), &items, &count, err))
		return false;
	if (count)
		*origin_out = *(const struct origin *)items;
	return true;
}
