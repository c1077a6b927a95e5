/* SPDX-License-Identifier: MIT */
#include "store/history.h"

#include "store/entity.h"
#include "text/json.h"

static const struct field operation_fields[] = {
        FIELD(operation, id),
        FIELD(operation, command_id),
        FIELD(operation, at),
        FIELD(operation, author),
        FIELD(operation, command),
        FIELD(operation, entity),
        FIELD(operation, entity_id),
        FIELD(operation, before),
        FIELD(operation, after),
        FIELD_END,
};

bool
store_draw(struct store *store, const char *kind, int64_t *id_out, struct error *err)
{
	if (!db_run(store->db, Q_COUNTER_DRAW, ARGS(V(kind)), NULL, err) ||
	        !number_find(store, Q_COUNTER_DRAWN, ARGS(V(kind)), id_out, err))
		return false;
	return *id_out || error_set(err, ERROR_DAMAGED, "the counter of %s ids is missing", kind);
}

static json_t *
field_json(const struct field *field, const void *values)
{
	const void *member = (const char *)values + field->offset;
	int64_t number;

	switch (field->type) {
	case FIELD_NUMBER:
		number = *(const int64_t *)member;
		return number ? json_integer(number) : json_null();
	case FIELD_BOOL:
		return json_boolean(*(const bool *)member);
	case FIELD_TEXT:
		break;
	}
	return json_text(*(const char *const *)member);
}

static const char *
entity_json(struct arena *arena, const struct field *fields, const void *values)
{
	json_auto_t *tree = json_object();

	if (!values)
		return NULL;
	for (; fields->column; fields++)
		if (!fields->joined)
			json_put(tree, fields->column, field_json(fields, values));
	return json_line(arena, tree);
}

bool
history_add_text(struct store *store, const char *entity, int64_t entity_id, const char *before,
        const char *after, struct error *err)
{
	const struct store_options *options = &store->options;
	int64_t id;

	if (!store_draw(store, "operation", &id, err))
		return false;
	if (!store->command_id)
		store->command_id = id;
	return db_run(store->db, Q_OPERATION_ADD,
	        ARGS(V(id), V(store->command_id), V(store->command_uid), V(options->now),
	                V(options->author), V(options->command), V(entity), V(entity_id), V(before),
	                V(after)),
	        NULL, err);
}

bool
history_add(struct store *store, const char *entity, int64_t entity_id, const struct field *fields,
        const void *before, const void *after, struct error *err)
{
	struct arena *arena = store->arena;

	return history_add_text(store, entity, entity_id, entity_json(arena, fields, before),
	        entity_json(arena, fields, after), err);
}

static bool
operations_list(struct store *store, struct arena *arena, enum query query, struct args_of args,
        struct operation_list *list_out, struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, query, args, operation_fields, sizeof(*list_out->items),
	        &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}

bool
history_list(struct store *store, struct arena *arena, const char *entity, int64_t entity_id,
        struct operation_list *list_out, struct error *err)
{
	return operations_list(
	        store, arena, Q_OPERATION_LIST, ARGS(V(entity), V(entity_id)), list_out, err);
}

bool
history_list_entity(struct store *store, struct arena *arena, const char *entity,
        struct operation_list *list_out, struct error *err)
{
	return operations_list(
	        store, arena, Q_OPERATION_LIST_ENTITY, ARGS(V(entity)), list_out, err);
}

bool
history_update(struct store *store, const struct operation *operation, struct error *err)
{
	const struct operation *o = operation;

	return db_run(store->db, Q_OPERATION_UPDATE, ARGS(V(o->before), V(o->after), V(o->id)),
	        NULL, err);
}
