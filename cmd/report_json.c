/* SPDX-License-Identifier: MIT */
#include "cmd/report_json.h"

#include "cmd/view_json.h"

static json_t *
figures_json(const struct trip_figures *figures)
{
	int64_t median = figures->median_seconds;
	json_t *tree = json_object();

	json_put(tree, "questions", json_integer((json_int_t)figures->questions));
	json_put(tree, "answered", json_integer((json_int_t)figures->answered));
	json_put(tree, "partial", json_integer((json_int_t)figures->partial));
	json_put(tree, "open", json_integer((json_int_t)figures->open));
	json_put(tree, "dropped", json_integer((json_int_t)figures->dropped));
	json_put(tree, "answers", json_integer((json_int_t)figures->answers));
	json_put(tree, "talks", json_integer((json_int_t)figures->talks));
	json_put(tree, "programme", json_integer((json_int_t)figures->programme));
	json_put(tree, "median_seconds_to_answer", median < 0 ? json_null() : json_integer(median));
	return tree;
}

static json_t *
question_json(const struct app *app, const struct trip *trip, const struct trip_question *question)
{
	json_t *tree = json_of_question(app, &question->question);
	json_t *answers = json_array();

	for (size_t i = 0; i < question->answers.count; i++)
		(void)json_array_append_new(answers, json_of_answer(&question->answers.items[i]));
	json_put(tree, "answers", answers);
	json_put(tree, "person", json_text(question->person));
	json_put(tree, "recording_url", json_text(question->recording_url));
	json_put(tree, "next", json_text(question_next_step(&question->question, trip->read_at)));
	return tree;
}

static json_t *
speakers_json(const struct speaker_list *speakers)
{
	json_t *list = json_array();

	for (size_t i = 0; i < speakers->count; i++) {
		const struct speaker *speaker = &speakers->items[i];
		json_t *tree = json_object();

		json_put(tree, "id", json_integer(speaker->person_id));
		json_put(tree, "name", json_text(speaker->name));
		json_put(tree, "role", json_text(speaker->role));
		json_put(tree, "affiliation", json_text(speaker->affiliation));
		(void)json_array_append_new(list, tree);
	}
	return list;
}

static json_t *
talks_json(const struct app *app, const struct trip *trip)
{
	json_t *list = json_array();

	for (size_t i = 0; i < trip->talk_count; i++) {
		const struct trip_talk *talk = &trip->talks[i];
		json_t *tree = json_of_talk(&talk->talk);
		json_t *questions = json_array();

		for (size_t j = 0; j < talk->question_count; j++)
			(void)json_array_append_new(
			        questions, question_json(app, trip, &talk->questions[j]));
		json_put(tree, "speakers", speakers_json(&talk->speakers));
		json_put(tree, "questions", questions);
		(void)json_array_append_new(list, tree);
	}
	return list;
}

void
report_json(struct app *app, const struct trip *trip)
{
	json_t *tree = json_object(), *needs = json_array();

	for (size_t i = 0; i < trip->need_count; i++)
		(void)json_array_append_new(
		        needs, json_integer(trip->needs[i].question->question.id));
	json_put(tree, "conference", json_of_conference(&trip->conference));
	json_put(tree, "author", json_text(trip->author));
	json_put(tree, "public", json_boolean(trip->public));
	json_put(tree, "since", json_moment(trip->since));
	json_put(tree, "as_of", json_moment(trip->as_of));
	json_put(tree, "figures", figures_json(&trip->figures));
	json_put(tree, "needs_me", needs);
	json_put(tree, "talks", talks_json(app, trip));
	view_json(app, "report", tree);
}
