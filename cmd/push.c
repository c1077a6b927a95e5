/* SPDX-License-Identifier: MIT */
#include "cmd/push.h"

#include <string.h>

#include "cmd/view.h"
#include "cmd/view_followup.h"
#include "cmd/view_json.h"
#include "flow/duplicates.h"
#include "term/progress.h"
#include "term/prompt.h"

static const struct option push_rows[] = {
        OPTION_ROW_TEXT(0, "to", "DEST",
                "there, whatever the routes say: github:OWNER/REPO, mail, an address",
                COMPLETE_NOTHING, struct push_options, to),
        OPTION_ROW_SWITCH('n', "dry-run", "show the exact bytes that would leave, and send nothing",
                struct push_options, dry_run),
        OPTION_ROW_SWITCH(0, "queue", "only put it into the outbox", struct push_options, queue),
        OPTION_ROW_SWITCH(0, "to-self", "rehearse: one mail with everything, to yourself",
                struct push_options, to_self),
        OPTION_ROW_SWITCH(0, "again",
                "also what was sent before, and to people who were written to", struct push_options,
                again),
        OPTION_ROW_SWITCH(0, "flood", "more than three issues in one repository are meant",
                struct push_options, flood),
        OPTION_ROW_SWITCH(0, "check-target",
                "look among what is open at the destination for the same question",
                struct push_options, check_target),
        OPTION_ROW_TEXT(0, "patience", "SPAN", "wait at most so long for what is due soon: 2m",
                COMPLETE_NOTHING, struct push_options, patience),
        OPTION_ROW_TEXT('t', "talk", "TALK", "questions of one talk", COMPLETE_TALK,
                struct push_options, filter.talk),
        OPTION_ROW_TEXT('c', "conference", "CONF", "questions of one conference",
                COMPLETE_CONFERENCE, struct push_options, filter.conference),
        OPTION_ROW_TEXT('s', "speaker", "PERSON", "questions for a person, or at their talks",
                COMPLETE_PERSON, struct push_options, filter.speaker),
        OPTION_ROW_TEXT(0, "tag", "TAG", "questions with a tag", COMPLETE_TAG, struct push_options,
                filter.tag),
        OPTION_ROW_CHOICE('a', "asked", "HOW", "no, live, hallway or online", QUESTION_ASKED,
                struct push_options, filter.asked),
        OPTION_ROW_TEXT(0, "since", "TIME", "questions asked since TIME", COMPLETE_NOTHING,
                struct push_options, filter.since),
        OPTION_ROW_END,
};

#ifdef ASKBACK_FULL

enum { FLOOD_FROM = 4 };

static bool
is_duplicate_check_wanted(const struct push *push)
{
	const char *configured = config_get(push->app->config, "push", NULL, "check-duplicates");

	return push->options->check_target ||
	        (configured && strcmp(configured, "true") == 0 && !push->options->queue);
}

static void
duplicates_begin(void *context, const struct plan_item *item)
{
	struct push *push = context;

	progress_update(push->progress, "looking at %s",
	        view_destination(&push->app->arena, &item->followup));
}

static void
duplicates_check(struct push *push)
{
	const struct duplicates_options options = {.secret = push_read_secret,
	        .secret_context = push,
	        .begins = duplicates_begin,
	        .context = push,
	        .now = push->app->now};

	progress_open(&push->app->term, !push->app->options.quiet, &push->progress);
	duplicates_find(&push->app->arena, &push->plan, &options);
	progress_close(push->progress);
}

static void
text_print(const char *text)
{
	(void)fputs(text, stderr);
}

/* To whoever is going to be asked; a pipe gets nothing but the result. */
static void
plan_show(const struct push *push)
{
	struct app *app = push->app;

	if (app_is_table(app)) {
		buf_add_text(&app->out, push_plan_text(push, app->term.output_colour));
		app_flush(app);
	} else if (app->options.yes) {
		text_print(app->options.quiet ? "" : push_skips_text(push));
	} else {
		text_print(push_plan_text(push, app->term.error_colour));
	}
}

