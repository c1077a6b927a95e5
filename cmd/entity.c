/* SPDX-License-Identifier: MIT */
#include "cmd/entity.h"

#include <string.h>

#include "model/person.h"
#include "text/utf8.h"
#include "text/when.h"

bool
entity_change(struct app *app, const struct args *args, entity_work *work, const char *what,
        struct error *err)
{
	if (!app_open_store(app, STORE_WRITE, err) || !store_begin(app->store, err))
		return false;
	if (!work(app, args, err)) {
		store_rollback(app->store);
		return error_in(err, "cannot %s", what);
	}
	if (!store_commit(app->store, err))
		return false;
	app->changed = true;
	return true;
}

bool
entity_take(
        struct app *app, const char *what, const char *text, const char **field, struct error *err)
{
	const char *clean;

	if (!text)
		return true;
	if (!utf8_clean(&app->arena, what, text, strlen(text), &clean, err))
		return false;
	*field = *clean ? clean : NULL;
	return true;
}

bool
entity_take_url(struct app *app, const char *text, const char **field, struct error *err)
{
	if (text && !*text)
		*field = NULL;
	return !text || !*text || contact_parse(&app->arena, "url", text, field, err);
}

bool
entity_take_time(struct app *app, const char *what, const char *text, const char *zone,
        int64_t *field, struct error *err)
{
	if (!text)
		return true;
	if (!*text) {
		*field = 0;
		return true;
	}
	if (!when_parse(text, app->now, zone, WHEN_FUTURE, field, err))
		return error_in(err, "%s", what);
	if (app_is_table(app))
		app_note(app, "%s: %s (%s)", what, when_long(&app->arena, *field, zone), zone);
	return true;
}
