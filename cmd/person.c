/* SPDX-License-Identifier: MIT */
#include "cmd/person.h"

#include <string.h>

#include "cmd/entity.h"
#include "cmd/view.h"
#include "cmd/view_json.h"
#include "flow/match.h"
#include "term/prompt.h"
#include "text/safe.h"

struct person_options {
	const char *name;
	const char *role;
	const char *affiliation;
	const char *note;
	bool do_not_contact;
	bool contact;
};

#define DETAIL_ROWS \
	OPTION_ROW_TEXT(0, "role", "ROLE", "what they do, as \"Production Engineer\"", \
	        COMPLETE_NOTHING, struct person_options, role), \
	        OPTION_ROW_TEXT(0, "affiliation", "NAME", "where", COMPLETE_NOTHING, \
	                struct person_options, affiliation), \
	        OPTION_ROW_TEXT(0, "note", "TEXT", "for yourself", COMPLETE_NOTHING, \
	                struct person_options, note)

static const struct option add_rows[] = {DETAIL_ROWS, OPTION_ROW_END};

static const struct option edit_rows[] = {
        OPTION_ROW_TEXT(
                0, "name", "NAME", "another name", COMPLETE_NOTHING, struct person_options, name),
        DETAIL_ROWS,
        OPTION_ROW_SWITCH(0, "do-not-contact", "no follow-up goes to them", struct person_options,
                do_not_contact),
        OPTION_ROW_SWITCH(0, "no-do-not-contact", "they may be written to again",
                struct person_options, contact),
        OPTION_ROW_END,
};

static const struct column columns[] = {
        {.key = "id", .title = "ID", .kind = COLUMN_ID},
        {.key = "name", .title = "NAME", .shrinks = true},
        {.key = "role", .title = "ROLE", .shrinks = true},
        {.key = "affiliation", .title = "AFFILIATION", .shrinks = true},
};

static bool
person_json(struct app *app, const struct person *person, json_t **tree_out, struct error *err)
{
	*tree_out = json_of_person(person);
	return json_put_contacts(app, *tree_out, person->id, err);
}

bool
person_line(struct app *app, const struct person *person, struct error *err)
{
	json_t *tree;

	if (app_is_json(app)) {
		if (!person_json(app, person, &tree, err))
			return false;
		view_json(app, "person", tree);
		return true;
	}
	if (app->options.quiet)
		return true;
	buf_add_format(&app->out, "P%lld%s", (long long)person->id, app_is_table(app) ? " " : "\t");
	safe_add_line(&app->out, view_person(&app->arena, person));
	buf_add_char(&app->out, '\n');
	return true;
}

bool
person_confirm(struct app *app, const char *plan, const char *question, struct error *err)
{
	const char *text = question;

	if (app->options.yes)
		return true;
	if (app->term.input_terminal)
		text = arena_format(&app->arena, "%s%s", plan, question);
	return prompt_confirm(&app->term, text, "--yes", err);
}

static bool
details_take(struct app *app, const struct person_options *options, struct person *person,
        struct error *err)
{
	return entity_take(app, "the role", options->role, &person->role, err) &&
	        entity_take(
	                app, "the affiliation", options->affiliation, &person->affiliation, err) &&
	        entity_take(app, "the note", options->note, &person->note, err) &&
	        (person->name || error_set(err, ERROR_USAGE, "the name is empty"));
}

static bool
add_work(struct app *app, const struct args *args, struct error *err)
{
	struct person person = {.id = 0};

	return entity_take(app, "the name", args->words[0], &person.name, err) &&
	        details_take(app, args->options, &person, err) &&
	        person_add(app->store, &person, err) && person_line(app, &person, err);
}

static bool
add_run(struct app *app, const struct args *args, struct error *err)
{
	return entity_change(app, args, add_work, "add the person", err);
}

static bool
wish_take(const struct person_options *options, struct person *person, struct error *err)
{
	if (options->do_not_contact && options->contact)
		return error_set(err, ERROR_USAGE,
		        "--do-not-contact and --no-do-not-contact exclude each other");
	if (options->do_not_contact || options->contact)
		person->do_not_contact = options->do_not_contact;
	return true;
}

static bool
edit_work(struct app *app, const struct args *args, struct error *err)
{
	const struct person_options *options = args->options;
	struct person before, after;

	if (!match_person(app->store, &app->arena, args->words[0], &before, err))
		return false;
	after = before;
	return entity_take(app, "the name", options->name, &after.name, err) &&
	        details_take(app, options, &after, err) && wish_take(options, &after, err) &&
	        person_update(app->store, &before, &after, err) && person_line(app, &after, err);
}

