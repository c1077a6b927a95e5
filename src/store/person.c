/* SPDX-License-Identifier: MIT */
#include "store/person.h"

#include "store/entity.h"
#include "text/utf8.h"

static const struct field person_fields[] = {
        FIELD(person, id),
        FIELD(person, name),
        FIELD(person, folded),
        FIELD(person, role),
        FIELD(person, affiliation),
        FIELD(person, note),
        FIELD(person, do_not_contact),
        FIELD_END,
};

static const struct field contact_fields[] = {
        FIELD(contact, id),
        FIELD(contact, person_id),
        FIELD(contact, kind),
        FIELD(contact, value),
        FIELD(contact, source),
        FIELD(contact, added_at),
        FIELD_END,
};

bool
person_add(struct store *store, struct person *person, struct error *err)
{
	const struct person *p = person;

	person->folded = utf8_fold(store->arena, p->name);
	return store_draw(store, "person", &person->id, err) &&
	        db_run(store->db, Q_PERSON_ADD,
	                ARGS(V(p->id), V(p->name), V(p->folded), V(p->role), V(p->affiliation),
	                        V(p->note), V(p->do_not_contact)),
	                NULL, err) &&
	        db_run(store->db, Q_SEARCH_PERSON_ADD, ARGS(V(p->id)), NULL, err) &&
	        history_add(store, "person", p->id, person_fields, NULL, p, err);
}

bool
person_update(
        struct store *store, const struct person *before, struct person *after, struct error *err)
{
	const struct person *p = after;

	after->folded = utf8_fold(store->arena, p->name);
	return db_run(store->db, Q_SEARCH_PERSON_DROP, ARGS(V(p->id)), NULL, err) &&
	        db_run(store->db, Q_PERSON_UPDATE,
	                ARGS(V(p->name), V(p->folded), V(p->role), V(p->affiliation), V(p->note),
	                        V(p->do_not_contact), V(p->id)),
	                NULL, err) &&
	        db_run(store->db, Q_SEARCH_PERSON_ADD, ARGS(V(p->id)), NULL, err) &&
	        history_add(store, "person", p->id, person_fields, before, p, err);
}

bool
person_get(struct store *store, struct arena *arena, int64_t id, struct person *person_out,
        struct error *err)
{
	return entity_get(
	        store, arena, Q_PERSON_GET, id, person_fields, "person P", person_out, err);
}

bool
person_drop(struct store *store, const struct person *person, struct error *err)
{
	return db_run(store->db, Q_SEARCH_PERSON_DROP, ARGS(V(person->id)), NULL, err) &&
	        db_run(store->db, Q_PERSON_DROP, ARGS(V(person->id)), NULL, err) &&
	        history_add(store, "person", person->id, person_fields, person, NULL, err);
}

bool
person_get_uid(struct store *store, struct arena *arena, int64_t id, const char **uid_out,
        struct error *err)
{
	struct texts origin;

	if (!text_list(store, arena, Q_PERSON_GET_ORIGIN, ARGS(V(id)), &origin, err))
		return false;
	*uid_out = arena_format(
	        arena, "askback-%s-P%lld", origin.count ? origin.items[0] : "0", (long long)id);
	return true;
}

static bool
people_list(struct store *store, struct arena *arena, enum query query, struct args_of args,
        struct person_list *list_out, struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, query, args, person_fields, sizeof(*list_out->items),
	        &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}

bool
person_list_like(struct store *store, struct arena *arena, const char *word,
        struct person_list *list_out, struct error *err)
{
	return people_list(
	        store, arena, Q_PERSON_LIST_LIKE, ARGS(V(store_like(arena, word))), list_out, err);
}

bool
person_list_talk(struct store *store, struct arena *arena, int64_t talk_id,
        struct person_list *list_out, struct error *err)
{
	return people_list(store, arena, Q_PERSON_LIST_TALK, ARGS(V(talk_id)), list_out, err);
}

bool
contact_add(struct store *store, struct contact *contact, struct error *err)
{
	const struct contact *c = contact;

	contact->added_at = store->options.now;
	return store_draw(store, "contact", &contact->id, err) &&
	        db_run(store->db, Q_CONTACT_ADD,
	                ARGS(V(c->id), V(c->person_id), V(c->kind), V(c->value), V(c->source),
	                        V(c->added_at)),
	                NULL, err) &&
	        history_add(store, "contact", c->id, contact_fields, NULL, c, err);
}

bool
contact_drop(struct store *store, const struct contact *contact, struct error *err)
{
	return db_run(store->db, Q_CONTACT_DROP, ARGS(V(contact->id)), NULL, err) &&
	        history_add(store, "contact", contact->id, contact_fields, contact, NULL, err);
}

bool
contact_update(struct store *store, const struct contact *before, const struct contact *after,
        struct error *err)
{
	return db_run(store->db, Q_CONTACT_UPDATE, ARGS(V(after->person_id), V(after->id)), NULL,
	               err) &&
	        history_add(store, "contact", after->id, contact_fields, before, after, err);
}

static bool
contacts_list(struct store *store, struct arena *arena, enum query query, struct args_of args,
        struct contact_list *list_out, struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, query, args, contact_fields, sizeof(*list_out->items),
	        &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}

bool
contact_list(struct store *store, struct arena *arena, int64_t person_id,
        struct contact_list *list_out, struct error *err)
{
	return contacts_list(store, arena, Q_CONTACT_LIST, ARGS(V(person_id)), list_out, err);
}

bool
contact_list_kind(struct store *store, struct arena *arena, const char *kind,
        struct contact_list *list_out, struct error *err)
{
	return contacts_list(store, arena, Q_CONTACT_LIST_KIND, ARGS(V(kind)), list_out, err);
}
