/* SPDX-License-Identifier: MIT */
#include "flow/letter_context.h"

#include "text/link.h"
#include "text/utf8.h"
#include "text/when.h"

#include <string.h>

enum { TALK_SHORT = 60, SHORT_LEAST = 12 };

static const struct template_name issue_names[] = {
        {.name = "question", .help = "what is asked, as it was written down"},
        {.name = "talk", .help = "the talk's title"},
        {.name = "talk_short", .help = "its part before a colon, and at most 60 columns"},
        {.name = "talk_url", .help = "the talk's page"},
        {.name = "speakers", .help = "names of the talk's speakers"},
        {.name = "conference", .help = "its name"},
        {.name = "date", .help = "the day of the talk"},
        {.name = "minute", .help = "of the talk in which the question came up"},
        {.name = "recording", .help = "the recording's address at this minute"},
        {.name = "asked", .help = "in the session, in the hallway, online; not there: not asked"},
        {.name = "partial", .help = "is there an answer to a part of it?"},
        {.name = "answers", .section = true, .help = "what was answered in public"},
        {.name = "answer", .help = "one of answers"},
        {.name = "asker", .help = "your name"},
};

static const struct template_name mail_names[] = {
        {.name = "name", .help = "whom the mail is for"},
        {.name = "asker", .help = "your name"},
        {.name = "several", .help = "is there more than one question?"},
        {.name = "speaker", .help = "are they all about talks of whom the mail is for?"},
        {.name = "first_token", .help = "the token of the first question"},
        {.name = "talks", .section = true, .help = "the talks, each with its questions"},
        {.name = "talk", .help = "a talk's title"},
        {.name = "talk_short", .help = "its part before a colon; outside talks: of the only one"},
        {.name = "talk_url", .help = "the talk's page"},
        {.name = "speakers", .help = "names of the talk's speakers"},
        {.name = "conference", .help = "its name; outside talks: of the only one"},
        {.name = "date", .help = "the day of the talk"},
        {.name = "questions", .section = true, .help = "the questions of a talk"},
        {.name = "question", .help = "what is asked"},
        {.name = "token", .help = "by which an answer finds its question: Q7"},
        {.name = "minute", .help = "of the talk in which the question came up"},
        {.name = "recording", .help = "the recording's address at this minute"},
        {.name = "asked", .help = "in the session, in the hallway, online; not there: not asked"},
        {.name = "partial", .help = "is there an answer to a part of it?"},
        {.name = "answers", .section = true, .help = "what was answered"},
        {.name = "answer", .help = "one of answers"},
};

const struct template_name *
letter_names(const char *kind, size_t *count_out)
{
	bool mail = strcmp(kind, "mail") == 0;

	*count_out = mail ? COUNT(mail_names) : COUNT(issue_names);
	return mail ? mail_names : issue_names;
}

static const char *
title_short(struct arena *arena, const char *title)
{
	const char *colon = title ? strstr(title, ": ") : NULL;

	if (!title)
		return NULL;
	if (colon && colon - title >= SHORT_LEAST)
		title = arena_span(arena, title, (size_t)(colon - title));
	return letter_cut(arena, title, TALK_SHORT);
}

static const char *
names_joined(struct arena *arena, const struct person_list *people)
{
	struct buf out;

	buf_init(&out, arena, 0);
	for (size_t i = 0; i < people->count; i++) {
		if (person_is_removed(&people->items[i]))
			continue;
		if (out.length)
			buf_add_text(&out, i + 1 < people->count ? ", " : " and ");
		buf_add_text(&out, people->items[i].name);
	}
	return out.text;
}

static void
talk_put(struct arena *arena, json_t *tree, const struct letter_question *item)
{
	const struct talk *talk = &item->talk;
	bool web = talk->url && link_is_web(talk->url);

	json_put(tree, "talk", json_text(talk->title));
	json_put(tree, "talk_short", json_text(title_short(arena, talk->title)));
	json_put(tree, "talk_url", json_text(web ? talk->url : NULL));
	json_put(tree, "speakers", json_text(names_joined(arena, &item->speakers)));
	json_put(tree, "conference", json_text(item->conference.name));
	json_put(tree, "date",
	        json_text(talk->starts_at ? when_day(arena, talk->starts_at, talk->conference_zone)
	                                  : NULL));
}

