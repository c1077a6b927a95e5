/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/entity.h"
#include "cmd/talk.h"
#include "flow/speakers.h"
#include "text/when.h"

struct talk_options {
	const char *conference;
	const char *title;
	const char *code;
	const char *starts;
	const char *ends;
	const char *room;
	const char *track;
	const char *abstract;
	const char *url;
	const char *slides;
	const char *recording;
	struct words speakers;
};

#define DETAIL_ROWS \
	OPTION_ROW_TEXT(0, "start", "TIME", "when it begins, in the conference's zone", \
	        COMPLETE_NOTHING, struct talk_options, starts), \
	        OPTION_ROW_TEXT(0, "end", "TIME", "when it ends: a time, or a length as 50m", \
	                COMPLETE_NOTHING, struct talk_options, ends), \
	        OPTION_ROW_TEXT( \
	                0, "room", "ROOM", "where", COMPLETE_ROOM, struct talk_options, room), \
	        OPTION_ROW_LIST('s', "speaker", "NAME", \
	                "who speaks: a person known, or a new name (may be repeated)", \
	                COMPLETE_PERSON, struct talk_options, speakers), \
	        OPTION_ROW_TEXT(0, "track", "TRACK", "track", COMPLETE_NOTHING, \
	                struct talk_options, track), \
	        OPTION_ROW_TEXT(0, "abstract", "TEXT", "what it is about", COMPLETE_NOTHING, \
	                struct talk_options, abstract), \
	        OPTION_ROW_TEXT(0, "code", "CODE", "the conference's short name for it", \
	                COMPLETE_NOTHING, struct talk_options, code), \
	        OPTION_ROW_TEXT( \
	                0, "url", "URL", "its page", COMPLETE_NOTHING, struct talk_options, url), \
	        OPTION_ROW_TEXT(0, "slides", "URL", "the slides", COMPLETE_NOTHING, \
	                struct talk_options, slides), \
	        OPTION_ROW_TEXT(0, "recording", "URL", "the recording", COMPLETE_NOTHING, \
	                struct talk_options, recording)

static const struct option add_rows[] = {
        OPTION_ROW_TEXT('c', "conference", "CONF", "of which conference; the one in use otherwise",
                COMPLETE_CONFERENCE, struct talk_options, conference),
        DETAIL_ROWS,
        OPTION_ROW_END,
};

static const struct option edit_rows[] = {
        OPTION_ROW_TEXT(
                0, "title", "TITLE", "another title", COMPLETE_NOTHING, struct talk_options, title),
        DETAIL_ROWS,
        OPTION_ROW_END,
};

/* "50m" is counted from the start; a clock time belongs to the day of the start. */
static bool
end_take(const char *text, const char *zone, struct talk *talk, struct error *err)
{
	struct error none = {.kind = ERROR_NONE};
	int64_t span;

	if (!text)
		return true;
	if (*text && !talk->starts_at)
		return error_set(err, ERROR_USAGE, "it needs a beginning to have an end");
	if (*text && when_parse_span(text, &span, &none)) {
		talk->ends_at = talk->starts_at + span;
		return true;
	}
	if (*text && !when_parse(text, talk->starts_at, zone, WHEN_FUTURE, &talk->ends_at, err))
		return error_in(err, "end");
	if (!*text)
		talk->ends_at = 0;
	return true;
}

static bool
times_take(struct app *app, const struct talk_options *options, const char *zone, struct talk *talk,
        struct error *err)
{
	int64_t length = talk->ends_at - talk->starts_at;

	if (!entity_take_time(app, "begins", options->starts, zone, &talk->starts_at, err))
		return false;
	/* A talk that is moved keeps its length. */
	if (options->starts && talk->ends_at && !options->ends)
		talk->ends_at = talk->starts_at ? talk->starts_at + length : 0;
	if (!end_take(options->ends, zone, talk, err))
		return false;
	if (talk->starts_at && !talk->ends_at) {
		error_set(err, ERROR_USAGE, "when does it end?");
		return error_hint(err, "--end 14:30, or --end 50m");
	}
	if (talk->ends_at < talk->starts_at)
		return error_set(err, ERROR_INVALID, "it ends before it begins");
	if (talk->ends_at - talk->starts_at > TALK_LONGEST)
		return error_set(err, ERROR_INVALID,
		        "it would last more than %d hours: does it end before it begins?",
		        TALK_LONGEST / 3600);
	return true;
}

