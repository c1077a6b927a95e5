/* SPDX-License-Identifier: MIT */
#include "store/route.h"

#include "store/entity.h"
#include "text/json.h"

static const struct field route_fields[] = {
        FIELD(route, scope),
        FIELD(route, scope_id),
        FIELD(route, destination),
        FIELD_END,
};

static bool
routes_list(struct store *store, struct arena *arena, enum query query, struct args_of args,
        struct route_list *list_out, struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, query, args, route_fields, sizeof(*list_out->items),
	        &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}

bool
route_list_scope(struct store *store, struct arena *arena, const char *scope, int64_t scope_id,
        struct route_list *list_out, struct error *err)
{
	return routes_list(
	        store, arena, Q_ROUTE_LIST_SCOPE, ARGS(V(scope), V(scope_id)), list_out, err);
}

bool
route_list(struct store *store, struct arena *arena, struct route_list *list_out, struct error *err)
{
	return routes_list(store, arena, Q_ROUTE_LIST, NO_ARGS, list_out, err);
}

/* A scope's destinations as the history keeps them; NULL: it has no route. */
static bool
scope_read(struct store *store, const char *scope, int64_t scope_id, const char **text_out,
        struct error *err)
{
	json_auto_t *tree = json_object();
	json_t *names = json_array();
	struct route_list list;

	json_put(tree, "scope", json_text(scope));
	json_put(tree, "destinations", names);
	if (!route_list_scope(store, store->arena, scope, scope_id, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		(void)json_array_append_new(names, json_text(list.items[i].destination));
	*text_out = list.count ? json_line(store->arena, tree) : NULL;
	return true;
}

bool
route_update(struct store *store, const char *scope, int64_t scope_id,
        const struct texts *destinations, struct error *err)
{
	const char *before, *after;

	if (!scope_read(store, scope, scope_id, &before, err) ||
	        !db_run(store->db, Q_ROUTE_DROP, ARGS(V(scope), V(scope_id)), NULL, err))
		return false;
	for (size_t i = 0; i < destinations->count; i++)
		if (!db_run(store->db, Q_ROUTE_ADD,
		            ARGS(V(scope), V(scope_id), V((int64_t)i), V(destinations->items[i])),
		            NULL, err))
			return false;
	if (!scope_read(store, scope, scope_id, &after, err))
		return false;
	if (!before && !after)
		return true;
	return history_add_text(store, "route", scope_id, before, after, err);
}
