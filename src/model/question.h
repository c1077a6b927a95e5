/* SPDX-License-Identifier: MIT */

/*
 * A question: what I asked or wanted to ask, and how it stands. Two facts about it are
 * independent: whether it was asked (no, live, hallway, online) and whether there is an answer
 * (open, partial, answered, dropped). Unanswered means open or partial.
 */
#ifndef MODEL_QUESTION_H
#define MODEL_QUESTION_H

#include "base/arena.h"

enum { QUESTION_TEXT_MOST = 1024 * 1024 }; /* bytes */

#define QUESTION_ASKED "no|live|hallway|online"
#define QUESTION_STATES "open|partial|answered|dropped"

struct question {
	int64_t id;
	const char *uid;
	int64_t talk_id;   /* 0: in the inbox */
	int64_t person_id; /* whom it is for; 0: the talk's speakers */
	const char *body;
	const char *asked;
	const char *state;
	bool private;
	int64_t asked_at; /* the moment in the talk */
	int64_t created_at;
	int64_t updated_at;
	const char *author;

	/* Of its talk, when it is read from the store; not its own. */
	const char *talk_title;
	int64_t talk_starts_at;
	int64_t talk_ends_at;
	const char *talk_room;
	const char *talk_status;
	int64_t talk_moved_at;
	const char *conference_code;
	const char *conference_zone;
};

struct question_list {
	const struct question *items;
	size_t count;
};

/* Minute of the talk in which it came up, counted from 0; -1 outside of its talk and the questions
 * after it. */
int64_t question_minute(const struct question *question);

/* May the state change so? dropped and answered questions may reopen; nothing is final. */
bool question_can_become(const char *state, const char *next);

/* What is to be done next about it, in a few words: "ask", "follow up"; empty when it is settled.
 */
const char *question_next_step(const struct question *question, int64_t now);

#endif
