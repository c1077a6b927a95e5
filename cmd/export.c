/* SPDX-License-Identifier: MIT */
#include "store/export.h"

#include <string.h>

#include "cmd/app.h"
#include "cmd/view_json.h"

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
export_run(struct app *app, const struct args *args, struct error *err)
{
	const struct export_options *options = args->options;
	struct export export = {.app = app};

	if (!app->options.format && !app->options.json)
		app->format = "jsonl";
	if (!app_is_json(app))
		return error_set(
		        err, ERROR_USAGE, "cannot export as %s: json or jsonl", app->format);
	if (!app_open_store(app, STORE_READ, err))
		return false;
	view_json_begin(app, "records");
	if (!store_export(app->store, options->history, record_show, &export, err))
		return error_in(err, "cannot export");
	view_json_end(app);
	return true;
}

const struct command cmd_export = {
        .name = "export",
        .group = "in and out",
        .summary = "write out everything, without loss",
        .usage = "[--format jsonl|json]",
        .about = "JSON Lines by default: one object a line, with its type. --format json is one "
                 "document, {\"schema\":1,\"records\":[...]}.",
        .examples =
                (const struct example[]){
                        {"askback export >questions.jsonl", "everything"},
                        {"askback export --format json | jq '.records[] | select(.type == "
                         "\"question\")'",
                                "the questions"},
                        {NULL, NULL},
                },
        .options = export_rows,
        .options_size = sizeof(struct export_options),
        .needs = NEEDS_STORE,
        .run = export_run,
};
