/* SPDX-License-Identifier: MIT */
#include "cmd/route.h"

#include <string.h>

#include "cmd/entity.h"
#include "cmd/view.h"
#include "cmd/view_json.h"
#include "flow/match.h"
#include "flow/place.h"
#include "flow/accounts.h"
#include "store/person.h"
#include "store/route.h"
#include "text/safe.h"

struct route_options {
	const char *talk;
	const char *person;
	const char *conference;
	bool otherwise;
	bool remove;
};

static const struct option set_rows[] = {
        OPTION_ROW_TEXT('t', "talk", "TALK", "questions at this talk", COMPLETE_TALK,
                struct route_options, talk),
        OPTION_ROW_TEXT('p', "person", "PERSON", "questions for this person", COMPLETE_PERSON,
                struct route_options, person),
        OPTION_ROW_TEXT('c', "conference", "CONF", "questions at this conference",
                COMPLETE_CONFERENCE, struct route_options, conference),
        OPTION_ROW_SWITCH(0, "default", "all questions without another route", struct route_options,
                otherwise),
        OPTION_ROW_SWITCH(0, "remove", "remove the route", struct route_options, remove),
        OPTION_ROW_END,
};

/* What a route is for. */
struct scope {
	const char *kind; /* one of ROUTE_SCOPES */
	int64_t id;
	const char *name; /* for people */
};

static bool
scope_get(struct app *app, const struct route *route, struct scope *scope_out, struct error *err)
{
	struct arena *arena = &app->arena;
	struct conference conference;
	struct person person;
	struct talk talk;

	*scope_out = (struct scope){.kind = route->scope, .id = route->scope_id};
	if (strcmp(route->scope, "talk") == 0) {
		if (!talk_get(app->store, arena, route->scope_id, &talk, err))
			return false;
		scope_out->name = arena_format(arena, "T%lld %s", (long long)talk.id, talk.title);
	} else if (strcmp(route->scope, "person") == 0) {
		if (!person_get(app->store, arena, route->scope_id, &person, err))
			return false;
		scope_out->name =
		        arena_format(arena, "P%lld %s", (long long)person.id, person.name);
	} else if (strcmp(route->scope, "conference") == 0) {
		if (!conference_get(app->store, arena, route->scope_id, &conference, err))
			return false;
		scope_out->name = conference.code;
	}
	return true;
}

static json_t *
json_of_route(const struct scope *scope, const struct texts *destinations)
{
	json_t *tree = json_object();
	json_t *list = json_array();

	json_put(tree, "scope", json_text(scope->kind));
	json_put(tree, "id", scope->id ? json_integer(scope->id) : json_null());
	json_put(tree, "name", json_text(scope->name));
	for (size_t i = 0; i < destinations->count; i++)
		(void)json_array_append_new(list, json_text(destinations->items[i]));
	json_put(tree, "destinations", list);
	return tree;
}

static const struct column list_columns[] = {
        {.key = "scope", .title = "FOR"},
        {.key = "name", .title = "", .shrinks = true},
        {.key = "destinations", .title = "DESTINATIONS"},
};

static const char *
texts_joined(struct arena *arena, const struct texts *texts)
{
	struct buf out;

	buf_init(&out, arena, 0);
	for (size_t i = 0; i < texts->count; i++) {
		buf_add_text(&out, i ? ", else " : "");
		buf_add_text(&out, texts->items[i]);
	}
	return out.text;
}

/* How many of the routes from at on are of one scope: its choices. */
static size_t
choices_count(const struct route_list *list, size_t at)
{
	size_t count = 1;

	while (at + count < list->count &&
	        list->items[at + count].scope_id == list->items[at].scope_id &&
	        strcmp(list->items[at + count].scope, list->items[at].scope) == 0)
		count++;
	return count;
}

static struct texts
choices_get(struct arena *arena, const struct route *routes, size_t count)
{
	const char **items = arena_array(arena, count, sizeof(*items));

	for (size_t i = 0; i < count; i++)
		items[i] = routes[i].destination;
	return (struct texts){.items = items, .count = count};
}

static bool
list_rows(struct app *app, struct report *report, const struct route_list *list, struct error *err)
{
	size_t rows = 0;

	for (size_t i = 0, count; i < list->count; i += count, rows++) {
		struct texts choices;
		struct scope scope;

		count = choices_count(list, i);
		choices = choices_get(&app->arena, &list->items[i], count);
		if (!scope_get(app, &list->items[i], &scope, err))
			return false;
		if (report)
			report_row(report,
			        (const struct cell[]){view_text(scope.kind), view_text(scope.name),
			                view_text(texts_joined(&app->arena, &choices))});
		else
			view_json_member(app, rows, json_of_route(&scope, &choices));
	}
	return true;
}

static bool
list_run(struct app *app, const struct args *args, struct error *err)
{
	struct report *report = NULL;
	struct route_list list;

	(void)args;
	if (!app_open_store(app, STORE_READ, err) ||
	        !route_list(app->store, &app->arena, &list, err))
		return false;
	if (!list.count && app_is_table(app))
		app_hint(app, "askback route set --talk T1 github:OWNER/REPO mail");
	if (app_is_json(app))
		view_json_begin(app, "routes");
	else
		report = view_open_table(app, list_columns, COUNT(list_columns));
	if (!list_rows(app, report, &list, err))
		return false;
	if (app_is_json(app))
		view_json_end(app);
	else
		report_end(report);
	return true;
}

#ifdef ASKBACK_FULL

