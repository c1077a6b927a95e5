/* SPDX-License-Identifier: MIT */
#include "cmd/push.h"

#include <string.h>

#include "cmd/view.h"
#include "cmd/view_followup.h"
#include "cmd/view_json.h"
#include "text/safe.h"
#include "text/when.h"

#ifdef ASKBACK_FULL

static const struct column columns[] = {
        {.key = "to", .title = "TO", .shrinks = true},
        {.key = "kind", .title = "KIND"},
        {.key = "questions", .title = "QUESTIONS"},
        {.key = "title", .title = "TITLE", .shrinks = true},
        {.key = "seen_by", .title = "SEEN BY", .shrinks = true},
        {.key = "why", .title = "WHY", .shrinks = true},
};

bool
push_is_by_hand(const struct followup *followup)
{
	return strcmp(followup->kind, "note") == 0;
}

bool
push_is_public(const struct plan_item *item)
{
	return item->is_public && !push_is_by_hand(&item->followup);
}

static const char *
seen_by(const struct plan_item *item)
{
	if (push_is_by_hand(&item->followup))
		return "you, to send by hand";
	if (item->is_public)
		return "the public";
	return item->name ? item->name : item->followup.place;
}

static void
item_row(const struct push *push, struct report *report, const struct plan_item *item)
{
	struct arena *arena = &push->app->arena;

	report_row(report,
	        (const struct cell[]){view_text(view_destination(arena, &item->followup)),
	                view_text(item->followup.kind),
	                view_text(view_ids(arena, 'Q', item->question_ids, item->question_count)),
	                view_text(item->followup.title),
	                {.text = seen_by(item),
	                        .paint = push_is_public(item) ? PAINT_OPEN : PAINT_NONE},
	                view_text(item->why)});
}

static void
items_add(const struct push *push, bool colour, struct buf *out)
{
	const struct term *term = &push->app->term;
	const struct report_style style = {
	        .width = colour || term->output_terminal ? term->width : 0,
	        .colour = colour,
	        .utf8 = term->utf8,
	        .header = true,
	};
	struct report *report = report_open("table", out, columns, COUNT(columns), &style);

	for (size_t i = 0; i < push->waiting_count; i++)
		item_row(push, report, &push->waiting[i]);
	for (size_t i = 0; i < push->plan.count; i++)
		item_row(push, report, &push->plan.items[i]);
	report_end(report);
}

static void
notices_add(const struct push *push, struct buf *out)
{
	struct arena *arena = &push->app->arena;

	for (size_t i = 0; i < push->plan.count; i++) {
		const struct plan_item *item = &push->plan.items[i];

		if (!item->notice)
			continue;
		buf_add_format(out, "look at %s: ",
		        view_ids(arena, 'Q', item->question_ids, item->question_count));
		safe_add_line(out, item->notice);
		buf_add_char(out, '\n');
	}
}

static bool
is_same(const char *a, const char *b)
{
	return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

/* Unless they were named: that a question is under way or sent already is no news. */
static bool
skip_is_news(const struct push *push, const struct plan_skip *skip)
{
	return push->named || !view_mark_find(&push->marks, skip->question_id);
}

/* All questions from the one at first on that are left out for the same reason; 0 of them when an
 * earlier one had it already. */
static size_t
skips_group(const struct push *push, size_t first, int64_t *ids)
{
	const struct plan_skip *skips = push->plan.skips;
	size_t count = 0;

	for (size_t i = 0; i < push->plan.skip_count; i++) {
		if (!skip_is_news(push, &skips[i]) ||
		        !is_same(skips[i].reason, skips[first].reason) ||
		        !is_same(skips[i].hint, skips[first].hint))
			continue;
		if (i < first)
			return 0;
		ids[count++] = skips[i].question_id;
	}
	return count;
}

const char *
push_skips_text(const struct push *push)
{
	const struct plan *plan = &push->plan;
	struct arena *arena = &push->app->arena;
	int64_t *ids = arena_array(arena, plan->skip_count + 1, sizeof(*ids));
	struct buf out;

	buf_init(&out, arena, 0);
	for (size_t i = 0; i < plan->skip_count; i++) {
		size_t count = skip_is_news(push, &plan->skips[i]) ? skips_group(push, i, ids) : 0;

		if (!count)
			continue;
		buf_add_format(&out, "left out: %s: ", view_ids(arena, 'Q', ids, count));
		safe_add_line(&out, plan->skips[i].reason);
		if (plan->skips[i].hint) {
			buf_add_text(&out, "\n  ");
			safe_add_line(&out, plan->skips[i].hint);
		}
		buf_add_char(&out, '\n');
	}
	return out.text;
}

const char *
push_plan_text(const struct push *push, bool colour)
{
	struct buf out;

	buf_init(&out, &push->app->arena, 0);
	if (push->plan.count || push->waiting_count)
		items_add(push, colour, &out);
	notices_add(push, &out);
	buf_add_text(&out, push_skips_text(push));
	return out.text;
}

static const struct {
	const char *kind;
	const char *one;
	const char *many;
} kinds[] = {
        {"issue", "issue", "issues"},
        {"discussion", "discussion", "discussions"},
        {"mail", "mail", "mails"},
        {"note", "note to send by hand", "notes to send by hand"},
};

/* One that was under way already is looked for before anything of it leaves again. */
static bool
is_looked_for(const struct plan_item *item)
{
	return strcmp(item->followup.state, "queued") != 0;
}

static size_t
items_count(const struct plan_item *items, size_t count, const char *kind, bool is_public)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += push_is_public(&items[i]) == is_public && !is_looked_for(&items[i]) &&
		        strcmp(items[i].followup.kind, kind) == 0;
	return found;
}

