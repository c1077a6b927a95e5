/* SPDX-License-Identifier: MIT */
#include "cmd/view.h"

#include <string.h>

#include "cmd/view_followup.h"
#include "cmd/view_json.h"
#include "store/person.h"
#include "text/number.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "text/when.h"
#include "text/wrap.h"

enum { PORTION = 500 };

static const struct {
	const char *state;
	const char *text;
	const char *ascii;
	enum paint paint;
} states[] = {
        {"open", "● open", "o open", PAINT_OPEN},
        {"partial", "◐ partial", "~ partial", PAINT_WAITING},
        {"answered", "✓ answered", "+ answered", PAINT_DONE},
        {"dropped", "✗ dropped", "x dropped", PAINT_DIM},
        {"queued", "○ queued", "o queued", PAINT_OPEN},
        {"sending", "▸ sending", "> sending", PAINT_WAITING},
        {"sent", "✓ sent", "+ sent", PAINT_DONE},
        {"refused", "✗ refused", "x refused", PAINT_ERROR},
        {"uncertain", "? uncertain", "? uncertain", PAINT_WAITING},
        {"held", "■ held", "# held", PAINT_WAITING},
        {"cancelled", "✗ cancelled", "x cancelled", PAINT_DIM},
        {"acked", "✓ acked", "+ acked", PAINT_DONE},
        {"bounced", "! bounced", "! bounced", PAINT_ERROR},
        {"replied", "● replied", "* replied", PAINT_OPEN},
        {"closed", "✓ closed", "+ closed", PAINT_DIM},
};

/* The talk stands above its questions in a table, and in each line elsewhere. */
static const struct column table_columns[] = {
        {.key = "id", .title = "ID", .kind = COLUMN_ID},
        {.key = "state", .title = "STATE", .kind = COLUMN_STATE},
        {.key = "asked", .title = "ASKED"},
        {.key = "minute", .title = "MIN", .kind = COLUMN_ID},
        {.key = "question", .title = "QUESTION", .shrinks = true},
        {.key = "asked_at", .title = "WHEN", .kind = COLUMN_TIME},
        {.key = "next", .title = "NEXT STEP"},
};

static const struct column plain_columns[] = {
        {.key = "id", .title = "ID", .kind = COLUMN_ID},
        {.key = "state", .title = "State"},
        {.key = "asked", .title = "Asked"},
        {.key = "asked_at", .title = "When", .kind = COLUMN_TIME},
        {.key = "minute", .title = "Minute", .kind = COLUMN_ID},
        {.key = "talk_id", .title = "Talk", .kind = COLUMN_ID},
        {.key = "talk", .title = "Title"},
        {.key = "conference", .title = "Conference"},
        {.key = "question", .title = "Question"},
        {.key = "next", .title = "Next step"},
};

struct cell
view_text(const char *text)
{
	return (struct cell){.text = text};
}

struct cell
view_id(struct arena *arena, char letter, int64_t id)
{
	char text[1 + NUMBER_TEXT_SIZE] = {letter};

	if (!id)
		return view_text(NULL);
	return view_text(arena_span(arena, text, 1 + number_format(id, text + 1)));
}

static struct cell
view_number(struct arena *arena, int64_t number)
{
	char text[NUMBER_TEXT_SIZE];

	if (number < 0)
		return view_text(NULL);
	return view_text(arena_span(arena, text, number_format(number, text)));
}

struct cell
view_state(const struct app *app, const char *state)
{
	struct cell cell = {.text = state, .plain = state};

	for (size_t i = 0; i < COUNT(states); i++)
		if (strcmp(states[i].state, state) == 0) {
			cell.paint = states[i].paint;
			cell.text = app->term.utf8 ? states[i].text : states[i].ascii;
		}
	return cell;
}

/* Relative for people, RFC 3339 for programs; 0 is empty. */
struct cell
view_time(struct arena *arena, const struct app *app, int64_t at)
{
	if (!at)
		return view_text(NULL);
	return (struct cell){
	        .text = app_is_table(app) ? when_relative(arena, at, app->now) : NULL,
	        .plain = when_utc(arena, at),
	};
}

