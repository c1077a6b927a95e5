/* SPDX-License-Identifier: MIT */
#include "cmd/push.h"

#include <string.h>

#include "cmd/ids.h"
#include "store/gate.h"
#include "text/number.h"
#include "text/when.h"

#ifdef ASKBACK_FULL

enum { PATIENCE = 30, DUE_NEVER = -1 };

struct picks {
	struct arena *arena;
	struct arena scratch;
	int64_t *ids;
	size_t count;
	size_t capacity;
};

static bool
question_pick(void *visitor, const struct question *question, struct error *err)
{
	struct picks *picks = visitor;

	(void)err;
	picks->ids = arena_grow(
	        picks->arena, picks->ids, picks->count, &picks->capacity, sizeof(*picks->ids));
	picks->ids[picks->count++] = question->id;
	arena_reset(&picks->scratch);
	return true;
}

static bool
is_settled(const char *state)
{
	return !state || strcmp(state, "answered") == 0 || strcmp(state, "dropped") == 0;
}

/* By the filters, oldest first: so they stand in a mail. */
static bool
questions_filter(
        struct push *push, const struct args *args, struct compose_wish *wish, struct error *err)
{
	struct picks picks = {.arena = &push->app->arena};
	struct question_filter filter;
	bool ok;

	if (!filter_read(push->app, &push->options->filter, args->words, args->count, &filter, err))
		return false;
	if (is_settled(filter.state))
		return error_set(err, ERROR_USAGE, "only what is unanswered can be followed up");
	filter.oldest = true;
	arena_init(&picks.scratch);
	ok = question_list(push->app->store, &picks.scratch, &filter, question_pick, &picks, err);
	arena_close(&picks.scratch);
	wish->question_ids = picks.ids;
	wish->count = picks.count;
	return ok;
}

static bool
question_check(struct push *push, int64_t id, struct error *err)
{
	struct question question;

	if (!question_get(push->app->store, &push->app->arena, id, &question, err))
		return false;
	if (!is_settled(question.state))
		return true;
	error_set(err, ERROR_INVALID, "Q%lld is %s", (long long)id, question.state);
	return error_hint(err, "askback reopen %lld", (long long)id);
}

static bool
questions_name(
        struct push *push, const struct args *args, struct compose_wish *wish, struct error *err)
{
	struct ids ids;

	if (!ids_parse(&push->app->arena, IDS_OF_QUESTIONS, args->words, args->count, &ids, err))
		return false;
	for (size_t i = 0; i < ids.count; i++)
		if (!question_check(push, ids.items[i], err))
			return false;
	push->named = true;
	wish->named = true;
	wish->question_ids = ids.items;
	wish->count = ids.count;
	return true;
}

static bool
has_filter(const struct filter_options *filter)
{
	return filter->talk || filter->conference || filter->speaker || filter->tag ||
	        filter->asked || filter->since;
}

static bool
questions_read(
        struct push *push, const struct args *args, struct compose_wish *wish, struct error *err)
{
	bool ids = args->count && ids_is(args->words[0], IDS_OF_QUESTIONS);

	if (ids && has_filter(&push->options->filter))
		return error_set(err, ERROR_USAGE, "give ids or filters, not both");
	return ids ? questions_name(push, args, wish, err)
	           : questions_filter(push, args, wish, err);
}

/* templates/ beside the configuration, unless it says otherwise. */
static const char *
templates_folder(const struct app *app, struct arena *arena)
{
	const char *folder = config_get(app->config, "push", NULL, "templates");
	const char *slash = app->paths.config ? strrchr(app->paths.config, '/') : NULL;

	if (folder || !slash)
		return folder;
	return arena_format(
	        arena, "%.*s/templates", (int)(slash - app->paths.config), app->paths.config);
}

