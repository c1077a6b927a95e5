/* SPDX-License-Identifier: MIT */
#include "cmd/filter.h"

#include <string.h>

#include "flow/match.h"
#include "text/number.h"
#include "text/suggest.h"
#include "text/utf8.h"
#include "text/when.h"

#define FILTER_STATES "unanswered|open|partial|answered|dropped|all"

const struct option filter_rows[] = {
        OPTION_ROW_SWITCH(0, "all", "answered and dropped ones too", struct filter_options, all),
        OPTION_ROW_TEXT(
                't', "talk", "TALK", "of one talk", COMPLETE_TALK, struct filter_options, talk),
        OPTION_ROW_TEXT('c', "conference", "CONF", "of one conference", COMPLETE_CONFERENCE,
                struct filter_options, conference),
        OPTION_ROW_TEXT('s', "speaker", "PERSON", "for a person, or at one of their talks",
                COMPLETE_PERSON, struct filter_options, speaker),
        OPTION_ROW_TEXT(0, "tag", "TAG", "with a tag", COMPLETE_TAG, struct filter_options, tag),
        OPTION_ROW_CHOICE('a', "asked", "HOW", "no, live, hallway or online", QUESTION_ASKED,
                struct filter_options, asked),
        OPTION_ROW_CHOICE(0, "state", "STATE",
                "unanswered (the default), open, partial, answered, dropped, all", FILTER_STATES,
                struct filter_options, state),
        OPTION_ROW_TEXT(0, "since", "TIME", "asked since TIME: mon, 2017-08-30, 3d",
                COMPLETE_NOTHING, struct filter_options, since),
        OPTION_ROW_SWITCH(0, "inbox", "those not attached to a talk", struct filter_options, inbox),
        OPTION_ROW_CHOICE(0, "sort", "ORDER", "by the moment asked", "newest|oldest",
                struct filter_options, sort),
        OPTION_ROW_NUMBER('n', "limit", "N", "at most N", struct filter_options, limit),
        OPTION_ROW_END,
};

/* "talk:T3" into the option of that name; the rows say which there are. */
static bool
word_read(struct arena *arena, const char *word, struct filter_options *options, struct error *err)
{
	const char *colon = strchr(word, ':');
	struct words operands = {.count = 0};
	const struct option *row = filter_rows;
	struct suggest suggest;

	if (!colon)
		return error_set(err, ERROR_USAGE, "\"%s\" is neither a filter nor a view", word);
	suggest_init(&suggest, arena_span(arena, word, (size_t)(colon - word)));
	for (; row->name; row++) {
		if (row->kind == OPTION_SWITCH)
			continue;
		suggest_add(&suggest, row->name);
		if (strcmp(row->name, suggest.word) == 0)
			break;
	}
	if (!row->name) {
		error_set(err, ERROR_USAGE, "there is no filter \"%s\"", suggest.word);
		suggest_text(&suggest, err->hint, sizeof(err->hint));
		return false;
	}
	word = arena_format(arena, "--%s=%s", row->name, colon + 1);
	return options_parse(arena, filter_rows, options, (const struct option[]){OPTION_ROW_END},
	        NULL, false, &word, 1, &operands, err);
}

/* A view's filter is a line of words as they would be typed. */
static bool
view_read(struct arena *arena, const char *line, struct filter_options *options, struct error *err)
{
	while (*line) {
		size_t length = strcspn(line, " \t");

		if (length && !word_read(arena, arena_span(arena, line, length), options, err))
			return false;
		line += length + (line[length] != '\0');
	}
	return true;
}

/* A word that is neither: perhaps a view was meant, perhaps a search. */
static bool
word_hint(struct app *app, const char *word, struct error *err)
{
	struct suggest suggest;
	size_t count;
	const char *const *names = config_names(&app->arena, app->config, "view", &count);

	suggest_init(&suggest, word);
	for (size_t i = 0; i < count; i++)
		suggest_add(&suggest, names[i]);
	suggest_text(&suggest, err->hint, sizeof(err->hint));
	if (!err->hint[0] && !strchr(word, ':'))
		error_hint(err, "askback search %s", word);
	return false;
}

static bool
words_read(struct app *app, const char *const *words, size_t count, struct filter_options *options,
        struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		const char *view = config_get(app->config, "view", words[i], "filter");

		if (view && !view_read(&app->arena, view, options, err))
			return error_in(err, "view %s", words[i]);
		if (!view && !word_read(&app->arena, words[i], options, err))
			return err->hint[0] ? false : word_hint(app, words[i], err);
	}
	return true;
}

static bool
names_find(struct app *app, const struct filter_options *options, struct question_filter *filter,
        struct error *err)
{
	struct arena *arena = &app->arena;
	struct conference conference = {.id = 0};
	struct person person = {.id = 0};
	struct talk talk = {.id = 0};

	if (options->conference &&
	        !match_conference(app->store, arena, options->conference, &conference, err))
		return false;
	if (options->talk &&
	        !match_talk(app->store, arena, conference.id, options->talk, &talk, err))
		return false;
	if (options->speaker && !match_person(app->store, arena, options->speaker, &person, err))
		return false;
	filter->conference_id = conference.id;
	filter->person_id = person.id;
	filter->talk_id = options->inbox ? QUESTION_INBOX : talk.id;
	return true;
}

bool
filter_read(struct app *app, const struct filter_options *given, const char *const *words,
        size_t count, struct question_filter *filter_out, struct error *err)
{
	struct filter_options options = *given;

	*filter_out = (struct question_filter){.limit = 0};
	if (!words_read(app, words, count, &options, err) ||
	        !names_find(app, &options, filter_out, err))
		return error_in(err, "cannot list");
	if (options.since && !app_read_time(app, "since", options.since, &filter_out->since, err))
		return error_in(err, "cannot list");
	filter_out->state = options.state ? options.state : options.all ? NULL : "unanswered";
	if (filter_out->state && strcmp(filter_out->state, "all") == 0)
		filter_out->state = NULL;
	filter_out->oldest = options.sort && strcmp(options.sort, "oldest") == 0;
	filter_out->asked = options.asked;
	filter_out->limit = options.limit;
	if (options.tag)
		filter_out->tag =
		        conference_make_code(&app->arena, utf8_fold(&app->arena, options.tag));
	return true;
}
