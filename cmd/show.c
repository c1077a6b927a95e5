/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/app.h"
#include "cmd/ids.h"
#include "cmd/view.h"
#include "cmd/view_followup.h"
#include "cmd/view_json.h"
#include "store/answer.h"
#include "store/history.h"
#include "store/origin.h"
#include "store/person.h"
#include "text/when.h"

/* All that is known about one question. */
struct whole {
	struct question question;
	struct talk talk; /* id 0: none */
	struct person person;
	struct person_list speakers;
	struct answer_list answers;
	struct texts tags;
	struct candidate_list candidates;
	struct followup_list followups;
	struct operation_list history;
	struct origin origin;
};

static bool
whole_get(struct app *app, int64_t id, struct whole *whole, struct error *err)
{
	struct store *store = app->store;
	struct arena *arena = &app->arena;
	const struct question *question = &whole->question;

	*whole = (struct whole){.talk = {.id = 0}};
	if (!question_get(store, arena, id, &whole->question, err))
		return false;
	if (question->talk_id &&
	        (!talk_get(store, arena, question->talk_id, &whole->talk, err) ||
	                !person_list_talk(store, arena, question->talk_id, &whole->speakers, err)))
		return false;
	if (question->person_id &&
	        !person_get(store, arena, question->person_id, &whole->person, err))
		return false;
	return answer_list(store, arena, id, &whole->answers, err) &&
	        question_list_tags(store, arena, id, &whole->tags, err) &&
	        question_list_candidates(store, arena, id, &whole->candidates, err) &&
	        followup_list_question(store, arena, id, &whole->followups, err) &&
	        history_list(store, arena, "question", id, &whole->history, err) &&
	        origin_find(store, arena, id, &whole->origin, err);
}

/* The newest follow-up that is neither refused nor cancelled tells what is to be done. */
static const char *
next_get(struct app *app, const struct whole *whole)
{
	const struct followup_list *list = &whole->followups;
	struct followup_mark mark = {.followup_id = 0};

	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].state, "refused") != 0 &&
		        strcmp(list->items[i].state, "cancelled") != 0)
			mark = (struct followup_mark){
			        .followup_id = list->items[i].id, .state = list->items[i].state};
	return view_next_step(
	        &app->arena, &whole->question, mark.followup_id ? &mark : NULL, app->now);
}

static bool
people_json(struct app *app, const struct whole *whole, json_t *tree, struct error *err)
{
	json_t *list = json_array();
	bool ok = true;

	for (size_t i = 0; ok && i < whole->speakers.count; i++) {
		json_t *person = json_of_person(&whole->speakers.items[i]);

		ok = json_put_contacts(app, person, whole->speakers.items[i].id, err);
		(void)json_array_append_new(list, person);
	}
	json_put(tree, "speakers", list);
	return ok;
}

static json_t *
history_json(const struct operation_list *history)
{
	json_t *list = json_array();

	for (size_t i = 0; i < history->count; i++) {
		const struct operation *operation = &history->items[i];
		json_t *line = json_object();

		json_put(line, "at", json_moment(operation->at));
		json_put(line, "author", json_text(operation->author));
		json_put(line, "command", json_text(operation->command));
		(void)json_array_append_new(list, line);
	}
	return list;
}

static json_t *
followups_json(const struct followup_list *followups)
{
	json_t *list = json_array();

	for (size_t i = 0; i < followups->count; i++)
		(void)json_array_append_new(list, json_of_followup(&followups->items[i]));
	return list;
}

/* Where it stood in somebody's notes; null when it was logged. */
static json_t *
origin_json(const struct origin *origin)
{
	json_t *tree;

	if (!origin->question_id)
		return json_null();
	tree = json_object();
	json_put(tree, "file", json_text(origin->file));
	json_put(tree, "line", json_integer(origin->line));
	json_put(tree, "raw", json_text(origin->raw));
	return tree;
}