static bool
new_plan(struct push *push, const struct args *args, struct error *err)
{
	struct app *app = push->app;
	struct compose_wish wish = {
	        .to = push->options->to,
	        .to_self = push->options->to_self,
	        .again = push->options->again,
	        .asker = config_get(app->config, "user", NULL, "name"),
	        .asker_email = push->asker_email,
	        .templates = templates_folder(app, &app->arena),
	        .now = app->now,
	};

	return questions_read(push, args, &wish, err) &&
	        followup_list_marks(app->store, &app->arena, &push->marks, err) &&
	        compose_plan(app->store, &app->arena, &push->accounts, &wish, &push->plan, err);
}

/* When its service lets anybody in again. */
static int64_t
opening_at(const struct gate_list *gates, const struct followup *followup)
{
	for (size_t i = 0; i < gates->count; i++)
		if (strcmp(gates->items[i].account, followup->account) == 0 && followup->origin &&
		        strcmp(gates->items[i].origin, followup->origin) == 0)
			return gates->items[i].blocked_until;
	return 0;
}

/* When push can do something about it; DUE_NEVER: only its owner can. */
static int64_t
due_at(const struct gate_list *gates, const struct followup *followup)
{
	static const char *const states[] = {"queued", "sending", "uncertain"};
	int64_t opening = opening_at(gates, followup);

	for (size_t i = 0; i < COUNT(states); i++)
		if (strcmp(followup->state, states[i]) == 0)
			return followup->next_at > opening ? followup->next_at : opening;
	return DUE_NEVER;
}

static bool
waiting_item(struct push *push, const struct followup *followup, struct plan_item *item_out,
        struct error *err)
{
	struct app *app = push->app;
	struct ids_of ids;

	if (!followup_list_questions(app->store, &app->arena, followup->id, &ids, err))
		return false;
	*item_out = (struct plan_item){
	        .followup = *followup,
	        .account = accounts_find(&push->accounts, followup->account),
	        .question_ids = ids.items,
	        .question_count = ids.count,
	        .why = arena_format(&app->arena, "F%lld, %s %s", (long long)followup->id,
	                followup->state,
	                when_relative(&app->arena, followup->updated_at, app->now)),
	};
	if (item_out->account)
		item_out->channel = channel_find(item_out->account->type);
	item_out->is_public = item_out->channel && item_out->channel->is_public;
	return true;
}

/* What is due, or soon enough to be waited for. */
static bool
waiting_read(struct push *push, struct error *err)
{
	const struct followup_filter filter = {.state = "under-way"};
	struct app *app = push->app;
	struct followup_list list;
	struct gate_list gates;
	struct plan_item *items;

	if (!followup_list(app->store, &app->arena, &filter, &list, err) ||
	        !gate_list_blocked(app->store, &app->arena, app->now, &gates, err))
		return false;
	items = arena_array(&app->arena, list.count + 1, sizeof(*items));
	for (size_t i = 0; i < list.count; i++) {
		int64_t at = due_at(&gates, &list.items[i]);

		if (at == DUE_NEVER)
			continue;
		if (at > app->now + push->patience) {
			push->later++;
			push->next_at = push->next_at && push->next_at < at ? push->next_at : at;
		} else if (!waiting_item(
		                   push, &list.items[i], &items[push->waiting_count++], err)) {
			return false;
		}
	}
	push->waiting = items;
	return true;
}

bool
push_init(struct push *push, struct app *app, const struct push_options *options, struct error *err)
{
	const char *configured = config_get(app->config, "push", NULL, "patience");

	*push = (struct push){.app = app,
	        .options = options,
	        .asker_email = config_get(app->config, "user", NULL, "email"),
	        .patience = PATIENCE};
	if (configured)
		(void)number_parse(configured, 0, INT64_MAX, &push->patience);
	if (options && options->patience &&
	        !when_parse_span(options->patience, &push->patience, err))
		return error_in(err, "--patience");
	return accounts_read(&app->arena, app->config, &push->accounts, err);
}

bool
push_read(struct push *push, const struct args *args, struct error *err)
{
	const struct push_options *options = push->options;
	bool all = !args->count && !has_filter(&options->filter) && !options->to &&
	        !options->to_self && !options->queue;

	return app_open_store(push->app, STORE_READ, err) && new_plan(push, args, err) &&
	        (!all || waiting_read(push, err));
}

#endif
