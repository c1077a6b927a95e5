/* SPDX-License-Identifier: MIT */

/* What commands show, the same everywhere: lists of questions, one-line news of a change, tables.
 */
#ifndef CMD_VIEW_H
#define CMD_VIEW_H

#include "cmd/app.h"
#include "flow/place.h"
#include "store/followup.h"
#include "store/question.h"

/*
 * A list of questions in the format in force, grouped by talk. Questions come newest first; they
 * are held back in portions of some hundreds so that a talk's questions stand together, in the
 * order asked.
 */
struct question_view {
	struct app *app;
	struct report *report;
	struct arena portion;
	struct question *items;
	size_t held;
	size_t capacity;
	size_t shown;
	struct followup_mark_list marks; /* of the questions that are followed up, by question */
	bool oldest;                     /* questions come oldest first */
};

void view_questions_init(struct question_view *view, struct app *app);

/* A question_visit; the visitor is the view, and the questions live in its portion. */
bool view_questions_add(void *view, const struct question *question, struct error *err);
MUST_CHECK bool view_questions_end(struct question_view *view, struct error *err);

/* The one line that every change prints: id, state, talk. more (may be NULL) is said behind it. */
void view_change(struct app *app, const struct question *question, const char *more);

/* A title in such a line: cut when a person reads it and the terminal is narrow. */
void view_add_title(struct app *app, const char *title);

/* "label      text" and a line feed, wrapped to the terminal; nothing when there is no text. */
void view_add_label(struct app *app, const char *label, const char *text);

/* Cells of a table. A state is glyph and word ("● open"); id 0 is empty. */
struct cell view_state(const struct app *app, const char *state);
struct cell view_id(struct arena *arena, char letter, int64_t id);
struct cell view_time(struct arena *arena, const struct app *app, int64_t at);
struct cell view_text(const char *text);

/* "Emil Stolarsky, Production Engineer, Shopify". */
const char *view_person(struct arena *arena, const struct person *person);

/* A table in the format in force, JSON excepted. */
struct report *view_open_table(struct app *app, const struct column *columns, size_t count);

#endif
