/* SPDX-License-Identifier: MIT */
#include "store/programme.h"

#include <string.h>

#include "store/entity.h"
#include "store/person.h"
#include "text/json.h"
#include "text/utf8.h"

static const struct field conference_fields[] = {
        FIELD(conference, id),
        FIELD(conference, code),
        FIELD(conference, name),
        FIELD(conference, folded),
        FIELD(conference, zone),
        FIELD(conference, city),
        FIELD(conference, starts_at),
        FIELD(conference, ends_at),
        FIELD(conference, url),
        FIELD(conference, source),
        FIELD(conference, digest),
        FIELD(conference, etag),
        FIELD(conference, modified),
        FIELD_END,
};

/* Those that are columns of its own table. */
#define TALK_OWN_FIELDS \
	FIELD(talk, id), FIELD(talk, conference_id), FIELD(talk, uid), FIELD(talk, code), \
	        FIELD(talk, title), FIELD(talk, folded), FIELD(talk, abstract), FIELD(talk, room), \
	        FIELD(talk, room_folded), FIELD(talk, track), FIELD(talk, starts_at), \
	        FIELD(talk, ends_at), FIELD(talk, url), FIELD(talk, slides_url), \
	        FIELD(talk, recording_url), FIELD(talk, language), FIELD(talk, status), \
	        FIELD(talk, moved_at)

static const struct field talk_own_fields[] = {TALK_OWN_FIELDS, FIELD_END};

static const struct field talk_fields[] = {
        TALK_OWN_FIELDS,
        FIELD_JOINED(talk, conference_code),
        FIELD_JOINED(talk, conference_zone),
        FIELD_JOINED(talk, next_starts_at),
        FIELD_END,
};

bool
conference_add(struct store *store, struct conference *conference, struct error *err)
{
	const struct conference *c = conference;

	conference->folded = utf8_fold(store->arena, c->name);
	return store_draw(store, "conference", &conference->id, err) &&
	        db_run(store->db, Q_CONFERENCE_ADD,
	                ARGS(V(c->id), V(c->code), V(c->name), V(c->folded), V(c->zone), V(c->city),
	                        V0(c->starts_at), V0(c->ends_at), V(c->url), V(c->source),
	                        V(c->digest), V(c->etag), V(c->modified)),
	                NULL, err) &&
	        history_add(store, "conference", c->id, conference_fields, NULL, c, err);
}

bool
conference_update(struct store *store, const struct conference *before, struct conference *after,
        struct error *err)
{
	const struct conference *c = after;

	after->folded = utf8_fold(store->arena, c->name);
	return db_run(store->db, Q_CONFERENCE_UPDATE,
	               ARGS(V(c->code), V(c->name), V(c->folded), V(c->zone), V(c->city),
	                       V0(c->starts_at), V0(c->ends_at), V(c->url), V(c->source),
	                       V(c->digest), V(c->etag), V(c->modified), V(c->id)),
	               NULL, err) &&
	        history_add(store, "conference", c->id, conference_fields, before, c, err);
}

bool
conference_get(struct store *store, struct arena *arena, int64_t id,
        struct conference *conference_out, struct error *err)
{
	return entity_get(store, arena, Q_CONFERENCE_GET, id, conference_fields, "conference ",
	        conference_out, err);
}

bool
conference_list(struct store *store, struct arena *arena, struct conference_list *list_out,
        struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, Q_CONFERENCE_LIST, NO_ARGS, conference_fields,
	        sizeof(*list_out->items), &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}

static void
talk_fold(struct store *store, struct talk *talk)
{
	talk->folded = utf8_fold(store->arena, talk->title);
	talk->room_folded = talk->room ? utf8_fold(store->arena, talk->room) : NULL;
	if (!talk->status)
		talk->status = "planned";
}

bool
talk_add(struct store *store, struct talk *talk, struct error *err)
{
	const struct talk *t = talk;

	talk_fold(store, talk);
	return store_draw(store, "talk", &talk->id, err) &&
	        db_run(store->db, Q_TALK_ADD,
	                ARGS(V(t->id), V(t->conference_id), V(t->uid), V(t->code), V(t->title),
	                        V(t->folded), V(t->abstract), V(t->room), V(t->room_folded),
	                        V(t->track), V0(t->starts_at), V0(t->ends_at), V(t->url),
	                        V(t->slides_url), V(t->recording_url), V(t->language), V(t->status),
	                        V0(t->moved_at)),
	                NULL, err) &&
	        db_run(store->db, Q_SEARCH_TALK_ADD, ARGS(V(t->id)), NULL, err) &&
	        history_add(store, "talk", t->id, talk_own_fields, NULL, t, err);
}

bool
talk_update(struct store *store, const struct talk *before, struct talk *after, struct error *err)
{
	const struct talk *t = after;

	talk_fold(store, after);
	return db_run(store->db, Q_SEARCH_TALK_DROP, ARGS(V(t->id)), NULL, err) &&
	        db_run(store->db, Q_TALK_UPDATE,
	                ARGS(V(t->conference_id), V(t->uid), V(t->code), V(t->title), V(t->folded),
	                        V(t->abstract), V(t->room), V(t->room_folded), V(t->track),
	                        V0(t->starts_at), V0(t->ends_at), V(t->url), V(t->slides_url),
	                        V(t->recording_url), V(t->language), V(t->status), V0(t->moved_at),
	                        V(t->id)),
	                NULL, err) &&
	        db_run(store->db, Q_SEARCH_TALK_ADD, ARGS(V(t->id)), NULL, err) &&
	        history_add(store, "talk", t->id, talk_own_fields, before, t, err);
}

