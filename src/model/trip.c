/* SPDX-License-Identifier: MIT */
#include "model/trip.h"

#include <stdlib.h>
#include <string.h>

/* When what answered a question was said: the accepted answer, or else the last one. */
static int64_t
settled_at(const struct trip_question *question)
{
	const struct answer_list *answers = &question->answers;
	int64_t last = 0;

	for (size_t i = 0; i < answers->count; i++) {
		if (answers->items[i].accepted)
			return answers->items[i].answered_at;
		if (answers->items[i].answered_at > last)
			last = answers->items[i].answered_at;
	}
	return last;
}

static int
compare_spans(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

static int64_t
spans_median(int64_t *spans, size_t count)
{
	if (!count)
		return -1;
	qsort(spans, count, sizeof(*spans), compare_spans);
	return spans[(count - 1) / 2] + (spans[count / 2] - spans[(count - 1) / 2]) / 2;
}

/* Adds a question to the figures; true when it still needs somebody. */
static bool
question_count_in(struct trip_figures *figures, const struct trip_question *question)
{
	const char *state = question->question.state;

	figures->questions++;
	figures->answers += question->answers.count;
	if (strcmp(state, "answered") == 0)
		figures->answered++;
	else if (strcmp(state, "partial") == 0)
		figures->partial++;
	else if (strcmp(state, "dropped") == 0)
		figures->dropped++;
	else
		figures->open++;
	return strcmp(state, "open") == 0 || strcmp(state, "partial") == 0;
}

static int
compare_needs(const void *a, const void *b)
{
	const struct question *left = &((const struct trip_need *)a)->question->question;
	const struct question *right = &((const struct trip_need *)b)->question->question;

	if (left->asked_at != right->asked_at)
		return left->asked_at > right->asked_at ? 1 : -1;
	return (left->id > right->id) - (left->id < right->id);
}

static size_t
questions_total(const struct trip *trip)
{
	size_t total = 0;

	for (size_t i = 0; i < trip->talk_count; i++)
		total += trip->talks[i].question_count;
	return total;
}

void
trip_count(struct arena *arena, struct trip *trip)
{
	size_t total = questions_total(trip), settled = 0;
	int64_t *spans = arena_array(arena, total, sizeof(*spans));
	struct trip_need *needs = arena_array(arena, total, sizeof(*needs));
	size_t programme = trip->figures.programme;

	trip->figures = (struct trip_figures){.talks = trip->talk_count, .programme = programme};
	trip->need_count = 0;
	for (size_t i = 0; i < trip->talk_count; i++)
		for (size_t j = 0; j < trip->talks[i].question_count; j++) {
			const struct trip_question *question = &trip->talks[i].questions[j];
			int64_t span = settled_at(question) - question->question.asked_at;

			if (question_count_in(&trip->figures, question))
				needs[trip->need_count++] = (struct trip_need){
				        .question = question, .talk = &trip->talks[i]};
			else if (question->answers.count &&
			        strcmp(question->question.state, "answered") == 0)
				spans[settled++] = span > 0 ? span : 0;
		}
	trip->figures.median_seconds = spans_median(spans, settled);
	if (trip->need_count)
		qsort(needs, trip->need_count, sizeof(*needs), compare_needs);
	trip->needs = needs;
}

static int64_t
question_changed_at(const struct trip_question *question)
{
	int64_t changed = question->question.updated_at;

	for (size_t i = 0; i < question->answers.count; i++)
		if (question->answers.items[i].created_at > changed)
			changed = question->answers.items[i].created_at;
	return changed;
}

int64_t
trip_changed_at(const struct trip *trip)
{
	int64_t newest = 0;

	for (size_t i = 0; i < trip->talk_count; i++)
		for (size_t j = 0; j < trip->talks[i].question_count; j++) {
			int64_t changed = question_changed_at(&trip->talks[i].questions[j]);

			if (changed > newest)
				newest = changed;
		}
	return newest;
}

int64_t
trip_starts_at(const struct trip *trip)
{
	if (trip->conference.starts_at)
		return trip->conference.starts_at;
	/* Talks without a time come last. */
	return trip->talk_count ? trip->talks[0].talk.starts_at : 0;
}

int64_t
trip_ends_at(const struct trip *trip)
{
	int64_t last = 0;

	if (trip->conference.ends_at)
		return trip->conference.ends_at;
	for (size_t i = 0; i < trip->talk_count; i++)
		if (trip->talks[i].talk.ends_at > last)
			last = trip->talks[i].talk.ends_at;
	return last;
}
