/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/app.h"
#include "cmd/view.h"
#include "cmd/view_json.h"
#include "flow/match.h"
#include "flow/place.h"
#include "text/safe.h"
#include "text/when.h"

struct at_options {
	bool automatic;
};

static const struct option at_rows[] = {
        OPTION_ROW_SWITCH(0, "auto", "follow the programme again", struct at_options, automatic),
        OPTION_ROW_END,
};

/* "T1 Title (Room A, 13:40-14:30)". */
static const char *
talk_label(struct arena *arena, const struct talk *talk, int64_t now)
{
	const char *flag = talk_flag(talk->status, talk->moved_at, talk->ends_at, now);
	struct buf buf;

	buf_init(&buf, arena, 0);
	buf_add_format(&buf, "T%lld %s", (long long)talk->id, talk->title);
	if (talk->starts_at)
		buf_add_format(&buf, " (%s%s%s-%s)", talk->room ? talk->room : "",
		        talk->room ? ", " : "",
		        when_clock(arena, talk->starts_at, talk->conference_zone),
		        when_clock(arena, talk->ends_at, talk->conference_zone));
	if (flag)
		buf_add_format(&buf, ", %s", flag);
	return buf.text;
}

static bool
place_label(struct app *app, const struct place *place, const char **label_out, struct error *err)
{
	struct arena *arena = &app->arena;
	struct person person;
	struct talk talk;

	switch (place->kind) {
	case PLACE_AUTO:
		*label_out = "following the programme";
		return true;
	case PLACE_NOWHERE:
		*label_out = "nowhere: questions go to the inbox";
		return true;
	case PLACE_ROOM:
		*label_out = arena_format(arena, "in room %s", place->room);
		return true;
	case PLACE_TALK:
		if (!talk_get(app->store, arena, place->id, &talk, err))
			return false;
		*label_out = arena_format(arena, "at %s", talk_label(arena, &talk, app->now));
		return true;
	case PLACE_SPEAKER:
		break;
	}
	if (!person_get(app->store, arena, place->id, &person, err))
		return false;
	*label_out = arena_format(arena, "with %s", person.name);
	return true;
}

static json_t *
talks_json(const struct talk_list *talks)
{
	json_t *list = json_array();

	for (size_t i = 0; i < talks->count; i++)
		(void)json_array_append_new(list, json_of_talk(&talks->items[i]));
	return list;
}

static void
place_json(struct app *app, const char *label, const struct attach *attach,
        const struct programme_now *now)
{
	json_t *tree = json_object();

	json_put(tree, "place", json_text(label));
	json_put(tree, "now", json_moment(app->now));
	json_put(tree, "attaches_to", attach->talk.id ? json_of_talk(&attach->talk) : json_null());
	json_put(tree, "on", talks_json(&now->on));
	json_put(tree, "over", talks_json(&now->over));
	json_put(tree, "next", talks_json(&now->next));
	view_json(app, "at", tree);
}

static void
talks_add(struct app *app, const char *label, const struct talk_list *talks)
{
	for (size_t i = 0; i < talks->count; i++) {
		buf_add_format(&app->out, app_is_table(app) ? "%-5s " : "%s\t", label);
		safe_add_line(&app->out, talk_label(&app->arena, &talks->items[i], app->now));
		buf_add_char(&app->out, '\n');
	}
}

