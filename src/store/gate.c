/* SPDX-License-Identifier: MIT */
#include "store/gate.h"

#include "store/entity.h"

static const struct field gate_fields[] = {
        FIELD(gate, origin),
        FIELD(gate, account),
        FIELD(gate, blocked_until),
        FIELD(gate, last_at),
        FIELD(gate, words),
        FIELD_END,
};

bool
gate_get(struct store *store, struct arena *arena, const char *origin, const char *account,
        struct gate *gate_out, struct error *err)
{
	const void *items;
	size_t count;

	*gate_out = (struct gate){.origin = origin, .account = account};
	if (!entity_list(store, arena, Q_GATE_GET, ARGS(V(origin), V(account)), gate_fields,
	            sizeof(*gate_out), &items, &count, err))
		return false;
	if (count)
		*gate_out = *(const struct gate *)items;
	return true;
}

bool
gate_update(struct store *store, const struct gate *gate, struct error *err)
{
	const struct gate *g = gate;

	return db_run(store->db, Q_GATE_SET,
	        ARGS(V(g->origin), V(g->account), V(g->blocked_until), V(g->last_at), V(g->words)),
	        NULL, err);
}

bool
gate_list_blocked(struct store *store, struct arena *arena, int64_t now, struct gate_list *list_out,
        struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, Q_GATE_LIST_BLOCKED, ARGS(V(now)), gate_fields,
	        sizeof(*list_out->items), &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}
