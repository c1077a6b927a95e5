/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/app.h"
#include "cmd/filter.h"
#include "cmd/view.h"
#include "store/question.h"

static bool
list_run(struct app *app, const struct args *args, struct error *err)
{
	struct followup_mark_list marks;
	struct question_filter filter;
	struct question_view view;
	bool ok;

	if (!app_open_store(app, STORE_READ, err) ||
	        !filter_read(app, args->options, args->words, args->count, &filter, err) ||
	        !followup_list_marks(app->store, &app->arena, &marks, err))
		return false;
	view_questions_init(&view, app);
	view.oldest = filter.oldest;
	view.marks = marks;
	ok = question_list(app->store, &view.portion, &filter, view_questions_add, &view, err);
	/* A reader that has left ends the list, and that is no failure of it. */
	ok = ok || app->broken;
	ok = view_questions_end(&view, ok ? err : &(struct error){.kind = ERROR_NONE}) && ok;
	if (ok && !view.shown && app_is_table(app))
		app_note(app, "no such question");
	return ok;
}

const struct command cmd_list = {
        .name = "list",
        .group = "look",
        .summary = "list what is still unanswered, by talk",
        .usage = "[FILTER...|VIEW]",
        .about = "Newest first, or --sort oldest. Filters may also be written as words: state:open "
                 "talk:T3 tag:net "
                 "speaker:emil asked:live since:mon conference:srecon17. A single word that is the "
                 "name of a view in the configuration stands for that view's filters.",
        .examples =
                (const struct example[]){
                        {"askback list", "what is unanswered"},
                        {"askback list --all --conference srecon17", "everything of a conference"},
                        {"askback list asked:live state:open", "asked, and still no answer"},
                        {"askback list --json | jq -r '.questions[].text'", "for programs"},
                        {NULL, NULL},
                },
        .options = filter_rows,
        .options_size = sizeof(struct filter_options),
        .most = SIZE_MAX,
        .needs = NEEDS_STORE | PAGES,
        .run = list_run,
};
