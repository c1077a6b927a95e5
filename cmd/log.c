/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/app.h"
#include "cmd/input.h"
#include "cmd/view.h"
#include "cmd/view_json.h"
#include "flow/capture.h"
#include "text/utf8.h"
#include "text/when.h"

struct log_options {
	const char *message;
	const char *file;
	const char *talk;
	const char *speaker;
	const char *asked;
	const char *ago;
	const char *at;
	const char *answer;
	struct words tags;
	bool editor;
	bool private;
	bool inbox;
	bool previous;
	bool lines;
};

static const struct option log_rows[] = {
        OPTION_ROW_TEXT('t', "talk", "TALK", "attach to TALK: id, code or words of its title",
                COMPLETE_TALK, struct log_options, talk),
        OPTION_ROW_TEXT('s', "speaker", "PERSON", "for PERSON, and attach to their talk",
                COMPLETE_PERSON, struct log_options, speaker),
        OPTION_ROW_SWITCH(0, "prev", "attach to the talk before the one that is on",
                struct log_options, previous),
        OPTION_ROW_SWITCH(0, "inbox", "do not attach to a talk", struct log_options, inbox),
        OPTION_ROW_CHOICE('a', "asked", "HOW",
                "was it asked? no (the default), live, hallway, online", QUESTION_ASKED,
                struct log_options, asked),
        OPTION_ROW_TEXT(0, "answer", "TEXT", "what was answered on the spot", COMPLETE_NOTHING,
                struct log_options, answer),
        OPTION_ROW_TEXT(0, "ago", "SPAN", "it came up SPAN ago: 12m, 1h", COMPLETE_NOTHING,
                struct log_options, ago),
        OPTION_ROW_TEXT(0, "at", "TIME", "it came up at TIME: 14:05, \"tue 9:30\"",
                COMPLETE_NOTHING, struct log_options, at),
        OPTION_ROW_LIST(0, "tag", "TAG", "add a tag (may be repeated)", COMPLETE_TAG,
                struct log_options, tags),
        OPTION_ROW_SWITCH(
                'p', "private", "leave it out of public reports", struct log_options, private),
        OPTION_ROW_TEXT('m', "message", "TEXT", "the text of the question", COMPLETE_NOTHING,
                struct log_options, message),
        OPTION_ROW_TEXT('F', "file", "FILE", "read the text from FILE (- for standard input)",
                COMPLETE_FILE, struct log_options, file),
        OPTION_ROW_SWITCH('e', "edit", "write the text in the editor", struct log_options, editor),
        OPTION_ROW_SWITCH(0, "lines", "every line of the input is a question of its own",
                struct log_options, lines),
        OPTION_ROW_END,
};

static bool
moment_read(struct app *app, const struct log_options *options, int64_t *at_out, struct error *err)
{
	int64_t span;

	*at_out = app->now;
	if (options->ago && options->at)
		return error_set(err, ERROR_USAGE, "give --ago or --at, not both");
	if (options->at)
		return app_read_time(app, "at", options->at, at_out, err) ||
		        error_in(err, "cannot log");
	if (!options->ago)
		return true;
	if (!when_parse_span(options->ago, &span, err))
		return error_in(err, "cannot log");
	*at_out = app->now - span;
	return true;
}

/* Tags are one word in lower case: "ECMP" and "ecmp" are the same. */
static bool
tags_read(struct arena *arena, const struct words *words, struct texts *tags_out, struct error *err)
{
	const char **items = arena_array(arena, words->count + 1, sizeof(*items));
	size_t count = 0;

	for (size_t i = 0; i < words->count; i++) {
		const char *folded = utf8_fold(arena, words->items[i]);
		const char *tag = conference_make_code(arena, folded);
		bool known = false;

		if (!*folded)
			return error_set(
			        err, ERROR_USAGE, "cannot log: \"%s\" is no tag", words->items[i]);
		for (size_t k = 0; k < count; k++)
			known = known || strcmp(items[k], tag) == 0;
		if (!known)
			items[count++] = tag;
	}
	*tags_out = (struct texts){.items = items, .count = count};
	return true;
}

static const char *
why_text(struct app *app, const struct captured *captured)
{
	switch (captured->attach.why) {
	case ATTACH_STICKY:
		return "set by askback at";
	case ATTACH_ENVIRONMENT:
		return "from ASKBACK_TALK";
	case ATTACH_ON:
		return "on now";
	case ATTACH_OVER:
		return "just over";
	case ATTACH_GIVEN:
		return NULL;
	case ATTACH_NONE:
		break;
	}
	if (captured->attach.candidates.count)
		return arena_format(
		        &app->arena, "%zu talks are on", captured->attach.candidates.count);
	return NULL;
}

static void
candidates_hint(const struct app *app, const struct captured *captured)
{
	const struct talk_list *talks = &captured->attach.candidates;

	for (size_t i = 0; i < talks->count; i++)
		app_hint(app, "askback at T%lld   # %s", (long long)talks->items[i].id,
		        talks->items[i].title);
}

static void
spooled_show(struct app *app, const struct captured *captured)
{
	app->changed = true;
	if (app_is_json(app))
		view_json(app, "question", json_of_question(app, &captured->question));
	else if (!app->options.quiet)
		buf_add_text(&app->out,
		        app_is_table(app) ? "saved to the spool, to be numbered with the next run\n"
		                          : "\tspooled\n");
	app_note(app, "the question is safe in %s.spool: %s", app->store_options.path,
	        captured->spooled.text);
}