static bool
details_take(struct app *app, const struct talk_options *options, const char *zone,
        struct talk *talk, struct error *err)
{
	return times_take(app, options, zone, talk, err) &&
	        entity_take(app, "the room", options->room, &talk->room, err) &&
	        entity_take(app, "the track", options->track, &talk->track, err) &&
	        entity_take(app, "the abstract", options->abstract, &talk->abstract, err) &&
	        entity_take(app, "the code", options->code, &talk->code, err) &&
	        entity_take_url(app, options->url, &talk->url, err) &&
	        entity_take_url(app, options->slides, &talk->slides_url, err) &&
	        entity_take_url(app, options->recording, &talk->recording_url, err);
}

static bool
speakers_take(
        struct app *app, const struct talk_options *options, int64_t talk_id, struct error *err)
{
	const struct words *names = &options->speakers;

	return !names->count ||
	        speakers_update(app->store, &app->arena, talk_id,
	                &(struct texts){.items = names->items, .count = names->count}, err);
}

static bool
add_work(struct app *app, const struct args *args, struct error *err)
{
	const struct talk_options *options = args->options;
	struct conference conference;
	struct talk talk = {.id = 0};

	if (!talk_find_conference(app, options->conference, &conference, err) ||
	        !entity_take(app, "the title", args->words[0], &talk.title, err))
		return false;
	if (!talk.title)
		return error_set(err, ERROR_USAGE, "the title is empty");
	talk.conference_id = conference.id;
	return details_take(app, options, conference.zone, &talk, err) &&
	        talk_add(app->store, &talk, err) && speakers_take(app, options, talk.id, err) &&
	        talk_line(app, talk.id, err);
}

static bool
add_run(struct app *app, const struct args *args, struct error *err)
{
	return entity_change(app, args, add_work, "add the talk", err);
}

static bool
edit_work(struct app *app, const struct args *args, struct error *err)
{
	const struct talk_options *options = args->options;
	struct talk before, after;

	if (!talk_find(app, args->words[0], &before, err))
		return false;
	after = before;
	if (!entity_take(app, "the title", options->title, &after.title, err))
		return false;
	if (!after.title)
		return error_set(err, ERROR_USAGE, "the title is empty");
	return details_take(app, options, before.conference_zone, &after, err) &&
	        talk_update(app->store, &before, &after, err) &&
	        speakers_take(app, options, after.id, err) && talk_line(app, after.id, err);
}

static bool
edit_run(struct app *app, const struct args *args, struct error *err)
{
	return entity_change(app, args, edit_work, "edit the talk", err);
}

const struct command cmd_talk_add = {
        .name = "add",
        .summary = "add a talk",
        .usage = "TITLE --start TIME --end TIME",
        .examples =
                (const struct example[]){
                        {"askback talk add \"Scriptable Load Balancers\" --start \"2017-08-30 "
                         "13:40\" "
                         "--end 14:30 --speaker \"Emil Stolarsky\"",
                                "times are in the conference's zone"},
                        {NULL, NULL},
                },
        .options = add_rows,
        .options_size = sizeof(struct talk_options),
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE_WRITE,
        .run = add_run,
};

const struct command cmd_talk_edit = {
        .name = "edit",
        .summary = "change title, times, room, speakers, links",
        .usage = "TALK",
        .about = "An option with an empty text removes what was there; --speaker replaces all "
                 "speakers. A talk that is moved keeps its length.",
        .options = edit_rows,
        .options_size = sizeof(struct talk_options),
        .operands = COMPLETE_TALK,
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE_WRITE,
        .run = edit_run,
};
