/* SPDX-License-Identifier: MIT */
#include "flow/route.h"

#include "store/programme.h"

#include <string.h>
#include <strings.h>

/* A question while its destination is looked for. */
struct finder {
	struct store *store;
	struct arena *arena;
	const struct account_list *accounts;
	const struct question *question;
	struct talk talk; /* id 0: none */
	struct person_list speakers;
	struct routing *routing;
	struct route_step *steps;
	size_t capacity;
	bool routed; /* some scope has a route */
};

/* Whom a mail could be for. */
struct choice {
	const struct person *person;
	const char *address;
	size_t reachable; /* how many of those looked at have an address */
	const char *why;  /* why there is none */
};

static void
step_add(struct finder *finder, const char *scope, const char *destination, bool taken,
        const char *verdict)
{
	struct routing *routing = finder->routing;

	finder->steps = arena_grow(finder->arena, finder->steps, routing->step_count,
	        &finder->capacity, sizeof(*finder->steps));
	finder->steps[routing->step_count++] = (struct route_step){
	        .scope = scope, .destination = destination, .verdict = verdict, .taken = taken};
	routing->steps = finder->steps;
}

/* Takes the first who has an address and wants to be written to. */
static bool
choice_offer(struct finder *finder, const struct person *person, struct choice *choice,
        struct error *err)
{
	struct contact_list list;
	const char *address = NULL;

	if (!contact_list(finder->store, finder->arena, person->id, &list, err))
		return false;
	for (size_t i = 0; i < list.count && !address; i++)
		if (strcmp(list.items[i].kind, "email") == 0)
			address = list.items[i].value;
	if (!address || person->do_not_contact) {
		if (!choice->why || address)
			choice->why = arena_format(finder->arena, "P%lld %s %s",
			        (long long)person->id, person->name,
			        address ? "does not want to be contacted"
			                : "has no e-mail address");
		return true;
	}
	if (choice->reachable++ == 0) {
		choice->person = person;
		choice->address = address;
	}
	return true;
}

static bool
choice_find(
        struct finder *finder, const struct person *of, struct choice *choice, struct error *err)
{
	struct person *person = arena_get(finder->arena, sizeof(*person));

	*choice = (struct choice){.why = NULL};
	if (of)
		return choice_offer(finder, of, choice, err);
	if (finder->question->person_id)
		return person_get(finder->store, finder->arena, finder->question->person_id, person,
		               err) &&
		        choice_offer(finder, person, choice, err);
	for (size_t i = 0; i < finder->speakers.count; i++)
		if (!choice_offer(finder, &finder->speakers.items[i], choice, err))
			return false;
	if (!finder->speakers.count)
		choice->why = "nobody is known to write to";
	return true;
}