static bool
captured_show(struct app *app, const struct captured *captured, struct error *err)
{
	json_t *tree;
	bool ok;

	if (!captured->question.id) {
		spooled_show(app, captured);
		return true;
	}
	if (!app_is_json(app)) {
		view_change(app, &captured->question, why_text(app, captured));
		app_flush(app);
		candidates_hint(app, captured);
		if (captured->news.made)
			app_hint(app, "your questions are kept in %s", app->store_options.path);
		return true;
	}
	app->changed = true;
	(void)snprintf(
	        app->saved, sizeof(app->saved), " as Q%lld", (long long)captured->question.id);
	tree = json_of_question(app, &captured->question);
	ok = app_open_store(app, STORE_READ, err) &&
	        json_put_tags(app, tree, captured->question.id, err);
	view_json(app, "question", tree);
	/* It is saved: whoever is told to try again would log it twice. */
	if (!ok) {
		err->kind = ERROR_OUTPUT;
		return error_in(err, "saved%s, but it cannot be shown", app->saved);
	}
	return true;
}

/* rest: what is not saved when this question cannot be; it begins with it. */
static bool
one_log(struct app *app, struct capture *capture, const char *text, const char *rest,
        struct error *err)
{
	struct captured captured;

	capture->text = text;
	if (!input_check_size("the question", text, err) ||
	        !capture_question(&app->arena, &app->store_options, capture, &captured, err)) {
		input_print_back(rest);
		return error_in(err, "cannot log the question");
	}
	return captured_show(app, &captured, err);
}

static bool
lines_log(struct app *app, struct capture *capture, const char *text, struct error *err)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		const char *line = arena_span(&app->arena, text, length), *clean;

		if (!utf8_clean(&app->arena, "the question", line, length, &clean, err) ||
		        (*clean && !one_log(app, capture, clean, text, err)))
			return false;
		text += length + (text[length] == '\n');
	}
	return true;
}

/* All but the text. */
static bool
details_read(struct app *app, const struct log_options *options, struct capture *capture,
        struct error *err)
{
	if (!app->store_options.path)
		return paths_missing("the store", "--store FILE", err);
	return moment_read(app, options, &capture->wish.at, err) &&
	        tags_read(&app->arena, &options->tags, &capture->tags, err) &&
	        (!options->answer ||
	                utf8_clean(&app->arena, "the answer", options->answer,
	                        strlen(options->answer), &capture->answer, err));
}

static void
signals_hold(int how)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGINT);
	(void)sigaddset(&set, SIGTERM);
	(void)sigaddset(&set, SIGHUP);
	(void)sigprocmask(how, &set, NULL);
}

static bool
log_run(struct app *app, const struct args *args, struct error *err)
{
	const struct log_options *options = args->options;
	struct input input = {.message = options->message,
	        .file = options->file,
	        .editor = options->editor,
	        .lines = options->lines,
	        .words = args->words,
	        .count = args->count};
	struct capture capture = {.asked = options->asked ? options->asked : "no",
	        .private = options->private,
	        .wish = {.talk = options->talk,
	                .speaker = options->speaker,
	                .inbox = options->inbox,
	                .previous = options->previous,
	                .environment = getenv("ASKBACK_TALK")}};
	const char *text;
	bool ok;

	/* The text first: what comes through a pipe may exist nowhere else. */
	if (!input_read(app, &input, "the question",
	            "Write the question above; an empty text leaves.", &text, err))
		return false;
	if (!details_read(app, options, &capture, err)) {
		input_print_back(text);
		return false;
	}
	/* From here on the text exists here alone: Ctrl-C waits until it is safe, some seconds at
	 * most. */
	signals_hold(SIG_BLOCK);
	app_drain_spool(app);
	ok = options->lines ? lines_log(app, &capture, text, err)
	                    : one_log(app, &capture, text, text, err);
	signals_hold(SIG_UNBLOCK);
	return ok;
}

const struct command cmd_log = {
        .name = "log",
        .group = "capture",
        .summary = "log a question, attached to the talk that is on now",
        .usage = "[TEXT...]",
        .about = "The text is taken from the words, from -m, from a file or a pipe, or, on a "
                 "terminal, from a line typed at a prompt. Quote it: ? and ' mean something to a "
                 "shell.\n\n"
                 "Without --talk the question belongs to the talk set by askback at, then to "
                 "ASKBACK_TALK, then to the one talk that is on now or was over just now. When "
                 "several are on it goes to the inbox, and the candidates are remembered.\n\n"
                 "An acknowledged question is on the disk. When the store cannot take it, it goes "
                 "to a file beside the store and moves in with the next run.",
        .examples =
                (const struct example[]){
                        {"askback log \"How are you dealing with ECMP members when throttling "
                         "nodes?\"",
                                "attach to the talk that is on"},
                        {"askback log -a live --ago 12m -m \"How is auto-discovery managed?\"",
                                "asked in the talk, twelve minutes ago"},
                        {"pbpaste | askback log -", "the text from a pipe"},
                        {"askback log --prev --tag network \"What is the size of the ECMP group?\"",
                                "for the talk before this one"},
                        {NULL, NULL},
                },
        .options = log_rows,
        .options_size = sizeof(struct log_options),
        .most = SIZE_MAX,
        .needs = NEEDS_STORE_WRITE | TAKES_TEXT,
        .run = log_run,
};
