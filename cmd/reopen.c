/* SPDX-License-Identifier: MIT */
#include "cmd/app.h"
#include "cmd/many.h"
#include "flow/settle.h"

static bool
reopen_one(struct app *app, void *context, int64_t id, struct question *question_out,
        const char **more_out, struct error *err)
{
	bool changed;

	(void)context;
	if (!settle_state(app->store, &app->arena, id, "open", question_out, &changed, err))
		return false;
	*more_out = changed ? NULL : "was so already";
	return true;
}

static bool
reopen_run(struct app *app, const struct args *args, struct error *err)
{
	struct ids ids;

	return ids_parse(&app->arena, IDS_OF_QUESTIONS, args->words, args->count, &ids, err) &&
	        many_run(app, &ids, "reopen", reopen_one, NULL, err);
}

const struct command cmd_reopen = {
        .name = "reopen",
        .group = "change",
        .summary = "open a question again",
        .usage = "ID...",
        .about = "An answered or dropped question becomes open; its answers stay.",
        .examples =
                (const struct example[]){
                        {"askback reopen 6", "after all"},
                        {"askback reopen 3-7 --yes", "several, without being asked"},
                        {NULL, NULL},
                },
        .operands = COMPLETE_QUESTION,
        .least = 1,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE_WRITE,
        .run = reopen_run,
};
