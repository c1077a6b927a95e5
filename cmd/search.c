/* SPDX-License-Identifier: MIT */
#include "store/search.h"

#include <string.h>

#include "cmd/app.h"
#include "cmd/view.h"
#include "cmd/view_json.h"
#include "store/answer.h"
#include "store/person.h"
#include "store/question.h"
#include "text/utf8.h"

struct search_options {
	int64_t limit;
};

static const struct option search_rows[] = {
        OPTION_ROW_NUMBER('n', "limit", "N", "at most N hits (20)", struct search_options, limit),
        OPTION_ROW_END,
};

enum { DEFAULT_LIMIT = 20 };

static const struct column hit_columns[] = {
        {.key = "kind", .title = "KIND"},
        {.key = "id", .title = "ID", .kind = COLUMN_ID},
        {.key = "state", .title = "STATE", .kind = COLUMN_STATE},
        {.key = "text", .title = "TEXT", .shrinks = true},
};

/* A hit with what it needs to be shown, whatever its kind. */
struct found {
	const char *kind;
	char letter;
	int64_t id;
	const char *state; /* NULL but for questions */
	const char *text;
	json_t *tree;
};

static bool
question_found(struct app *app, int64_t id, struct found *found, struct error *err)
{
	struct question question;

	if (!question_get(app->store, &app->arena, id, &question, err))
		return false;
	*found = (struct found){"question", 'Q', id, question.state, question.body, NULL};
	if (app_is_json(app))
		found->tree = json_of_question(app, &question);
	return true;
}

/* An answer is found by its question's id: that is what other commands take. */
static bool
answer_found(struct app *app, int64_t id, struct found *found, struct error *err)
{
	struct answer answer;

	if (!answer_get(app->store, &app->arena, id, &answer, err))
		return false;
	*found = (struct found){"answer", 'Q', answer.question_id, NULL, answer.body, NULL};
	if (app_is_json(app))
		found->tree = json_of_answer(&answer);
	return true;
}

static bool
talk_found(struct app *app, int64_t id, struct found *found, struct error *err)
{
	struct talk talk;

	if (!talk_get(app->store, &app->arena, id, &talk, err))
		return false;
	*found = (struct found){"talk", 'T', id, NULL, talk.title, NULL};
	if (app_is_json(app))
		found->tree = json_of_talk(&talk);
	return true;
}

static bool
person_found(struct app *app, int64_t id, struct found *found, struct error *err)
{
	struct person person;

	if (!person_get(app->store, &app->arena, id, &person, err))
		return false;
	*found = (struct found){"person", 'P', id, NULL, view_person(&app->arena, &person), NULL};
	if (app_is_json(app))
		found->tree = json_of_person(&person);
	return true;
}

static bool
hit_find(struct app *app, const struct search_hit *hit, struct found *found, struct error *err)
{
	switch (hit->kind) {
	case SEARCH_QUESTION:
		return question_found(app, hit->id, found, err);
	case SEARCH_ANSWER:
		return answer_found(app, hit->id, found, err);
	case SEARCH_TALK:
		return talk_found(app, hit->id, found, err);
	case SEARCH_PERSON:
		break;
	}
	return person_found(app, hit->id, found, err);
}

static json_t *
hit_json(const struct found *found)
{
	json_t *tree = json_object();

	json_put(tree, "kind", json_text(found->kind));
	json_put(tree, found->kind, found->tree);
	return tree;
}

static void
hit_show(struct app *app, struct report *report, const struct found *found)
{
	struct cell state = {.text = NULL};

	if (found->state)
		state = view_state(app, found->state);
	report_row(report,
	        (const struct cell[]){view_text(found->kind),
	                view_id(&app->arena, found->letter, found->id), state,
	                (struct cell){.text = found->text}});
}

static const char *
words_join(struct app *app, const struct args *args)
{
	struct buf buf;

	buf_init(&buf, &app->arena, 0);
	for (size_t i = 0; i < args->count; i++)
		buf_add_format(&buf, "%s%s", i ? " " : "", args->words[i]);
	return buf.text;
}

static bool
result_show(struct app *app, const struct search_result *result, struct error *err)
{
	struct report *report = NULL;
	struct found found;

	if (app_is_json(app))
		view_json_begin(app, "hits");
	else
		report = view_open_table(app, hit_columns, COUNT(hit_columns));
	for (size_t i = 0; i < result->count; i++) {
		if (!hit_find(app, &result->items[i], &found, err))
			return false;
		if (report)
			hit_show(app, report, &found);
		else
			view_json_member(app, i, hit_json(&found));
	}
	if (report)
		report_end(report);
	else
		view_json_end(app);
	return true;
}

static bool
search_run(struct app *app, const struct args *args, struct error *err)
{
	const struct search_options *options = args->options;
	int64_t limit = options->limit ? options->limit : DEFAULT_LIMIT;
	const char *words = words_join(app, args);
	struct search_result result;

	if (!utf8_clean(&app->arena, "the words", words, strlen(words), &words, err) ||
	        !app_open_store(app, STORE_READ, err) ||
	        !search_find(app->store, &app->arena, words, limit, &result, err) ||
	        !result_show(app, &result, err))
		return false;
	if (!result.count && app_is_table(app))
		app_note(app, "nothing found");
	if (result.bounded)
		app_note(app, "very many texts match: only the newest were ranked");
	return true;
}

const struct command cmd_search = {
        .name = "search",
        .group = "look",
        .summary = "search questions, answers, talks and people",
        .usage = "WORDS...",
        .about =
                "All words must occur; \"two words\" in quotes is a phrase, and word* a beginning. "
                "Case and accents do not matter. The best match comes first.",
        .examples =
                (const struct example[]){
                        {"askback search ecmp throttling", "both words"},
                        {"askback search '\"resilient hashing\"'", "a phrase"},
                        {"askback search 'drain*' -n 5", "drain, drained, draining"},
                        {NULL, NULL},
                },
        .options = search_rows,
        .options_size = sizeof(struct search_options),
        .least = 1,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE | PAGES,
        .run = search_run,
};
