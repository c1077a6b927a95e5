/* SPDX-License-Identifier: MIT */
#include "flow/turn.h"

#include <string.h>

#include "base/random.h"
#include "store/gate.h"

/* A lost verdict becomes a doubt: whoever holds the store now is waited for. */
enum { VERDICT_BUSY_MS = 60 * 1000, FAILURES_MOST = 3 };

/* One send, as wire_pass sees it. */
struct attempt {
	struct delivery *delivery;
	struct turn *turn;
	bool stopped;     /* by the user, with a signal, */
	bool withdrawn;   /* or by another command */
	struct error err; /* of the store, when it could not be written down */
};

/* Replaces what the store says, unless somebody else has decided meanwhile; then_out is what it
 * says in the end. */
static bool
turn_write(const struct turn *turn, struct store *store, struct arena *scratch,
        const struct followup *after, struct followup *then_out, struct error *err)
{
	struct followup now;
	bool decided;

	if (!followup_get(store, scratch, turn->followup.id, &now, err))
		return false;
	decided = strcmp(now.state, turn->followup.state) != 0;
	/* That it has arrived is more than anybody can decide. */
	if (decided && followup_has_arrived(after->state))
		decided = !followup_can_become(now.state, after->state);
	*then_out = decided ? now : *after;
	return decided || followup_update(store, &now, after, err);
}

static bool
attempt_write(struct attempt *attempt, const struct followup *after, struct error *err)
{
	struct delivery *delivery = attempt->delivery;
	struct followup then;
	struct store *store;
	bool ok;

	if (!delivery_open_store(delivery, 0, &store, err))
		return false;
	ok = turn_write(attempt->turn, store, &delivery->scratch, after, &then, err) &&
	        (!store_has_changed(store) || store_commit(store, err));
	store_close(store);
	if (!ok)
		return false;
	attempt->turn->followup = then;
	attempt->withdrawn = strcmp(then.state, after->state) != 0;
	return true;
}

/* Says in the store what is about to happen, before it can. */
static bool
attempt_pass(void *context, enum wire_point point)
{
	struct attempt *attempt = context;
	const struct turn *turn = attempt->turn;
	struct followup after = turn->followup.phase ? turn->followup : turn->attempt;
	const char *phase = point == WIRE_LAST ? FOLLOWUP_PHASE_LAST : FOLLOWUP_PHASE_WIRE;

	/* A request that was sent elsewhere and is made anew. */
	if (after.phase && strcmp(after.phase, phase) == 0)
		return true;
	attempt->stopped = delivery_is_stopped(attempt->delivery);
	if (attempt->stopped)
		return false;
	after.phase = phase;
	if (point == WIRE_FIRST)
		after.attempted_at = delivery_now(attempt->delivery);
	return attempt_write(attempt, &after, &attempt->err) && !attempt->withdrawn;
}

/* What the account learns: when it is open again, and when something was last made there. */
static bool
gate_write(struct delivery *delivery, struct store *store, const struct service *service,
        const struct ruling *ruling, bool created, struct error *err)
{
	struct gate gate;

	if (!created && !ruling->blocked_until)
		return true;
	if (!gate_get(
	            store, &delivery->scratch, service_origin(service), service->name, &gate, err))
		return false;
	if (ruling->blocked_until) {
		gate.blocked_until = ruling->blocked_until;
		gate.words = ruling->followup.words;
	}
	if (created)
		gate.last_at = (delivery_now_ms(delivery) + 999) / 1000;
	return gate_update(store, &gate, err);
}

static void
service_update(struct service *service, const struct ruling *ruling, bool denied)
{
	if (ruling->worked)
		service->failures = 0;
	service->failures += ruling->failed;
	service->denied = service->denied || denied;
	service->down = service->down || ruling->down || service->failures >= FAILURES_MOST;
}

