/* SPDX-License-Identifier: MIT */
#include "store/forget.h"

#include <string.h>

#include "store/entity.h"
#include "store/forget_private.h"
#include "store/route.h"
#include "text/utf8.h"

struct numbered {
	int64_t id;
};

struct said {
	int64_t id;
	const char *said_by;
};

static const struct field numbered_fields[] = {FIELD(numbered, id), FIELD_END};
static const struct field said_fields[] = {FIELD(said, id), FIELD(said, said_by), FIELD_END};

bool
forget_has_id(const struct forget *forget, int64_t id)
{
	for (size_t i = 0; i < forget->id_count; i++)
		if (forget->ids[i] == id)
			return true;
	return false;
}

static void
id_add(struct forget *forget, int64_t id)
{
	if (forget_has_id(forget, id))
		return;
	forget->ids = arena_grow(forget->arena, forget->ids, forget->id_count, &forget->id_capacity,
	        sizeof(*forget->ids));
	forget->ids[forget->id_count++] = id;
}

bool
forget_has_name(const struct forget *forget, const char *text)
{
	const char *folded = text ? utf8_fold(forget->arena, text) : "";

	for (size_t i = 0; *folded && i < forget->name_count; i++)
		if (strcmp(forget->names[i], folded) == 0)
			return true;
	return false;
}

bool
forget_has_route(
        const struct forget *forget, const char *scope, int64_t scope_id, const char *destination)
{
	const char *colon = strchr(destination, ':');

	return (strcmp(scope, "person") == 0 && forget_has_id(forget, scope_id)) ||
	        forget_has_name(forget, destination) ||
	        (colon && forget_has_name(forget, colon + 1));
}

void
forget_add_name(struct forget *forget, const char *text)
{
	if (!text || strcmp(text, PERSON_REMOVED) == 0 || forget_has_name(forget, text))
		return;
	forget->names = arena_grow(forget->arena, forget->names, forget->name_count,
	        &forget->name_capacity, sizeof(*forget->names));
	forget->names[forget->name_count++] = utf8_fold(forget->arena, text);
}

/* People went into people who went into this one: the list grows while it is read. */
static bool
ids_find(struct store *store, struct forget *forget, struct error *err)
{
	for (size_t i = 0; i < forget->id_count; i++) {
		const struct numbered *found;
		const void *items;
		size_t count;

		if (!entity_list(store, forget->arena, Q_PERSON_LIST_MERGED,
		            ARGS(V(forget->ids[i])), numbered_fields, sizeof(*found), &items,
		            &count, err))
			return false;
		found = items;
		for (size_t j = 0; j < count; j++)
			id_add(forget, found[j].id);
	}
	return true;
}

static bool
answers_find(struct store *store, struct forget *forget, struct error *err)
{
	const struct said *said;
	const void *items;
	size_t count;

	if (!entity_list(store, forget->arena, Q_ANSWER_LIST_SAID, NO_ARGS, said_fields,
	            sizeof(*said), &items, &count, err))
		return false;
	said = items;
	forget->answer_ids = arena_array(forget->arena, count + 1, sizeof(*forget->answer_ids));
	for (size_t i = 0; i < count; i++)
		if (forget_has_name(forget, said[i].said_by))
			forget->answer_ids[forget->answer_count++] = said[i].id;
	return true;
}

/* Mails to them; a mail that a person named by address alone is theirs, too. */
static bool
followups_find(struct store *store, struct forget *forget, struct error *err)
{
	struct followup_list all;
	struct followup *theirs;

	if (!followup_list(
	            store, forget->arena, &(struct followup_filter){.state = NULL}, &all, err))
		return false;
	theirs = arena_array(forget->arena, all.count + 1, sizeof(*theirs));
	forget->followups = (struct followup_list){.items = theirs};
	for (size_t i = 0; i < all.count; i++) {
		const struct followup *f = &all.items[i];

		if (forget_has_id(forget, f->person_id) ||
		        (strcmp(f->kind, "mail") == 0 && forget_has_name(forget, f->place)))
			theirs[forget->followups.count++] = *f;
	}
	return true;
}