const char *
view_person(struct arena *arena, const struct person *person)
{
	const char *parts[] = {person->name, person->role, person->affiliation};
	struct buf buf;

	buf_init(&buf, arena, 0);
	for (size_t i = 0; i < COUNT(parts); i++)
		if (parts[i] && *parts[i]) {
			buf_add_text(&buf, buf.length ? ", " : "");
			buf_add_text(&buf, parts[i]);
		}
	return buf.text;
}

/* "T1 Standing On the Shoulders of Giants - Emil Stolarsky, Shopify". */
static bool
view_talk_title(struct arena *arena, struct app *app, const struct question *question,
        const char **title_out, struct error *err)
{
	struct person_list people;
	struct buf buf;

	buf_init(&buf, arena, 0);
	buf_add_format(&buf, "T%lld %s", (long long)question->talk_id, question->talk_title);
	if (!person_list_talk(app->store, arena, question->talk_id, &people, err))
		return false;
	for (size_t i = 0; i < people.count; i++) {
		buf_add_text(&buf, i ? "; " : " - ");
		buf_add_text(&buf, view_person(arena, &people.items[i]));
	}
	*title_out = buf.text;
	return true;
}

static const char *
talk_note(struct arena *arena, const struct question *question, int64_t now)
{
	const char *flag = talk_flag(
	        question->talk_status, question->talk_moved_at, question->talk_ends_at, now);
	struct buf buf;

	buf_init(&buf, arena, 0);
	buf_add_text(&buf, question->conference_code);
	if (question->talk_starts_at)
		buf_add_format(&buf, ", %s",
		        when_long(arena, question->talk_starts_at, question->conference_zone));
	if (question->talk_room)
		buf_add_format(&buf, ", %s", question->talk_room);
	if (flag)
		buf_add_format(&buf, ", %s", flag);
	return buf.text;
}

struct report *
view_open_table(struct app *app, const struct column *columns, size_t count)
{
	const struct report_style style = {
	        .width = app->term.output_terminal ? app->term.width : 0,
	        .colour = app->term.output_colour,
	        .utf8 = app->term.utf8,
	        .header = true,
	};

	return report_open(app->format, &app->out, columns, count, &style);
}

void
view_questions_init(struct question_view *view, struct app *app)
{
	*view = (struct question_view){.app = app};
	arena_init(&view->portion);
	if (app_is_json(app))
		view_json_begin(app, "questions");
	else if (app_is_table(app))
		view->report = view_open_table(app, table_columns, COUNT(table_columns));
	else
		view->report = view_open_table(app, plain_columns, COUNT(plain_columns));
}

static const char *
next_get(struct question_view *view, const struct question *question)
{
	return view_next_step(&view->portion, question, view_mark_find(&view->marks, question->id),
	        view->app->now);
}

static bool
question_show_json(struct question_view *view, const struct question *question, struct error *err)
{
	json_t *tree = json_of_question(view->app, question);
	bool ok = json_put_tags(view->app, tree, question->id, err);

	json_put(tree, "next", json_text(next_get(view, question)));
	view_json_member(view->app, view->shown, tree);
	return ok;
}

static void
question_show(struct question_view *view, const struct question *q)
{
	struct arena *arena = &view->portion;
	const struct app *app = view->app;
	struct cell state = view_state(app, q->state);
	struct cell minute = view_number(arena, question_minute(q));

	if (app_is_table(app))
		report_row(view->report,
		        (const struct cell[]){view_id(arena, 'Q', q->id), state,
		                view_text(q->asked), minute, view_text(q->body),
		                view_time(arena, app, q->asked_at), view_text(next_get(view, q))});
	else
		report_row(view->report,
		        (const struct cell[]){view_id(arena, 'Q', q->id), state,
		                view_text(q->asked), view_time(arena, app, q->asked_at), minute,
		                view_id(arena, 'T', q->talk_id), view_text(q->talk_title),
		                view_text(q->conference_code), view_text(q->body),
		                view_text(next_get(view, q))});
}

/* A heading for the talk of the questions that follow; those without one stand under "Inbox". */
static bool
talk_head(struct question_view *view, const struct question *question, struct error *err)
{
	struct arena *arena = &view->portion;
	const char *title;

	if (!view->report)
		return true;
	if (!question->talk_id) {
		report_group(view->report, "Inbox", "not attached to a talk");
		return true;
	}
	if (!app_is_table(view->app) && strcmp(view->app->format, "md") != 0)
		return true;
	if (!view_talk_title(arena, view->app, question, &title, err))
		return false;
	report_group(view->report, title, talk_note(arena, question, view->app->now));
	return true;
}

