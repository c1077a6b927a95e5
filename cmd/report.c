/* SPDX-License-Identifier: MIT */
#include "report/trip_report.h"

#include <string.h>

#include "base/file.h"
#include "cmd/app.h"
#include "cmd/report_json.h"
#include "flow/match.h"
#include "flow/publish.h"
#include "text/number.h"
#include "text/when.h"

struct report_options {
	const char *output;
	const char *since;
	bool public;
};

static const struct option report_rows[] = {
        OPTION_ROW_TEXT('o', "output", "FILE",
                "write FILE, whole or not at all; its ending may tell the format", COMPLETE_FILE,
                struct report_options, output),
        OPTION_ROW_SWITCH(0, "public",
                "for strangers: without private questions, contacts, names of non-speakers",
                struct report_options, public),
        OPTION_ROW_TEXT(0, "since", "TIME", "only questions asked since TIME: mon, 2017-08-30, 3d",
                COMPLETE_NOTHING, struct report_options, since),
        OPTION_ROW_END,
};

#ifdef ASKBACK_FULL

static const struct {
	const char *ending;
	const char *format;
} endings[] = {
        {".md", "md"},
        {".html", "html"},
        {".htm", "html"},
        {".json", "json"},
        {".jsonl", "jsonl"},
};

static bool
ends_with(const char *text, const char *ending)
{
	size_t length = strlen(text), tail = strlen(ending);

	return length > tail && strcmp(text + length - tail, ending) == 0;
}

/* What was asked for, or what the file's name says, or Markdown. */
static bool
format_take(struct app *app, const char *output, struct error *err)
{
	static const char *const known[] = {"md", "html", "json", "jsonl"};

	if (!app->options.format && !app->options.json) {
		app->format = "md";
		for (size_t i = 0; output && i < COUNT(endings); i++)
			if (ends_with(output, endings[i].ending))
				app->format = endings[i].format;
	}
	for (size_t i = 0; i < COUNT(known); i++)
		if (strcmp(app->format, known[i]) == 0)
			return true;
	return error_set(
	        err, ERROR_USAGE, "cannot report as %s: md, html, json or jsonl", app->format);
}

/* A report tells no time of its own, so that it can be made again; but it can be given one. */
static bool
moment_take(const struct app *app, int64_t *at_out, struct error *err)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	const char *now = app->options.now ? app->options.now : getenv("ASKBACK_NOW");

	*at_out = 0;
	if (now && *now)
		*at_out = app->now;
	else if (epoch && *epoch && !number_parse(epoch, 0, INT64_MAX, at_out))
		return error_set(err, ERROR_USAGE,
		        "SOURCE_DATE_EPOCH is no number of seconds: \"%s\"", epoch);
	return true;
}

static const char *
author_get(const struct app *app)
{
	const char *name = config_get(app->config, "user", NULL, "name");

	return name && *name ? name : app->author;
}

static bool
trip_read(struct app *app, const struct args *args, struct trip *trip, struct error *err)
{
	const struct report_options *options = args->options;
	struct publish_options publish = {
	        .public = options->public,
	        .author = author_get(app),
	        .program = ASKBACK_VERSION,
	};

	return moment_take(app, &publish.as_of, err) && app_open_store(app, STORE_READ, err) &&
	        match_conference(
	                app->store, &app->arena, args->words[0], &publish.conference, err) &&
	        (!options->since ||
	                when_parse(options->since, app->now, publish.conference.zone, WHEN_PAST,
	                        &publish.since, err)) &&
	        publish_read(app->store, &app->arena, &publish, trip, err);
}

static void
trip_write(struct app *app, const struct trip *trip)
{
	if (strcmp(app->format, "html") == 0)
		trip_add_html(&app->out, trip);
	else if (app_is_json(app))
		report_json(app, trip);
	else
		trip_add_markdown(&app->out, trip);
}

static bool
report_run(struct app *app, const struct args *args, struct error *err)
{
	const struct report_options *options = args->options;
	const char *output = options->output;
	struct trip trip;

	if (output && strcmp(output, "-") == 0)
		output = NULL;
	if (!format_take(app, output, err))
		return false;
	if (!trip_read(app, args, &trip, err))
		return error_in(err, "cannot report");
	trip_write(app, &trip);
	if (output && !file_write(output, app->out.text, app->out.length, err))
		return error_in(err, "cannot report");
	if (output) {
		buf_reset(&app->out);
		app_note(app, "wrote %s", output);
	}
	if (trip.inbox)
		app_hint(app,
		        "%zu unanswered question%s of these days belong%s to no talk, and so "
		        "to no report: askback list --inbox",
		        trip.inbox, trip.inbox == 1 ? "" : "s", trip.inbox == 1 ? "s" : "");
	return true;
}

#endif

const struct command cmd_report = {
        .name = "report",
        .group = "in and out",
        .summary = "write the trip report of a conference",
        .usage = "CONFERENCE",
        .about = "Key figures, what needs you, answers worth keeping, and the talks in time order "
                 "with their questions. Markdown that can be posted on a forge as it is, or one "
                 "HTML file without a script that needs nothing else. A question's minute is a "
                 "link into the recording of its talk.\n"
                 "The same store gives the same report: the only date in it is that of the newest "
                 "change, or the one given by --now or SOURCE_DATE_EPOCH.\n"
                 "Contacts are in no report. --public also leaves out private questions, the names "
                 "of people who are not speakers of the programme, e-mail addresses inside texts, "
                 "and yours; read it before you publish it, for a name inside a text stays.",
        .examples =
                (const struct example[]){
                        {"askback report srecon17", "Markdown on standard output"},
                        {"askback report srecon17 -o trip.html", "one HTML file"},
                        {"askback report srecon17 --public -o trip.md", "for strangers"},
                        {"askback report srecon17 --json | jq .report.figures", "for programs"},
                        {NULL, NULL},
                },
        .options = report_rows,
        .options_size = sizeof(struct report_options),
        .operands = COMPLETE_CONFERENCE,
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE | NEEDS_FULL | WRITES_HTML,
        .run = FULL_ONLY(report_run),
};
