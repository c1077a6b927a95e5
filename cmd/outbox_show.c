/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/ids.h"
#include "cmd/outbox.h"
#include "cmd/view.h"
#include "cmd/view_followup.h"
#include "cmd/view_json.h"
#include "flow/accounts.h"
#include "store/history.h"
#include "store/person.h"
#include "text/safe.h"
#include "text/when.h"

struct show_options {
	bool raw;
};

static const struct option show_rows[] = {
        OPTION_ROW_SWITCH(0, "raw", "only the exact bytes that leave", struct show_options, raw),
        OPTION_ROW_END,
};

#ifdef ASKBACK_FULL

const struct channel *
outbox_channel(struct app *app, const struct followup *followup, const struct account **account_out,
        struct error *err)
{
	const struct account *account;
	struct account_list accounts;

	if (!accounts_read(&app->arena, app->config, &accounts, err))
		return NULL;
	account = accounts_find(&accounts, followup->account);
	if (!account) {
		error_set(err, ERROR_MISSING, "there is no account %s any more", followup->account);
		error_hint(err, "add a section [channel \"%s\"] to the configuration",
		        followup->account);
		return NULL;
	}
	*account_out = account;
	return channel_find(account->type);
}

struct readable {
	const char *text;
	const char *form_url; /* where it can be sent by hand; NULL: it is not, or nobody knows */
};

/* An account that is gone takes the text with it: then the bytes have to do. */
static struct readable
followup_read(struct app *app, const struct followup *followup)
{
	const struct account *account;
	struct error none = {.kind = ERROR_NONE};
	const struct channel *channel = outbox_channel(app, followup, &account, &none);
	struct readable readable = {.text = followup->payload};

	if (!channel)
		return readable;
	readable.text = channel->read(&app->arena, followup);
	if (strcmp(followup->kind, "note") == 0 && followup_is_under_way(followup->state) &&
	        channel->form_url)
		readable.form_url = channel->form_url(&app->arena, account, followup);
	return readable;
}

struct step {
	const char *state;
	const char *words;
};

static struct step
operation_read(struct app *app, const struct operation *operation)
{
	struct error none = {.kind = ERROR_NONE};
	struct step step = {.state = ""};
	json_t *after = NULL;

	if (!operation->after ||
	        !json_parse(
	                "the history", operation->after, strlen(operation->after), &after, &none))
		return step;
	if (json_get_text(after, "state"))
		step.state = arena_text(&app->arena, json_get_text(after, "state"));
	step.words = arena_text(&app->arena, json_get_text(after, "words"));
	json_decref(after);
	return step;
}

/* "Wed 30 Aug 2017 13:52 push by ada: refused: too long", but not every step within an attempt. */
static void
history_add(struct app *app, const struct operation_list *history)
{
	struct step step, last = {.state = ""};

	for (size_t i = 0; i < history->count; i++, last = step) {
		const struct operation *operation = &history->items[i];

		step = operation_read(app, operation);
		if (strcmp(step.state, "sending") == 0 && strcmp(last.state, "sending") == 0)
			continue;
		view_add_label(app, i ? "" : "history",
		        arena_format(&app->arena, "%s %s by %s: %s%s%s",
		                when_long(&app->arena, operation->at, NULL), operation->command,
		                operation->author, step.state, step.words ? ": " : "",
		                step.words ? step.words : ""));
	}
}

static bool
person_add_label(struct app *app, const struct followup *followup, struct error *err)
{
	struct person person;

	if (!followup->person_id)
		return true;
	if (!person_get(app->store, &app->arena, followup->person_id, &person, err))
		return false;
	view_add_label(app, "for",
	        arena_format(&app->arena, "P%lld %s", (long long)person.id,
	                view_person(&app->arena, &person)));
	return true;
}

static void
times_add(struct app *app, const struct followup *followup)
{
	struct arena *arena = &app->arena;

	view_add_label(app, "made",
	        arena_format(arena, "%s by %s", when_long(arena, followup->created_at, NULL),
	                followup->author));
	if (followup->attempts)
		view_add_label(app, "tried",
		        arena_format(arena, "%lld time%s, last %s", (long long)followup->attempts,
		                followup->attempts == 1 ? "" : "s",
		                when_long(arena, followup->attempted_at, NULL)));
	if (followup->sent_at)
		view_add_label(app, "sent", when_long(arena, followup->sent_at, NULL));
}

