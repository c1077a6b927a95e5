/* SPDX-License-Identifier: MIT */
#include "store/export.h"

#include <string.h>

#include "cmd/app.h"
#include "cmd/view_json.h"
#include "flow/match.h"
#include "flow/publish.h"
#include "report/calendar.h"
#include "store/programme.h"

struct export_options {
	bool history;
};

static const struct option export_rows[] = {
        OPTION_ROW_SWITCH(0, "history", "with every change that was made, and by whom",
                struct export_options, history),
        OPTION_ROW_END,
};

struct export
{
	struct app *app;
	size_t count;
};

static bool
record_show(void *visitor, json_t *record, struct error *err)
{
	struct export *export = visitor;

	(void)err;
	view_json_member(export->app, export->count++, record);
	return true;
}

static bool
conference_show(
        struct app *app, const struct conference *conference, size_t *count, struct error *err)
{
	const struct publish_options publish = {.conference = *conference, .as_of = app->now};
	struct trip trip;

	if (!publish_read(app->store, &app->arena, &publish, &trip, err))
		return false;
	calendar_add(&app->out, &trip, count);
	app_flush_some(app);
	return true;
}

/* Talks with open questions, of one conference or of all. */
static bool
calendar_show(struct app *app, const struct args *args, struct error *err)
{
	struct conference_list all;
	struct conference one;
	size_t count = 0, more;

	if (args->count) {
		if (!match_conference(app->store, &app->arena, args->words[0], &one, err))
			return false;
		all = (struct conference_list){.items = &one, .count = 1};
	} else if (!conference_list(app->store, &app->arena, &all, err)) {
		return false;
	}
	calendar_begin(&app->out);
	for (size_t i = 0; i < all.count; i++, count += more)
		if (!conference_show(app, &all.items[i], &more, err))
			return false;
	calendar_end(&app->out);
	if (!count)
		app_note(app, "no talk with a time has an open question");
	return true;
}

static bool
export_run(struct app *app, const struct args *args, struct error *err)
{
	const struct export_options *options = args->options;
	struct export export = {.app = app};

	if (!app->options.format && !app->options.json)
		app->format = "jsonl";
	if (!app_is_json(app) && strcmp(app->format, "ics") != 0)
		return error_set(
		        err, ERROR_USAGE, "cannot export as %s: json, jsonl or ics", app->format);
	if (app_is_json(app) && args->count)
		return error_set(err, ERROR_USAGE,
		        "cannot export one conference as %s: only --format ics can", app->format);
	if (!app_open_store(app, STORE_READ, err))
		return false;
	if (strcmp(app->format, "ics") == 0)
		return calendar_show(app, args, err) || error_in(err, "cannot export");
	view_json_begin(app, "records");
	if (!store_export(app->store, options->history, record_show, &export, err))
		return error_in(err, "cannot export");
	view_json_end(app);
	return true;
}

const struct command cmd_export = {
        .name = "export",
        .group = "in and out",
        .summary = "write out everything, without loss; or talks for a calendar",
        .usage = "[--format jsonl|json|ics] [CONFERENCE]",
        .about = "JSON Lines by default: one object a line, with its type. --format json is one "
                 "document, {\"schema\":1,\"records\":[...]}. --format ics is for a calendar: "
                 "the talks with open questions, of CONFERENCE or of all, without private ones.",
        .examples =
                (const struct example[]){
                        {"askback export >questions.jsonl", "everything"},
                        {"askback export --format json | jq '.records[] | select(.type == "
                         "\"question\")'",
                                "the questions"},
                        {"askback export --format ics srecon17 >open.ics",
                                "talks with open questions, for a calendar"},
                        {NULL, NULL},
                },
        .options = export_rows,
        .options_size = sizeof(struct export_options),
        .operands = COMPLETE_CONFERENCE,
        .most = 1,
        .needs = NEEDS_STORE | WRITES_ICS,
        .run = export_run,
};
