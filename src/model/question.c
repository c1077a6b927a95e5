/* SPDX-License-Identifier: MIT */
#include "model/question.h"

#include <string.h>

enum { AFTER_MOST = 15 * 60 }; /* seconds in which the talk's questions are still asked */

static bool
question_is_unanswered(const struct question *question)
{
	return strcmp(question->state, "open") == 0 || strcmp(question->state, "partial") == 0;
}

int64_t
question_minute(const struct question *question)
{
	if (!question->talk_id || !question->talk_starts_at ||
	        question->asked_at < question->talk_starts_at ||
	        question->asked_at >= question->talk_ends_at + AFTER_MOST)
		return -1;
	return (question->asked_at - question->talk_starts_at) / 60;
}

static const struct {
	const char *state;
	const char *next;
} transitions[] = {
        {"open", "partial"},
        {"open", "answered"},
        {"open", "dropped"},
        {"partial", "answered"},
        {"partial", "dropped"},
        {"partial", "open"},
        {"answered", "open"},
        {"answered", "partial"},
        {"dropped", "open"},
};

bool
question_can_become(const char *state, const char *next)
{
	for (size_t i = 0; i < COUNT(transitions); i++)
		if (strcmp(transitions[i].state, state) == 0 &&
		        strcmp(transitions[i].next, next) == 0)
			return true;
	return false;
}

const char *
question_next_step(const struct question *question, int64_t now)
{
	if (!question_is_unanswered(question))
		return "";
	if (!question->talk_id && !question->person_id)
		return "attach to a talk";
	if (strcmp(question->state, "partial") == 0)
		return "ask for the rest";
	if (strcmp(question->asked, "no") == 0 &&
	        (!question->talk_ends_at || now < question->talk_ends_at + AFTER_MOST))
		return "ask";
	return "follow up";
}

struct question
question_copy(struct arena *arena, const struct question *question)
{
	struct question copy = *question;

	copy.uid = arena_text(arena, question->uid);
	copy.body = arena_text(arena, question->body);
	copy.asked = arena_text(arena, question->asked);
	copy.state = arena_text(arena, question->state);
	copy.author = arena_text(arena, question->author);
	copy.talk_title = arena_text(arena, question->talk_title);
	copy.talk_room = arena_text(arena, question->talk_room);
	copy.talk_status = arena_text(arena, question->talk_status);
	copy.conference_code = arena_text(arena, question->conference_code);
	copy.conference_zone = arena_text(arena, question->conference_zone);
	return copy;
}
