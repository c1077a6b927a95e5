/* SPDX-License-Identifier: MIT */

/*
 * What came of a conference, ready to be written down in any notation: its questions in their
 * talks, with answers and people, what still needs somebody, and the figures.
 */
#ifndef MODEL_TRIP_H
#define MODEL_TRIP_H

#include "base/arena.h"
#include "model/answer.h"
#include "model/person.h"
#include "model/question.h"
#include "model/talk.h"

struct trip_question {
	struct question question;
	struct answer_list answers; /* oldest first */
	const char *person;         /* whom it is for; NULL: the talk's speakers, or not told */
	const char *recording_url;  /* its minute in the recording; NULL */
};

struct trip_talk {
	struct talk talk;
	struct speaker_list speakers;
	const struct trip_question *questions; /* in the order asked; at least one */
	size_t question_count;
};

/* An unanswered question and where it came up. */
struct trip_need {
	const struct trip_question *question;
	const struct trip_talk *talk;
};

struct trip_figures {
	size_t questions;
	size_t answered;
	size_t partial;
	size_t open;
	size_t dropped;
	size_t answers;
	size_t talks;           /* with a question */
	size_t programme;       /* all talks of the conference */
	int64_t median_seconds; /* from a question to what answered it; -1: none is answered */
};

struct trip {
	struct conference conference;
	const char *author;  /* NULL: not to be told */
	const char *program; /* version of askback */
	int64_t since;       /* only questions asked since; 0: all */
	int64_t as_of;       /* of when this is the state: the newest change, or a given moment */
	int64_t read_at;     /* the moment for which next steps are told */
	bool public;
	size_t inbox; /* questions of these days that belong to no talk, and are not in here */
	struct trip_figures figures;
	const struct trip_talk *talks; /* with a question, in time order */
	size_t talk_count;
	const struct trip_need *needs; /* oldest first */
	size_t need_count;
};

/* Fills in figures and needs from the talks. */
void trip_count(struct arena *arena, struct trip *trip);

/* The newest change of a question or an answer; 0 for an empty trip. */
int64_t trip_changed_at(const struct trip *trip);

/* First and last moment: the conference's own, or those of the talks. 0: unknown. */
int64_t trip_starts_at(const struct trip *trip);
int64_t trip_ends_at(const struct trip *trip);

#endif
