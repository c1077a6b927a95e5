/* SPDX-License-Identifier: MIT */
#include "cmd/app.h"
#include "cmd/ids.h"
#include "cmd/route.h"
#include "cmd/view.h"
#include "cmd/view_json.h"
#include "flow/route.h"
#include "store/question.h"

#ifdef ASKBACK_FULL

static const struct column explain_columns[] = {
        {.key = "id", .title = "ID"},
        {.key = "scope", .title = "BY", .shrinks = true},
        {.key = "destination", .title = "DESTINATION"},
        {.key = "verdict", .title = "WHY", .shrinks = true},
};

static json_t *
json_of_routing(struct arena *arena, int64_t question_id, const struct routing *routing)
{
	const struct destination *destination = &routing->destination;
	json_t *tree = json_object();
	json_t *list = json_array();

	json_put(tree, "id", json_integer(question_id));
	json_put(tree, "destination",
	        json_text(destination->account ? destination_format(arena, destination->account,
	                                                 destination->place)
	                                       : NULL));
	json_put(tree, "person_id",
	        routing->person.id ? json_integer(routing->person.id) : json_null());
	for (size_t i = 0; i < routing->step_count; i++) {
		const struct route_step *step = &routing->steps[i];
		json_t *item = json_object();

		json_put(item, "scope", json_text(step->scope));
		json_put(item, "destination", json_text(step->destination));
		json_put(item, "verdict", json_text(step->verdict));
		json_put(item, "taken", json_boolean(step->taken));
		(void)json_array_append_new(list, item);
	}
	json_put(tree, "steps", list);
	return tree;
}

static void
explain_rows(
        struct app *app, struct report *report, int64_t question_id, const struct routing *routing)
{
	for (size_t i = 0; i < routing->step_count; i++) {
		const struct route_step *step = &routing->steps[i];

		report_row(report,
		        (const struct cell[]){view_id(&app->arena, 'Q', question_id),
		                view_text(step->scope), view_text(step->destination),
		                view_text(step->verdict)});
	}
}

static bool
explain_ids(struct app *app, struct report *report, const struct ids *ids, struct error *err)
{
	struct account_list accounts;

	if (!accounts_read(&app->arena, app->config, &accounts, err))
		return false;
	for (size_t i = 0; i < ids->count; i++) {
		struct question question;
		struct routing routing;

		if (!question_get(app->store, &app->arena, ids->items[i], &question, err) ||
		        !route_find(
		                app->store, &app->arena, &accounts, &question, NULL, &routing, err))
			return false;
		if (report)
			explain_rows(app, report, question.id, &routing);
		else
			view_json_member(
			        app, i, json_of_routing(&app->arena, question.id, &routing));
	}
	return true;
}

static bool
explain_run(struct app *app, const struct args *args, struct error *err)
{
	struct report *report = NULL;
	struct ids ids;

	if (!ids_parse(&app->arena, IDS_OF_QUESTIONS, args->words, args->count, &ids, err) ||
	        !app_open_store(app, STORE_READ, err))
		return false;
	if (app_is_json(app))
		view_json_begin(app, "routings");
	else
		report = view_open_table(app, explain_columns, COUNT(explain_columns));
	if (!explain_ids(app, report, &ids, err))
		return false;
	if (app_is_json(app))
		view_json_end(app);
	else
		report_end(report);
	return true;
}

#endif

const struct command cmd_route_explain = {
        .name = "explain",
        .summary = "say where questions would go, and why",
        .usage = "ID...",
        .operands = COMPLETE_QUESTION,
        .least = 1,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE | NEEDS_FULL | PAGES,
        .run = FULL_ONLY(explain_run),
};
