/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/app.h"
#include "cmd/entity.h"
#include "cmd/view.h"
#include "cmd/view_json.h"
#include "flow/match.h"
#include "flow/place.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "text/when.h"
#include "text/zone.h"

struct conference_options {
	const char *name;
	const char *code;
	const char *zone;
	const char *city;
	const char *starts;
	const char *ends;
	const char *url;
};

#define DETAIL_ROWS \
	OPTION_ROW_TEXT(0, "code", "CODE", "short name; made from the name when not given", \
	        COMPLETE_NOTHING, struct conference_options, code), \
	        OPTION_ROW_TEXT(0, "tz", "ZONE", "time zone, as Europe/Dublin", COMPLETE_ZONE, \
	                struct conference_options, zone), \
	        OPTION_ROW_TEXT(0, "city", "CITY", "where it is", COMPLETE_NOTHING, \
	                struct conference_options, city), \
	        OPTION_ROW_TEXT(0, "start", "DATE", "first day", COMPLETE_NOTHING, \
	                struct conference_options, starts), \
	        OPTION_ROW_TEXT(0, "end", "DATE", "last day", COMPLETE_NOTHING, \
	                struct conference_options, ends), \
	        OPTION_ROW_TEXT(0, "url", "URL", "its page", COMPLETE_NOTHING, \
	                struct conference_options, url)

static const struct option add_rows[] = {DETAIL_ROWS, OPTION_ROW_END};

static const struct option edit_rows[] = {
        OPTION_ROW_TEXT(0, "name", "NAME", "another name", COMPLETE_NOTHING,
                struct conference_options, name),
        DETAIL_ROWS,
        OPTION_ROW_END,
};

static void
conference_line(struct app *app, const struct conference *conference, const char *more)
{
	if (app_is_json(app)) {
		view_json(app, "conference", json_of_conference(conference));
		return;
	}
	if (app->options.quiet)
		return;
	safe_add_line(&app->out, conference->code);
	buf_add_text(&app->out, app_is_table(app) ? "  " : "\t");
	safe_add_line(&app->out, conference->name);
	buf_add_format(&app->out, app_is_table(app) ? " (%s)%s%s\n" : "\t%s%.0s%.0s\n",
	        conference->zone, more ? ", " : "", more ? more : "");
}

/* Codes are told from ids and from words of names by having neither blanks nor capitals. */
static bool
code_take(struct app *app, const char *text, struct conference *conference, struct error *err)
{
	const char *wanted = text ? text : conference->name;
	struct conference other;
	struct error none = {.kind = ERROR_NONE};

	conference->code = conference_make_code(&app->arena, utf8_fold(&app->arena, wanted));
	if (match_conference(app->store, &app->arena, conference->code, &other, &none) &&
	        strcmp(other.code, conference->code) == 0 && other.id != conference->id) {
		error_set(err, ERROR_INVALID, "there is a conference %s already", other.code);
		return error_hint(
		        err, "askback conference edit %s, or give another --code", other.code);
	}
	return true;
}

/* The last day lasts until midnight. */
static bool
details_take(struct app *app, const struct conference_options *options,
        struct conference *conference, struct error *err)
{
	enum { DAY = 24 * 3600 };

	if (options->zone) {
		if (!zone_check(options->zone, err))
			return false;
		conference->zone = options->zone;
	}
	if (!entity_take(app, "the city", options->city, &conference->city, err) ||
	        !entity_take_url(app, options->url, &conference->url, err) ||
	        !entity_take_time(app, "first day", options->starts, conference->zone,
	                &conference->starts_at, err) ||
	        !entity_take_time(app, "last day", options->ends, conference->zone,
	                &conference->ends_at, err))
		return false;
	if (options->ends && *options->ends)
		conference->ends_at += DAY;
	if (conference->starts_at && conference->ends_at &&
	        conference->ends_at <= conference->starts_at)
		return error_set(err, ERROR_INVALID, "the last day is before the first");
	return true;
}

static bool
add_work(struct app *app, const struct args *args, struct error *err)
{
	const struct conference_options *options = args->options;
	struct conference conference = {.name = NULL};

	if (!options->zone) {
		error_set(err, ERROR_USAGE, "in which time zone is it?");
		return error_hint(
		        err, "askback conference add \"%s\" --tz Europe/Dublin", args->words[0]);
	}
	if (!entity_take(app, "the name", args->words[0], &conference.name, err))
		return false;
	if (!conference.name)
		return error_set(err, ERROR_USAGE, "the name is empty");
	if (!code_take(app, options->code, &conference, err) ||
	        !details_take(app, options, &conference, err) ||
	        !conference_add(app->store, &conference, err))
		return false;
	conference_line(app, &conference, NULL);
	return true;
}

static bool
add_run(struct app *app, const struct args *args, struct error *err)
{
	return entity_change(app, args, add_work, "add the conference", err);
}

static bool
edit_work(struct app *app, const struct args *args, struct error *err)
{
	const struct conference_options *options = args->options;
	struct conference before, after;

	if (!match_conference(app->store, &app->arena, args->words[0], &before, err))
		return false;
	after = before;
	if (!entity_take(app, "the name", options->name, &after.name, err) ||
	        (options->code && !code_take(app, options->code, &after, err)) ||
	        !details_take(app, options, &after, err))
		return false;
	if (!after.name)
		return error_set(err, ERROR_USAGE, "the name is empty");
	if (!conference_update(app->store, &before, &after, err))
		return false;
	conference_line(app, &after, NULL);
	return true;
}

