/* SPDX-License-Identifier: MIT */
#include "flow/deliver.h"

#include <string.h>
#include <time.h>

#include "flow/turn.h"

enum { MS = 1000, NAP_MS = 200 };

static int64_t
larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* When a follow-up can have its turn, as far as is known. */
static int64_t
pick_get_opening_ms(const struct pick *pick, int64_t now)
{
	int64_t due_ms = pick_is_due(pick, now) ? now * MS : pick->next_at * MS;

	return larger(due_ms, pick->service->open_ms);
}

/* Is a before b? What may have arrived comes first, then what waited longest. */
static bool
pick_is_before(const struct pick *a, const struct pick *b)
{
	if (a->doubtful != b->doubtful)
		return a->doubtful;
	return a->next_at != b->next_at ? a->next_at < b->next_at : a->id < b->id;
}

/* The next to have its turn, or, with waiting_out, the first that can have one later; both NULL:
 * none in this run. */
static struct pick *
pick_find(const struct delivery *delivery, struct pick **waiting_out)
{
	int64_t now_ms = delivery_now_ms(delivery);
	struct pick *best = NULL;
	int64_t soonest = 0;

	*waiting_out = NULL;
	for (size_t i = 0; i < delivery->pick_count; i++) {
		struct pick *pick = &delivery->picks[i];
		int64_t opening = pick_get_opening_ms(pick, now_ms / MS);

		if (pick->done || pick->service->down)
			continue;
		if (opening <= now_ms) {
			if (!best || pick_is_before(pick, best))
				best = pick;
		} else if (!*waiting_out || opening < soonest) {
			*waiting_out = pick;
			soonest = opening;
		}
	}
	return best;
}

/* Waits for the turn of a pick, unless that takes too long; false: it does, or the user has had
 * enough. The store is closed meanwhile. */
static bool
delivery_wait(struct delivery *delivery, const struct pick *pick)
{
	int64_t now_ms = delivery_now_ms(delivery);
	int64_t until_ms = pick_get_opening_ms(pick, now_ms / MS);
	int64_t rest = until_ms - now_ms;
	const char *why = pick->service->open_ms == until_ms ? pick->service->why
	        : pick->doubtful                             ? "to look again"
	                                                     : "to try again";

	if (rest > delivery->options->patience * MS)
		return false;
	delivery_tell(delivery, DELIVER_WAITS, NULL,
	        arena_format(&delivery->scratch, "%s: %s, %lld s", pick->service->name, why,
	                (long long)(rest + MS - 1) / MS),
	        NULL);
	while (!delivery_is_stopped(delivery) &&
	        (rest = until_ms - delivery_now_ms(delivery)) > 0) {
		int64_t nap_ms = rest < NAP_MS ? rest : NAP_MS;
		const struct timespec nap = {.tv_nsec = nap_ms * 1000 * 1000};

		(void)nanosleep(&nap, NULL);
	}
	return !delivery_is_stopped(delivery);
}

static bool
turn_run(struct delivery *delivery, struct turn *turn, struct error *err)
{
	if (turn->todo == TODO_SECRET) {
		struct error why;

		error_reset(&why);
		if (!delivery_get_secret(delivery, turn->pick->service, &why))
			delivery_tell(delivery, DELIVER_SETTLED, &turn->followup, why.text,
			        why.hint[0] ? why.hint : NULL);
		return true;
	}
	if (turn->todo == TODO_SEND || turn->todo == TODO_LOOK)
		delivery_tell(delivery, DELIVER_BEGINS, &turn->followup, NULL, NULL);
	if (turn->todo == TODO_SEND && !turn_send(delivery, turn, err))
		return false;
	if (turn->todo == TODO_LOOK && !turn_look(delivery, turn, err))
		return false;
	if (turn->told)
		delivery_tell(delivery, DELIVER_SETTLED, &turn->followup, turn->words, turn->hint);
	return true;
}

/* What was settled in this turn, for the tally. */
static void
turn_count(struct deliver_tally *tally, const struct turn *turn)
{
	if (!turn->told || !turn->pick->done)
		return;
	if (followup_has_arrived(turn->followup.state))
		tally->sent++;
	else
		tally->refused++;
}

static bool
delivery_run(struct delivery *delivery, struct error *err)
{
	struct pick *pick, *waiting;
	struct turn turn;

	for (;;) {
		if (delivery_is_stopped(delivery))
			return delivery_stop(err);
		arena_reset(&delivery->scratch);
		pick = pick_find(delivery, &waiting);
		if (!pick && !waiting)
			return true;
		if (pick) {
			if (!turn_open(delivery, pick, &turn, err) ||
			        !turn_run(delivery, &turn, err))
				return false;
			turn_count(&delivery->tally, &turn);
		} else if (!delivery_wait(delivery, waiting)) {
			return delivery_is_stopped(delivery) ? delivery_stop(err) : true;
		}
	}
}

/* Those that are left. */
static void
delivery_count(struct delivery *delivery)
{
	struct deliver_tally *tally = &delivery->tally;
	int64_t now = delivery_now(delivery);

	for (size_t i = 0; i < delivery->pick_count; i++) {
		const struct pick *pick = &delivery->picks[i];
		int64_t next_at = (pick_get_opening_ms(pick, now) + MS - 1) / MS;

		if (pick->done)
			continue;
		if (pick->service->denied) {
			tally->denied++;
			continue;
		}
		tally->later++;
		if (next_at > now && (tally->next_at == 0 || next_at < tally->next_at))
			tally->next_at = next_at;
	}
}

bool
deliver_run(struct arena *arena, const struct deliver_options *options,
        struct deliver_tally *tally_out, struct error *err)
{
	struct delivery delivery;
	bool ok;

	*tally_out = (struct deliver_tally){0};
	if (!delivery_open(&delivery, arena, options, err))
		return false;
	ok = delivery_list(&delivery, err) && delivery_run(&delivery, err);
	delivery_count(&delivery);
	*tally_out = delivery.tally;
	delivery_close(&delivery);
	return ok;
}