static bool
whole_json(struct app *app, const struct whole *whole, json_t **tree_out, struct error *err)
{
	json_t *tree = json_of_question(app, &whole->question);
	json_t *answers = json_array(), *candidates = json_array();

	for (size_t i = 0; i < whole->answers.count; i++)
		(void)json_array_append_new(answers, json_of_answer(&whole->answers.items[i]));
	for (size_t i = 0; i < whole->candidates.count; i++)
		(void)json_array_append_new(
		        candidates, json_integer(whole->candidates.items[i].talk_id));
	json_put(tree, "answers", answers);
	json_put(tree, "candidates", candidates);
	json_put(tree, "next", json_text(next_get(app, whole)));
	json_put(tree, "followups", followups_json(&whole->followups));
	json_put(tree, "history", history_json(&whole->history));
	json_put(tree, "origin", origin_json(&whole->origin));
	*tree_out = tree;
	return json_put_tags(app, tree, whole->question.id, err) &&
	        people_json(app, whole, tree, err);
}

static void
person_add_lines(struct app *app, const char *label, const struct person *person)
{
	view_add_label(app, label,
	        arena_format(&app->arena, "P%lld %s", (long long)person->id,
	                view_person(&app->arena, person)));
}

static bool
contacts_add(struct app *app, const struct person *person, struct error *err)
{
	struct contact_list contacts;

	if (!contact_list(app->store, &app->arena, person->id, &contacts, err))
		return false;
	for (size_t i = 0; i < contacts.count; i++)
		view_add_label(app, "",
		        arena_format(&app->arena, "%s: %s", contacts.items[i].kind,
		                contacts.items[i].value));
	return true;
}

static bool
talk_add_lines(struct app *app, const struct whole *whole, struct error *err)
{
	const struct talk *talk = &whole->talk;
	struct arena *arena = &app->arena;
	const char *zone = talk->conference_zone;

	view_add_label(
	        app, "talk", arena_format(arena, "T%lld %s", (long long)talk->id, talk->title));
	if (talk->starts_at)
		view_add_label(app, "",
		        arena_format(arena, "%s-%s, %s%s%s",
		                when_long(arena, talk->starts_at, zone),
		                when_clock(arena, talk->ends_at, zone), talk->conference_code,
		                talk->room ? ", " : "", talk->room ? talk->room : ""));
	view_add_label(app, "", talk_flag(talk->status, talk->moved_at, talk->ends_at, app->now));
	view_add_label(app, "page", talk->url);
	view_add_label(app, "slides", talk->slides_url);
	view_add_label(app, "recording", talk->recording_url);
	for (size_t i = 0; i < whole->speakers.count; i++) {
		person_add_lines(app, "speaker", &whole->speakers.items[i]);
		if (!contacts_add(app, &whole->speakers.items[i], err))
			return false;
	}
	return true;
}

static const char *
tags_join(struct arena *arena, const struct texts *tags)
{
	struct buf buf;

	buf_init(&buf, arena, 0);
	for (size_t i = 0; i < tags->count; i++)
		buf_add_format(&buf, "%s%s", i ? ", " : "", tags->items[i]);
	return buf.text;
}

static void
answers_add(struct app *app, const struct whole *whole)
{
	struct arena *arena = &app->arena;

	for (size_t i = 0; i < whole->answers.count; i++) {
		const struct answer *answer = &whole->answers.items[i];

		view_add_label(app, "answer",
		        arena_format(arena, "%s\n%s%s(%s, %s)", answer->body,
		                answer->said_by ? answer->said_by : "", answer->said_by ? " " : "",
		                answer->source,
		                when_relative(arena, answer->answered_at, app->now)));
		view_add_label(app, "", answer->url);
	}
}

