/* SPDX-License-Identifier: MIT */
#include "flow/compose_group.h"

#include "store/question.h"
#include "text/when.h"

#include <string.h>
#include <strings.h>

void
planner_skip(struct planner *planner, int64_t question_id, const char *reason, const char *hint)
{
	planner->skips = arena_grow(planner->arena, planner->skips, planner->skip_count,
	        &planner->skip_capacity, sizeof(*planner->skips));
	planner->skips[planner->skip_count++] =
	        (struct plan_skip){.question_id = question_id, .reason = reason, .hint = hint};
}

/* Is it in a follow-up already? */
static bool
question_is_done(struct planner *planner, const struct question *question, const struct routing *to)
{
	struct arena *arena = planner->arena;
	const struct followup *followup = past_find_question(&planner->past, question->id, to);

	if (!followup || planner->wish->again)
		return false;
	if (followup_has_arrived(followup->state))
		planner_skip(planner, question->id,
		        arena_format(arena, "sent already: F%lld", (long long)followup->id),
		        to ? "--again" : "--again, or --to another place");
	else
		planner_skip(planner, question->id,
		        arena_format(arena, "in the outbox already: F%lld, %s",
		                (long long)followup->id, followup->state),
		        arena_format(arena, "askback outbox show F%lld", (long long)followup->id));
	return true;
}

/* A person gets one message about a conference, not one each time something comes to mind. */
static bool
person_is_done(
        struct planner *planner, const struct question *question, const struct routing *routing)
{
	struct arena *arena = planner->arena;
	const struct followup *followup;
	const char *name = routing->person.id ? routing->person.name : routing->address;

	if (planner->wish->again || strcmp(routing->destination.kind, "mail") != 0)
		return false;
	followup = past_find_person(&planner->past, routing, question->conference_code);
	if (!followup)
		return false;
	if (followup->sent_at)
		planner_skip(planner, question->id,
		        arena_format(arena, "%s was written to on %s (F%lld)", name,
		                when_day(arena, followup->sent_at, question->conference_zone),
		                (long long)followup->id),
		        "--again");
	else
		planner_skip(planner, question->id,
		        arena_format(arena, "a mail to %s is under way (F%lld, %s)", name,
		                (long long)followup->id, followup->state),
		        arena_format(arena, "askback outbox cancel F%lld, then push again",
		                (long long)followup->id));
	return true;
}

static void
question_has_no_way(
        struct planner *planner, const struct question *question, const struct routing *routing)
{
	const char *reason = "no route";

	for (size_t i = 0; i < routing->step_count; i++)
		if (routing->steps[i].destination)
			reason = arena_format(
			        planner->arena, "no way: %s", routing->steps[i].verdict);
	planner_skip(planner, question->id, reason,
	        arena_format(
	                planner->arena, "askback route explain Q%lld", (long long)question->id));
}

/* The mail that goes to the same address already; NULL: it gets a message of its own. */
static struct group *
group_find(struct planner *planner, const struct routing *routing)
{
	for (size_t i = 0; i < planner->group_count; i++) {
		const struct routing *other = &planner->groups[i].routing;

		if (strcmp(routing->destination.kind, "mail") == 0 &&
		        strcmp(other->destination.kind, "mail") == 0 &&
		        other->destination.account == routing->destination.account &&
		        strcasecmp(other->address, routing->address) == 0)
			return &planner->groups[i];
	}
	return NULL;
}

static bool
group_add(struct planner *planner, const struct routing *routing, const struct question *question,
        struct error *err)
{
	struct group *group = group_find(planner, routing);

	if (!group) {
		planner->groups = arena_grow(planner->arena, planner->groups, planner->group_count,
		        &planner->group_capacity, sizeof(*planner->groups));
		group = &planner->groups[planner->group_count++];
		*group = (struct group){.routing = *routing};
	}
	group->questions = arena_grow(planner->arena, group->questions, group->count,
	        &group->capacity, sizeof(*group->questions));
	return letter_read_question(
	        planner->store, planner->arena, question, &group->questions[group->count++], err);
}

static bool
question_group(struct planner *planner, int64_t question_id, struct error *err)
{
	const struct compose_wish *wish = planner->wish;
	struct question question;
	struct routing routing;

	if (!question_get(planner->store, planner->arena, question_id, &question, err))
		return false;
	if (question.private && !wish->named) {
		planner_skip(planner, question_id, "private",
		        arena_format(planner->arena, "name it: askback push Q%lld",
		                (long long)question_id));
		return true;
	}
	if (!wish->to && question_is_done(planner, &question, NULL))
		return true;
	if (!route_find(planner->store, planner->arena, planner->accounts, &question, wish->to,
	            &routing, err))
		return false;
	if (!routing.destination.account) {
		question_has_no_way(planner, &question, &routing);
		return true;
	}
	if ((wish->to && question_is_done(planner, &question, &routing)) ||
	        person_is_done(planner, &question, &routing))
		return true;
	return group_add(planner, &routing, &question, err);
}

bool
planner_group(struct planner *planner, struct error *err)
{
	for (size_t i = 0; i < planner->wish->count; i++)
		if (!question_group(planner, planner->wish->question_ids[i], err))
			return false;
	return true;
}