const char *
push_plan_summary(const struct push *push)
{
	struct buf out;
	size_t looked_for = 0;

	buf_init(&out, &push->app->arena, 0);
	for (size_t i = 0; i < 2 * COUNT(kinds); i++) {
		bool is_public = i % 2 == 0;
		size_t count = items_count(
		        push->plan.items, push->plan.count, kinds[i / 2].kind, is_public);

		count += items_count(
		        push->waiting, push->waiting_count, kinds[i / 2].kind, is_public);
		if (count)
			buf_add_format(&out, "%s%zu %s%s", out.length ? ", " : "", count,
			        is_public ? "public " : "",
			        count == 1 ? kinds[i / 2].one : kinds[i / 2].many);
	}
	for (size_t i = 0; i < push->waiting_count; i++)
		looked_for += is_looked_for(&push->waiting[i]);
	if (looked_for)
		buf_add_format(&out, "%s%zu to be looked for", out.length ? ", " : "", looked_for);
	return out.text;
}

const char *
push_moment(struct app *app, int64_t at)
{
	enum { MINUTE = 60, SOON = 12 * 60 * MINUTE };

	if (at - app->now < MINUTE)
		return "in a moment";
	return arena_format(&app->arena, "at %s",
	        at - app->now < SOON ? when_clock(&app->arena, at, NULL)
	                             : when_long(&app->arena, at, NULL));
}

/* For a terminal without the carriage returns of a mail's lines, and harmless; else as it is. */
static void
payload_add(struct app *app, const char *payload)
{
	struct buf lines;

	if (!app_is_table(app)) {
		buf_add_text(&app->out, payload);
	} else {
		buf_init(&lines, &app->arena, 0);
		for (const char *at = payload; *at; at++)
			if (at[0] != '\r' || at[1] != '\n')
				buf_add_char(&lines, *at);
		safe_add_text(&app->out, lines.text);
	}
	if (*payload && payload[strlen(payload) - 1] != '\n')
		buf_add_char(&app->out, '\n');
}

static void
item_bytes(const struct push *push, const struct plan_item *item)
{
	const struct followup *followup = &item->followup;
	struct app *app = push->app;
	struct arena *arena = &app->arena;

	buf_add_format(&app->out, "==> %s%s, %s%s%s, %s%s <==\n",
	        safe_line(arena, view_destination(arena, followup)),
	        followup->id ? arena_format(arena, " (F%lld)", (long long)followup->id) : "",
	        followup->kind, followup->origin ? " at " : "",
	        followup->origin ? safe_line(arena, followup->origin) : "",
	        view_ids(arena, 'Q', item->question_ids, item->question_count),
	        push_is_public(item) ? ", public" : "");
	payload_add(app, followup->payload);
}

void
push_plan_bytes(const struct push *push)
{
	for (size_t i = 0; i < push->waiting_count; i++)
		item_bytes(push, &push->waiting[i]);
	for (size_t i = 0; i < push->plan.count; i++)
		item_bytes(push, &push->plan.items[i]);
}

static json_t *
item_json(const struct plan_item *item)
{
	json_t *tree = json_of_followup(&item->followup);

	json_put_ids(tree, "question_ids", item->question_ids, item->question_count);
	json_put(tree, "why", json_text(item->why));
	json_put(tree, "public", json_boolean(push_is_public(item)));
	json_put(tree, "notice", json_text(item->notice));
	json_put(tree, "payload", json_text(item->followup.payload));
	return tree;
}

void
push_plan_json(const struct push *push)
{
	json_t *tree = json_object(), *followups = json_array(), *skipped = json_array();

	for (size_t i = 0; i < push->waiting_count; i++)
		(void)json_array_append_new(followups, item_json(&push->waiting[i]));
	for (size_t i = 0; i < push->plan.count; i++)
		(void)json_array_append_new(followups, item_json(&push->plan.items[i]));
	for (size_t i = 0; i < push->plan.skip_count; i++) {
		json_t *skip = json_object();

		json_put(skip, "question_id", json_integer(push->plan.skips[i].question_id));
		json_put(skip, "reason", json_text(push->plan.skips[i].reason));
		json_put(skip, "hint", json_text(push->plan.skips[i].hint));
		(void)json_array_append_new(skipped, skip);
	}
	json_put(tree, "followups", followups);
	json_put(tree, "skipped", skipped);
	view_json(push->app, "plan", tree);
}

#endif
