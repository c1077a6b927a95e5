/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/ids.h"
#include "cmd/many.h"
#include "cmd/outbox.h"
#include "cmd/view_followup.h"
#include "cmd/view_json.h"

static bool
state_is(const struct followup *followup, const char *state)
{
	return strcmp(followup->state, state) == 0;
}

bool
outbox_check_still(const struct followup *followup, struct error *err)
{
	if (!state_is(followup, "sending"))
		return true;
	error_set(err, ERROR_INVALID,
	        "it is being delivered, or a push was interrupted: the next push finds out");
	return error_hint(err, "askback push");
}

static bool
is_same(const struct followup *before, const struct followup *after)
{
	return strcmp(before->state, after->state) == 0 && before->next_at == after->next_at &&
	        before->payload == after->payload;
}

static bool
change_one(struct app *app, int64_t id, outbox_change *change, void *context,
        struct followup *after, const char **more_out, struct error *err)
{
	struct followup before;

	if (!followup_get(app->store, &app->arena, id, &before, err))
		return false;
	*after = before;
	if (!change(app, context, after, more_out, err))
		return false;
	if (is_same(&before, after)) {
		*more_out = *more_out ? *more_out : "was so already";
		return true;
	}
	after->updated_at = store_now(app->store);
	return followup_update(app->store, &before, after, err);
}

static bool
changed_json(struct app *app, const struct followup *followups, size_t count, struct error *err)
{
	app->changed = true;
	if (count > 1)
		view_json_begin(app, "followups");
	for (size_t i = 0; i < count; i++) {
		json_t *tree = json_of_followup(&followups[i]);

		if (!json_put_questions(app, tree, followups[i].id, err))
			return false;
		if (count == 1)
			view_json(app, "followup", tree);
		else
			view_json_member(app, i, tree);
	}
	if (count > 1)
		view_json_end(app);
	return true;
}

bool
outbox_run(struct app *app, const struct args *args, const char *verb, outbox_change *change,
        void *context, struct error *err)
{
	struct followup *followups;
	const char **more;
	struct ids ids;

	if (!ids_parse(&app->arena, IDS_OF_FOLLOWUPS, args->words, args->count, &ids, err))
		return false;
	followups = arena_array(&app->arena, ids.count, sizeof(*followups));
	more = arena_array(&app->arena, ids.count, sizeof(*more));
	if (!many_confirm(app, ids.count, verb, "follow-ups", err) ||
	        !app_open_store(app, STORE_WRITE, err) || !store_begin(app->store, err))
		return false;
	for (size_t i = 0; i < ids.count; i++)
		if (!change_one(app, ids.items[i], change, context, &followups[i], &more[i], err)) {
			store_rollback(app->store);
			return error_in(err, "cannot %s F%lld", verb, (long long)ids.items[i]);
		}
	if (!store_commit(app->store, err))
		return false;
	if (app_is_json(app))
		return changed_json(app, followups, ids.count, err);
	for (size_t i = 0; i < ids.count; i++)
		view_followup_change(app, &followups[i], more[i]);
	return true;
}

/* Its state does not allow the change; hint: the command that may be meant, or NULL. */
static bool
fail_state(const struct followup *followup, const char *hint, struct error *err)
{
	if (followup_is_in_doubt(followup)) {
		error_set(err, ERROR_INVALID, "nobody knows whether it arrived");
		return error_hint(err, "askback outbox resolve F%lld --sent, or --resend",
		        (long long)followup->id);
	}
	error_set(err, ERROR_INVALID, "it is %s", followup->state);
	if (hint)
		error_hint(err, "askback outbox %s F%lld", hint, (long long)followup->id);
	return false;
}