static bool
edit_run(struct app *app, const struct args *args, struct error *err)
{
	return entity_change(app, args, edit_work, "edit the person", err);
}

static bool
list_run(struct app *app, const struct args *args, struct error *err)
{
	struct report *report = NULL;
	struct person_list people;
	json_t *tree;

	(void)args;
	if (!app_open_store(app, STORE_READ, err) ||
	        !person_list_like(app->store, &app->arena, NULL, &people, err))
		return false;
	if (app_is_json(app))
		view_json_begin(app, "people");
	else
		report = view_open_table(app, columns, COUNT(columns));
	for (size_t i = 0; i < people.count; i++) {
		const struct person *p = &people.items[i];

		if (report) {
			report_row(report,
			        (const struct cell[]){view_id(&app->arena, 'P', p->id),
			                view_text(p->name), view_text(p->role),
			                view_text(p->affiliation)});
			continue;
		}
		if (!person_json(app, p, &tree, err))
			return false;
		view_json_member(app, i, tree);
	}
	if (report)
		report_end(report);
	else
		view_json_end(app);
	return true;
}

static bool
contacts_add(struct app *app, const struct person *person, struct error *err)
{
	struct contact_list contacts;

	if (!contact_list(app->store, &app->arena, person->id, &contacts, err))
		return false;
	for (size_t i = 0; i < contacts.count; i++) {
		buf_add_format(&app->out, "%-11s", contacts.items[i].kind);
		safe_add_line(&app->out, contacts.items[i].value);
		buf_add_char(&app->out, '\n');
	}
	return true;
}

static bool
talks_add(struct app *app, const struct person *person, struct error *err)
{
	struct talk_list talks;

	if (!talk_list_person(app->store, &app->arena, person->id, &talks, err))
		return false;
	for (size_t i = 0; i < talks.count; i++) {
		buf_add_format(&app->out, "%-11sT%lld ", "talk", (long long)talks.items[i].id);
		safe_add_line(&app->out, talks.items[i].title);
		buf_add_char(&app->out, '\n');
	}
	return true;
}

static bool
show_run(struct app *app, const struct args *args, struct error *err)
{
	struct person person;

	if (!app_open_store(app, STORE_READ, err) ||
	        !match_person(app->store, &app->arena, args->words[0], &person, err) ||
	        !person_line(app, &person, err))
		return error_in(err, "cannot show the person");
	if (app_is_json(app))
		return true;
	if (person.note) {
		buf_add_format(&app->out, "%-11s", "note");
		safe_add_text(&app->out, person.note);
		buf_add_char(&app->out, '\n');
	}
	if (person.do_not_contact)
		buf_add_format(&app->out, "%-11s%s\n", "wish", "does not want to be contacted");
	return contacts_add(app, &person, err) && talks_add(app, &person, err);
}

static const struct command person_add_entry = {
        .name = "add",
        .summary = "add a person",
        .usage = "NAME",
        .examples =
                (const struct example[]){
                        {"askback person add \"Emil Stolarsky\" --affiliation Shopify", ""},
                        {NULL, NULL},
                },
        .options = add_rows,
        .options_size = sizeof(struct person_options),
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE_WRITE,
        .run = add_run,
};

static const struct command person_list_entry = {
        .name = "list",
        .summary = "list the people",
        .usage = "",
        .needs = NEEDS_STORE | PAGES,
        .run = list_run,
};

static const struct command person_show_entry = {
        .name = "show",
        .summary = "show a person, how to reach them, and their talks",
        .usage = "PERSON",
        .operands = COMPLETE_PERSON,
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE,
        .run = show_run,
};

static const struct command person_edit_entry = {
        .name = "edit",
        .summary = "change name, role, affiliation, note, and whether to write to them",
        .usage = "PERSON",
        .options = edit_rows,
        .options_size = sizeof(struct person_options),
        .operands = COMPLETE_PERSON,
        .least = 1,
        .most = 1,
        .needs = NEEDS_STORE_WRITE,
        .run = edit_run,
};

static const struct command *const person_commands[] = {
        &person_add_entry,
        &person_list_entry,
        &person_show_entry,
        &person_edit_entry,
        &person_merge_entry,
        &person_export_entry,
        &person_forget_entry,
        &person_add_from_entry,
        NULL,
};

const struct command cmd_person = {
        .name = "person",
        .group = "people",
        .summary = "people: add, list, show, edit, merge, export, forget",
        .usage = "[COMMAND]",
        .needs = NEEDS_STORE | PAGES,
        .run = list_run,
        .subcommands = person_commands,
};