static bool
questions_add_labels(struct app *app, const struct followup *followup, struct error *err)
{
	struct ids_of ids;
	struct question question;

	if (!followup_list_questions(app->store, &app->arena, followup->id, &ids, err))
		return false;
	for (size_t i = 0; i < ids.count; i++) {
		if (!question_get(app->store, &app->arena, ids.items[i], &question, err))
			return false;
		view_add_label(app, i ? "" : "about",
		        arena_format(
		                &app->arena, "Q%lld %s", (long long)question.id, question.body));
	}
	return true;
}

static bool
followup_add_text(struct app *app, const struct followup *followup, struct error *err)
{
	struct arena *arena = &app->arena;
	struct operation_list history;
	bool under_way = followup_is_under_way(followup->state);
	struct readable readable = followup_read(app, followup);

	view_add_label(app, arena_format(arena, "F%lld", (long long)followup->id), followup->title);
	view_add_label(app, "state",
	        arena_format(arena, "%s%s%s", view_state(app, followup->state).text,
	                under_way ? ", " : "",
	                under_way ? view_followup_next(arena, app, followup) : ""));
	view_add_label(app, "to",
	        arena_format(arena, "%s (%s)", view_destination(arena, followup), followup->kind));
	view_add_label(app, "url", followup->remote_url);
	view_add_label(app, "form", readable.form_url);
	view_add_label(app, "heard", followup->words);
	times_add(app, followup);
	if (!person_add_label(app, followup, err) || !questions_add_labels(app, followup, err) ||
	        !history_list(app->store, arena, "followup", followup->id, &history, err))
		return false;
	history_add(app, &history);
	buf_add_char(&app->out, '\n');
	safe_add_text(&app->out, readable.text);
	return true;
}

static bool
followup_json(
        struct app *app, const struct followup *followup, json_t **tree_out, struct error *err)
{
	json_t *tree = json_of_followup(followup);
	struct readable readable = followup_read(app, followup);

	json_put(tree, "text", json_text(readable.text));
	json_put(tree, "form_url", json_text(readable.form_url));
	json_put(tree, "payload", json_text(followup->payload));
	*tree_out = tree;
	return json_put_questions(app, tree, followup->id, err);
}

static bool
show_one(struct app *app, const struct show_options *options, int64_t id, struct error *err)
{
	struct followup followup;
	json_t *tree;

	if (!followup_get(app->store, &app->arena, id, &followup, err))
		return false;
	if (app_is_json(app)) {
		bool ok = followup_json(app, &followup, &tree, err);

		view_json(app, "followup", tree);
		return ok;
	}
	if (!options->raw)
		return followup_add_text(app, &followup, err);
	if (app->term.output_terminal)
		safe_add_text(&app->out, followup.payload);
	else
		buf_add_text(&app->out, followup.payload);
	return true;
}

static bool
show_run(struct app *app, const struct args *args, struct error *err)
{
	struct ids ids;

	if (!ids_parse(&app->arena, IDS_OF_FOLLOWUPS, args->words, args->count, &ids, err))
		return false;
	if (ids.count != 1)
		return error_set(err, ERROR_USAGE, "one at a time: askback outbox show ID");
	if (!app_open_store(app, STORE_READ, err) ||
	        !show_one(app, args->options, ids.items[0], err))
		return error_in(err, "cannot show F%lld", (long long)ids.items[0]);
	return true;
}

#endif

const struct command outbox_show_entry = {
        .name = "show",
        .summary = "show a follow-up: what would be sent, or was, and what came of it",
        .usage = "ID",
        .examples =
                (const struct example[]){
                        {"askback outbox show F3", "the text, as its reader sees it"},
                        {"askback outbox show F3 --raw >mail.eml", "the bytes"},
                        {NULL, NULL},
                },
        .options = show_rows,
        .options_size = sizeof(struct show_options),
        .operands = COMPLETE_FOLLOWUP,
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE | NEEDS_FULL | PAGES,
        .run = FULL_ONLY(show_run),
};
