/* SPDX-License-Identifier: MIT */
#include "store/forget_private.h"

#include <string.h>

#include "store/history.h"
#include "text/json.h"
#include "text/utf8.h"

static bool
person_is_theirs(const struct forget *forget, int64_t entity_id, const json_t *side)
{
	(void)side;
	return forget_has_id(forget, entity_id);
}

static bool
contact_is_theirs(const struct forget *forget, int64_t entity_id, const json_t *side)
{
	(void)entity_id;
	return forget_has_id(forget, json_get_number(side, "person_id"));
}

static bool
answer_is_theirs(const struct forget *forget, int64_t entity_id, const json_t *side)
{
	(void)entity_id;
	return forget_has_name(forget, json_get_text(side, "said_by"));
}

static bool
followup_is_theirs(const struct forget *forget, int64_t entity_id, const json_t *side)
{
	(void)side;
	for (size_t i = 0; i < forget->followups.count; i++)
		if (forget->followups.items[i].id == entity_id)
			return true;
	return false;
}

static bool
route_is_theirs(const struct forget *forget, int64_t entity_id, const json_t *side)
{
	const json_t *list = json_object_get(side, "destinations");

	for (size_t i = 0; i < json_array_size(list); i++)
		if (forget_has_route(forget, json_get_text(side, "scope"), entity_id,
		            json_string_value(json_array_get(list, i))))
			return true;
	return false;
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

static void
followup_erase(struct arena *arena, json_t *side)
{
	(void)arena;
	json_put(side, "place", json_text(PERSON_REMOVED));
	json_put(side, "title", json_text(PERSON_REMOVED));
	json_put(side, "words", json_null());
	if (json_object_get(side, "payload"))
		json_put(side, "payload", json_text(PERSON_REMOVED));
}

static void
route_erase(struct arena *arena, json_t *side)
{
	(void)arena;
	json_put(side, "destinations", json_array());
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
        {
                .entity = "followup",
                .is_theirs = followup_is_theirs,
                .erase = followup_erase,
        },
        {
                .entity = "route",
                .is_theirs = route_is_theirs,
                .erase = route_erase,
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
		forget_add_name(forget, json_get_text(side, kind->member));
	return true;
}

bool
forget_read_history(struct store *store, struct forget *forget, struct error *err)
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
forget_write_history(struct store *store, const struct forget *forget, struct error *err)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (!history_erase(store, forget, &kinds[i], err))
			return false;
	return true;
}