/* What may have left and is not known to have arrived needs its bytes until it is. */
static bool
followups_check(const struct forget *forget, struct error *err)
{
	for (size_t i = 0; i < forget->followups.count; i++) {
		const struct followup *f = &forget->followups.items[i];

		if (strcmp(f->state, "sending") != 0 && !followup_is_in_doubt(f))
			continue;
		error_set(err, ERROR_INVALID, "it is not known whether F%lld has reached them",
		        (long long)f->id);
		return error_hint(
		        err, "settle it first: askback outbox resolve F%lld", (long long)f->id);
	}
	return true;
}

bool
forget_find(struct store *store, struct arena *arena, int64_t id, struct forget *forget_out,
        struct error *err)
{
	*forget_out = (struct forget){.arena = arena};
	id_add(forget_out, id);
	return person_get(store, arena, id, &forget_out->person, err) &&
	        contact_list(store, arena, id, &forget_out->contacts, err) &&
	        talk_list_person(store, arena, id, &forget_out->talks, err) &&
	        ids_find(store, forget_out, err) && forget_read_history(store, forget_out, err) &&
	        answers_find(store, forget_out, err) && followups_find(store, forget_out, err) &&
	        followups_check(forget_out, err);
}

/* What has not left will not leave any more. */
static bool
followup_erase(struct store *store, const struct followup *followup, struct error *err)
{
	struct followup after = *followup;

	if (followup_is_under_way(after.state))
		after.state = "cancelled";
	after.place = after.title = after.payload = PERSON_REMOVED;
	after.words = NULL;
	return followup_update(store, followup, &after, err);
}

static bool
route_erase(struct store *store, const struct forget *forget, const struct route *route,
        struct error *err)
{
	struct arena *arena = forget->arena;
	struct route_list list;
	const char **items;
	size_t count = 0;

	if (!route_list_scope(store, arena, route->scope, route->scope_id, &list, err))
		return false;
	items = arena_array(arena, list.count + 1, sizeof(*items));
	for (size_t i = 0; i < list.count; i++)
		if (!forget_has_route(
		            forget, route->scope, route->scope_id, list.items[i].destination))
			items[count++] = list.items[i].destination;
	return count == list.count ||
	        route_update(store, route->scope, route->scope_id,
	                &(struct texts){.items = items, .count = count}, err);
}

static bool
outbox_erase(struct store *store, const struct forget *forget, struct error *err)
{
	struct route_list routes;

	for (size_t i = 0; i < forget->followups.count; i++)
		if (!followup_erase(store, &forget->followups.items[i], err))
			return false;
	if (!route_list(store, forget->arena, &routes, err))
		return false;
	for (size_t i = 0; i < routes.count; i++)
		if (!route_erase(store, forget, &routes.items[i], err))
			return false;
	return true;
}

bool
forget_write(struct store *store, const struct forget *forget, struct error *err)
{
	struct person after = {
	        .id = forget->person.id,
	        .name = PERSON_REMOVED,
	        .do_not_contact = forget->person.do_not_contact,
	};

	for (size_t i = 0; i < forget->contacts.count; i++)
		if (!contact_drop(store, &forget->contacts.items[i], err))
			return false;
	for (size_t i = 0; i < forget->answer_count; i++)
		if (!db_run(store->db, Q_ANSWER_UPDATE_SAID,
		            ARGS(V(PERSON_REMOVED), V(forget->answer_ids[i])), NULL, err))
			return false;
	/* The history last, because these changes have written some. */
	return outbox_erase(store, forget, err) &&
	        person_update(store, &forget->person, &after, err) &&
	        forget_write_history(store, forget, err) &&
	        db_run(store->db, Q_SEARCH_OPTIMIZE, NO_ARGS, NULL, err);
}

bool
forget_compact(struct store *store, struct error *err)
{
	return db_compact(store->db, err);
}
