/* SPDX-License-Identifier: MIT */
#include "flow/verdict.h"

#include <string.h>

enum { HOUR = 60 * 60, ATTEMPTS_MOST = 8, LIMIT_SECONDS = 60 };

static int64_t
clamp(int64_t number, int64_t least, int64_t most)
{
	return number < least ? least : number > most ? most : number;
}

static bool
is_mail(const struct followup *followup)
{
	return strcmp(followup->kind, "mail") == 0;
}

/* A mail without its last bytes is taken by no server; any other request may have been executed as
 * soon as bytes of it left. */
static bool
may_have_arrived(const struct followup *followup)
{
	return followup->phase &&
	        (!is_mail(followup) || strcmp(followup->phase, FOLLOWUP_PHASE_LAST) == 0);
}

enum recovery
recovery_find(const struct followup *followup, bool looks)
{
	enum recovery doubt = looks ? RECOVERY_LOOK : RECOVERY_HOLD;

	if (strcmp(followup->state, "queued") == 0)
		return RECOVERY_SEND;
	if (strcmp(followup->state, "uncertain") == 0)
		return doubt;
	if (strcmp(followup->state, "sending") != 0)
		return RECOVERY_NONE;
	if (may_have_arrived(followup))
		return doubt;
	return followup->phase ? RECOVERY_SEND : RECOVERY_AGAIN;
}

/* How long to wait after a number of attempts, at most; at least `floor`. The wait is drawn from
 * all of it, so that many who failed together do not come back together. */
struct backoff {
	int64_t floor;
	int64_t ceilings[8];
	int64_t age; /* nobody gives up before */
};
static const struct backoff backoff_tracker = {
        .floor = 10,
        .ceilings = {30, 60, 120, 240, 480, 960, 1920, HOUR},
        .age = VERDICT_DAY,
};
static const struct backoff backoff_mail = {
        .floor = 5 * 60,
        .ceilings = {5 * 60, HOUR / 2, HOUR, 2 * HOUR, 4 * HOUR, 4 * HOUR, 4 * HOUR, 4 * HOUR},
        .age = 5 * VERDICT_DAY,
};

static const struct backoff *
backoff_find(const struct followup *followup)
{
	return is_mail(followup) ? &backoff_mail : &backoff_tracker;
}

/* What the service asks for comes first. */
static int64_t
wait_get(const struct trial *trial)
{
	const struct backoff *backoff = backoff_find(trial->followup);
	int64_t attempt = clamp(trial->followup->attempts - 1, 0, COUNT(backoff->ceilings) - 1);

	if (trial->outcome->wait >= 0)
		return clamp(trial->outcome->wait, 1, VERDICT_DAY);
	if (trial->outcome->limited)
		return LIMIT_SECONDS;
	return clamp(backoff->ceilings[attempt] * trial->chance / VERDICT_CHANCES, backoff->floor,
	        VERDICT_DAY);
}

/*
 * The wait before the next look, `lookups` of which found nothing. The first comes soon, because
 * most of what is in doubt has arrived; together they take the whole of `settle`, so that a request
 * that is still being worked on, or a list that lags behind, has that time.
 */
static int64_t
look_get_wait(const struct trial *trial, int64_t lookups)
{
	int64_t first = trial->settle / 20;
	int64_t between = trial->settle / 5;
	int64_t spent = lookups == 0 ? 0 : first + (lookups - 1) * between;

	if (lookups + 1 < trial->lookups)
		return lookups == 0 ? first : between;
	return clamp(trial->settle - spent, between, trial->settle);
}

static void
ruling_init(struct ruling *ruling, const struct trial *trial)
{
	*ruling = (struct ruling){.followup = *trial->followup};
	ruling->followup.words = trial->outcome->words;
	ruling->followup.next_at = 0;
	ruling->down = trial->outcome->verdict == VERDICT_DOWN || trial->outcome->denied;
	if (trial->outcome->limited)
		ruling->blocked_until = trial->now + wait_get(trial);
}

static void
ruling_sent(struct arena *arena, const struct trial *trial, struct ruling *ruling)
{
	(void)arena;
	ruling->followup.remote_id = trial->outcome->remote_id;
	ruling->followup.remote_url = trial->outcome->remote_url;
	ruling->followup.sent_at = trial->now;
	ruling->worked = true;
	ruling->followup.phase = FOLLOWUP_PHASE_NONE;
}