/* Whose address it is: their wishes hold for it too. */
static bool
owner_find(struct finder *finder, const char *address, struct person *person_out, struct error *err)
{
	struct contact_list list;

	*person_out = (struct person){.id = 0};
	if (!contact_list_kind(finder->store, finder->arena, "email", &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (strcasecmp(list.items[i].value, address) == 0)
			return person_get(finder->store, finder->arena, list.items[i].person_id,
			        person_out, err);
	return true;
}

/* A mail to an address that was given. */
static bool
address_take(struct finder *finder, const char *scope, const char *text,
        const struct destination *destination, struct error *err)
{
	struct routing *routing = finder->routing;
	struct person person;

	if (!owner_find(finder, destination->place, &person, err))
		return false;
	if (person.do_not_contact) {
		step_add(finder, scope, text, false,
		        arena_format(finder->arena, "P%lld %s does not want to be contacted",
		                (long long)person.id, person.name));
		return true;
	}
	routing->destination = *destination;
	routing->person = person;
	routing->address = destination->place;
	step_add(finder, scope, text, true, "taken");
	return true;
}

/* A mail to the person, or to a speaker. */
static bool
mail_take(struct finder *finder, const char *scope, const char *text, const struct person *of,
        const struct destination *destination, struct error *err)
{
	struct routing *routing = finder->routing;
	struct choice choice;
	const char *verdict = "taken";

	if (!choice_find(finder, of, &choice, err))
		return false;
	if (!choice.person) {
		step_add(finder, scope, text, false, choice.why);
		return true;
	}
	if (choice.reachable > 1)
		verdict = arena_format(finder->arena,
		        "taken: to %s, the first of %zu speakers who have an address",
		        choice.person->name, choice.reachable);
	routing->destination = *destination;
	routing->person = *choice.person;
	routing->address = choice.address;
	step_add(finder, scope, text, true, verdict);
	return true;
}

/* One choice of a scope; whether it was possible is in the routing. */
static bool
destination_take(struct finder *finder, const char *scope, const char *text,
        const struct person *of, const struct destination *destination, struct error *err)
{
	if (strcmp(destination->kind, "mail") == 0 && destination->place)
		return address_take(finder, scope, text, destination, err);
	if (strcmp(destination->kind, "mail") == 0)
		return mail_take(finder, scope, text, of, destination, err);
	finder->routing->destination = *destination;
	step_add(finder, scope, text, true, "taken");
	return true;
}

/* A route may outlive its account: then its next choice is looked at. */
static bool
text_take(struct finder *finder, const char *scope, const char *text, const struct person *of,
        struct error *err)
{
	struct destination destination;
	struct error none = {.kind = ERROR_NONE};

	if (destination_parse(finder->arena, finder->accounts, text, &destination, &none))
		return destination_take(finder, scope, text, of, &destination, err);
	step_add(finder, scope, text, false, arena_text(finder->arena, none.text));
	return true;
}

static bool
scope_take(struct finder *finder, const char *scope, int64_t scope_id, const char *label,
        const struct person *of, struct error *err)
{
	const struct account *const *taken = &finder->routing->destination.account;
	struct route_list list;

	if (*taken)
		return true;
	if (!route_list_scope(finder->store, finder->arena, scope, scope_id, &list, err))
		return false;
	finder->routed = finder->routed || list.count;
	if (!list.count)
		step_add(finder, label, NULL, false, "no route");
	for (size_t i = 0; i < list.count && !*taken; i++)
		if (!text_take(finder, label, list.items[i].destination, of, err))
			return false;
	return true;
}

static bool
person_take(struct finder *finder, const struct person *person, struct error *err)
{
	const char *label =
	        arena_format(finder->arena, "person P%lld %s", (long long)person->id, person->name);

	return scope_take(finder, "person", person->id, label, person, err);
}

static bool
people_take(struct finder *finder, struct error *err)
{
	struct person person;

	if (finder->question->person_id)
		return person_get(finder->store, finder->arena, finder->question->person_id,
		               &person, err) &&
		        person_take(finder, &person, err);
	for (size_t i = 0; i < finder->speakers.count; i++)
		if (!person_take(finder, &finder->speakers.items[i], err))
			return false;
	return true;
}

static bool
scopes_take(struct finder *finder, struct error *err)
{
	const struct talk *talk = &finder->talk;
	struct arena *arena = finder->arena;

	if (talk->id &&
	        !scope_take(finder, "talk", talk->id,
	                arena_format(arena, "talk T%lld", (long long)talk->id), NULL, err))
		return false;
	if (!people_take(finder, err))
		return false;
	if (talk->id &&
	        !scope_take(finder, "conference", talk->conference_id,
	                arena_format(arena, "conference %s", talk->conference_code), NULL, err))
		return false;
	return scope_take(finder, "default", 0, "default", NULL, err);
}

/* Nobody has set a route that could matter: the obvious one, if there is one. */
static bool
obvious_take(struct finder *finder, struct error *err)
{
	const struct account *account = accounts_find_mail(finder->accounts);
	struct destination destination;
	struct choice choice;

	if (finder->routed || !account)
		return true;
	if (!destination_parse(finder->arena, finder->accounts, account->name, &destination, err) ||
	        !choice_find(finder, NULL, &choice, err))
		return false;
	if (choice.reachable > 1) {
		step_add(finder, "no route", account->name, false,
		        "several speakers have an address");
		return true;
	}
	return mail_take(finder, "no route", account->name, NULL, &destination, err);
}

bool
route_find(struct store *store, struct arena *arena, const struct account_list *accounts,
        const struct question *question, const char *to, struct routing *routing_out,
        struct error *err)
{
	struct finder finder = {
	        .store = store,
	        .arena = arena,
	        .accounts = accounts,
	        .question = question,
	        .routing = routing_out,
	};
	struct destination destination;

	*routing_out = (struct routing){.steps = NULL};
	if (question->talk_id &&
	        (!talk_get(store, arena, question->talk_id, &finder.talk, err) ||
	                !person_list_talk(store, arena, question->talk_id, &finder.speakers, err)))
		return false;
	if (to)
		return destination_parse(arena, accounts, to, &destination, err) &&
		        destination_take(&finder, "--to", to, NULL, &destination, err);
	if (!scopes_take(&finder, err))
		return false;
	return routing_out->destination.account || obvious_take(&finder, err);
}
