/* SPDX-License-Identifier: MIT */

/*
 * Entities as JSON, for --json on every command. The shape is documented in `askback help
 * formatting` and only ever grows. A list is {"schema":1,"questions":[...]}, one thing
 * {"schema":1,"question":{...}}.
 */
#ifndef CMD_VIEW_JSON_H
#define CMD_VIEW_JSON_H

#include "cmd/app.h"
#include "model/answer.h"
#include "model/person.h"
#include "model/question.h"
#include "model/talk.h"
#include "text/json.h"

json_t *json_of_question(const struct app *app, const struct question *question);
json_t *json_of_answer(const struct answer *answer);
json_t *json_of_talk(const struct talk *talk);
json_t *json_of_person(const struct person *person);
json_t *json_of_contact(const struct contact *contact);
json_t *json_of_conference(const struct conference *conference);

/* Adds the tags of a question, the speakers of a talk, the contacts of a person. */
MUST_CHECK bool
json_put_tags(struct app *app, json_t *tree, int64_t question_id, struct error *err);
MUST_CHECK bool
json_put_speakers(struct app *app, json_t *tree, int64_t talk_id, struct error *err);
MUST_CHECK bool
json_put_contacts(struct app *app, json_t *tree, int64_t person_id, struct error *err);

/* {"schema":1,"NAME":value} in the format in force; takes value. */
void view_json(struct app *app, const char *name, json_t *value);

/* The parts of a list: begin, each member (taken), end. In jsonl each member is a line. */
void view_json_begin(struct app *app, const char *name);
void view_json_member(struct app *app, size_t index, json_t *value);
void view_json_end(struct app *app);

#endif
