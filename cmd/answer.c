/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/app.h"
#include "cmd/input.h"
#include "cmd/many.h"
#include "flow/settle.h"
#include "model/person.h"
#include "text/utf8.h"
#include "text/when.h"

struct answer_options {
	const char *message;
	const char *file;
	const char *said_by;
	const char *source;
	const char *url;
	const char *at;
	bool editor;
	bool partial;
};

static const struct option answer_rows[] = {
        OPTION_ROW_TEXT('m', "message", "TEXT", "the answer, for one or several questions",
                COMPLETE_NOTHING, struct answer_options, message),
        OPTION_ROW_TEXT('F', "file", "FILE", "read the answer from FILE (- for standard input)",
                COMPLETE_FILE, struct answer_options, file),
        OPTION_ROW_SWITCH(
                'e', "edit", "write the answer in the editor", struct answer_options, editor),
        OPTION_ROW_SWITCH(0, "partial", "a part is still open", struct answer_options, partial),
        OPTION_ROW_TEXT(0, "by", "NAME", "who gave the answer", COMPLETE_PERSON,
                struct answer_options, said_by),
        OPTION_ROW_CHOICE(0, "source", "WHERE", "stage, hallway, online, mail or own (the default)",
                ANSWER_SOURCES, struct answer_options, source),
        OPTION_ROW_TEXT(0, "url", "URL", "where it can be read", COMPLETE_NOTHING,
                struct answer_options, url),
        OPTION_ROW_TEXT(0, "at", "TIME", "when it was given: 14:25, yesterday", COMPLETE_NOTHING,
                struct answer_options, at),
        OPTION_ROW_END,
};

/* What is the same for all questions of the command. */
struct answer_job {
	struct answer answer;
	const char *state;
};

static bool
answer_one(struct app *app, void *context, int64_t id, struct question *question_out,
        const char **more_out, struct error *err)
{
	const struct answer_job *job = context;
	struct answer answer = job->answer;

	(void)more_out;
	return settle_answer(app->store, &app->arena, id, &answer, job->state, question_out, err);
}

static bool
details_read(struct app *app, const struct answer_options *options, struct answer *answer,
        struct error *err)
{
	struct arena *arena = &app->arena;

	answer->source = options->source ? options->source : "own";
	answer->answered_at = app->now;
	if (options->said_by &&
	        !utf8_clean(arena, "the name", options->said_by, strlen(options->said_by),
	                &answer->said_by, err))
		return false;
	if (options->url && !contact_parse(arena, "url", options->url, &answer->url, err))
		return false;
	return !options->at || app_read_time(app, "at", options->at, &answer->answered_at, err);
}

/*
 * How many words are ids: all of them when the text is given by an option; else only the first, for
 * an answer may well be a number.
 */
static size_t
ids_at_start(const struct args *args)
{
	const struct answer_options *options = args->options;

	if (options->message || options->file || options->editor)
		return args->count;
	return 1;
}

static bool
answer_run(struct app *app, const struct args *args, struct error *err)
{
	const struct answer_options *options = args->options;
	size_t id_count = ids_at_start(args);
	struct input input = {.message = options->message,
	        .file = options->file,
	        .editor = options->editor,
	        .words = args->words + id_count,
	        .count = args->count - id_count};
	struct answer_job job = {.state = options->partial ? "partial" : "answered"};
	struct ids ids;
	bool ok;

	if (!ids_parse(&app->arena, IDS_OF_QUESTIONS, args->words, id_count, &ids, err))
		return false;
	if (!input_read(app, &input, "the answer", "Write the answer above; an empty text leaves.",
	            &job.answer.body, err))
		return error_in(err, "cannot answer");
	ok = (details_read(app, options, &job.answer, err) || error_in(err, "cannot answer")) &&
	        many_run(app, &ids, "answer", answer_one, &job, err);
	if (!ok && err->kind != ERROR_CANCELLED)
		input_print_back(job.answer.body);
	return ok;
}

const struct command cmd_answer = {
        .name = "answer",
        .group = "change",
        .summary = "write down an answer, and settle the question",
        .usage = "ID... [TEXT...]",
        .about = "A question may have several answers. With --partial it stays on the list of what "
                 "is unanswered.",
        .examples =
                (const struct example[]){
                        {"askback answer 4 \"64 members, weighted\" --by Emil --source hallway",
                                "one question"},
                        {"askback answer 3 5 -m \"see the blog post\" --url "
                         "https://example.org/ecmp",
                                "the same answer to several"},
                        {"askback answer 4 --partial -m \"they drain by weight; how, is open\"",
                                "a part is still open"},
                        {NULL, NULL},
                },
        .options = answer_rows,
        .options_size = sizeof(struct answer_options),
        .operands = COMPLETE_QUESTION,
        .least = 1,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE_WRITE | TAKES_TEXT,
        .run = answer_run,
};
