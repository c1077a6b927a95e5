/* SPDX-License-Identifier: MIT */
#include "flow/turn.h"

#include <string.h>

#include "flow/compose.h"
#include "flow/pace.h"

/* What turn_open looks at. */
struct claim {
	struct delivery *delivery;
	struct store *store;
	struct turn *turn;
	enum recovery recovery;
};

static bool
claim_tell(struct claim *claim, const char *words, const char *hint)
{
	claim->turn->told = true;
	claim->turn->words = words;
	claim->turn->hint = hint;
	return true;
}

static bool
claim_write(struct claim *claim, const struct followup *after, struct error *err)
{
	struct turn *turn = claim->turn;

	if (!followup_update(claim->store, &turn->followup, after, err))
		return false;
	turn->followup = *after;
	return true;
}

/* For a person to decide. A doubt stays one. */
static bool
claim_hold(struct claim *claim, const char *words, const char *hint, struct error *err)
{
	struct followup after = claim->turn->followup;

	after.state = "held";
	after.words = words;
	after.next_at = 0;
	if (claim->recovery != RECOVERY_LOOK && claim->recovery != RECOVERY_HOLD)
		after.phase = FOLLOWUP_PHASE_NONE;
	return claim_write(claim, &after, err) && claim_tell(claim, words, hint);
}

/* Stays as it is, and says why. */
static bool
claim_put_off(struct claim *claim, const char *words, const char *hint, struct error *err)
{
	struct followup after = claim->turn->followup;

	after.words = words;
	return claim_write(claim, &after, err) && claim_tell(claim, words, hint);
}

static bool
is_same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Reasons why no request of this account can be made, or none for this follow-up. */
static bool
claim_check_service(struct claim *claim, bool *fit_out, struct error *err)
{
	struct arena *scratch = &claim->delivery->scratch;
	struct service *service = claim->turn->pick->service;
	const struct followup *followup = &claim->turn->followup;

	*fit_out = false;
	if (!service->channel) {
		service->down = true;
		return claim_put_off(claim,
		        arena_format(scratch, "there is no account %s", service->name),
		        arena_format(scratch, "add [channel \"%s\"] to the configuration",
		                service->name),
		        err);
	}
	if (!is_same(service->account->url, followup->origin))
		return claim_hold(claim,
		        arena_format(scratch, "the account %s now points elsewhere: %s",
		                service->name, service->account->url),
		        arena_format(scratch, "askback outbox show %lld", (long long)followup->id),
		        err);
	if (claim->recovery == RECOVERY_HOLD)
		return claim_hold(claim, "it may have been sent, and nobody can tell",
		        arena_format(scratch, "askback outbox resolve %lld --sent, or --resend",
		                (long long)followup->id),
		        err);
	if (!service->channel->send)
		return claim_hold(claim, "to be sent by hand",
		        arena_format(scratch, "askback outbox show %lld", (long long)followup->id),
		        err);
	*fit_out = true;
	return true;
}

/* Is the account open to a request? If not, the service waits. */
static bool
claim_check_gate(struct claim *claim, bool *open_out, struct error *err)
{
	struct delivery *delivery = claim->delivery;
	struct service *service = claim->turn->pick->service;
	int64_t pace = claim->recovery == RECOVERY_LOOK ? 0 : service->account->pace;
	struct gate gate;

	if (!gate_get(claim->store, &delivery->scratch, service_origin(service), service->name,
	            &gate, err))
		return false;
	/* The store counts in seconds; of what this run made more is known. */
	if (service->created_ms)
		gate.last_at = 0;
	service->open_ms = pace_find_opening(&gate, pace, delivery_now(delivery)) * 1000;
	if (service->created_ms && pace && service->created_ms + pace * 1000 > service->open_ms)
		service->open_ms = service->created_ms + pace * 1000;
	service->why = service->open_ms == gate.blocked_until * 1000 && gate.words
	        ? arena_text(delivery->arena, gate.words)
	        : "its pace";
	*open_out = service->open_ms <= delivery_now_ms(delivery);
	return true;
}

/*
 * Gets it ready to be sent, unless it would take an address along. That it is being sent is written
 * down with the first point that it passes (attempt.c): until then nothing has left.
 */
static bool
claim_send(struct claim *claim, struct error *err)
{
	struct delivery *delivery = claim->delivery;
	struct followup after = claim->turn->followup;
	struct error finding;

	error_reset(&finding);
	if (!compose_check(claim->store, &delivery->scratch, &after, delivery->options->asker_email,
	            &finding)) {
		if (finding.kind != ERROR_INVALID) {
			*err = finding;
			return false;
		}
		return claim_hold(claim, arena_text(&delivery->scratch, finding.text),
		        arena_format(&delivery->scratch, "askback outbox edit %lld",
		                (long long)after.id),
		        err);
	}
	after.state = "sending";
	after.phase = FOLLOWUP_PHASE_NONE;
	after.attempts += claim->recovery == RECOVERY_SEND;
	after.attempted_at = delivery_now(delivery);
	after.lookups = 0;
	after.next_at = 0;
	claim->turn->attempt = after;
	claim->turn->todo = TODO_SEND;
	return true;
}

static bool
claim_look(struct claim *claim, struct error *err)
{
	struct followup after = claim->turn->followup;

	claim->turn->todo = TODO_LOOK;
	if (strcmp(after.state, "uncertain") == 0)
		return true;
	after.state = "uncertain";
	after.lookups = 0;
	after.next_at = 0;
	return claim_write(claim, &after, err);
}

static bool
claim_decide(struct claim *claim, struct error *err)
{
	struct turn *turn = claim->turn;
	struct service *service = turn->pick->service;
	bool good;

	claim->recovery =
	        recovery_find(&turn->followup, !service->channel || service->channel->looks);
	pick_update(turn->pick, &turn->followup);
	if (claim->recovery == RECOVERY_NONE ||
	        !pick_is_due(turn->pick, delivery_now(claim->delivery)))
		return true;
	if (!claim_check_service(claim, &good, err))
		return false;
	if (!good)
		return true;
	if (!service->asked) {
		turn->todo = TODO_SECRET;
		return true;
	}
	if (!claim_check_gate(claim, &good, err))
		return false;
	if (!good)
		return true;
	return claim->recovery == RECOVERY_LOOK ? claim_look(claim, err) : claim_send(claim, err);
}

/* The follow-up may be gone with a person who was forgotten. */
static bool
claim_get(struct claim *claim, bool *there_out, struct error *err)
{
	struct turn *turn = claim->turn;
	struct error missing;

	error_reset(&missing);
	*there_out = followup_get(
	        claim->store, &claim->delivery->scratch, turn->pick->id, &turn->followup, &missing);
	if (*there_out)
		return true;
	turn->pick->done = true;
	if (missing.kind == ERROR_MISSING)
		return true;
	*err = missing;
	return false;
}

bool
turn_open(struct delivery *delivery, struct pick *pick, struct turn *turn_out, struct error *err)
{
	struct claim claim = {.delivery = delivery, .turn = turn_out};
	bool there, ok;

	*turn_out = (struct turn){.pick = pick};
	if (!delivery_open_store(delivery, 0, &claim.store, err))
		return false;
	ok = claim_get(&claim, &there, err) && (!there || claim_decide(&claim, err)) &&
	        (!store_has_changed(claim.store) || store_commit(claim.store, err));
	store_close(claim.store);
	if (ok && there)
		pick_update(pick, &turn_out->followup);
	return ok;
}
