/* SPDX-License-Identifier: MIT */

/* A small trip for the tests of its notations: one talk, one question, one answer. */
#ifndef TESTS_UNIT_REPORT_TRIP_SAMPLE_H
#define TESTS_UNIT_REPORT_TRIP_SAMPLE_H

#include "model/trip.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

enum { SAMPLE_NOON = 1504090800 }; /* 2017-08-30 12:00 in Dublin */

static const struct answer sample_answers[] = {
        {.body = "First\n\n- second @x", .source = "hallway", .answered_at = SAMPLE_NOON + 3600},
};
static const struct speaker sample_speakers[] = {
        {.name = "A & B"},
        {.name = "C", .role = "R", .affiliation = "D"},
};
static const struct trip_question sample_questions[] = {
        {
                .question = {.id = 7,
                        .talk_id = 3,
                        .body = "Is 1 < 2?",
                        .asked = "live",
                        .state = "partial",
                        .asked_at = SAMPLE_NOON + 720,
                        .talk_starts_at = SAMPLE_NOON,
                        .talk_ends_at = SAMPLE_NOON + 3600},
                .answers = {.items = sample_answers, .count = 1},
                .recording_url = "https://x.example/v#t=720",
        },
};
static const struct trip_talk sample_talks[] = {
        {
                .talk = {.id = 3,
                        .title = "T* <x>",
                        .conference_zone = "Europe/Dublin",
                        .starts_at = SAMPLE_NOON,
                        .ends_at = SAMPLE_NOON + 3600,
                        .url = "javascript:alert(1)",
                        .slides_url = "https://x.example/a(b)"},
                .speakers = {.items = sample_speakers, .count = 2},
                .questions = sample_questions,
                .question_count = 1,
        },
};

static inline struct trip
sample_trip(struct arena *arena)
{
	struct trip trip = {
	        .conference = {.name = "Conf <1>", .zone = "Europe/Dublin"},
	        .program = "0",
	        .as_of = SAMPLE_NOON,
	        .read_at = SAMPLE_NOON,
	        .talks = sample_talks,
	        .talk_count = 1,
	        .figures = {.programme = 2},
	};

	trip_count(arena, &trip);
	return trip;
}

static inline void
expect_part(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is not in \"%s\"", part, text);
}

static inline void
expect_no_part(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("\"%s\" is in \"%s\"", part, text);
}

#endif
