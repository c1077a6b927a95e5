/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/ids.h"
#include "cmd/input.h"
#include "cmd/outbox.h"
#include "cmd/view_followup.h"
#include "cmd/view_json.h"
#include "flow/compose.h"
#include "store/person.h"
#include "term/editor.h"

#ifdef ASKBACK_FULL

/* Nothing that may have left is changed: it could not be recognised any more. */
static bool
edit_check(const struct followup *followup, struct error *err)
{
	static const char *const states[] = {"queued", "held", "refused"};

	if (followup_is_in_doubt(followup)) {
		error_set(err, ERROR_INVALID, "nobody knows whether it arrived");
		return error_hint(err, "askback outbox resolve F%lld --sent, or --resend",
		        (long long)followup->id);
	}
	for (size_t i = 0; i < COUNT(states); i++)
		if (strcmp(followup->state, states[i]) == 0)
			return true;
	return error_set(err, ERROR_INVALID, "it is %s", followup->state);
}

/* The title is the first line, the text follows after an empty one. */
static bool
text_split(struct arena *arena, const char *text, struct letter *letter, struct error *err)
{
	size_t length = strcspn(text, "\n");

	letter->title = arena_span(arena, text, length);
	letter->body = text + length + strspn(text + length, "\n");
	if (!*letter->body)
		return error_set(err, ERROR_INVALID,
		        "the first line is the title, and below it there is no text");
	return true;
}

/* What stands above the first empty line is the title, or the headers of a mail. */
static bool
text_edit(struct app *app, const struct followup *followup, const struct channel *channel,
        const char **text_out, struct error *err)
{
	const char *read = channel->read(&app->arena, followup);
	const char *body = strstr(read, "\n\n");
	const char *start =
	        arena_format(&app->arena, "%s\n%s", followup->title, body ? body + 1 : read);

	if (!app->paths.state_folder)
		return paths_missing("the draft", "XDG_STATE_HOME", err);
	return editor_write(&app->arena, config_get(app->config, "ui", NULL, "editor"),
	        app->paths.state_folder, start,
	        "The first line is the title. Lines that begin with # are dropped; an empty text\n"
	        "leaves everything as it was.",
	        text_out, err);
}

/* The same marker: an attempt that was refused left nothing behind. */
static bool
followup_compose(struct app *app, const struct channel *channel, const struct account *account,
        const char *text, struct followup *followup, struct error *err)
{
	struct letter letter = {
	        .uid = followup->uid, .place = followup->place, .written_at = app->now};
	struct person person;

	if (followup->person_id) {
		if (!person_get(app->store, &app->arena, followup->person_id, &person, err))
			return false;
		letter.name = person.name;
	}
	if (!text_split(&app->arena, text, &letter, err) ||
	        !channel->compose(&app->arena, account, &letter, &followup->payload, err))
		return false;
	followup->title = letter.title;
	return compose_check(app->store, &app->arena, followup,
	        config_get(app->config, "user", NULL, "email"), err);
}

static bool
edit_save(struct app *app, const struct followup *seen, const struct channel *channel,
        const struct account *account, const char *text, struct followup *after, struct error *err)
{
	struct followup before;

	if (!app_open_store(app, STORE_WRITE, err) || !store_begin(app->store, err))
		return false;
	if (!followup_get(app->store, &app->arena, seen->id, &before, err))
		goto fail;
	if (before.updated_at != seen->updated_at || strcmp(before.state, seen->state) != 0) {
		error_set(err, ERROR_BUSY, "it changed meanwhile");
		goto fail;
	}
	*after = before;
	if (!followup_compose(app, channel, account, text, after, err))
		goto fail;
	after->updated_at = store_now(app->store);
	if (!followup_update(app->store, &before, after, err))
		goto fail;
	return store_commit(app->store, err);
fail:
	store_rollback(app->store);
	return false;
}

static bool
edit_one(struct app *app, int64_t id, struct followup *after_out, struct error *err)
{
	const struct account *account;
	const struct channel *channel;
	struct followup before;
	const char *text;

	if (!app_open_store(app, STORE_READ, err) ||
	        !followup_get(app->store, &app->arena, id, &before, err) ||
	        !edit_check(&before, err))
		return false;
	/* Nobody else has to wait while a person writes. */
	app_close_store(app);
	channel = outbox_channel(app, &before, &account, err);
	if (!channel || !text_edit(app, &before, channel, &text, err))
		return false;
	if (edit_save(app, &before, channel, account, text, after_out, err))
		return true;
	input_print_back(text);
	return false;
}

static bool
edit_run(struct app *app, const struct args *args, struct error *err)
{
	struct followup after;
	struct ids ids;
	json_t *tree;
	bool ok;

	if (!ids_parse(&app->arena, IDS_OF_FOLLOWUPS, args->words, args->count, &ids, err))
		return false;
	if (ids.count != 1)
		return error_set(err, ERROR_USAGE, "one at a time: askback outbox edit ID");
	if (!edit_one(app, ids.items[0], &after, err))
		return error_in(err, "cannot edit F%lld", (long long)ids.items[0]);
	if (!app_is_json(app)) {
		view_followup_change(app, &after, NULL);
		return true;
	}
	app->changed = true;
	tree = json_of_followup(&after);
	ok = json_put_questions(app, tree, after.id, err);
	view_json(app, "followup", tree);
	return ok;
}

#endif

const struct command outbox_edit_entry = {
        .name = "edit",
        .summary = "change the text of a follow-up that has not left yet",
        .usage = "ID",
        .about = "In the editor, as its reader would see it. What may not leave, such as an "
                 "address of somebody else, is refused here as it is by push.",
        .examples =
                (const struct example[]){
                        {"askback outbox edit F3", "in the editor"},
                        {NULL, NULL},
                },
        .operands = COMPLETE_FOLLOWUP,
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE_WRITE | NEEDS_FULL,
        .run = FULL_ONLY(edit_run),
};
