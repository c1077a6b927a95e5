/* SPDX-License-Identifier: MIT */
#include "cmd/talk.h"

#include <string.h>

#include "cmd/view.h"
#include "cmd/view_json.h"
#include "flow/match.h"
#include "flow/place.h"
#include "store/person.h"
#include "store/question.h"
#include "text/safe.h"
#include "text/when.h"

struct list_options {
	const char *conference;
	bool all;
};

static const struct option list_rows[] = {
        OPTION_ROW_TEXT('c', "conference", "CONF", "of one conference", COMPLETE_CONFERENCE,
                struct list_options, conference),
        OPTION_ROW_SWITCH(0, "all", "of all conferences, and also what is gone from the schedule",
                struct list_options, all),
        OPTION_ROW_END,
};

static const struct column columns[] = {
        {.key = "id", .title = "ID", .kind = COLUMN_ID},
        {.key = "starts_at", .title = "BEGINS", .kind = COLUMN_TIME},
        {.key = "ends_at", .title = "ENDS", .kind = COLUMN_TIME},
        {.key = "room", .title = "ROOM", .shrinks = true},
        {.key = "title", .title = "TITLE", .shrinks = true},
        {.key = "speakers", .title = "SPEAKERS", .shrinks = true},
        {.key = "conference", .title = "CONFERENCE"},
};

static bool
speakers_join(struct app *app, int64_t talk_id, const char **names_out, struct error *err)
{
	struct person_list people;
	struct buf buf;

	buf_init(&buf, &app->arena, 0);
	if (!person_list_talk(app->store, &app->arena, talk_id, &people, err))
		return false;
	for (size_t i = 0; i < people.count; i++)
		buf_add_format(&buf, "%s%s", i ? ", " : "", people.items[i].name);
	*names_out = buf.text;
	return true;
}

static bool
talk_json(struct app *app, const struct talk *talk, json_t **tree_out, struct error *err)
{
	*tree_out = json_of_talk(talk);
	return json_put_speakers(app, *tree_out, talk->id, err);
}

/* The title, and for people what became of the talk. */
static struct cell
title_cell(const struct app *app, struct arena *arena, const struct talk *talk)
{
	const char *flag = talk_flag(talk->status, talk->moved_at, talk->ends_at, app->now);

	if (!flag)
		return view_text(talk->title);
	return (struct cell){
	        .text = arena_format(arena, "%s: %s", flag, talk->title), .plain = talk->title};
}

static bool
talk_row(struct app *app, struct report *report, const struct talk *talk, struct error *err)
{
	struct arena *arena = &app->arena;
	struct cell begins = {.text = NULL}, ends = {.text = NULL};
	const char *speakers;

	if (!speakers_join(app, talk->id, &speakers, err))
		return false;
	if (talk->starts_at)
		begins = (struct cell){
		        .text = when_long(arena, talk->starts_at, talk->conference_zone),
		        .plain = when_rfc3339(arena, talk->starts_at, talk->conference_zone)};
	if (talk->ends_at)
		ends = (struct cell){
		        .text = when_clock(arena, talk->ends_at, talk->conference_zone),
		        .plain = when_rfc3339(arena, talk->ends_at, talk->conference_zone)};
	report_row(report,
	        (const struct cell[]){view_id(arena, 'T', talk->id), begins, ends,
	                view_text(talk->room), title_cell(app, arena, talk), view_text(speakers),
	                view_text(talk->conference_code)});
	return true;
}

static bool
talks_show(struct app *app, const struct talk_list *talks, struct error *err)
{
	struct report *report = NULL;
	json_t *tree;

	if (app_is_json(app))
		view_json_begin(app, "talks");
	else
		report = view_open_table(app, columns, COUNT(columns));
	for (size_t i = 0; i < talks->count; i++) {
		if (report ? !talk_row(app, report, &talks->items[i], err)
		           : !talk_json(app, &talks->items[i], &tree, err))
			return false;
		if (!report)
			view_json_member(app, i, tree);
	}
	if (report)
		report_end(report);
	else
		view_json_end(app);
	return true;
}

/* The one line after a change; it is read back, so that it tells what is stored. */
bool
talk_line(struct app *app, int64_t talk_id, struct error *err)
{
	const char *speakers;
	struct talk talk;
	json_t *tree;

	if (!talk_get(app->store, &app->arena, talk_id, &talk, err) ||
	        !speakers_join(app, talk_id, &speakers, err))
		return false;
	if (app_is_json(app)) {
		if (!talk_json(app, &talk, &tree, err))
			return false;
		view_json(app, "talk", tree);
		return true;
	}
	if (app->options.quiet)
		return true;
	buf_add_format(&app->out, "T%lld%s", (long long)talk.id, app_is_table(app) ? " " : "\t");
	safe_add_line(&app->out, talk.title);
	if (*speakers)
		buf_add_text(&app->out, app_is_table(app) ? " - " : "\t");
	safe_add_line(&app->out, speakers);
	if (app_is_table(app) && talk.starts_at)
		buf_add_format(&app->out, ", %s",
		        when_long(&app->arena, talk.starts_at, talk.conference_zone));
	buf_add_char(&app->out, '\n');
	return true;
}

