/* SPDX-License-Identifier: MIT */
#include "flow/bring_people.h"

#include <stdlib.h>
#include <string.h>

#include "store/person.h"
#include "text/utf8.h"

/* Everybody who could be meant. */
struct known {
	const struct speaker_list *speakers; /* of the conference */
	const struct person **people;        /* of the store, by folded name */
	size_t count;
};

static int
person_compare(const void *left, const void *right)
{
	const struct person *const *a = left, *const *b = right;
	int order = strcmp((*a)->folded, (*b)->folded);

	return order ? order : ((*a)->id > (*b)->id) - ((*a)->id < (*b)->id);
}

static bool
known_read(struct store *store, struct arena *arena, struct known *known, struct error *err)
{
	struct person_list list;

	if (!person_list_like(store, arena, NULL, &list, err))
		return false;
	known->people = arena_array(arena, list.count + 1, sizeof(*known->people));
	known->count = list.count;
	for (size_t i = 0; i < list.count; i++)
		known->people[i] = &list.items[i];
	qsort(known->people, known->count, sizeof(*known->people), person_compare);
	return true;
}

static int64_t
speaker_by_uid(const struct known *known, const char *uid)
{
	for (size_t i = 0; uid && i < known->speakers->count; i++)
		if (known->speakers->items[i].uid &&
		        strcmp(known->speakers->items[i].uid, uid) == 0)
			return known->speakers->items[i].person_id;
	return 0;
}

static int64_t
speaker_by_name(const struct known *known, const char *folded)
{
	for (size_t i = 0; i < known->speakers->count; i++)
		if (strcmp(known->speakers->items[i].folded, folded) == 0)
			return known->speakers->items[i].person_id;
	return 0;
}

static bool
affiliations_agree(struct arena *arena, const char *left, const char *right)
{
	if (!left || !right)
		return true;
	return strcmp(utf8_fold(arena, left), utf8_fold(arena, right)) == 0;
}

/* The only one of that name whose affiliation does not say otherwise. */
static const struct person *
person_by_name(
        struct arena *arena, const struct known *known, const char *folded, const char *affiliation)
{
	const struct person wanted = {.folded = folded}, *key = &wanted;
	const struct person *found = NULL;
	size_t low = 0, high = known->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (person_compare(&known->people[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < known->count && strcmp(known->people[low]->folded, folded) == 0; low++) {
		if (!affiliations_agree(arena, known->people[low]->affiliation, affiliation))
			continue;
		if (found)
			return NULL;
		found = known->people[low];
	}
	return found;
}

static int64_t
person_known(struct arena *arena, const struct known *known, const struct programme_person *person)
{
	const char *folded = utf8_fold(arena, person->name);
	const struct person *found;
	int64_t id = speaker_by_uid(known, person->uid);

	if (!id)
		id = speaker_by_name(known, folded);
	if (id || !*folded)
		return id;
	found = person_by_name(arena, known, folded, person->affiliation);
	return found ? found->id : 0;
}

static bool
text_differs(const char *old, const char *new)
{
	return new && (!old || strcmp(old, new) != 0);
}

/* What the file says wins; what it does not say stays. */
static bool
person_refresh(struct store *store, const struct person *known,
        const struct programme_person *person, struct error *err)
{
	struct person before = *known, after = *known;

	if (text_differs(before.name, person->name))
		after.name = person->name;
	if (text_differs(before.role, person->role))
		after.role = person->role;
	if (text_differs(before.affiliation, person->affiliation))
		after.affiliation = person->affiliation;
	if (after.name == before.name && after.role == before.role &&
	        after.affiliation == before.affiliation)
		return true;
	return person_update(store, &before, &after, err);
}

static bool
contact_bring(struct store *store, int64_t person_id, const struct contact_list *have,
        const char *kind, const char *value, struct bring_in_summary *summary, struct error *err)
{
	struct contact contact = {
	        .person_id = person_id, .kind = kind, .value = value, .source = "schedule"};

	for (size_t i = 0; i < have->count; i++)
		if (strcmp(have->items[i].kind, kind) == 0 &&
		        strcmp(have->items[i].value, value) == 0)
			return true;
	summary->contacts++;
	return contact_add(store, &contact, err);
}

static bool
contacts_bring(struct store *store, struct arena *arena, int64_t id, bool addresses,
        const struct programme_person *person, struct bring_in_summary *summary, struct error *err)
{
	struct contact_list have = {.count = 0};

	if (!person->contact_count && !(addresses && person->email))
		return true;
	if (!contact_list(store, arena, id, &have, err))
		return false;
	for (size_t i = 0; i < person->contact_count; i++)
		if (!contact_bring(store, id, &have, person->contacts[i].kind,
		            person->contacts[i].value, summary, err))
			return false;
	return !addresses || !person->email ||
	        contact_bring(store, id, &have, "email", person->email, summary, err);
}

/* Somebody who was forgotten is still known by the source's own id, and stays forgotten. */
static bool
person_bring(struct store *store, struct arena *arena, const struct known *known, bool addresses,
        const struct programme_person *person, int64_t *id_out, struct bring_in_summary *summary,
        struct error *err)
{
	struct person old,
	        new = {.name = person->name,
	                .role = person->role,
	                .affiliation = person->affiliation};

	*id_out = person_known(arena, known, person);
	if (*id_out) {
		if (!person_get(store, arena, *id_out, &old, err))
			return false;
		if (person_is_removed(&old))
			return true;
		if (!person_refresh(store, &old, person, err))
			return false;
	} else {
		if (!person_add(store, &new, err))
			return false;
		summary->people++;
		*id_out = new.id;
	}
	return contacts_bring(store, arena, *id_out, addresses, person, summary, err);
}

bool
bring_people(struct store *store, struct arena *arena, const struct bring_in *bring,
        const struct speaker_list *speakers, const int64_t **ids_out,
        struct bring_in_summary *summary, struct error *err)
{
	const struct programme *programme = bring->programme;
	int64_t *ids = arena_array(arena, programme->person_count + 1, sizeof(*ids));
	struct known known = {.speakers = speakers};

	if (!known_read(store, arena, &known, err))
		return false;
	for (size_t i = 0; i < programme->person_count; i++) {
		const struct programme_person *person = &programme->people[i];

		if (!person_bring(
		            store, arena, &known, bring->contacts, person, &ids[i], summary, err))
			return false;
	}
	*ids_out = ids;
	return true;
}