/* Where I am, what a question would attach to, what is on and what comes next. */
static bool
place_show(struct app *app, struct error *err)
{
	const struct attach_wish wish = {.at = app->now};
	struct programme_now now;
	struct attach attach;
	struct place place;
	const char *label;

	if (!place_get(app->store, &app->arena, &place, err) ||
	        !place_label(app, &place, &label, err) ||
	        !place_list_now(
	                app->store, &app->arena, place.conference_id, app->now, &now, err) ||
	        !attach_find(app->store, &app->arena, &wish, &attach, err))
		return false;
	if (app_is_json(app)) {
		place_json(app, label, &attach, &now);
		return true;
	}
	if (app->options.quiet)
		return true;
	safe_add_line(&app->out, label);
	if (attach.talk.id)
		buf_add_format(&app->out, "; questions go to T%lld", (long long)attach.talk.id);
	else if (place.kind != PLACE_NOWHERE)
		buf_add_text(&app->out, "; questions go to the inbox");
	buf_add_char(&app->out, '\n');
	talks_add(app, "on", &now.on);
	talks_add(app, "over", &now.over);
	talks_add(app, "next", &now.next);
	return true;
}

/*
 * A talk, a room or a speaker: whichever of the three the text fits, if it is only one of them. An
 * error other than "there is none" ends the search.
 */
static bool
place_find(struct app *app, const char *text, struct place *place, struct error *err)
{
	struct store *store = app->store;
	struct arena *arena = &app->arena;
	struct person person;
	struct talk talk;

	if (match_talk(store, arena, place->conference_id, text, &talk, err)) {
		place->kind = PLACE_TALK;
		place->id = talk.id;
		return true;
	}
	if (err->kind != ERROR_MISSING)
		return false;
	if (match_room(store, arena, place->conference_id, text, &place->room, err)) {
		place->kind = PLACE_ROOM;
		return true;
	}
	if (err->kind != ERROR_MISSING)
		return false;
	if (match_person(store, arena, text, &person, err)) {
		place->kind = PLACE_SPEAKER;
		place->id = person.id;
		return true;
	}
	if (err->kind != ERROR_MISSING)
		return false;
	error_set(err, ERROR_MISSING, "no talk, room or speaker fits \"%s\"", text);
	return error_hint(err, "askback talk list");
}

static bool
place_change(struct app *app, const char *text, bool automatic, struct error *err)
{
	struct place place;

	if (!place_get(app->store, &app->arena, &place, err))
		return false;
	place.kind = automatic ? PLACE_AUTO : PLACE_NOWHERE;
	place.id = 0;
	place.room = NULL;
	place.set_at = app->now;
	if (!automatic && strcmp(text, "-") != 0 && !place_find(app, text, &place, err))
		return false;
	app->changed = true;
	return place_update(app->store, &place, err);
}

static bool
at_run(struct app *app, const struct args *args, struct error *err)
{
	const struct at_options *options = args->options;

	if (!args->count && !options->automatic)
		return app_open_store(app, STORE_READ, err) && place_show(app, err);
	if (args->count && options->automatic)
		return error_set(err, ERROR_USAGE, "give a place or --auto, not both");
	if (!app_open_store(app, STORE_WRITE, err) || !store_begin(app->store, err))
		return false;
	if (!place_change(app, args->count ? args->words[0] : NULL, options->automatic, err)) {
		store_rollback(app->store);
		return error_in(err, "cannot go there");
	}
	return store_commit(app->store, err) && place_show(app, err);
}

const struct command cmd_at = {
        .name = "at",
        .group = "capture",
        .summary = "say where you are: a talk, a room, a speaker",
        .usage = "[TALK|ROOM|SPEAKER|-]",
        .about = "Without a word: where you are, what is on now and what comes next. A room or a "
                 "speaker is looked up in the programme each time a question is logged. A talk "
                 "holds until it is over. - is nowhere: questions go to the inbox.",
        .examples =
                (const struct example[]){
                        {"askback at", "where am I, what is on"},
                        {"askback at \"Ballroom A\"", "stay in a room all day"},
                        {"askback at stolarsky", "wherever this person speaks"},
                        {"askback at --auto", "follow the programme again"},
                        {NULL, NULL},
                },
        .options = at_rows,
        .options_size = sizeof(struct at_options),
        .operands = COMPLETE_PLACE,
        .most = 1,
        .needs = NEEDS_STORE_WRITE,
        .run = at_run,
};