static bool
whole_add(struct app *app, const struct whole *whole, struct error *err)
{
	const struct question *q = &whole->question;
	struct arena *arena = &app->arena;
	const char *next = next_get(app, whole);
	int64_t minute = question_minute(q);

	view_add_label(app, arena_format(arena, "Q%lld", (long long)q->id), q->body);
	view_add_label(app, "state",
	        arena_format(arena, "%s%s%s", view_state(app, q->state).text,
	                *next ? ", next: " : "", next));
	view_add_label(app, "asked",
	        arena_format(arena, "%s, %s%s", q->asked,
	                when_long(arena, q->asked_at, q->conference_zone),
	                minute < 0 ? "" : arena_format(arena, ", minute %lld", (long long)minute)));
	view_add_label(app, "tags", tags_join(arena, &whole->tags));
	view_add_label(app, "private", q->private ? "yes" : NULL);
	if (q->person_id)
		person_add_lines(app, "for", &whole->person);
	if (q->talk_id && !talk_add_lines(app, whole, err))
		return false;
	for (size_t i = 0; i < whole->candidates.count && !q->talk_id; i++)
		view_add_label(app, i ? "" : "candidates",
		        arena_format(
		                arena, "T%lld", (long long)whole->candidates.items[i].talk_id));
	if (whole->origin.question_id)
		view_add_label(app, "from",
		        arena_format(arena, "%s:%lld", whole->origin.file,
		                (long long)whole->origin.line));
	answers_add(app, whole);
	for (size_t i = 0; i < whole->followups.count; i++) {
		view_add_label(app, "follow-up", view_followup(app, &whole->followups.items[i]));
		view_add_label(app, "", whole->followups.items[i].remote_url);
	}
	for (size_t i = 0; i < whole->history.count; i++)
		view_add_label(app, i ? "" : "history",
		        arena_format(arena, "%s %s by %s",
		                when_long(arena, whole->history.items[i].at, q->conference_zone),
		                whole->history.items[i].command, whole->history.items[i].author));
	return true;
}

static bool
show_one(struct app *app, const struct ids *ids, size_t index, struct error *err)
{
	struct whole whole;
	json_t *tree = NULL;
	bool ok;

	if (!whole_get(app, ids->items[index], &whole, err))
		return error_in(err, "cannot show Q%lld", (long long)ids->items[index]);
	if (!app_is_json(app)) {
		buf_add_text(&app->out, index ? "\n" : "");
		return whole_add(app, &whole, err);
	}
	ok = whole_json(app, &whole, &tree, err);
	if (ids->count == 1)
		view_json(app, "question", tree);
	else
		view_json_member(app, index, tree);
	return ok;
}

static bool
show_run(struct app *app, const struct args *args, struct error *err)
{
	struct question question;
	struct ids ids;
	bool many;

	if (!ids_parse(&app->arena, IDS_OF_QUESTIONS, args->words, args->count, &ids, err) ||
	        !app_open_store(app, STORE_READ, err))
		return false;
	/* All of them first: a list that breaks off would not be JSON. */
	for (size_t i = 0; i < ids.count; i++)
		if (!question_get(app->store, &app->arena, ids.items[i], &question, err))
			return error_in(err, "cannot show Q%lld", (long long)ids.items[i]);
	many = ids.count > 1 && app_is_json(app);
	if (many)
		view_json_begin(app, "questions");
	for (size_t i = 0; i < ids.count; i++)
		if (!show_one(app, &ids, i, err))
			return false;
	if (many)
		view_json_end(app);
	return true;
}

const struct command cmd_show = {
        .name = "show",
        .group = "look",
        .summary = "show a question: text, talk, people, answers, follow-ups, history",
        .usage = "ID...",
        .examples =
                (const struct example[]){
                        {"askback show 14", "one question"},
                        {"askback show 3-7", "several"},
                        {"askback show Q14 --json | jq .question.talk", "for programs"},
                        {NULL, NULL},
                },
        .operands = COMPLETE_QUESTION,
        .least = 1,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE | PAGES,
        .run = show_run,
};