bool
talk_get(struct store *store, struct arena *arena, int64_t id, struct talk *talk_out,
        struct error *err)
{
	return entity_get(store, arena, Q_TALK_GET, id, talk_fields, "talk T", talk_out, err);
}

static bool
talks_list(struct store *store, struct arena *arena, enum query query, struct args_of args,
        struct talk_list *list_out, struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, query, args, talk_fields, sizeof(*list_out->items),
	        &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}

/* What a join would give: talks of a conference that is not there are left out. */
static bool
talks_join(struct store *store, struct arena *arena, struct talk_list *list, struct error *err)
{
	struct talk *talks = arena_array(arena, list->count + 1, sizeof(*talks));
	struct conference conference = {.id = 0};
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct talk talk = list->items[i];

		if (talk.conference_id != conference.id &&
		        !conference_get(store, arena, talk.conference_id, &conference, err)) {
			if (err->kind != ERROR_MISSING)
				return false;
			error_reset(err);
			continue;
		}
		talk.conference_code = conference.code;
		talk.conference_zone = conference.zone;
		talks[count++] = talk;
	}
	talk_update_next(talks, count);
	*list = (struct talk_list){.items = talks, .count = count};
	return true;
}

bool
talk_list_around(struct store *store, struct arena *arena, int64_t from, int64_t to,
        int64_t conference_id, struct talk_list *list_out, struct error *err)
{
	const void *items;

	if (!entity_list(store, arena, Q_TALK_LIST_AROUND, ARGS(V(from), V(to), V0(conference_id)),
	            talk_own_fields, sizeof(*list_out->items), &items, &list_out->count, err))
		return false;
	list_out->items = items;
	return talks_join(store, arena, list_out, err);
}

bool
talk_list_conference(struct store *store, struct arena *arena, int64_t conference_id,
        struct talk_list *list_out, struct error *err)
{
	return talks_list(
	        store, arena, Q_TALK_LIST_CONFERENCE, ARGS(V(conference_id)), list_out, err);
}

bool
talk_list_person(struct store *store, struct arena *arena, int64_t person_id,
        struct talk_list *list_out, struct error *err)
{
	return talks_list(store, arena, Q_TALK_LIST_PERSON, ARGS(V(person_id)), list_out, err);
}

bool
talk_list_like(struct store *store, struct arena *arena, int64_t conference_id, const char *word,
        const char *code, struct talk_list *list_out, struct error *err)
{
	return talks_list(store, arena, Q_TALK_LIST_LIKE,
	        ARGS(V0(conference_id), V(store_like(arena, word)), V(code)), list_out, err);
}

bool
room_list(struct store *store, struct arena *arena, int64_t conference_id, struct texts *rooms_out,
        struct error *err)
{
	return text_list(store, arena, Q_ROOM_LIST, ARGS(V0(conference_id)), rooms_out, err);
}

static const struct field speaker_fields[] = {
        FIELD(speaker, talk_id),
        FIELD(speaker, person_id),
        FIELD(speaker, uid),
        FIELD(speaker, name),
        FIELD(speaker, folded),
        FIELD(speaker, role),
        FIELD(speaker, affiliation),
        FIELD_END,
};

bool
speaker_list_conference(struct store *store, struct arena *arena, int64_t conference_id,
        struct speaker_list *list_out, struct error *err)
{
	const void *items;
	bool ok = entity_list(store, arena, Q_SPEAKER_LIST_CONFERENCE, ARGS(V(conference_id)),
	        speaker_fields, sizeof(*list_out->items), &items, &list_out->count, err);

	list_out->items = items;
	return ok;
}

/* The ids of a talk's speakers as JSON: {"speakers":[3,4]}; NULL when there are none. */
static const char *
speakers_json(struct arena *arena, const struct person_list *people, const struct speaker *speakers,
        size_t count)
{
	json_auto_t *tree = json_object();
	json_t *list;

	if (!count)
		return NULL;
	list = json_array();
	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(
		        list, json_integer(people ? people->items[i].id : speakers[i].person_id));
	json_put(tree, "speakers", list);
	return json_line(arena, tree);
}

bool
talk_update_speakers(struct store *store, int64_t talk_id, const struct speaker *speakers,
        size_t count, struct error *err)
{
	struct arena *arena = store->arena;
	struct person_list old;

	if (!person_list_talk(store, arena, talk_id, &old, err) ||
	        !db_run(store->db, Q_SPEAKER_DROP_TALK, ARGS(V(talk_id)), NULL, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!db_run(store->db, Q_SPEAKER_ADD,
		            ARGS(V(talk_id), V((int64_t)i), V(speakers[i].person_id),
		                    V(speakers[i].uid)),
		            NULL, err))
			return false;
	return history_add_text(store, "speakers", talk_id,
	        speakers_json(arena, &old, NULL, old.count),
	        speakers_json(arena, NULL, speakers, count), err);
}
