/* SPDX-License-Identifier: MIT */

/* How follow-ups are shown, the same everywhere. */
#ifndef CMD_VIEW_FOLLOWUP_H
#define CMD_VIEW_FOLLOWUP_H

#include "cmd/app.h"
#include "model/question.h"
#include "store/followup.h"
#include "text/json.h"

/* "github:owner/repo", "mail:emil@shop.example". */
const char *view_destination(struct arena *arena, const struct followup *followup);

/* "Q1-Q3, Q7". */
const char *view_ids(struct arena *arena, char letter, const int64_t *ids, size_t count);

/* "sent, github:owner/repo, 3 days ago": what a question's page says about one of its follow-ups.
 */
const char *view_followup(struct app *app, const struct followup *followup);

/* What is going to happen to it, or what is to be done about it; what became of it. */
const char *
view_followup_next(struct arena *arena, const struct app *app, const struct followup *followup);

/* The one line that every change prints: id, state, destination, title; more may be NULL. */
void view_followup_change(struct app *app, const struct followup *followup, const char *more);

/* The mark of a question; NULL: it has none. */
const struct followup_mark *
view_mark_find(const struct followup_mark_list *marks, int64_t question_id);

/* What is to be done next about a question whose newest follow-up is this; mark may be NULL. */
const char *view_next_step(struct arena *arena, const struct question *question,
        const struct followup_mark *mark, int64_t now);

/* Without the payload, and without the questions, which the next one adds. */
json_t *json_of_followup(const struct followup *followup);
void json_put_ids(json_t *tree, const char *name, const int64_t *ids, size_t count);
MUST_CHECK bool
json_put_questions(struct app *app, json_t *tree, int64_t followup_id, struct error *err);

#endif
