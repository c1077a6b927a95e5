/* SPDX-License-Identifier: MIT */
#include "store/entity.h"

#include "text/json.h"

bool
store_get_setting(struct store *store, struct arena *arena, const char *name, const char **text_out,
        struct error *err)
{
	struct texts texts;

	if (!text_list(store, arena, Q_SETTING_GET, ARGS(V(name)), &texts, err))
		return false;
	*text_out = texts.count ? texts.items[0] : NULL;
	return true;
}

static const char *
setting_json(struct arena *arena, const char *name, const char *value)
{
	json_auto_t *tree = json_object();

	if (!value)
		return NULL;
	json_put(tree, name, json_text(value));
	return json_line(arena, tree);
}

bool
store_update_setting(struct store *store, const char *name, const char *value, struct error *err)
{
	struct arena *arena = store->arena;
	const char *before;

	if (!store_get_setting(store, arena, name, &before, err))
		return false;
	if (!before && !value)
		return true;
	if (!(value ? db_run(store->db, Q_SETTING_SET, ARGS(V(name), V(value)), NULL, err)
	            : db_run(store->db, Q_SETTING_DROP, ARGS(V(name)), NULL, err)))
		return false;
	return history_add_text(store, "setting", 0, setting_json(arena, name, before),
	        setting_json(arena, name, value), err);
}
