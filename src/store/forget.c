/* SPDX-License-Identifier: MIT */
#include "store/forget.h"

#include <string.h>

#include "store/entity.h"
#include "store/history.h"
#include "text/json.h"
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

static bool
id_is_in(const struct forget *forget, int64_t id)
{
	for (size_t i = 0; i < forget->id_count; i++)
		if (forget->ids[i] == id)
			return true;
	return false;
}

static void
id_add(struct forget *forget, int64_t id)
{
	if (id_is_in(forget, id))
		return;
	forget->ids = arena_grow(forget->arena, forget->ids, forget->id_count, &forget->id_capacity,
	        sizeof(*forget->ids));
	forget->ids[forget->id_count++] = id;
}

static bool
name_is_in(const struct forget *forget, const char *text)
{
	const char *folded = text ? utf8_fold(forget->arena, text) : "";

	for (size_t i = 0; *folded && i < forget->name_count; i++)
		if (strcmp(forget->names[i], folded) == 0)
			return true;
	return false;
}

static void
name_add(struct forget *forget, const char *text)
{
	if (!text || name_is_in(forget, text))
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
person_is_theirs(const struct forget *forget, int64_t entity_id, const json_t *side)
{
	(void)side;
	return id_is_in(forget, entity_id);
}

static bool
contact_is_theirs(const struct forget *forget, int64_t entity_id, const json_t *side)
{
	(void)entity_id;
	return id_is_in(forget, json_get_number(side, "person_id"));
}

static bool
answer_is_theirs(const struct forget *forget, int64_t entity_id, const json_t *side)
{
	(void)entity_id;
	return name_is_in(forget, json_get_text(side, "said_by"));
}

static void
person_erase(struct arena *arena, json_t *side)
{
	json_put(side, "name", json_text(PERSON_REMOVED));
	json_put(side, "folded", json_text(utf8_fold(arena, PERSON_REMOVED)));
	json_put(side, "role", json_null());
	json_put(side, "affiliation", json_null());
	json_put(side, "note", json_null());
}

static void
contact_erase(struct arena *arena, json_t *side)
{
	(void)arena;
	json_put(side, "value", json_null());
}

static void
answer_erase(struct arena *arena, json_t *side)
{
	(void)arena;
	json_put(side, "said_by", json_text(PERSON_REMOVED));
}

/* What the history tells about a kind of thing: is it about them, and what of it is to go? */
static const struct kind {
	const char *entity;
	const char *member; /* a name or an address of theirs; NULL: it has none that is new */
	bool (*is_theirs)(const struct forget *forget, int64_t entity_id, const json_t *side);
	void (*erase)(struct arena *arena, json_t *side);
} kinds[] = {
        {
                .entity = "person",
                .member = "name",
                .is_theirs = person_is_theirs,
                .erase = person_erase,
        },
        {
                .entity = "contact",
                .member = "value",
                .is_theirs = contact_is_theirs,
                .erase = contact_erase,
        },
        {
                .entity = "answer",
                .is_theirs = answer_is_theirs,
                .erase = answer_erase,
        },
};

/* One side of an operation, before or after; NULL when it has none. */
static bool
side_parse(const char *text, json_t **side_out, struct error *err)
{
	*side_out = NULL;
	return !text || json_parse("the history", text, strlen(text), side_out, err);
}

/* The names and addresses that one side of an operation tells. */
static bool
side_read(struct forget *forget, const struct kind *kind, int64_t entity_id, const char *text,
        struct error *err)
{
	json_auto_t *side = NULL;

	if (!side_parse(text, &side, err))
		return false;
	if (side && kind->is_theirs(forget, entity_id, side))
		name_add(forget, json_get_text(side, kind->member));
	return true;
}

static bool
names_find(struct store *store, struct forget *forget, struct error *err)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct operation_list list;

		if (!kinds[i].member)
			continue;
		if (!history_list_entity(store, forget->arena, kinds[i].entity, &list, err))
			return false;
		for (size_t j = 0; j < list.count; j++) {
			const struct operation *o = &list.items[j];

			if (!side_read(forget, &kinds[i], o->entity_id, o->before, err) ||
			        !side_read(forget, &kinds[i], o->entity_id, o->after, err))
				return false;
		}
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
		if (name_is_in(forget, said[i].said_by))
			forget->answer_ids[forget->answer_count++] = said[i].id;
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
	        ids_find(store, forget_out, err) && names_find(store, forget_out, err) &&
	        answers_find(store, forget_out, err);
}

/* The text of a side without what is to go; *changed_out stays as it is when nothing of it is. */
static bool
side_erase(const struct forget *forget, const struct kind *kind, int64_t entity_id,
        const char **text, bool *changed_out, struct error *err)
{
	json_auto_t *side = NULL;

	if (!side_parse(*text, &side, err))
		return false;
	if (!side || !kind->is_theirs(forget, entity_id, side))
		return true;
	kind->erase(forget->arena, side);
	*text = json_line(forget->arena, side);
	*changed_out = true;
	return true;
}

static bool
history_erase(struct store *store, const struct forget *forget, const struct kind *kind,
        struct error *err)
{
	struct operation_list list;

	if (!history_list_entity(store, forget->arena, kind->entity, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		struct operation o = list.items[i];
		bool changed = false;

		if (!side_erase(forget, kind, o.entity_id, &o.before, &changed, err) ||
		        !side_erase(forget, kind, o.entity_id, &o.after, &changed, err))
			return false;
		if (changed && !history_update(store, &o, err))
			return false;
	}
	return true;
}

bool
forget_write(struct store *store, const struct forget *forget, struct error *err)
{
	struct person after = {.id = forget->person.id, .name = PERSON_REMOVED};

	for (size_t i = 0; i < forget->contacts.count; i++)
		if (!contact_drop(store, &forget->contacts.items[i], err))
			return false;
	for (size_t i = 0; i < forget->answer_count; i++)
		if (!db_run(store->db, Q_ANSWER_UPDATE_SAID,
		            ARGS(V(PERSON_REMOVED), V(forget->answer_ids[i])), NULL, err))
			return false;
	if (!person_update(store, &forget->person, &after, err))
		return false;
	/* Last, because these changes have written history too. */
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (!history_erase(store, forget, &kinds[i], err))
			return false;
	return db_run(store->db, Q_SEARCH_OPTIMIZE, NO_ARGS, NULL, err);
}

bool
forget_compact(struct store *store, struct error *err)
{
	return db_compact(store->db, err);
}
