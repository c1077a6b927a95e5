/* SPDX-License-Identifier: MIT */
#include "cmd/entity.h"
#include "cmd/person.h"
#include "cmd/view.h"
#include "flow/match.h"
#include "store/merge.h"

static const char *
count_of(struct arena *arena, size_t count, const char *what)
{
	return arena_format(arena, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

static const char *
merge_plan(struct app *app, const struct merge *merge)
{
	struct arena *arena = &app->arena;
	struct buf plan;

	buf_init(&plan, arena, 0);
	buf_add_format(&plan, "P%lld %s becomes a part of P%lld %s:\n", (long long)merge->other.id,
	        merge->other.name, (long long)merge->keep.id, merge->keep.name);
	buf_add_format(&plan, "  %s", count_of(arena, merge->talks.count, "talk"));
	buf_add_format(&plan, ", %s", count_of(arena, merge->contacts.count, "contact"));
	if (merge->doubles.count)
		buf_add_format(&plan, " (and %zu there already)", merge->doubles.count);
	if (merge->followups.count)
		buf_add_format(&plan, ", %s", count_of(arena, merge->followups.count, "follow-up"));
	buf_add_format(&plan, " and %s go to P%lld,\n",
	        count_of(arena, merge->question_count, "question"), (long long)merge->keep.id);
	buf_add_format(&plan, "  which will be %s;\n", view_person(arena, &merge->merged));
	buf_add_format(&plan, "  P%lld and the name %s are removed.\n", (long long)merge->other.id,
	        merge->other.name);
	return plan.text;
}

static bool
people_match(struct app *app, const struct args *args, struct merge *merge_out, struct error *err)
{
	struct person keep, other;

	return match_person(app->store, &app->arena, args->words[0], &keep, err) &&
	        match_person(app->store, &app->arena, args->words[1], &other, err) &&
	        merge_find(app->store, &app->arena, keep.id, other.id, merge_out, err);
}

static bool
merge_work(struct app *app, const struct args *args, struct error *err)
{
	struct merge merge;

	return people_match(app, args, &merge, err) && merge_write(app->store, &merge, err) &&
	        person_line(app, &merge.merged, err);
}

static bool
merge_confirm(struct app *app, const struct merge *merge, struct error *err)
{
	return person_confirm(app, merge_plan(app, merge),
	        arena_format(&app->arena, "Merge P%lld into P%lld?", (long long)merge->other.id,
	                (long long)merge->keep.id),
	        err);
}

static bool
merge_run(struct app *app, const struct args *args, struct error *err)
{
	struct merge merge;
	const char *ids[2];

	if (!app_open_store(app, STORE_READ, err) || !people_match(app, args, &merge, err))
		return error_in(err, "cannot merge the people");
	app_close_store(app);
	ids[0] = arena_format(&app->arena, "P%lld", (long long)merge.keep.id);
	ids[1] = arena_format(&app->arena, "P%lld", (long long)merge.other.id);
	return merge_confirm(app, &merge, err) &&
	        entity_change(app, &(struct args){.words = ids, .count = COUNT(ids)}, merge_work,
	                "merge the people", err);
}

const struct command person_merge_entry = {
        .name = "merge",
        .summary = "make one person of two",
        .usage = "KEEP OTHER",
        .about = "What OTHER has goes to KEEP: the talks, the contacts that KEEP has not, the "
                 "questions and follow-ups that are for OTHER, and its routes where KEEP has none. "
                 "The role and the affiliation of KEEP stay; where there are none, those of OTHER "
                 "are taken. Two notes become one. When one of them does not want to be "
                 "contacted, that stays so. Then OTHER is removed.",
        .examples =
                (const struct example[]){
                        {"askback person merge P3 P9", ""},
                        {NULL, NULL},
                },
        .operands = COMPLETE_PERSON,
        .least = 2,
        .most = 2,
        .needs = NEEDS_STORE_WRITE,
        .run = merge_run,
};
