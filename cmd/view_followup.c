/* SPDX-License-Identifier: MIT */
#include "cmd/view_followup.h"

#include <string.h>

#include "cmd/view.h"
#include "text/safe.h"
#include "text/when.h"

const char *
view_destination(struct arena *arena, const struct followup *followup)
{
	return followup->place ? arena_format(arena, "%s:%s", followup->account, followup->place)
	                       : followup->account;
}

const char *
view_ids(struct arena *arena, char letter, const int64_t *ids, size_t count)
{
	struct buf buf;

	buf_init(&buf, arena, 0);
	for (size_t first = 0, last; first < count; first = last + 1) {
		for (last = first; last + 1 < count && ids[last + 1] == ids[last] + 1; last++)
			continue;
		/* Two in a row are a list, more are a range. */
		if (last == first + 1)
			last = first;
		buf_add_format(&buf, "%s%c%lld", first ? ", " : "", letter, (long long)ids[first]);
		if (last > first)
			buf_add_format(&buf, "-%c%lld", letter, (long long)ids[last]);
	}
	return buf.text;
}

static const char *
next_of_held(struct arena *arena, const struct followup *followup)
{
	long long id = (long long)followup->id;

	if (followup_is_in_doubt(followup))
		return arena_format(
		        arena, "did it arrive? outbox resolve F%lld --sent or --resend", id);
	if (strcmp(followup->kind, "note") == 0)
		return arena_format(arena,
		        "by hand: outbox show F%lld, then outbox resolve F%lld --sent", id, id);
	return followup->words ? followup->words
	                       : arena_format(arena, "put aside: outbox release F%lld", id);
}

const char *
view_followup_next(struct arena *arena, const struct app *app, const struct followup *followup)
{
	enum { MINUTE = 60 };
	const char *words = followup->words ? followup->words : "";
	bool later = followup->next_at >= app->now + MINUTE;

	if (strcmp(followup->state, "held") == 0)
		return next_of_held(arena, followup);
	if (strcmp(followup->state, "queued") == 0 && !later)
		return *words ? words : "askback push sends it";
	if (strcmp(followup->state, "sending") == 0)
		return "askback push finds out whether it arrived";
	if (strcmp(followup->state, "uncertain") == 0 && !later)
		return "askback push looks for it";
	if (!followup_is_under_way(followup->state) || !later)
		return followup->remote_url ? followup->remote_url : words;
	return arena_format(arena, "%s%s%s", when_relative(arena, followup->next_at, app->now),
	        *words ? ": " : "", words);
}

const char *
view_followup(struct app *app, const struct followup *followup)
{
	struct arena *arena = &app->arena;
	int64_t at = followup->sent_at ? followup->sent_at : followup->created_at;

	return arena_format(arena, "F%lld %s, %s, %s", (long long)followup->id,
	        view_state(app, followup->state).text, view_destination(arena, followup),
	        when_relative(arena, at, app->now));
}

void
view_followup_change(struct app *app, const struct followup *followup, const char *more)
{
	struct arena *arena = &app->arena;
	const char *destination = view_destination(arena, followup);

	app->changed = true;
	(void)snprintf(app->saved, sizeof(app->saved), " as F%lld", (long long)followup->id);
	if (app->options.quiet)
		return;
	if (!app_is_table(app)) {
		buf_add_format(&app->out, "F%lld\t%s\t", (long long)followup->id, followup->state);
		safe_add_tsv(&app->out, destination);
		buf_add_char(&app->out, '\t');
		safe_add_tsv(&app->out, followup->title);
	} else {
		buf_add_format(&app->out, "F%lld %s, ", (long long)followup->id,
		        view_state(app, followup->state).text);
		safe_add_line(&app->out, destination);
		buf_add_text(&app->out, ", ");
		view_add_title(app, followup->title);
		if (more)
			buf_add_format(&app->out, " (%s)", safe_line(arena, more));
	}
	buf_add_char(&app->out, '\n');
}

const struct followup_mark *
view_mark_find(const struct followup_mark_list *marks, int64_t question_id)
{
	size_t low = 0, high = marks->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (marks->items[middle].question_id < question_id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < marks->count && marks->items[low].question_id == question_id
	        ? &marks->items[low]
	        : NULL;
}

static const struct {
	const char *state;
	const char *step; /* with the follow-up's id behind it, or whole */
	bool whole;
} steps[] = {
        {.state = "queued", .step = "push", .whole = true},
        {.state = "sending", .step = "push", .whole = true},
        {.state = "uncertain", .step = "push", .whole = true},
        {.state = "held", .step = "settle"},
        {.state = "sent", .step = "wait for"},
        {.state = "acked", .step = "wait for"},
        {.state = "bounced", .step = "see"},
        {.state = "replied", .step = "read"},
        {.state = "closed", .step = "read"},
};

const char *
view_next_step(struct arena *arena, const struct question *question,
        const struct followup_mark *mark, int64_t now)
{
	const char *step = question_next_step(question, now);

	for (size_t i = 0; mark && *step && i < COUNT(steps); i++)
		if (strcmp(steps[i].state, mark->state) == 0)
			return steps[i].whole ? steps[i].step
			                      : arena_format(arena, "%s F%lld", steps[i].step,
			                                (long long)mark->followup_id);
	return step;
}

static json_t *
json_id(int64_t id)
{
	return id ? json_integer(id) : json_null();
}

json_t *
json_of_followup(const struct followup *f)
{
	json_t *tree = json_object();

	json_put(tree, "id", json_id(f->id));
	json_put(tree, "uid", json_text(f->uid));
	json_put(tree, "state", json_text(f->state));
	json_put(tree, "in_doubt", json_boolean(followup_is_in_doubt(f)));
	json_put(tree, "account", json_text(f->account));
	json_put(tree, "kind", json_text(f->kind));
	json_put(tree, "place", json_text(f->place));
	json_put(tree, "person_id", json_id(f->person_id));
	json_put(tree, "conference_id", json_id(f->conference_id));
	json_put(tree, "title", json_text(f->title));
	json_put(tree, "attempts", json_integer(f->attempts));
	json_put(tree, "attempted_at", json_moment(f->attempted_at));
	json_put(tree, "next_at", json_moment(f->next_at));
	json_put(tree, "remote_id", json_text(f->remote_id));
	json_put(tree, "url", json_text(f->remote_url));
	json_put(tree, "words", json_text(f->words));
	json_put(tree, "created_at", json_moment(f->created_at));
	json_put(tree, "updated_at", json_moment(f->updated_at));
	json_put(tree, "sent_at", json_moment(f->sent_at));
	json_put(tree, "author", json_text(f->author));
	return tree;
}

void
json_put_ids(json_t *tree, const char *name, const int64_t *ids, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(list, json_integer(ids[i]));
	json_put(tree, name, list);
}

bool
json_put_questions(struct app *app, json_t *tree, int64_t followup_id, struct error *err)
{
	struct arena arena;
	struct ids_of ids;
	bool ok;

	arena_init(&arena);
	ok = followup_list_questions(app->store, &arena, followup_id, &ids, err);
	json_put_ids(tree, "question_ids", ids.items, ok ? ids.count : 0);
	arena_close(&arena);
	return ok;
}
