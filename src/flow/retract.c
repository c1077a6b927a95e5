/* SPDX-License-Identifier: MIT */
#include "flow/deliver.h"

#include <string.h>

#include "flow/compose.h"
#include "flow/delivery.h"

/* The note is as public as what it is about. */
static bool
note_check(struct delivery *delivery, struct store *store, const struct followup *followup,
        const char *note, struct error *err)
{
	struct followup told = *followup;

	told.payload = note;
	return compose_check(store, delivery->arena, &told, delivery->options->asker_email, err);
}

static bool
retract_get(struct delivery *delivery, int64_t id, const char *note, struct followup *followup_out,
        struct error *err)
{
	struct store *store;
	bool ok;

	if (!delivery_open_store(delivery, 0, &store, err))
		return false;
	ok = followup_get(store, delivery->arena, id, followup_out, err) &&
	        note_check(delivery, store, followup_out, note, err);
	store_close(store);
	return ok;
}

static bool
retract_check(const struct followup *followup, const struct service *service, struct error *err)
{
	long long id = (long long)followup->id;

	if (!followup_has_arrived(followup->state) ||
	        !followup_can_become(followup->state, "closed"))
		return error_set(err, ERROR_INVALID, "F%lld is %s: there is nothing to take back",
		        id, followup->state);
	if (!service->channel)
		return error_set(err, ERROR_MISSING, "there is no account %s", service->name);
	if (!service->channel->close)
		return error_set(
		        err, ERROR_UNSUPPORTED, "a %s cannot be taken back", followup->kind);
	if (strcmp(service_origin(service), followup->origin ? followup->origin : "") != 0)
		return error_set(err, ERROR_INVALID, "the account %s now points elsewhere: %s",
		        service->name, service->account->url);
	return true;
}

/* Closing what is closed already changes nothing: a lost answer is no reason to look for it. */
static bool
retract_judge(const struct outcome *outcome, struct error *err)
{
	static const enum error_kind kinds[] = {
	        [VERDICT_REFUSED] = ERROR_INVALID,
	        [VERDICT_LATER] = ERROR_BUSY,
	        [VERDICT_UNCERTAIN] = ERROR_UNCERTAIN,
	        [VERDICT_DOWN] = ERROR_IO,
	};

	if (outcome->verdict == VERDICT_SENT)
		return true;
	error_set(err, outcome->denied ? ERROR_DENIED : kinds[outcome->verdict], "%s",
	        outcome->words ? outcome->words : "the service did not say why");
	return outcome->hint && error_hint(err, "%s", outcome->hint);
}

static bool
retract_write(
        struct delivery *delivery, const char *note, struct followup *followup, struct error *err)
{
	struct followup after = *followup;
	struct store *store;
	bool ok;

	after.state = "closed";
	after.words = arena_format(delivery->arena, "retracted: %s", note);
	if (!delivery_open_store(delivery, 0, &store, err))
		return false;
	ok = followup_update(store, followup, &after, err) && store_commit(store, err);
	store_close(store);
	*followup = after;
	return ok;
}

static bool
retract_pass(void *context, enum wire_point point)
{
	(void)point;
	return !delivery_is_stopped(context);
}

static bool
retract_run(struct delivery *delivery, int64_t id, const char *note, struct followup *followup_out,
        struct error *err)
{
	const struct wire wire = {
	        .pass = retract_pass, .context = delivery, .stop = delivery->options->stop};
	struct outcome outcome = {.verdict = VERDICT_UNCERTAIN, .wait = -1};
	struct service *service;
	struct call call;

	if (!retract_get(delivery, id, note, followup_out, err))
		return false;
	service = delivery_find_service(delivery, followup_out->account);
	if (!retract_check(followup_out, service, err) ||
	        !delivery_get_secret(delivery, service, err) ||
	        !delivery_open_call(delivery, service, &wire, &call, err))
		return false;
	service->channel->close(&call, followup_out, note, &outcome);
	if (outcome.verdict != VERDICT_SENT && delivery_is_stopped(delivery))
		return delivery_stop(err);
	return retract_judge(&outcome, err) && retract_write(delivery, note, followup_out, err);
}

bool
deliver_retract(struct arena *arena, const struct deliver_options *options, int64_t id,
        const char *note, struct followup *followup_out, struct error *err)
{
	struct delivery delivery;
	bool ok;

	if (!delivery_open(&delivery, arena, options, err))
		return false;
	ok = retract_run(&delivery, id, note, followup_out, err);
	delivery_close(&delivery);
	return ok;
}
