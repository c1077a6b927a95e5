/* SPDX-License-Identifier: MIT */
#include "cmd/person.h"
#include "cmd/view_json.h"
#include "flow/match.h"
#include "report/vcard.h"

struct export_options {
	bool all;
};

static const struct option rows[] = {
        OPTION_ROW_SWITCH(0, "all", "everybody", struct export_options, all),
        OPTION_ROW_END,
};

static bool
people_take(
        struct app *app, const struct args *args, struct person_list *people_out, struct error *err)
{
	const struct export_options *options = args->options;
	struct person *people;

	if (options->all == (args->count > 0))
		return error_set(err, ERROR_USAGE, "name people, or give --all");
	if (options->all)
		return person_list_like(app->store, &app->arena, NULL, people_out, err);
	people = arena_array(&app->arena, args->count, sizeof(*people));
	for (size_t i = 0; i < args->count; i++)
		if (!match_person(app->store, &app->arena, args->words[i], &people[i], err))
			return false;
	*people_out = (struct person_list){.items = people, .count = args->count};
	return true;
}

/* What a reader of the address book wants to know: where did I hear this person? */
static bool
talks_note(struct store *store, struct arena *arena, int64_t person_id, const char **note_out,
        struct error *err)
{
	struct talk_list talks;
	struct buf note;

	if (!talk_list_person(store, arena, person_id, &talks, err))
		return false;
	buf_init(&note, arena, 0);
	for (size_t i = 0; i < talks.count; i++)
		buf_add_format(&note, "%s%s (%s)", i ? "\n" : "", talks.items[i].title,
		        talks.items[i].conference_code);
	*note_out = note.text;
	return true;
}

static bool
card_add(struct app *app, const struct person *person, struct error *err)
{
	struct vcard card = {.person = person};
	struct contact_list contacts;

	if (!contact_list(app->store, &app->arena, person->id, &contacts, err) ||
	        !person_get_uid(app->store, &app->arena, person->id, &card.uid, err) ||
	        !talks_note(app->store, &app->arena, person->id, &card.note, err))
		return false;
	card.contacts = contacts.items;
	card.contact_count = contacts.count;
	vcard_add(&app->out, &card);
	app_flush_some(app);
	return true;
}

static bool
people_json(struct app *app, const struct person_list *people, struct error *err)
{
	view_json_begin(app, "people");
	for (size_t i = 0; i < people->count; i++) {
		json_t *tree = json_of_person(&people->items[i]);

		if (!json_put_contacts(app, tree, people->items[i].id, err))
			return false;
		view_json_member(app, i, tree);
	}
	view_json_end(app);
	return true;
}

static bool
export_run(struct app *app, const struct args *args, struct error *err)
{
	struct person_list people;

	if (app->options.format && !app_is_json(app))
		return error_set(err, ERROR_USAGE, "people are exported as vCard or as JSON");
	if (!app_open_store(app, STORE_READ, err) || !people_take(app, args, &people, err))
		return error_in(err, "cannot export people");
	if (app_is_json(app))
		return people_json(app, &people, err);
	for (size_t i = 0; i < people.count; i++)
		if (!card_add(app, &people.items[i], err))
			return error_in(err, "cannot export people");
	return true;
}

const struct command person_export_entry = {
        .name = "export",
        .summary = "write people as vCards, for address books",
        .usage = "PERSON...|--all",
        .about = "Writes vCard 3.0 to standard output: names, contacts, and the talks that "
                 "they gave. Your own note about a person is left out. With --json it is there, "
                 "and the whole is what askback keeps about a person.",
        .examples =
                (const struct example[]){
                        {"askback person export --all > speakers.vcf", ""},
                        {"askback person export emil --json", ""},
                        {NULL, NULL},
                },
        .options = rows,
        .options_size = sizeof(struct export_options),
        .operands = COMPLETE_PERSON,
        .most = SIZE_MAX,
        .needs = NEEDS_STORE,
        .run = export_run,
};