static void
ruling_refused(struct arena *arena, const struct trial *trial, struct ruling *ruling)
{
	(void)arena;
	(void)trial;
	ruling->followup.phase = FOLLOWUP_PHASE_NONE;
	ruling->worked = true;
}

/* An attempt of which nothing left, or that the account's limit turned away, does not count: who
 * is offline for a week has not been refused. */
static void
ruling_later(struct arena *arena, const struct trial *trial, struct ruling *ruling)
{
	struct followup *followup = &ruling->followup;
	bool answered = followup->phase != NULL;
	bool counts = answered && !trial->outcome->limited;

	followup->next_at = trial->now + wait_get(trial);
	followup->phase = FOLLOWUP_PHASE_NONE;
	/* One recipient's server that wants to be asked again says nothing about the next. */
	ruling->failed = !(is_mail(followup) && answered);
	if (!counts) {
		followup->attempts--;
		return;
	}
	if (followup->attempts < ATTEMPTS_MOST ||
	        trial->now - followup->created_at < backoff_find(followup)->age)
		return;
	followup->state = "refused";
	followup->next_at = 0;
	followup->words = arena_format(arena, "gave up after %lld attempts: %s",
	        (long long)followup->attempts, trial->outcome->words);
}

static void
ruling_uncertain(struct arena *arena, const struct trial *trial, struct ruling *ruling)
{
	ruling->failed = true;
	ruling->followup.lookups = 0;
	if (trial->looks) {
		ruling->followup.next_at = trial->now + look_get_wait(trial, 0);
		return;
	}
	ruling->followup.state = "held";
	ruling->followup.words = arena_format(
	        arena, "it may have arrived, and nobody can tell: %s", trial->outcome->words);
}

static void
ruling_down(struct arena *arena, const struct trial *trial, struct ruling *ruling)
{
	(void)arena;
	(void)trial;
	ruling->followup.phase = FOLLOWUP_PHASE_NONE;
	ruling->followup.attempts--;
}

static const struct rule {
	const char *state;
	void (*apply)(struct arena *arena, const struct trial *trial, struct ruling *ruling);
} rules[] = {
        [VERDICT_SENT] = {.state = "sent", .apply = ruling_sent},
        [VERDICT_REFUSED] = {.state = "refused", .apply = ruling_refused},
        [VERDICT_LATER] = {.state = "queued", .apply = ruling_later},
        [VERDICT_UNCERTAIN] = {.state = "uncertain", .apply = ruling_uncertain},
        [VERDICT_DOWN] = {.state = "queued", .apply = ruling_down},
};

void
verdict_send(struct arena *arena, const struct trial *trial, struct ruling *ruling_out)
{
	enum verdict verdict = trial->outcome->verdict;

	if (verdict == VERDICT_UNCERTAIN && !may_have_arrived(trial->followup))
		verdict = VERDICT_LATER;
	ruling_init(ruling_out, trial);
	ruling_out->followup.state = rules[verdict].state;
	rules[verdict].apply(arena, trial, ruling_out);
}

/* A moment that is far ahead tells that the clock was put back, and nothing about the wait. */
static bool
is_settled(const struct trial *trial)
{
	int64_t since = trial->now - trial->followup->attempted_at;

	return since >= trial->settle || since < -VERDICT_DAY;
}

static void
ruling_nothing(const struct trial *trial, struct ruling *ruling)
{
	struct followup *followup = &ruling->followup;
	int64_t wait = look_get_wait(trial, followup->lookups + 1);

	followup->lookups++;
	followup->words = "it is not there";
	if (followup->lookups < trial->lookups) {
		followup->next_at = trial->now + wait;
	} else if (!is_settled(trial)) {
		followup->next_at = followup->attempted_at + trial->settle;
	} else {
		followup->state = "queued";
		followup->phase = FOLLOWUP_PHASE_NONE;
	}
}

void
verdict_find(const struct trial *trial, enum found found, struct ruling *ruling_out)
{
	struct followup *followup = &ruling_out->followup;

	ruling_init(ruling_out, trial);
	if (found == FOUND_IT) {
		followup->state = rules[VERDICT_SENT].state;
		ruling_sent(NULL, trial, ruling_out);
		followup->sent_at = followup->attempted_at;
	} else if (found == FOUND_NOTHING) {
		ruling_nothing(trial, ruling_out);
	} else {
		ruling_out->failed = true;
		followup->next_at = trial->now +
		        (trial->outcome->wait >= 0 ? clamp(trial->outcome->wait, 1, VERDICT_DAY)
		                                   : clamp(trial->settle / 5, 1, VERDICT_DAY));
	}
}