/* How many issues would come to the place of an item at once. */
static size_t
place_count(const struct push *push, const struct plan_item *item)
{
	size_t count = 0, total = push->waiting_count + push->plan.count;

	for (size_t i = 0; i < total; i++) {
		const struct followup *other = i < push->waiting_count
		        ? &push->waiting[i].followup
		        : &push->plan.items[i - push->waiting_count].followup;

		count += strcmp(other->account, item->followup.account) == 0 && other->place &&
		        strcmp(other->place, item->followup.place) == 0;
	}
	return count;
}

/* The item whose place gets too many at once; NULL: none. */
static const struct plan_item *
flood_find(const struct push *push)
{
	for (size_t i = 0; i < push->waiting_count + push->plan.count; i++) {
		const struct plan_item *item = i < push->waiting_count
		        ? &push->waiting[i]
		        : &push->plan.items[i - push->waiting_count];

		if (push_is_public(item) && item->followup.place &&
		        place_count(push, item) >= FLOOD_FROM)
			return item;
	}
	return NULL;
}

static bool
push_confirm(const struct push *push, struct error *err)
{
	const struct plan_item *flood = push->options->flood ? NULL : flood_find(push);
	struct app *app = push->app;
	const char *question = push_plan_summary(push);

	if (app->options.yes && !flood)
		return true;
	if (flood)
		question = arena_format(&app->arena, "%s (%zu of them to %s)", question,
		        place_count(push, flood), view_destination(&app->arena, &flood->followup));
	return prompt_confirm(&app->term, arena_format(&app->arena, "%s; send now?", question),
	        !flood                     ? "--yes"
	                : app->options.yes ? "--flood"
	                                   : "--yes --flood",
	        err);
}

static int64_t
mark_id(const struct followup_mark_list *marks, int64_t question_id)
{
	const struct followup_mark *mark = view_mark_find(marks, question_id);

	return mark ? mark->followup_id : 0;
}

/* While the plan was looked at, somebody else may have pushed the same questions. */
static bool
plan_check_fresh(struct push *push, struct error *err)
{
	struct followup_mark_list marks;

	if (!followup_list_marks(push->app->store, &push->app->arena, &marks, err))
		return false;
	for (size_t i = 0; i < push->plan.count; i++)
		for (size_t k = 0; k < push->plan.items[i].question_count; k++) {
			int64_t id = push->plan.items[i].question_ids[k];

			if (mark_id(&marks, id) != mark_id(&push->marks, id))
				return error_set(err, ERROR_BUSY,
				        "meanwhile F%lld was made about Q%lld",
				        (long long)mark_id(&marks, id), (long long)id);
		}
	return true;
}

static bool
plan_save(struct push *push, struct error *err)
{
	struct store *store;

	if (!push->plan.count)
		return true;
	app_close_store(push->app);
	if (!app_open_store(push->app, STORE_WRITE, err))
		return false;
	store = push->app->store;
	if (!store_begin(store, err))
		return false;
	if (!plan_check_fresh(push, err) || !compose_save(store, &push->plan, err)) {
		store_rollback(store);
		return false;
	}
	if (!store_commit(store, err))
		return false;
	push->app->changed = true;
	return true;
}

static bool
queued_show(struct push *push, struct error *err)
{
	const struct plan *plan = &push->plan;
	struct app *app = push->app;
	int64_t *ids = arena_array(&app->arena, plan->count, sizeof(*ids));

	if (app_is_json(app))
		view_json_begin(app, "followups");
	for (size_t i = 0; i < plan->count; i++) {
		ids[i] = plan->items[i].followup.id;
		if (app_is_json(app)) {
			json_t *tree = json_of_followup(&plan->items[i].followup);
			bool ok = json_put_questions(app, tree, ids[i], err);

			view_json_member(app, i, tree);
			if (!ok)
				return false;
		} else if (!app_is_table(app)) {
			view_followup_change(app, &plan->items[i].followup, NULL);
		}
	}
	if (app_is_json(app))
		view_json_end(app);
	else if (app_is_table(app) && !app->options.quiet)
		buf_add_format(&app->out, "queued %s: askback push sends %s\n",
		        view_ids(&app->arena, 'F', ids, plan->count),
		        plan->count == 1 ? "it" : "them");
	return true;
}

