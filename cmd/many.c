/* SPDX-License-Identifier: MIT */
#include "cmd/many.h"

#include "cmd/view.h"
#include "cmd/view_json.h"
#include "term/prompt.h"

enum { ASK_FROM = 3 };

bool
many_confirm(struct app *app, size_t count, const char *verb, const char *names, struct error *err)
{
	if (count < ASK_FROM || app->options.yes)
		return true;
	return prompt_confirm(&app->term,
	        arena_format(&app->arena, "%s %zu %s?", verb, count, names), "--yes", err);
}

static bool
many_show(struct app *app, const struct question *questions, const char *const *more, size_t count,
        struct error *err)
{
	if (!app_is_json(app)) {
		for (size_t i = 0; i < count; i++)
			view_change(app, &questions[i], more[i]);
		return true;
	}
	app->changed = true;
	if (count > 1)
		view_json_begin(app, "questions");
	for (size_t i = 0; i < count; i++) {
		json_t *tree = json_of_question(app, &questions[i]);

		if (!json_put_tags(app, tree, questions[i].id, err))
			return false;
		if (count == 1)
			view_json(app, "question", tree);
		else
			view_json_member(app, i, tree);
	}
	if (count > 1)
		view_json_end(app);
	return true;
}

bool
many_run(struct app *app, const struct ids *ids, const char *verb, many_change *change,
        void *context, struct error *err)
{
	struct question *questions = arena_array(&app->arena, ids->count, sizeof(*questions));
	const char **more = arena_array(&app->arena, ids->count, sizeof(*more));

	if (!many_confirm(app, ids->count, verb, "questions", err) ||
	        !app_open_store(app, STORE_WRITE, err) || !store_begin(app->store, err))
		return false;
	for (size_t i = 0; i < ids->count; i++)
		if (!change(app, context, ids->items[i], &questions[i], &more[i], err)) {
			store_rollback(app->store);
			return error_in(err, "cannot %s Q%lld", verb, (long long)ids->items[i]);
		}
	return store_commit(app->store, err) && many_show(app, questions, more, ids->count, err);
}
