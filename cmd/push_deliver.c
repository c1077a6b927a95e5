/* SPDX-License-Identifier: MIT */
#include "cmd/push.h"

#include <signal.h>
#include <string.h>

#include "cmd/view.h"
#include "cmd/view_followup.h"
#include "cmd/view_json.h"
#include "flow/deliver.h"
#include "term/progress.h"
#include "text/number.h"

#ifdef ASKBACK_FULL

enum { LINES_MOST = 8, STATUS_PART = 3, STATUS_DENIED = 4, STATUS_LATER = 75 };

/* Lines to be said at the end, each once. */
struct lines {
	const char *items[LINES_MOST];
	size_t count;
};

/* One run: what is delivered, and what is seen of it. */
struct run {
	struct push *push;
	const int64_t *ids;
	size_t count;
	size_t settled;
	size_t by_hand;     /* held, as they should be */
	struct lines notes; /* what the store does not know: why something was not even tried */
	struct lines hints;
};

static volatile sig_atomic_t stopped;

static void
on_interrupt(int signal)
{
	(void)signal;
	stopped = true;
}

/*
 * The first Ctrl-C lets the delivery end between two steps; a second one ends the program. Who
 * started the program with Ctrl-C ignored meant it.
 */
static void
interrupt_catch(struct sigaction *before)
{
	struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};

	stopped = false;
	(void)sigaction(SIGINT, NULL, before);
	if (before->sa_handler != SIG_IGN)
		(void)sigaction(SIGINT, &action, NULL);
}

/* The shell is to see what ended the program. */
static void
interrupt_pass_on(struct app *app)
{
	app_close_store(app);
	app_flush(app);
	(void)signal(SIGINT, SIG_DFL);
	(void)raise(SIGINT);
}

static void
line_keep(struct run *run, struct lines *lines, const char *line)
{
	for (size_t i = 0; i < lines->count; i++)
		if (strcmp(lines->items[i], line) == 0)
			return;
	if (lines->count < LINES_MOST)
		lines->items[lines->count++] = arena_text(&run->push->app->arena, line);
}

static void
run_watch(void *watcher, enum deliver_event event, const struct followup *followup,
        const char *words, const char *hint)
{
	struct run *run = watcher;
	struct arena arena;
	size_t current = run->settled < run->count ? run->settled + 1 : run->count;

	if (hint)
		line_keep(run, &run->hints, hint);
	if (words && event == DELIVER_SETTLED && !followup->words)
		line_keep(run, &run->notes, words);
	arena_init(&arena);
	switch (event) {
	case DELIVER_BEGINS:
		progress_update(run->push->progress, "%zu/%zu %s", current, run->count,
		        view_destination(&arena, followup));
		break;
	case DELIVER_SETTLED:
		run->settled++;
		break;
	case DELIVER_WAITS:
		progress_update(run->push->progress, "%zu/%zu %s", current, run->count, words);
		break;
	}
	arena_close(&arena);
}

/* Those that waited come first. */
static void
ids_collect(struct run *run)
{
	const struct push *push = run->push;
	int64_t *ids = arena_array(
	        &push->app->arena, push->waiting_count + push->plan.count + 1, sizeof(*ids));

	for (size_t i = 0; i < push->waiting_count; i++)
		ids[run->count++] = push->waiting[i].followup.id;
	for (size_t i = 0; i < push->plan.count; i++)
		ids[run->count++] = push->plan.items[i].followup.id;
	run->ids = ids;
}

static int64_t
number_get(const struct app *app, const char *key, int64_t otherwise)
{
	const char *value = config_get(app->config, "push", NULL, key);
	int64_t number;

	return value && number_parse(value, 0, INT64_MAX, &number) ? number : otherwise;
}

static struct deliver_options
run_options(struct run *run)
{
	const struct push *push = run->push;
	const struct app *app = push->app;

	return (struct deliver_options){
	        .store = &app->store_options,
	        .accounts = &push->accounts,
	        .now = app->now,
	        .ids = run->ids,
	        .count = run->count,
	        .lookups = number_get(app, "lookups", 3),
	        .settle = number_get(app, "settle", 600),
	        .patience = push->patience,
	        .asker_email = push->asker_email,
	        .secret = push_read_secret,
	        .secret_context = run->push,
	        .watch = run_watch,
	        .watcher = run,
	        .stop = &stopped,
	};
}

