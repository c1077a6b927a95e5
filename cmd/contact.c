/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/app.h"
#include "cmd/entity.h"
#include "cmd/view_json.h"
#include "flow/match.h"
#include "text/safe.h"

static bool
kind_check(const char *kind, struct error *err)
{
	const char *at = CONTACT_KINDS;

	while (*at) {
		size_t length = strcspn(at, "|");

		if (strlen(kind) == length && strncmp(kind, at, length) == 0)
			return true;
		at += length + (at[length] == '|');
	}
	return error_set(
	        err, ERROR_USAGE, "\"%s\" is no kind of contact (%s)", kind, CONTACT_KINDS);
}

static bool
contact_find(struct app *app, const struct person *person, const char *kind, const char *value,
        struct contact *contact_out, struct error *err)
{
	struct contact_list list;

	if (!contact_list(app->store, &app->arena, person->id, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (strcmp(list.items[i].kind, kind) == 0 &&
		        strcmp(list.items[i].value, value) == 0) {
			*contact_out = list.items[i];
			return true;
		}
	return error_set(err, ERROR_MISSING, "%s has no %s %s", person->name, kind, value);
}

static void
contact_line(struct app *app, const struct person *person, const struct contact *contact,
        const char *more)
{
	json_t *tree;

	if (app_is_json(app)) {
		tree = json_of_contact(contact);
		json_put(tree, "person_id", json_integer(contact->person_id));
		view_json(app, "contact", tree);
		return;
	}
	if (app->options.quiet)
		return;
	buf_add_format(&app->out, app_is_table(app) ? "P%lld " : "P%lld\t", (long long)person->id);
	safe_add_line(&app->out, person->name);
	buf_add_format(&app->out, app_is_table(app) ? ": %s " : "\t%s\t", contact->kind);
	safe_add_line(&app->out, contact->value);
	buf_add_format(&app->out, "%s\n", more);
}

static bool
add_work(struct app *app, const struct args *args, struct error *err)
{
	struct contact contact = {.kind = args->words[1], .source = "typed"}, old;
	struct error none = {.kind = ERROR_NONE};
	struct person person;

	if (!match_person(app->store, &app->arena, args->words[0], &person, err) ||
	        !kind_check(contact.kind, err) ||
	        !contact_parse(&app->arena, contact.kind, args->words[2], &contact.value, err))
		return false;
	if (contact_find(app, &person, contact.kind, contact.value, &old, &none)) {
		contact_line(app, &person, &old, app_is_table(app) ? " (was there already)" : "");
		return true;
	}
	contact.person_id = person.id;
	if (!contact_add(app->store, &contact, err))
		return false;
	contact_line(app, &person, &contact, "");
	return true;
}

static bool
add_run(struct app *app, const struct args *args, struct error *err)
{
	return entity_change(app, args, add_work, "add the contact", err);
}

static bool
remove_work(struct app *app, const struct args *args, struct error *err)
{
	struct contact contact;
	struct person person;
	const char *value;

	if (!match_person(app->store, &app->arena, args->words[0], &person, err) ||
	        !kind_check(args->words[1], err) ||
	        !contact_parse(&app->arena, args->words[1], args->words[2], &value, err) ||
	        !contact_find(app, &person, args->words[1], value, &contact, err) ||
	        !contact_drop(app->store, &contact, err))
		return false;
	contact_line(app, &person, &contact, app_is_table(app) ? " removed" : "");
	return true;
}

static bool
remove_run(struct app *app, const struct args *args, struct error *err)
{
	return entity_change(app, args, remove_work, "remove the contact", err);
}

static const struct command contact_add_entry = {
        .name = "add",
        .summary = "add a way to reach a person",
        .usage = "PERSON KIND VALUE",
        .about = "KIND is one of email, github, gitlab, mastodon, bluesky, matrix, x, linkedin, "
                 "url, phone.",
        .examples =
                (const struct example[]){
                        {"askback contact add stolarsky email emil@shop.example", ""},
                        {"askback contact add P1 github emil", ""},
                        {NULL, NULL},
                },
        .operands = COMPLETE_PERSON,
        .least = 3,
        .most = 3,
        .needs = NEEDS_STORE_WRITE,
        .run = add_run,
};

static const struct command contact_remove_entry = {
        .name = "remove",
        .summary = "remove one",
        .usage = "PERSON KIND VALUE",
        .operands = COMPLETE_PERSON,
        .least = 3,
        .most = 3,
        .needs = NEEDS_STORE_WRITE,
        .run = remove_run,
};

static const struct command *const contact_commands[] = {
        &contact_add_entry,
        &contact_remove_entry,
        NULL,
};

const struct command cmd_contact = {
        .name = "contact",
        .group = "people",
        .summary = "ways to reach a person: add, remove",
        .usage = "COMMAND",
        .subcommands = contact_commands,
};