/* What is in doubt stays so: a phase tells that bytes may have left. */
static bool
hold_one(struct app *app, void *context, struct followup *followup, const char **more_out,
        struct error *err)
{
	(void)app;
	(void)context;
	(void)more_out;
	if (!outbox_check_still(followup, err))
		return false;
	if (state_is(followup, "held"))
		return true;
	if (!followup_can_become(followup->state, "held"))
		return fail_state(followup, NULL, err);
	if (state_is(followup, "uncertain") && !followup->phase)
		followup->phase = FOLLOWUP_PHASE_WIRE;
	followup->state = "held";
	followup->words = NULL;
	return true;
}

static bool
hold_run(struct app *app, const struct args *args, struct error *err)
{
	return outbox_run(app, args, "hold", hold_one, NULL, err);
}

static bool
release_one(struct app *app, void *context, struct followup *followup, const char **more_out,
        struct error *err)
{
	(void)app;
	(void)context;
	(void)more_out;
	if (!outbox_check_still(followup, err))
		return false;
	if (state_is(followup, "queued"))
		return true;
	if (!state_is(followup, "held") || followup_is_in_doubt(followup))
		return fail_state(followup, state_is(followup, "refused") ? "retry" : NULL, err);
	followup->state = "queued";
	followup->words = NULL;
	return true;
}

static bool
release_run(struct app *app, const struct args *args, struct error *err)
{
	return outbox_run(app, args, "release", release_one, NULL, err);
}

/* Now, whatever was heard of it; one that is uncertain is looked for now. */
static bool
retry_one(struct app *app, void *context, struct followup *followup, const char **more_out,
        struct error *err)
{
	(void)app;
	(void)context;
	if (!outbox_check_still(followup, err))
		return false;
	if (state_is(followup, "refused"))
		followup->state = "queued";
	else if (!state_is(followup, "queued") && !state_is(followup, "uncertain"))
		return fail_state(followup, state_is(followup, "held") ? "release" : NULL, err);
	followup->next_at = 0;
	followup->attempts = 0; /* a person gives it another chance, not its last one */
	*more_out = state_is(followup, "queued") ? "askback push sends it"
	                                         : "askback push looks for it";
	return true;
}

static bool
retry_run(struct app *app, const struct args *args, struct error *err)
{
	return outbox_run(app, args, "retry", retry_one, NULL, err);
}

static bool
cancel_one(struct app *app, void *context, struct followup *followup, const char **more_out,
        struct error *err)
{
	(void)app;
	(void)context;
	(void)more_out;
	if (!outbox_check_still(followup, err))
		return false;
	if (state_is(followup, "cancelled"))
		return true;
	if (followup_is_in_doubt(followup) || !followup_can_become(followup->state, "cancelled"))
		return fail_state(
		        followup, followup_has_arrived(followup->state) ? "retract" : NULL, err);
	followup->state = "cancelled";
	return true;
}

static bool
cancel_run(struct app *app, const struct args *args, struct error *err)
{
	return outbox_run(app, args, "cancel", cancel_one, NULL, err);
}

const struct command outbox_hold_entry = {
        .name = "hold",
        .summary = "put a follow-up aside: push leaves it alone",
        .usage = "ID...",
        .operands = COMPLETE_FOLLOWUP,
        .least = 1,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE_WRITE,
        .run = hold_run,
};

const struct command outbox_release_entry = {
        .name = "release",
        .summary = "queue again what was put aside",
        .usage = "ID...",
        .operands = COMPLETE_FOLLOWUP,
        .least = 1,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE_WRITE,
        .run = release_run,
};

const struct command outbox_retry_entry = {
        .name = "retry",
        .summary = "let the next push try again what was refused, or waits for a time",
        .usage = "ID...",
        .operands = COMPLETE_FOLLOWUP,
        .least = 1,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE_WRITE,
        .run = retry_run,
};

const struct command outbox_cancel_entry = {
        .name = "cancel",
        .summary = "never send a follow-up; its questions can be pushed again",
        .usage = "ID...",
        .operands = COMPLETE_FOLLOWUP,
        .least = 1,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE_WRITE,
        .run = cancel_run,
};
