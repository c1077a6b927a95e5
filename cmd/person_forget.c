/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/entity.h"
#include "cmd/person.h"
#include "flow/match.h"
#include "store/answer.h"
#include "store/copy.h"
#include "store/forget.h"
#include "store/search.h"

enum { NAMED_MOST = 50 };

/* What is not erased, for the plan and for the notes afterwards. */
struct rest {
	const char *named; /* "Q3, T1": texts that hold the name; NULL: none */
	struct texts copies;
};

static bool
hit_add(struct app *app, const struct search_hit *hit, struct buf *out, struct error *err)
{
	struct answer answer;

	if (hit->kind == SEARCH_PERSON)
		return true;
	buf_add_text(out, out->length ? ", " : "");
	switch (hit->kind) {
	case SEARCH_QUESTION:
		buf_add_format(out, "Q%lld", (long long)hit->id);
		break;
	case SEARCH_ANSWER:
		if (!answer_get(app->store, &app->arena, hit->id, &answer, err))
			return false;
		buf_add_format(out, "an answer to Q%lld", (long long)answer.question_id);
		break;
	case SEARCH_TALK:
		buf_add_format(out, "T%lld", (long long)hit->id);
		break;
	case SEARCH_PERSON:
		break;
	}
	return true;
}

/* Texts that name the person stay as they are: nobody can tell what else they would lose. */
static bool
named_find(struct app *app, const char *name, const char **named_out, struct error *err)
{
	char *phrase = arena_format(&app->arena, "\"%s\"", name);
	struct search_result found;
	struct buf out;

	for (char *at = phrase + 1; at[0] && at[1]; at++)
		if (*at == '"')
			*at = ' ';
	buf_init(&out, &app->arena, 0);
	if (!search_find(app->store, &app->arena, phrase, NAMED_MOST, &found, err))
		return false;
	for (size_t i = 0; i < found.count; i++)
		if (!hit_add(app, &found.items[i], &out, err))
			return false;
	*named_out = out.length ? out.text : NULL;
	return true;
}

static bool
rest_find(struct app *app, const struct forget *forget, struct rest *rest_out, struct error *err)
{
	return named_find(app, forget->person.name, &rest_out->named, err) &&
	        store_copy_list(&app->arena, app->store_options.path, &rest_out->copies, err);
}

static const char *
forget_plan(struct app *app, const struct forget *forget, const struct rest *rest)
{
	struct buf plan;

	buf_init(&plan, &app->arena, 0);
	buf_add_format(&plan, "This cannot be undone. Of P%lld %s go:\n",
	        (long long)forget->person.id, forget->person.name);
	buf_add_format(&plan,
	        "  the name, the role, the affiliation, the note, contacts (%zu),\n"
	        "  and what the history and the search index hold of them;\n"
	        "  the name as the source of answers (%zu).\n",
	        forget->contacts.count, forget->answer_count);
	if (forget->followups.count)
		buf_add_format(&plan,
		        "  address, title and text of mails to them (%zu); none is sent any "
		        "more.\n",
		        forget->followups.count);
	buf_add_format(&plan,
	        "These stay:\n  \"" PERSON_REMOVED "\" as a speaker of talks (%zu);\n"
	        "  titles and abstracts of talks, and the text of questions and answers%s%s.\n",
	        forget->talks.count, rest->named ? ", also where they hold the name: " : "",
	        rest->named ? rest->named : "");
	for (size_t i = 0; i < rest->copies.count; i++)
		buf_add_format(&plan, "  %s, a copy that is out of reach\n", rest->copies.items[i]);
	return plan.text;
}

static void
rest_note(const struct app *app, const struct rest *rest)
{
	if (rest->named)
		app_note(app, "the name still stands in the text of %s", rest->named);
	for (size_t i = 0; i < rest->copies.count; i++)
		app_note(app, "the copy %s still holds everything", rest->copies.items[i]);
}

static bool
forget_match(struct app *app, const struct args *args, struct forget *forget_out, struct error *err)
{
	struct person person;

	return match_person(app->store, &app->arena, args->words[0], &person, err) &&
	        forget_find(app->store, &app->arena, person.id, forget_out, err);
}

static bool
forget_work(struct app *app, const struct args *args, struct error *err)
{
	struct person removed = {.name = PERSON_REMOVED};
	struct forget forget;

	if (!forget_match(app, args, &forget, err) || !forget_write(app->store, &forget, err))
		return false;
	removed.id = forget.person.id;
	removed.do_not_contact = forget.person.do_not_contact;
	return person_line(app, &removed, err);
}

/* Nothing of it is lost when only this fails, but the file may still hold some of the old bytes. */
static bool
file_compact(struct app *app, const char *id, struct error *err)
{
	if (forget_compact(app->store, err))
		return true;
	error_in(err, "%s is forgotten, but the file was not written anew", id);
	return error_hint(err, "run it again: askback person forget %s", id);
}

static bool
forget_run(struct app *app, const struct args *args, struct error *err)
{
	struct forget forget;
	struct rest rest;
	const char *id;

	if (!app_open_store(app, STORE_READ, err) || !forget_match(app, args, &forget, err) ||
	        !rest_find(app, &forget, &rest, err))
		return error_in(err, "cannot forget the person");
	app_close_store(app);
	id = arena_format(&app->arena, "P%lld", (long long)forget.person.id);
	if (!person_confirm(app, forget_plan(app, &forget, &rest),
	            arena_format(&app->arena, "Forget %s?", id), err) ||
	        !entity_change(app, &(struct args){.words = &id, .count = 1}, forget_work,
	                "forget the person", err) ||
	        !file_compact(app, id, err))
		return false;
	rest_note(app, &rest);
	return true;
}

const struct command person_forget_entry = {
        .name = "forget",
        .summary = "erase what is kept about a person, everywhere",
        .usage = "PERSON",
        .about = "The name becomes (removed); role, affiliation, note and contacts go, also from "
                 "the history, from answers that the person gave, and from the search index. "
                 "Mails to them lose address, title and text, and are not sent any more; routes to "
                 "them go. It cannot be undone.\n\n"
                 "That somebody spoke at a talk stays, and so do the titles and abstracts of the "
                 "public programme and the text of your questions and answers. The command says "
                 "which of them hold the name. An import of the same programme brings the name "
                 "back.\n\n"
                 "Afterwards the file is written anew, so that its unused parts hold nothing. When "
                 "that was interrupted, run the command again with the person's id. Out of reach "
                 "are copies of the store, backups, what was sent or exported, and what the disk "
                 "itself keeps.",
        .examples =
                (const struct example[]){
                        {"askback person forget P7", ""},
                        {NULL, NULL},
                },
        .operands = COMPLETE_PERSON,
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE_WRITE,
        .run = forget_run,
};
