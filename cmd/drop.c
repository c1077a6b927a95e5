/* SPDX-License-Identifier: MIT */
#include "cmd/app.h"
#include "cmd/many.h"
#include "flow/settle.h"

static bool
drop_one(struct app *app, void *context, int64_t id, struct question *question_out,
        const char **more_out, struct error *err)
{
	bool changed;

	(void)context;
	if (!settle_state(app->store, &app->arena, id, "dropped", question_out, &changed, err))
		return false;
	*more_out = changed ? NULL : "was so already";
	return true;
}

static bool
drop_run(struct app *app, const struct args *args, struct error *err)
{
	struct ids ids;

	return ids_parse(&app->arena, IDS_OF_QUESTIONS, args->words, args->count, &ids, err) &&
	        many_run(app, &ids, "drop", drop_one, NULL, err);
}

const struct command cmd_drop = {
        .name = "drop",
        .group = "change",
        .summary = "settle a question without an answer",
        .usage = "ID...",
        .about = "A dropped question is kept, but no longer listed as unanswered.",
        .examples =
                (const struct example[]){
                        {"askback drop 6", "not worth pursuing"},
                        {"askback drop 3-7 --yes", "several, without being asked"},
                        {NULL, NULL},
                },
        .operands = COMPLETE_QUESTION,
        .least = 1,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE_WRITE,
        .run = drop_run,
};
