/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/ids.h"
#include "cmd/outbox.h"
#include "cmd/push.h"
#include "cmd/view_followup.h"
#include "cmd/view_json.h"
#include "term/prompt.h"
#include "text/utf8.h"

struct retract_options {
	const char *message;
};

static const struct option retract_rows[] = {
        OPTION_ROW_TEXT('m', "message", "NOTE", "what is said there about it", COMPLETE_NOTHING,
                struct retract_options, message),
        OPTION_ROW_END,
};

#ifdef ASKBACK_FULL

#define NOTE "This was sent by mistake. Please ignore it."

static bool
retract_confirm(
        struct app *app, const struct followup *followup, const char *note, struct error *err)
{
	const char *where = followup->remote_url ? followup->remote_url
	                                         : view_destination(&app->arena, followup);

	return app->options.yes ||
	        prompt_confirm(&app->term,
	                arena_format(&app->arena, "Close F%lld, %s, with the note \"%s\"?",
	                        (long long)followup->id, where, note),
	                "--yes", err);
}

static bool
retract_check(const struct followup *followup, struct error *err)
{
	if (followup_has_arrived(followup->state))
		return true;
	error_set(err, ERROR_INVALID, "it has not arrived: it is %s", followup->state);
	return error_hint(err, "askback outbox cancel F%lld", (long long)followup->id);
}

static bool
retract_one(struct app *app, const struct retract_options *options, int64_t id,
        struct followup *followup, struct error *err)
{
	const char *note = NOTE;
	struct push push;

	if (options->message &&
	        !utf8_clean(&app->arena, "the note", options->message, strlen(options->message),
	                &note, err))
		return false;
	if (!app_open_store(app, STORE_READ, err) ||
	        !followup_get(app->store, &app->arena, id, followup, err) ||
	        !retract_check(followup, err))
		return false;
	app_close_store(app);
	return retract_confirm(app, followup, note, err) && push_init(&push, app, NULL, err) &&
	        push_retract(&push, id, note, followup, err);
}

static bool
retract_run(struct app *app, const struct args *args, struct error *err)
{
	struct followup followup;
	struct ids ids;
	json_t *tree;
	bool ok;

	if (!ids_parse(&app->arena, IDS_OF_FOLLOWUPS, args->words, args->count, &ids, err))
		return false;
	if (ids.count != 1)
		return error_set(err, ERROR_USAGE, "one at a time: askback outbox retract ID");
	if (!retract_one(app, args->options, ids.items[0], &followup, err))
		return error_in(err, "cannot retract F%lld", (long long)ids.items[0]);
	if (!app_is_json(app)) {
		view_followup_change(app, &followup, "whoever has read it has read it");
		return true;
	}
	app->changed = true;
	tree = json_of_followup(&followup);
	ok = app_open_store(app, STORE_READ, err) &&
	        json_put_questions(app, tree, followup.id, err);
	view_json(app, "followup", tree);
	return ok;
}

#endif

const struct command outbox_retract_entry = {
        .name = "retract",
        .summary = "close an issue that was sent by mistake",
        .usage = "ID",
        .about = "The issue or discussion is closed with a note. It stays readable, and the mails "
                 "that the service sent about it are out; a mail of yours cannot be taken back at "
                 "all.",
        .examples =
                (const struct example[]){
                        {"askback outbox retract F3", "asks, then closes it"},
                        {"askback outbox retract F3 -m \"Wrong repository, sorry.\"",
                                "with a note of your own"},
                        {NULL, NULL},
                },
        .options = retract_rows,
        .options_size = sizeof(struct retract_options),
        .operands = COMPLETE_FOLLOWUP,
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE_WRITE | NEEDS_FULL,
        .run = FULL_ONLY(retract_run),
};