static const char *
asked_words(const char *asked)
{
	if (strcmp(asked, "live") == 0)
		return "in the session";
	if (strcmp(asked, "hallway") == 0)
		return "in the hallway";
	return strcmp(asked, "online") == 0 ? "online" : NULL;
}

/* What was said between two people, or found out alone, is not for everybody. */
static bool
answer_is_public(const struct answer *answer)
{
	return strcmp(answer->source, "stage") == 0 || strcmp(answer->source, "online") == 0;
}

static void
answers_put(json_t *tree, const struct answer_list *answers, bool public)
{
	json_t *list = json_array();

	for (size_t i = 0; i < answers->count; i++) {
		json_t *item;

		if (public && !answer_is_public(&answers->items[i]))
			continue;
		item = json_object();
		json_put(item, "answer", json_text(answers->items[i].body));
		(void)json_array_append_new(list, item);
	}
	json_put(tree, "partial", json_boolean(json_array_size(list) > 0));
	json_put(tree, "answers", list);
}

static void
question_put(struct arena *arena, json_t *tree, const struct letter_question *item, bool public)
{
	const struct question *question = &item->question;
	int64_t minute = question_minute(question);
	const char *recording = NULL;

	if (minute >= 0 && item->talk.recording_url)
		recording = link_at_second(arena, item->talk.recording_url, minute * 60);
	json_put(tree, "question", json_text(question->body));
	json_put(tree, "minute", minute >= 0 ? json_integer(minute) : json_null());
	json_put(tree, "recording", json_text(recording));
	json_put(tree, "asked", json_text(asked_words(question->asked)));
	answers_put(tree, &item->answers, public);
}

static const char *
token_format(struct arena *arena, const struct letter_question *item)
{
	return arena_format(arena, "Q%lld", (long long)item->question.id);
}

/* The questions of one talk, taken together wherever they stand in the list. */
static json_t *
talk_tree(struct arena *arena, const struct letter_wish *wish, size_t first)
{
	json_t *tree = json_object();
	json_t *list = json_array();

	talk_put(arena, tree, &wish->questions[first]);
	for (size_t i = first; i < wish->count; i++) {
		const struct letter_question *item = &wish->questions[i];
		json_t *question;

		if (item->talk.id != wish->questions[first].talk.id)
			continue;
		question = json_object();
		question_put(arena, question, item, false);
		json_put(question, "token", json_text(token_format(arena, item)));
		(void)json_array_append_new(list, question);
	}
	json_put(tree, "questions", list);
	return tree;
}

/* Is there no question before this one about the same talk? */
static bool
talk_is_new(const struct letter_wish *wish, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (wish->questions[i].talk.id == wish->questions[at].talk.id)
			return false;
	return true;
}

static bool
is_speaker(const struct letter_wish *wish, const struct letter_question *item)
{
	for (size_t i = 0; i < item->speakers.count; i++)
		if (item->speakers.items[i].id == wish->person_id)
			return true;
	return false;
}

static json_t *
mail_context(struct arena *arena, const struct letter_wish *wish)
{
	const struct letter_question *first = &wish->questions[0];
	json_t *tree = json_object();
	json_t *talks = json_array();
	bool speaker = true, one_conference = true;

	for (size_t i = 0; i < wish->count; i++) {
		const struct letter_question *item = &wish->questions[i];

		speaker = speaker && is_speaker(wish, item);
		one_conference = one_conference && item->conference.id == first->conference.id;
		if (talk_is_new(wish, i))
			(void)json_array_append_new(talks, talk_tree(arena, wish, i));
	}
	json_put(tree, "name", json_text(wish->name));
	json_put(tree, "several", json_boolean(wish->count > 1));
	json_put(tree, "speaker", json_boolean(speaker));
	json_put(tree, "first_token", json_text(token_format(arena, first)));
	json_put(tree, "conference", json_text(one_conference ? first->conference.name : NULL));
	json_put(tree, "talk_short",
	        json_text(json_array_size(talks) == 1 ? title_short(arena, first->talk.title)
	                                              : NULL));
	json_put(tree, "talks", talks);
	return tree;
}

json_t *
letter_context(struct arena *arena, const struct letter_wish *wish)
{
	json_t *tree;

	if (strcmp(wish->kind, "mail") == 0) {
		tree = mail_context(arena, wish);
	} else {
		tree = json_object();
		talk_put(arena, tree, &wish->questions[0]);
		question_put(arena, tree, &wish->questions[0], true);
	}
	json_put(tree, "asker", json_text(wish->asker));
	return tree;
}