/* The conference named, or the one in use, or the only one there is. */
bool
talk_find_conference(
        struct app *app, const char *text, struct conference *conference, struct error *err)
{
	struct conference_list list;
	struct place place;

	if (text)
		return match_conference(app->store, &app->arena, text, conference, err);
	if (!place_get(app->store, &app->arena, &place, err))
		return false;
	if (place.conference_id)
		return conference_get(
		        app->store, &app->arena, place.conference_id, conference, err);
	if (!conference_list(app->store, &app->arena, &list, err))
		return false;
	if (list.count == 1) {
		*conference = list.items[0];
		return true;
	}
	error_set(err, ERROR_USAGE, "of which conference?");
	if (!list.count)
		return error_hint(err, "askback conference add NAME --tz ZONE");
	return error_hint(err, "--conference CONF, or askback conference use CONF");
}

bool
talk_find(struct app *app, const char *text, struct talk *talk_out, struct error *err)
{
	struct place place;

	return place_get(app->store, &app->arena, &place, err) &&
	        match_talk(app->store, &app->arena, place.conference_id, text, talk_out, err);
}

/* What is gone from the schedule is of interest only where questions hang on it. */
static bool
gone_drop(struct app *app, struct talk_list *talks, struct error *err)
{
	struct talk *kept = arena_array(&app->arena, talks->count + 1, sizeof(*kept));
	size_t count = 0;
	int64_t questions;

	for (size_t i = 0; i < talks->count; i++) {
		const struct talk *talk = &talks->items[i];

		questions = 1;
		if (strcmp(talk->status, "gone") == 0 &&
		        !question_count_talk(app->store, talk->id, &questions, err))
			return false;
		if (questions)
			kept[count++] = *talk;
	}
	*talks = (struct talk_list){.items = kept, .count = count};
	return true;
}

static bool
list_run(struct app *app, const struct args *args, struct error *err)
{
	const struct list_options *options = args->options;
	struct conference_list conferences;
	struct conference conference;
	struct talk_list talks;

	if (!app_open_store(app, STORE_READ, err) ||
	        !conference_list(app->store, &app->arena, &conferences, err))
		return false;
	if (options->all || !conferences.count)
		return talk_list_like(app->store, &app->arena, 0, NULL, NULL, &talks, err) &&
		        talks_show(app, &talks, err);
	return talk_find_conference(app, options->conference, &conference, err) &&
	        talk_list_conference(app->store, &app->arena, conference.id, &talks, err) &&
	        gone_drop(app, &talks, err) && talks_show(app, &talks, err);
}

static void
detail_add(struct app *app, const char *label, const char *text)
{
	if (!text)
		return;
	buf_add_format(&app->out, "%-11s", label);
	safe_add_text(&app->out, text);
	buf_add_char(&app->out, '\n');
}

static bool
show_run(struct app *app, const struct args *args, struct error *err)
{
	struct talk talk;

	if (!app_open_store(app, STORE_READ, err) || !talk_find(app, args->words[0], &talk, err) ||
	        !talk_line(app, talk.id, err))
		return error_in(err, "cannot show the talk");
	if (app_is_json(app))
		return true;
	detail_add(app, "room", talk.room);
	detail_add(app, "track", talk.track);
	detail_add(app, "code", talk.code);
	detail_add(app, "conference", talk.conference_code);
	detail_add(app, "page", talk.url);
	detail_add(app, "slides", talk.slides_url);
	detail_add(app, "recording", talk.recording_url);
	detail_add(app, "language", talk.language);
	detail_add(app, "status", talk_flag(talk.status, talk.moved_at, talk.ends_at, app->now));
	detail_add(app, "abstract", talk.abstract);
	return true;
}

static const struct command talk_list_entry = {
        .name = "list",
        .summary = "list the talks of a conference, in time order",
        .usage = "",
        .options = list_rows,
        .options_size = sizeof(struct list_options),
        .needs = NEEDS_STORE | PAGES,
        .run = list_run,
};

static const struct command talk_show_entry = {
        .name = "show",
        .summary = "show a talk",
        .usage = "TALK",
        .operands = COMPLETE_TALK,
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE,
        .run = show_run,
};

static const struct command *const talk_commands[] = {
        &cmd_talk_add,
        &talk_list_entry,
        &talk_show_entry,
        &cmd_talk_edit,
        NULL,
};

const struct command cmd_talk = {
        .name = "talk",
        .group = "programme",
        .summary = "talks: add, list, show, edit",
        .usage = "[COMMAND]",
        .options = list_rows,
        .options_size = sizeof(struct list_options),
        .needs = NEEDS_STORE | PAGES,
        .run = list_run,
        .subcommands = talk_commands,
};