static bool
options_check(const struct route_options *options, size_t words, struct error *err)
{
	int scopes = (options->talk != NULL) + (options->person != NULL) +
	        (options->conference != NULL) + options->otherwise;

	if (scopes != 1) {
		error_set(err, ERROR_USAGE, "%s",
		        scopes ? "a route is for one thing" : "what is the route for?");
		return error_hint(err, "one of --talk, --person, --conference, --default");
	}
	if (options->remove ? words > 0 : words == 0)
		return error_set(err, ERROR_USAGE, "%s",
		        options->remove ? "--remove takes no destination"
		                        : "where to? name a destination, or --remove");
	return true;
}

static bool
scope_find(struct app *app, const struct route_options *options, struct route *route_out,
        struct error *err)
{
	struct arena *arena = &app->arena;
	struct conference conference;
	struct person person;
	struct place place;
	struct talk talk;

	*route_out = (struct route){.scope = "default"};
	if (options->talk) {
		if (!place_get(app->store, arena, &place, err) ||
		        !match_talk(
		                app->store, arena, place.conference_id, options->talk, &talk, err))
			return false;
		*route_out = (struct route){.scope = "talk", .scope_id = talk.id};
	} else if (options->person) {
		if (!match_person(app->store, arena, options->person, &person, err))
			return false;
		*route_out = (struct route){.scope = "person", .scope_id = person.id};
	} else if (options->conference) {
		if (!match_conference(app->store, arena, options->conference, &conference, err))
			return false;
		*route_out = (struct route){.scope = "conference", .scope_id = conference.id};
	}
	return true;
}

/* As they are kept: by account and place, whatever was typed. */
static bool
destinations_read(
        struct app *app, const struct args *args, struct texts *texts_out, struct error *err)
{
	struct arena *arena = &app->arena;
	const char **items = arena_array(arena, args->count, sizeof(*items));
	struct account_list accounts;

	if (!accounts_read(arena, app->config, &accounts, err))
		return false;
	for (size_t i = 0; i < args->count; i++) {
		struct destination destination;

		if (!destination_parse(arena, &accounts, args->words[i], &destination, err))
			return false;
		items[i] = destination_format(arena, destination.account, destination.place);
		for (size_t k = 0; k < i; k++)
			if (strcmp(items[k], items[i]) == 0)
				return error_set(err, ERROR_USAGE, "%s is named twice", items[i]);
	}
	*texts_out = (struct texts){.items = items, .count = args->count};
	return true;
}

static void
route_line(struct app *app, const struct scope *scope, const struct texts *destinations)
{
	const char *gap = app_is_table(app) ? "  " : "\t";

	if (app_is_json(app)) {
		view_json(app, "route", json_of_route(scope, destinations));
		return;
	}
	if (app->options.quiet)
		return;
	buf_add_format(&app->out, "%s%s", scope->kind, gap);
	if (scope->name) {
		safe_add_line(&app->out, scope->name);
		buf_add_text(&app->out, gap);
	}
	safe_add_line(&app->out,
	        destinations->count ? texts_joined(&app->arena, destinations) : "no route");
	buf_add_text(&app->out, "\n");
}

static bool
set_work(struct app *app, const struct args *args, struct error *err)
{
	struct texts destinations;
	struct scope scope;
	struct route route;

	if (!scope_find(app, args->options, &route, err) ||
	        !destinations_read(app, args, &destinations, err) ||
	        !scope_get(app, &route, &scope, err) ||
	        !route_update(app->store, route.scope, route.scope_id, &destinations, err))
		return false;
	route_line(app, &scope, &destinations);
	return true;
}

static bool
set_run(struct app *app, const struct args *args, struct error *err)
{
	return options_check(args->options, args->count, err) &&
	        entity_change(app, args, set_work, "set the route", err);
}

#endif

static const struct command route_set_entry = {
        .name = "set",
        .summary = "say where questions go, first choice first",
        .usage = "--talk|--person|--conference|--default DEST...",
        .about = "A destination is ACCOUNT:PLACE, as github:OWNER/REPO, the address of a "
                 "repository's page, or mail: to the person the question is for, else to a speaker "
                 "of the talk who has an address. A choice that is not possible is passed over.",
        .examples =
                (const struct example[]){
                        {"askback route set --talk T1 github:shopify/example mail",
                                "an issue; if there is no account for it, a mail"},
                        {"askback route set --conference srecon17-europe mail",
                                "one mail for each speaker"},
                        {"askback route set --talk T1 --remove", NULL},
                        {NULL, NULL},
                },
        .options = set_rows,
        .options_size = sizeof(struct route_options),
        .least = 0,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE_WRITE | NEEDS_FULL,
        .run = FULL_ONLY(set_run),
};

static const struct command route_list_entry = {
        .name = "list",
        .summary = "list the routes",
        .usage = "",
        .needs = NEEDS_STORE | PAGES,
        .run = list_run,
};

static const struct command *const route_commands[] = {
        &route_set_entry,
        &route_list_entry,
        &cmd_route_explain,
        NULL,
};

const struct command cmd_route = {
        .name = "route",
        .group = "follow up",
        .summary = "where questions go: set, list, explain",
        .usage = "[COMMAND]",
        .about = "The way of a question is that of its talk, else of the person it is for or of "
                 "the talk's speakers, else of its conference, else the default. Without any, it "
                 "goes by mail to the only speaker who has an address.",
        .needs = NEEDS_STORE | PAGES,
        .run = list_run,
        .subcommands = route_commands,
};
