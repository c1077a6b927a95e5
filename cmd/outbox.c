/* SPDX-License-Identifier: MIT */
#include "cmd/outbox.h"

#include <string.h>

#include "cmd/view.h"
#include "cmd/view_followup.h"
#include "cmd/view_json.h"
#include "text/when.h"

struct list_options {
	const char *state;
	bool all;
};

static const struct option list_rows[] = {
        OPTION_ROW_SWITCH(
                0, "all", "what has arrived or was cancelled too", struct list_options, all),
        OPTION_ROW_CHOICE(
                0, "state", "STATE", "only those", FOLLOWUP_STATES, struct list_options, state),
        OPTION_ROW_END,
};

static const struct column table_columns[] = {
        {.key = "id", .title = "ID", .kind = COLUMN_ID},
        {.key = "state", .title = "STATE", .kind = COLUMN_STATE},
        {.key = "to", .title = "TO", .shrinks = true},
        {.key = "questions", .title = "QUESTIONS"},
        {.key = "title", .title = "TITLE", .shrinks = true},
        {.key = "next", .title = "NEXT", .shrinks = true},
};

static const struct column plain_columns[] = {
        {.key = "id", .title = "ID", .kind = COLUMN_ID},
        {.key = "state", .title = "State"},
        {.key = "to", .title = "To"},
        {.key = "kind", .title = "Kind"},
        {.key = "questions", .title = "Questions"},
        {.key = "title", .title = "Title"},
        {.key = "next_at", .title = "Next at", .kind = COLUMN_TIME},
        {.key = "url", .title = "URL"},
        {.key = "words", .title = "Words"},
};

static void
row_add(struct app *app, struct report *report, const struct followup *f, const char *questions)
{
	struct arena *arena = &app->arena;
	struct cell id = view_id(arena, 'F', f->id), state = view_state(app, f->state);
	struct cell to = view_text(view_destination(arena, f));

	if (app_is_table(app))
		report_row(report,
		        (const struct cell[]){id, state, to, view_text(questions),
		                view_text(f->title), view_text(view_followup_next(arena, app, f))});
	else
		report_row(report,
		        (const struct cell[]){id, state, to, view_text(f->kind),
		                view_text(questions), view_text(f->title),
		                view_time(arena, app, f->next_at), view_text(f->remote_url),
		                view_text(f->words)});
}

static bool
list_json(struct app *app, const struct followup_list *list, struct error *err)
{
	bool ok = true;

	view_json_begin(app, "followups");
	for (size_t i = 0; ok && i < list->count; i++) {
		json_t *tree = json_of_followup(&list->items[i]);

		ok = json_put_questions(app, tree, list->items[i].id, err);
		view_json_member(app, i, tree);
	}
	view_json_end(app);
	return ok;
}

static bool
list_show(struct app *app, const struct followup_list *list, struct error *err)
{
	bool table = app_is_table(app);
	struct report *report;
	struct ids_of ids;
	bool ok = true;

	if (app_is_json(app))
		return list_json(app, list, err);
	report = view_open_table(app, table ? table_columns : plain_columns,
	        table ? COUNT(table_columns) : COUNT(plain_columns));
	for (size_t i = 0; ok && i < list->count; i++) {
		ok = followup_list_questions(app->store, &app->arena, list->items[i].id, &ids, err);
		if (ok)
			row_add(app, report, &list->items[i],
			        view_ids(&app->arena, 'Q', ids.items, ids.count));
	}
	report_end(report);
	return ok;
}

static bool
list_run(struct app *app, const struct args *args, struct error *err)
{
	const struct list_options *options = args->options;
	struct followup_filter filter = {.state = options->all ? NULL : "under-way"};
	struct followup_list list;

	if (options->state)
		filter.state = options->state;
	if (!app_open_store(app, STORE_READ, err) ||
	        !followup_list(app->store, &app->arena, &filter, &list, err) ||
	        !list_show(app, &list, err))
		return error_in(err, "cannot list the outbox");
	if (!list.count && app_is_table(app))
		app_note(app,
		        options->all || options->state ? "no such follow-up"
		                                       : "nothing is under way");
	return true;
}

static const struct command outbox_list_entry = {
        .name = "list",
        .summary = "list the follow-ups that are under way",
        .usage = "",
        .options = list_rows,
        .options_size = sizeof(struct list_options),
        .needs = NEEDS_STORE | PAGES,
        .run = list_run,
};

static const struct command *const outbox_commands[] = {
        &outbox_list_entry,
        &outbox_show_entry,
        &outbox_hold_entry,
        &outbox_release_entry,
        &outbox_retry_entry,
        &outbox_edit_entry,
        &outbox_cancel_entry,
        &outbox_resolve_entry,
        &outbox_retract_entry,
        NULL,
};

const struct command cmd_outbox = {
        .name = "outbox",
        .group = "follow up",
        .summary = "what is under way: list, show, hold, release, retry, edit, cancel, resolve, "
                   "retract",
        .usage = "[COMMAND]",
        .about =
                "A follow-up is one message about one or more questions to one destination. Its "
                "text is fixed when it is queued; askback push delivers it. The outbox holds those "
                "that have not arrived, or of which nobody knows.\n"
                "queued\twaits for askback push\n"
                "sending\ta push is at it, or was interrupted; the next push finds out\n"
                "uncertain\tit may have arrived: the next push looks for it before anything else\n"
                "held\tput aside by you, to be sent by hand, or a mail of which nobody can tell "
                "whether it arrived; askback outbox resolve settles that\n"
                "refused\tthe service will not take it as it is; edit it, or retry when the "
                "reason is gone\n"
                "sent\tit arrived; then acked, bounced, replied or closed\n"
                "cancelled\tby you; the questions can be pushed again",
        .examples =
                (const struct example[]){
                        {"askback outbox", "what is under way"},
                        {"askback outbox show F3", "what would be sent, or was"},
                        {"askback outbox hold F3", "not with the next push"},
                        {"askback outbox resolve F3 --sent", "I have seen that it arrived"},
                        {NULL, NULL},
                },
        .options = list_rows,
        .options_size = sizeof(struct list_options),
        .needs = NEEDS_STORE | PAGES,
        .run = list_run,
        .subcommands = outbox_commands,
};