/* Shows the questions of one talk, in the order asked, and marks them as shown (id 0). */
static bool
talk_show(struct question_view *view, size_t first, struct error *err)
{
	int64_t talk_id = view->items[first].talk_id;

	if (!talk_head(view, &view->items[first], err))
		return false;
	for (size_t k = 0; k < view->held - first; k++) {
		size_t i = view->oldest ? first + k : view->held - 1 - k;
		struct question *question = &view->items[i];

		if (!question->id || question->talk_id != talk_id)
			continue;
		if (!view->report && !question_show_json(view, question, err))
			return false;
		if (view->report)
			question_show(view, question);
		view->shown++;
		question->id = 0;
	}
	return true;
}

static bool
portion_show(struct question_view *view, struct error *err)
{
	for (size_t i = 0; i < view->held; i++)
		if (view->items[i].id && !talk_show(view, i, err))
			return false;
	app_flush_some(view->app);
	view->held = 0;
	arena_reset(&view->portion);
	return true;
}

bool
view_questions_add(void *visitor, const struct question *question, struct error *err)
{
	struct question_view *view = visitor;

	view->items = arena_grow(
	        &view->app->arena, view->items, view->held, &view->capacity, sizeof(*view->items));
	view->items[view->held++] = *question;
	return view->held < PORTION || (portion_show(view, err) && !view->app->broken);
}

bool
view_questions_end(struct question_view *view, struct error *err)
{
	bool ok = portion_show(view, err);

	if (view->report)
		report_end(view->report);
	else
		view_json_end(view->app);
	arena_close(&view->portion);
	return ok;
}

void
view_add_label(struct app *app, const char *label, const char *text)
{
	enum { LABEL = 11 };

	if (!text || !*text)
		return;
	buf_add_format(&app->out, "%-*s", LABEL, label);
	/* An address is there to be copied. */
	if (strstr(text, "://") && !strchr(text, ' '))
		wrap_add_whole(
		        &app->out, safe_text(&app->arena, text), app->term.width, LABEL, LABEL);
	else
		wrap_add(&app->out, safe_text(&app->arena, text), app->term.width, LABEL, LABEL);
	buf_add_char(&app->out, '\n');
}

/* A change is one line: a long title is cut when a person reads it. */
void
view_add_title(struct app *app, const char *title)
{
	enum { OTHERS = 40, LEAST = 20 };
	size_t cells = app->term.width > OTHERS + LEAST ? app->term.width - OTHERS : LEAST;
	const char *safe = safe_line(&app->arena, title);
	size_t length = utf8_fit(safe, cells, NULL);

	buf_add(&app->out, safe, length);
	if (safe[length])
		buf_add_text(&app->out, app->term.utf8 ? "…" : "...");
}

void
view_change(struct app *app, const struct question *question, const char *more)
{
	struct arena *arena = &app->arena;
	int64_t minute = question_minute(question);

	app->changed = true;
	(void)snprintf(app->saved, sizeof(app->saved), " as Q%lld", (long long)question->id);
	if (app->options.quiet)
		return;
	if (!app_is_table(app)) {
		const struct cell cells[] = {view_id(arena, 'Q', question->id),
		        view_text(question->state), view_id(arena, 'T', question->talk_id),
		        view_number(arena, minute), view_text(question->talk_title)};

		for (size_t i = 0; i < COUNT(cells); i++) {
			buf_add_text(&app->out, i ? "\t" : "");
			safe_add_tsv(&app->out, cells[i].text ? cells[i].text : "");
		}
		buf_add_char(&app->out, '\n');
		return;
	}
	buf_add_format(&app->out, "Q%lld %s", (long long)question->id,
	        view_state(app, question->state).text);
	if (question->talk_id) {
		buf_add_format(&app->out, ", T%lld ", (long long)question->talk_id);
		view_add_title(app, question->talk_title);
		if (minute >= 0)
			buf_add_format(&app->out, ", minute %lld", (long long)minute);
	} else {
		buf_add_text(&app->out, ", inbox");
	}
	if (more)
		buf_add_format(&app->out, " (%s)", more);
	buf_add_char(&app->out, '\n');
}
