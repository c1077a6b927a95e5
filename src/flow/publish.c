/* SPDX-License-Identifier: MIT */
#include "flow/publish.h"

#include "flow/discreet.h"
#include "store/answer.h"
#include "store/person.h"
#include "store/programme.h"
#include "store/question.h"
#include "text/link.h"

/* Everything that the store has about a conference. */
struct material {
	struct talk_list talks;
	struct question_list questions;
	struct answer_list answers;
	struct speaker_list speakers;
};

struct publish {
	struct store *store;
	struct arena *arena;
	const struct publish_options *options;
	struct material material;
};

static bool
material_get(struct publish *publish, struct error *err)
{
	struct material *material = &publish->material;
	int64_t id = publish->options->conference.id;

	return talk_list_conference(publish->store, publish->arena, id, &material->talks, err) &&
	        question_list_conference(publish->store, publish->arena, id,
	                publish->options->since, &material->questions, err) &&
	        answer_list_conference(
	                publish->store, publish->arena, id, &material->answers, err) &&
	        speaker_list_conference(
	                publish->store, publish->arena, id, &material->speakers, err);
}

/*
 * The run of items that belong to an id, in an array ordered by it. key is the offset of that id in
 * an item. Looked up rather than walked along: another process may add rows between two statements.
 */
static size_t
run_find(const void *items, size_t count, size_t size, size_t key, int64_t id, size_t *length_out)
{
	const char *base = items;
	size_t low = 0, high = count, end;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (*(const int64_t *)(const void *)(base + middle * size + key) < id)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < count; end++)
		if (*(const int64_t *)(const void *)(base + end * size + key) != id)
			break;
	*length_out = end - low;
	return low;
}

static struct answer_list
answers_of(const struct material *material, int64_t question_id)
{
	struct answer_list list;
	size_t at = run_find(material->answers.items, material->answers.count, sizeof(*list.items),
	        offsetof(struct answer, question_id), question_id, &list.count);

	list.items = list.count ? material->answers.items + at : NULL;
	return list;
}

static struct speaker_list
speakers_of(const struct material *material, int64_t talk_id)
{
	struct speaker_list list;
	size_t at = run_find(material->speakers.items, material->speakers.count,
	        sizeof(*list.items), offsetof(struct speaker, talk_id), talk_id, &list.count);

	list.items = list.count ? material->speakers.items + at : NULL;
	return list;
}

static struct question_list
questions_of(const struct material *material, int64_t talk_id)
{
	struct question_list list;
	size_t at = run_find(material->questions.items, material->questions.count,
	        sizeof(*list.items), offsetof(struct question, talk_id), talk_id, &list.count);

	list.items = list.count ? material->questions.items + at : NULL;
	return list;
}

/* Whom a question is for, when that is somebody in particular and may be told. */
static bool
person_find(struct publish *publish, struct trip_question *question, struct error *err)
{
	struct person person;

	if (!question->question.person_id)
		return true;
	if (!person_get(publish->store, publish->arena, question->question.person_id, &person, err))
		return false;
	if (publish->options->public &&
	        !discreet_is_speaker(publish->arena, &publish->material.speakers, person.name))
		question->question.person_id = 0;
	else
		question->person = person.name;
	return true;
}

static bool
question_read(struct publish *publish, const struct talk *talk, const struct question *question,
        struct trip_question *question_out, struct error *err)
{
	struct arena *arena = publish->arena;
	int64_t minute = question_minute(question);

	*question_out = (struct trip_question){
	        .question = *question,
	        .answers = answers_of(&publish->material, question->id),
	};
	if (publish->options->public) {
		question_out->question = discreet_question(arena, question);
		question_out->answers = discreet_answers(
		        arena, &publish->material.speakers, &question_out->answers);
	}
	if (talk->recording_url && minute >= 0)
		question_out->recording_url =
		        link_at_second(arena, talk->recording_url, minute * 60);
	return person_find(publish, question_out, err);
}

static bool
talk_read(struct publish *publish, const struct talk *talk, struct trip_talk *talk_out,
        struct error *err)
{
	struct question_list list = questions_of(&publish->material, talk->id);
	struct trip_question *questions =
	        arena_array(publish->arena, list.count, sizeof(*questions));

	*talk_out = (struct trip_talk){
	        .talk = publish->options->public ? discreet_talk(publish->arena, talk) : *talk,
	        .speakers = speakers_of(&publish->material, talk->id),
	        .questions = questions,
	};
	for (size_t i = 0; i < list.count; i++) {
		if (publish->options->public && list.items[i].private)
			continue;
		if (!question_read(publish, talk, &list.items[i],
		            &questions[talk_out->question_count++], err))
			return false;
	}
	return true;
}

static bool
talks_read(struct publish *publish, struct trip *trip, struct error *err)
{
	const struct talk_list *list = &publish->material.talks;
	struct trip_talk *talks = arena_array(publish->arena, list->count, sizeof(*talks));

	for (size_t i = 0; i < list->count; i++) {
		struct trip_talk *talk = &talks[trip->talk_count];

		if (!talk_read(publish, &list->items[i], talk, err))
			return false;
		if (talk->question_count)
			trip->talk_count++;
	}
	trip->talks = talks;
	trip->figures.programme = list->count;
	return true;
}

/* Questions that belong to no talk yet are in no conference either; only their days tell. */
static bool
inbox_count(struct publish *publish, struct trip *trip, struct error *err)
{
	struct question_list inbox;

	if (!question_list_inbox(publish->store, publish->arena, trip_starts_at(trip),
	            trip_ends_at(trip), &inbox, err))
		return false;
	for (size_t i = 0; i < inbox.count; i++)
		if (*question_next_step(&inbox.items[i], 0))
			trip->inbox++;
	return true;
}

/*
 * A report is read after the trip: unless a moment is given, what is to be done next is told as of
 * the end of the last talk.
 */
static void
moments_set(const struct publish_options *options, struct trip *trip)
{
	trip->as_of = options->as_of ? options->as_of : trip_changed_at(trip);
	trip->read_at = trip->as_of;
	if (!options->as_of && trip_ends_at(trip) > trip->read_at)
		trip->read_at = trip_ends_at(trip);
}

bool
publish_read(struct store *store, struct arena *arena, const struct publish_options *options,
        struct trip *trip_out, struct error *err)
{
	struct publish publish = {.store = store, .arena = arena, .options = options};

	*trip_out = (struct trip){
	        .conference = options->conference,
	        .author = options->public ? NULL : options->author,
	        .program = options->program,
	        .since = options->since,
	        .public = options->public,
	};
	if (!material_get(&publish, err) || !talks_read(&publish, trip_out, err) ||
	        !inbox_count(&publish, trip_out, err))
		return false;
	trip_count(arena, trip_out);
	moments_set(options, trip_out);
	return true;
}