static bool
edit_run(struct app *app, const struct args *args, struct error *err)
{
	return entity_change(app, args, edit_work, "edit the conference", err);
}

static bool
use_work(struct app *app, const struct args *args, struct error *err)
{
	struct conference conference;

	if (strcmp(args->words[0], "-") == 0) {
		if (app_is_json(app))
			view_json(app, "conference", json_null());
		else if (!app->options.quiet)
			buf_add_text(&app->out, "no conference is in use\n");
		return place_update_conference(app->store, 0, err);
	}
	if (!match_conference(app->store, &app->arena, args->words[0], &conference, err) ||
	        !place_update_conference(app->store, conference.id, err))
		return false;
	conference_line(app, &conference, "in use");
	return true;
}

static bool
use_run(struct app *app, const struct args *args, struct error *err)
{
	return entity_change(app, args, use_work, "use the conference", err);
}

static bool
show_run(struct app *app, const struct args *args, struct error *err)
{
	struct conference conference;
	struct talk_list talks;

	if (!app_open_store(app, STORE_READ, err) ||
	        !match_conference(app->store, &app->arena, args->words[0], &conference, err) ||
	        !talk_list_conference(app->store, &app->arena, conference.id, &talks, err))
		return error_in(err, "cannot show the conference");
	conference_line(app, &conference, arena_format(&app->arena, "%zu talks", talks.count));
	return true;
}

static const struct column columns[] = {
        {.key = "code", .title = "CODE"},
        {.key = "name", .title = "NAME", .shrinks = true},
        {.key = "zone", .title = "ZONE"},
        {.key = "starts_at", .title = "BEGINS", .kind = COLUMN_TIME},
        {.key = "city", .title = "CITY", .shrinks = true},
        {.key = "used", .title = ""},
};

static void
list_row(struct app *app, struct report *report, const struct conference *c, bool used)
{
	struct arena *arena = &app->arena;
	struct cell begins = {.text = NULL};

	if (c->starts_at)
		begins = (struct cell){.text = when_day(arena, c->starts_at, c->zone),
		        .plain = when_utc(arena, c->starts_at)};
	report_row(report,
	        (const struct cell[]){view_text(c->code), view_text(c->name), view_text(c->zone),
	                begins, view_text(c->city), view_text(used ? "in use" : NULL)});
}

static bool
list_run(struct app *app, const struct args *args, struct error *err)
{
	struct conference_list list;
	struct report *report;
	struct place place;

	(void)args;
	if (!app_open_store(app, STORE_READ, err) ||
	        !place_get(app->store, &app->arena, &place, err) ||
	        !conference_list(app->store, &app->arena, &list, err))
		return false;
	if (app_is_json(app)) {
		view_json_begin(app, "conferences");
		for (size_t i = 0; i < list.count; i++)
			view_json_member(app, i, json_of_conference(&list.items[i]));
		view_json_end(app);
		return true;
	}
	report = view_open_table(app, columns, COUNT(columns));
	for (size_t i = 0; i < list.count; i++)
		list_row(app, report, &list.items[i], list.items[i].id == place.conference_id);
	report_end(report);
	return true;
}

static const struct command conference_add_entry = {
        .name = "add",
        .summary = "add a conference",
        .usage = "NAME --tz ZONE",
        .examples =
                (const struct example[]){
                        {"askback conference add \"SREcon17 Europe\" --tz Europe/Dublin --start "
                         "2017-08-30",
                                "its code will be srecon17-europe"},
                        {NULL, NULL},
                },
        .options = add_rows,
        .options_size = sizeof(struct conference_options),
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE_WRITE,
        .run = add_run,
};

static const struct command conference_list_entry = {
        .name = "list",
        .summary = "list the conferences, the latest first",
        .usage = "",
        .needs = NEEDS_STORE | PAGES,
        .run = list_run,
};

static const struct command conference_show_entry = {
        .name = "show",
        .summary = "show a conference",
        .usage = "CONF",
        .operands = COMPLETE_CONFERENCE,
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE,
        .run = show_run,
};

static const struct command conference_edit_entry = {
        .name = "edit",
        .summary = "change name, zone, days, place, page",
        .usage = "CONF",
        .options = edit_rows,
        .options_size = sizeof(struct conference_options),
        .operands = COMPLETE_CONFERENCE,
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE_WRITE,
        .run = edit_run,
};

static const struct command conference_use_entry = {
        .name = "use",
        .summary = "look for talks in this conference first (-: in all)",
        .usage = "CONF|-",
        .operands = COMPLETE_CONFERENCE,
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE_WRITE,
        .run = use_run,
};

static const struct command *const conference_commands[] = {
        &conference_add_entry,
        &conference_list_entry,
        &conference_show_entry,
        &conference_edit_entry,
        &conference_use_entry,
        NULL,
};

const struct command cmd_conference = {
        .name = "conference",
        .group = "programme",
        .summary = "conferences: add, list, show, edit, use",
        .usage = "[COMMAND]",
        .needs = NEEDS_STORE | PAGES,
        .run = list_run,
        .subcommands = conference_commands,
};