static bool
run_deliver(struct run *run, struct deliver_tally *tally_out, struct error *err)
{
	const struct deliver_options options = run_options(run);
	struct app *app = run->push->app;
	struct sigaction before;
	bool ok;

	progress_open(&app->term, !app->options.quiet, &run->push->progress);
	interrupt_catch(&before);
	ok = deliver_run(&app->arena, &options, tally_out, err);
	(void)sigaction(SIGINT, &before, NULL);
	progress_close(run->push->progress);
	return ok;
}

bool
push_retract(struct push *push, int64_t id, const char *note, struct followup *followup_out,
        struct error *err)
{
	struct run run = {.push = push};
	const struct deliver_options options = run_options(&run);

	stopped = false;
	return deliver_retract(&push->app->arena, &options, id, note, followup_out, err);
}

static const struct column result_columns[] = {
        {.key = "id", .title = "ID", .kind = COLUMN_ID},
        {.key = "state", .title = "STATE", .kind = COLUMN_STATE},
        {.key = "to", .title = "TO", .shrinks = true},
        {.key = "url", .title = "URL"},
        {.key = "words", .title = "NOTE", .shrinks = true},
};

static void
result_row(struct app *app, struct report *report, const struct followup *followup)
{
	struct arena *arena = &app->arena;
	bool table = app_is_table(app) && followup_is_under_way(followup->state);

	report_row(report,
	        (const struct cell[]){view_id(arena, 'F', followup->id),
	                view_state(app, followup->state),
	                view_text(view_destination(arena, followup)),
	                view_text(followup->remote_url),
	                view_text(table ? view_followup_next(arena, app, followup)
	                                : followup->words)});
}

static bool
results_json(struct app *app, const struct followup *followups, size_t count, struct error *err)
{
	bool ok = true;

	view_json_begin(app, "followups");
	for (size_t i = 0; ok && i < count; i++) {
		json_t *tree = json_of_followup(&followups[i]);

		ok = json_put_questions(app, tree, followups[i].id, err);
		view_json_member(app, i, tree);
	}
	view_json_end(app);
	return ok;
}

static bool
results_show(struct run *run, struct error *err)
{
	struct app *app = run->push->app;
	struct followup *followups = arena_array(&app->arena, run->count, sizeof(*followups));
	struct report *report;

	if (!app_open_store(app, STORE_READ, err))
		return false;
	for (size_t i = 0; i < run->count; i++) {
		if (!followup_get(app->store, &app->arena, run->ids[i], &followups[i], err))
			return false;
		run->by_hand +=
		        push_is_by_hand(&followups[i]) && strcmp(followups[i].state, "held") == 0;
	}
	if (app_is_json(app))
		return results_json(app, followups, run->count, err);
	if (app->options.quiet)
		return true;
	report = view_open_table(app, result_columns, COUNT(result_columns));
	for (size_t i = 0; i < run->count; i++)
		result_row(app, report, &followups[i]);
	report_end(report);
	return true;
}

/* What is worst decides: an account that is out of order before a message that is. */
static void
tally_note(const struct run *run, const struct deliver_tally *tally)
{
	struct app *app = run->push->app;

	for (size_t i = 0; i < run->notes.count; i++)
		app_note(app, "%s", run->notes.items[i]);
	for (size_t i = 0; i < run->hints.count; i++)
		app_hint(app, "%s", run->hints.items[i]);
	if (tally->later && tally->next_at)
		app_note(app, "%zu not delivered yet: try again %s", tally->later,
		        push_moment(app, tally->next_at));
	else if (tally->later)
		app_note(app, "%zu not delivered yet: try again later", tally->later);
	if (tally->denied)
		app_note(app, "%zu not tried: an account has no secret, or it was not accepted",
		        tally->denied);
	if (tally->denied)
		app->status = STATUS_DENIED;
	else if (tally->refused > run->by_hand)
		app->status = STATUS_PART;
	else if (tally->later)
		app->status = STATUS_LATER;
}

bool
push_deliver(struct push *push, struct error *err)
{
	struct run run = {.push = push};
	struct deliver_tally tally = {.sent = 0};
	struct error shown = {.kind = ERROR_NONE};
	bool ok;

	ids_collect(&run);
	ok = run_deliver(&run, &tally, err);
	/* What was said about the delivery matters more than why it cannot be shown. */
	if (!results_show(&run, &shown)) {
		if (ok)
			*err = shown;
		return false;
	}
	if (!ok && err->kind == ERROR_CANCELLED && stopped) {
		app_note(push->app, "stopped; nothing is lost: askback push goes on");
		interrupt_pass_on(push->app);
	}
	if (ok)
		tally_note(&run, &tally);
	return ok;
}

#endif