static bool
nothing_show(struct push *push)
{
	enum { STATUS_LATER = 75 };
	struct app *app = push->app;

	if (app_is_json(app)) {
		view_json_begin(app, "followups");
		view_json_end(app);
	}
	if (!app->options.quiet)
		text_print(push_skips_text(push));
	if (!push->later) {
		app_note(app, "nothing to send");
		return true;
	}
	app_note(app, "nothing is due yet, %zu follow-up%s: try again %s", push->later,
	        push->later == 1 ? " waits" : "s wait", push_moment(app, push->next_at));
	app->status = STATUS_LATER;
	return true;
}

static bool
push_show_only(struct push *push)
{
	struct app *app = push->app;

	if (app_is_json(app)) {
		push_plan_json(push);
		return true;
	}
	if (app_is_table(app)) {
		buf_add_text(&app->out, push_plan_text(push, app->term.output_colour));
		buf_add_char(&app->out, '\n');
	}
	push_plan_bytes(push);
	app_note(app, "nothing was sent");
	return true;
}

static bool
push_run(struct app *app, const struct args *args, struct error *err)
{
	struct push push;

	if (!push_init(&push, app, args->options, err) || !push_read(&push, args, err))
		return error_in(err, "cannot push");
	app_close_store(app);
	if (is_duplicate_check_wanted(&push))
		duplicates_check(&push);
	if (push.options->dry_run)
		return push_show_only(&push);
	if (!push.plan.count && !push.waiting_count)
		return nothing_show(&push);
	if (!push.options->queue) {
		plan_show(&push);
		if (!push_confirm(&push, err))
			return false;
	}
	if (!plan_save(&push, err))
		return error_in(err, "cannot queue");
	if (push.options->queue)
		return queued_show(&push, err);
	app_close_store(app);
	return push_deliver(&push, err);
}

#endif

const struct command cmd_push = {
        .name = "push",
        .group = "follow up",
        .summary = "send questions to those who can answer them",
        .usage = "[ID...|FILTER...]",
        .about =
                "Without an ID or a filter: all that is unanswered, and what waits in the outbox. "
                "Where a question goes is decided by its route (askback route explain). All open "
                "questions to one person are one mail; an issue is about one question. What was "
                "sent or queued already is not sent again, and nobody gets more than one mail "
                "about a conference, unless --again.\n"
                "The plan is shown, and nothing leaves without a yes. Private questions leave only "
                "when they are named by ID. An address that you know never leaves in an issue.\n"
                "When the connection breaks at the wrong moment, nothing is sent twice: the next "
                "push looks for it first, by a mark in its text; a mail of which nobody can tell "
                "is held for you. Ctrl-C stops between two steps.\n"
                "Status 3: some were refused or held; 4: a secret is missing or was not accepted; "
                "75: some are not delivered yet, run it again later.",
        .examples =
                (const struct example[]){
                        {"askback push", "show the plan, ask, send"},
                        {"askback push 2 3 --to github:shop/lb", "these two, as issues there"},
                        {"askback push -n", "the exact bytes; sends nothing"},
                        {"askback push --queue talk:T1", "offline: decide now, send later"},
                        {"askback push --to-self", "rehearse: everything in one mail to me"},
                        {NULL, NULL},
                },
        .options = push_rows,
        .options_size = sizeof(struct push_options),
        .operands = COMPLETE_QUESTION,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE_WRITE | NEEDS_FULL,
        .run = FULL_ONLY(push_run),
};
