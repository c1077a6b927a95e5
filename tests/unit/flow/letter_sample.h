/* SPDX-License-Identifier: MIT */

/* The worked example as a letter takes it: two talks, three questions. */
#ifndef TESTS_UNIT_FLOW_LETTER_SAMPLE_H
#define TESTS_UNIT_FLOW_LETTER_SAMPLE_H

#include "flow/letter.h"

#define SAMPLE_STARTS 1504096800 /* 2017-08-30 13:40 in Dublin */

static const struct conference sample_conference = {
        .id = 1, .code = "srecon17-europe", .name = "SREcon17 Europe", .zone = "Europe/Dublin"};

static const struct person sample_people[] = {{.id = 1, .name = "Emil Stolarsky"}};

static const struct talk sample_talks[] = {
        {.id = 1,
                .title = "Standing On the Shoulders of Giants: Unleashing the Power of Scriptable "
                         "Load Balancers",
                .starts_at = SAMPLE_STARTS,
                .ends_at = SAMPLE_STARTS + 3000,
                .url = "https://srecon.example/shoulders",
                .recording_url = "https://www.youtube.com/watch?v=abc",
                .conference_id = 1,
                .conference_code = "srecon17-europe",
                .conference_zone = "Europe/Dublin"},
        {.id = 2,
                .title = "Edge routing",
                .starts_at = SAMPLE_STARTS + 7200,
                .ends_at = SAMPLE_STARTS + 9000,
                .conference_id = 1,
                .conference_code = "srecon17-europe",
                .conference_zone = "Europe/Dublin"},
};

static const struct answer sample_answers[] = {
        {.id = 1, .body = "They weigh them down first", .source = "stage"},
        {.id = 2, .body = "He does not like it himself", .source = "hallway"},
};

static inline struct letter_question
sample_question(int64_t id, const struct talk *talk, const char *asked, const char *body)
{
	return (struct letter_question){
	        .question = {.id = id,
	                .body = body,
	                .asked = asked,
	                .state = "open",
	                .talk_id = talk->id,
	                .asked_at = talk->starts_at + 720,
	                .talk_starts_at = talk->starts_at,
	                .talk_ends_at = talk->ends_at,
	                .conference_code = "srecon17-europe",
	                .conference_zone = "Europe/Dublin"},
	        .talk = *talk,
	        .conference = sample_conference,
	        .speakers = {.items = sample_people, .count = 1},
	};
}

#endif
