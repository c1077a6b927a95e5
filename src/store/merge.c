/* SPDX-License-Identifier: MIT */
#include "store/merge.h"

#include <string.h>

#include "store/entity.h"
#include "store/question.h"
#include "store/route.h"
#include "text/json.h"

struct numbered {
	int64_t id;
};

static const struct field numbered_fields[] = {FIELD(numbered, id), FIELD_END};

static void
details_fill(struct arena *arena, struct merge *merge)
{
	const struct person *other = &merge->other;
	struct person *merged = &merge->merged;

	*merged = merge->keep;
	if (!merged->role)
		merged->role = other->role;
	if (!merged->affiliation)
		merged->affiliation = other->affiliation;
	merged->do_not_contact |= other->do_not_contact;
	if (!merged->note)
		merged->note = other->note;
	else if (other->note && strcmp(merged->note, other->note) != 0)
		merged->note = arena_format(arena, "%s\n%s", merged->note, other->note);
}

static bool
contact_is_in(const struct contact_list *list, const struct contact *contact)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].kind, contact->kind) == 0 &&
		        strcmp(list->items[i].value, contact->value) == 0)
			return true;
	return false;
}

static bool
contacts_split(struct store *store, struct arena *arena, struct merge *merge, struct error *err)
{
	struct contact_list kept, all;
	struct contact *moving, *doubles;

	if (!contact_list(store, arena, merge->keep.id, &kept, err) ||
	        !contact_list(store, arena, merge->other.id, &all, err))
		return false;
	moving = arena_array(arena, all.count + 1, sizeof(*moving));
	doubles = arena_array(arena, all.count + 1, sizeof(*doubles));
	merge->contacts = (struct contact_list){.items = moving};
	merge->doubles = (struct contact_list){.items = doubles};
	for (size_t i = 0; i < all.count; i++) {
		if (contact_is_in(&kept, &all.items[i]))
			doubles[merge->doubles.count++] = all.items[i];
		else
			moving[merge->contacts.count++] = all.items[i];
	}
	return true;
}

static bool
questions_find(struct store *store, struct arena *arena, struct merge *merge, struct error *err)
{
	const void *items;
	const struct numbered *found;
	int64_t *ids;

	if (!entity_list(store, arena, Q_QUESTION_LIST_PERSON, ARGS(V(merge->other.id)),
	            numbered_fields, sizeof(*found), &items, &merge->question_count, err))
		return false;
	found = items;
	ids = arena_array(arena, merge->question_count + 1, sizeof(*ids));
	for (size_t i = 0; i < merge->question_count; i++)
		ids[i] = found[i].id;
	merge->question_ids = ids;
	return true;
}

bool
merge_find(struct store *store, struct arena *arena, int64_t keep_id, int64_t other_id,
        struct merge *merge_out, struct error *err)
{
	if (keep_id == other_id)
		return error_set(err, ERROR_USAGE, "both are P%lld", (long long)keep_id);
	if (!person_get(store, arena, keep_id, &merge_out->keep, err) ||
	        !person_get(store, arena, other_id, &merge_out->other, err))
		return false;
	details_fill(arena, merge_out);
	return talk_list_person(store, arena, other_id, &merge_out->talks, err) &&
	        contacts_split(store, arena, merge_out, err) &&
	        questions_find(store, arena, merge_out, err) &&
	        followup_list(store, arena, &(struct followup_filter){.person_id = other_id},
	                &merge_out->followups, err);
}

/* The ids of a talk's speakers as the history keeps them: {"speakers":[3,4]}. */
static bool
speakers_read(struct store *store, int64_t talk_id, const char **text_out, struct error *err)
{
	json_auto_t *tree = json_object();
	struct person_list people;
	json_t *list = json_array();

	json_put(tree, "speakers", list);
	if (!person_list_talk(store, store->arena, talk_id, &people, err))
		return false;
	for (size_t i = 0; i < people.count; i++)
		(void)json_array_append_new(list, json_integer(people.items[i].id));
	*text_out = json_line(store->arena, tree);
	return true;
}

/* Somebody who was entered twice as the speaker of one talk stays in the place of keep. */
static bool
talk_move(struct store *store, int64_t talk_id, const struct merge *merge, struct error *err)
{
	int64_t keep_id = merge->keep.id, other_id = merge->other.id;
	const char *before, *after;

	return speakers_read(store, talk_id, &before, err) &&
	        db_run(store->db, Q_SPEAKER_DROP_DOUBLE, ARGS(V(talk_id), V(other_id), V(keep_id)),
	                NULL, err) &&
	        db_run(store->db, Q_SPEAKER_UPDATE, ARGS(V(keep_id), V(talk_id), V(other_id)), NULL,
	                err) &&
	        speakers_read(store, talk_id, &after, err) &&
	        history_add_text(store, "speakers", talk_id, before, after, err);
}

static bool
contact_move(struct store *store, const struct contact *contact, int64_t keep_id, struct error *err)
{
	struct contact after = *contact;

	after.person_id = keep_id;
	return contact_update(store, contact, &after, err);
}

static bool
question_move(struct store *store, int64_t id, int64_t keep_id, struct error *err)
{
	struct question before, after;

	if (!question_get(store, store->arena, id, &before, err))
		return false;
	after = before;
	after.person_id = keep_id;
	return question_update(store, &before, &after, err);
}

static bool
routes_move(struct store *store, const struct merge *merge, struct error *err)
{
	static const struct texts none = {.count = 0};
	struct arena *arena = store->arena;
	struct route_list kept, list;
	const char **items;

	if (!route_list_scope(store, arena, "person", merge->keep.id, &kept, err) ||
	        !route_list_scope(store, arena, "person", merge->other.id, &list, err))
		return false;
	items = arena_array(arena, list.count + 1, sizeof(*items));
	for (size_t i = 0; i < list.count; i++)
		items[i] = list.items[i].destination;
	if (!kept.count &&
	        !route_update(store, "person", merge->keep.id,
	                &(struct texts){.items = items, .count = list.count}, err))
		return false;
	return route_update(store, "person", merge->other.id, &none, err);
}

bool
merge_write(struct store *store, struct merge *merge, struct error *err)
{
	int64_t keep_id = merge->keep.id;

	for (size_t i = 0; i < merge->talks.count; i++)
		if (!talk_move(store, merge->talks.items[i].id, merge, err))
			return false;
	for (size_t i = 0; i < merge->doubles.count; i++)
		if (!contact_drop(store, &merge->doubles.items[i], err))
			return false;
	for (size_t i = 0; i < merge->contacts.count; i++)
		if (!contact_move(store, &merge->contacts.items[i], keep_id, err))
			return false;
	for (size_t i = 0; i < merge->question_count; i++)
		if (!question_move(store, merge->question_ids[i], keep_id, err))
			return false;
	for (size_t i = 0; i < merge->followups.count; i++)
		if (!followup_update_person(store, &merge->followups.items[i], keep_id, err))
			return false;
	if (!routes_move(store, merge, err))
		return false;
	/* Written even if nothing was empty: by this line of the history the two are known as one.
	 */
	return person_update(store, &merge->keep, &merge->merged, err) &&
	        person_drop(store, &merge->other, err);
}
