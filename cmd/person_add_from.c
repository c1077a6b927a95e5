/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd/entity.h"
#include "cmd/person.h"
#include "store/person.h"
#include "text/mailbox.h"
#include "text/utf8.h"

/* Of a mail only the beginning is of interest. */
enum { HEADER_MOST = 64 * 1024 };

static bool
mail_read(struct app *app, const char *file, struct mailbox *sender_out, struct error *err)
{
	bool input = strcmp(file, "-") == 0;
	const char *name = input ? "standard input" : file;
	int descriptor = input ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	const char *mail;
	size_t length;
	bool ok;

	if (descriptor < 0)
		return error_set(err, errno == ENOENT ? ERROR_MISSING : ERROR_IO,
		        "cannot open %s: %s", file, strerror(errno));
	ok = file_read_start(&app->arena, descriptor, name, HEADER_MOST, &mail, &length, err);
	if (!input)
		(void)close(descriptor);
	return ok &&
	        (mailbox_find_sender(&app->arena, mail, length, sender_out, err) ||
	                error_in(err, "cannot take a person from %s", name));
}

/* Whose address is it? owner_out->id is 0 when it is nobody's. */
static bool
owner_find(struct app *app, const char *address, struct person *owner_out, struct error *err)
{
	struct contact_list list;

	owner_out->id = 0;
	if (!contact_list_kind(app->store, &app->arena, "email", &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (strcasecmp(list.items[i].value, address) == 0)
			return person_get(
			        app->store, &app->arena, list.items[i].person_id, owner_out, err);
	return true;
}

/* Two people may have one name; two entries for one of them are for the user to join. */
static bool
namesakes_note(struct app *app, const struct person *person, struct error *err)
{
	struct person_list list;

	if (!person_list_like(app->store, &app->arena, person->folded, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].id != person->id &&
		        strcmp(list.items[i].folded, person->folded) == 0)
			app_hint(app, "P%lld has the same name: askback person merge P%lld P%lld",
			        (long long)list.items[i].id, (long long)list.items[i].id,
			        (long long)person->id);
	return true;
}

/* The words are the address and the name. */
static bool
add_work(struct app *app, const struct args *args, struct error *err)
{
	struct contact contact = {.kind = "email", .value = args->words[0], .source = "typed"};
	struct person person = {.name = args->words[1]};

	if (!owner_find(app, contact.value, &person, err))
		return false;
	if (person.id) {
		app_note(app, "%s is the address of P%lld already: nothing was added",
		        contact.value, (long long)person.id);
		return person_line(app, &person, err);
	}
	if (!person_add(app->store, &person, err))
		return false;
	contact.person_id = person.id;
	return contact_add(app->store, &contact, err) && person_line(app, &person, err) &&
	        namesakes_note(app, &person, err);
}

static bool
add_run(struct app *app, const struct args *args, struct error *err)
{
	struct mailbox sender;
	const char *words[2];

	if (!mail_read(app, args->count ? args->words[0] : "-", &sender, err))
		return false;
	if (!contact_parse(&app->arena, "email", sender.address, &words[0], err) ||
	        !utf8_clean(&app->arena, "the sender's name", sender.name, strlen(sender.name),
	                &words[1], err))
		return error_in(err, "cannot add the person");
	if (!*words[1])
		words[1] = words[0];
	return entity_change(app, &(struct args){.words = words, .count = COUNT(words)}, add_work,
	        "add the person", err);
}

const struct command person_add_from_entry = {
        .name = "add-from",
        .summary = "add the sender of a mail",
        .usage = "[FILE|-]",
        .about = "Reads a mail from a file or from standard input, as mail programs pipe it. The "
                 "name and the address of its From become a person with an e-mail contact. When "
                 "somebody has the address already, nothing changes.",
        .examples =
                (const struct example[]){
                        {"askback person add-from < reply.eml", ""},
                        {NULL, NULL},
                },
        .operands = COMPLETE_FILE,
        .most = 1,
        .needs = NEEDS_STORE_WRITE,
        .run = add_run,
};