/* Writes down what came of a request. */
static bool
turn_settle(struct delivery *delivery, struct turn *turn, const struct outcome *outcome,
        const struct ruling *ruling, bool created, struct error *err)
{
	struct service *service = turn->pick->service;
	struct followup then;
	struct store *store;
	bool ok;

	service_update(service, ruling, outcome->denied);
	if (created)
		service->created_ms = delivery_now_ms(delivery);
	turn->told = true;
	turn->words = outcome->words;
	turn->hint = outcome->hint;
	if (!delivery_open_store(delivery, VERDICT_BUSY_MS, &store, err))
		return false;
	ok = turn_write(turn, store, &delivery->scratch, &ruling->followup, &then, err) &&
	        gate_write(delivery, store, service, ruling, created, err) &&
	        (!store_has_changed(store) || store_commit(store, err));
	store_close(store);
	if (!ok)
		return false;
	turn->followup = then;
	pick_update(turn->pick, &turn->followup);
	return true;
}

/* Nothing of it has left, or nothing that a server takes: it waits as before. */
static bool
turn_requeue(struct delivery *delivery, struct turn *turn, struct error *err)
{
	struct followup after = turn->followup;
	struct attempt attempt = {.delivery = delivery, .turn = turn};

	if (!after.phase)
		return true;
	after.state = "queued";
	after.phase = FOLLOWUP_PHASE_NONE;
	after.attempts--;
	after.next_at = 0;
	return attempt_write(&attempt, &after, err);
}

/* What does not depend on the request; the dice are thrown before it, because that can fail. */
static bool
trial_open(struct delivery *delivery, const struct turn *turn, struct outcome *outcome,
        struct trial *trial_out, struct error *err)
{
	*outcome = (struct outcome){.verdict = VERDICT_UNCERTAIN, .wait = -1};
	*trial_out = (struct trial){
	        .followup = &turn->followup,
	        .outcome = outcome,
	        .looks = turn->pick->service->channel->looks,
	        .lookups = delivery->options->lookups,
	        .settle = delivery->options->settle,
	};
	return random_below(VERDICT_CHANCES, &trial_out->chance, err);
}

/* The user stopped it, and nothing had left. */
static bool
attempt_is_stopped(const struct attempt *attempt, const struct outcome *outcome)
{
	return attempt->stopped ||
	        (!attempt->turn->followup.phase && outcome->verdict != VERDICT_SENT &&
	                delivery_is_stopped(attempt->delivery));
}

bool
turn_send(struct delivery *delivery, struct turn *turn, struct error *err)
{
	struct attempt attempt = {.delivery = delivery, .turn = turn};
	const struct wire wire = {
	        .pass = attempt_pass, .context = &attempt, .stop = delivery->options->stop};
	const struct followup followup = turn->followup;
	struct outcome outcome;
	struct ruling ruling;
	struct trial trial;
	struct call call;

	if (!trial_open(delivery, turn, &outcome, &trial, err) ||
	        !delivery_open_call(delivery, turn->pick->service, &wire, &call, err))
		return false;
	turn->pick->service->channel->send(&call, &followup, &outcome);
	if (attempt.err.kind) {
		*err = attempt.err;
		return turn_requeue(delivery, turn, &attempt.err) && false;
	}
	if (attempt.withdrawn) {
		turn->told = true;
		pick_update(turn->pick, &turn->followup);
		return true;
	}
	if (attempt_is_stopped(&attempt, &outcome))
		return turn_requeue(delivery, turn, err) && delivery_stop(err);
	if (!turn->followup.phase)
		trial.followup = &turn->attempt;
	trial.now = delivery_now(delivery);
	verdict_send(&delivery->scratch, &trial, &ruling);
	return turn_settle(delivery, turn, &outcome, &ruling, turn->followup.phase != NULL, err);
}

bool
turn_look(struct delivery *delivery, struct turn *turn, struct error *err)
{
	struct outcome outcome;
	struct ruling ruling;
	struct trial trial;
	struct call call;
	enum found found;

	if (!trial_open(delivery, turn, &outcome, &trial, err) ||
	        !delivery_open_call(delivery, turn->pick->service, NULL, &call, err))
		return false;
	found = turn->pick->service->channel->find(&call, &turn->followup, &outcome);
	trial.now = delivery_now(delivery);
	verdict_find(&trial, found, &ruling);
	return turn_settle(delivery, turn, &outcome, &ruling, false, err);
}
