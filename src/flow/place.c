/* SPDX-License-Identifier: MIT */
#include "flow/place.h"

#include <stdio.h>
#include <string.h>

#include "flow/match.h"
#include "store/person.h"
#include "text/number.h"
#include "text/utf8.h"

enum { NEXT_WITHIN = 3600 };

static const char *const kind_words[] = {
        [PLACE_AUTO] = "auto",
        [PLACE_NOWHERE] = "nowhere",
        [PLACE_TALK] = "talk",
        [PLACE_ROOM] = "room",
        [PLACE_SPEAKER] = "speaker",
};

/* "talk 3 1504097520 " or "room 0 1504097520 Ballroom A": kind, id, since when, name of the room.
 */
static void
place_parse(struct arena *arena, const char *text, struct place *place)
{
	char word[16];
	long long id, set_at;
	int end = 0;

	if (!text || sscanf(text, "%15s %lld %lld %n", word, &id, &set_at, &end) != 3)
		return;
	for (size_t i = 0; i < COUNT(kind_words); i++)
		if (strcmp(word, kind_words[i]) == 0)
			place->kind = (enum place_kind)i;
	place->id = id;
	place->set_at = set_at;
	place->room = arena_text(arena, text + end);
}

/* Whoever was followed may have been merged into somebody else since: then the programme counts
 * again. */
static bool
place_check(struct store *store, struct arena *arena, struct place *place, struct error *err)
{
	struct person person;

	if (place->kind != PLACE_SPEAKER || person_get(store, arena, place->id, &person, err))
		return true;
	if (err->kind != ERROR_MISSING)
		return false;
	error_reset(err);
	place->kind = PLACE_AUTO;
	return true;
}

bool
place_get(struct store *store, struct arena *arena, struct place *place_out, struct error *err)
{
	const char *place, *conference;

	*place_out = (struct place){.kind = PLACE_AUTO};
	if (!store_get_setting(store, arena, "place", &place, err) ||
	        !store_get_setting(store, arena, "conference", &conference, err))
		return false;
	place_parse(arena, place, place_out);
	if (!place_check(store, arena, place_out, err))
		return false;
	if (conference)
		(void)number_parse(conference, 1, INT64_MAX, &place_out->conference_id);
	return true;
}

bool
place_update(struct store *store, const struct place *place, struct error *err)
{
	const char *text = arena_format(store_arena(store), "%s %lld %lld %s",
	        kind_words[place->kind], (long long)place->id, (long long)place->set_at,
	        place->room ? place->room : "");

	return store_update_setting(store, "place", place->kind == PLACE_AUTO ? NULL : text, err);
}

bool
place_update_conference(struct store *store, int64_t conference_id, struct error *err)
{
	char text[32];

	(void)snprintf(text, sizeof(text), "%lld", (long long)conference_id);
	return store_update_setting(store, "conference", conference_id ? text : NULL, err);
}

static bool
talk_is_next(const struct talk *talk, int64_t at)
{
	return talk->starts_at > at;
}

static struct talk_list
talks_pick(struct arena *arena, const struct talk_list *all,
        bool (*picks)(const struct talk *, int64_t), int64_t at)
{
	struct talk *items = arena_array(arena, all->count + 1, sizeof(*items));
	size_t count = 0;

	for (size_t i = 0; i < all->count; i++)
		if (picks(&all->items[i], at))
			items[count++] = all->items[i];
	return (struct talk_list){.items = items, .count = count};
}

bool
place_list_now(struct store *store, struct arena *arena, int64_t conference_id, int64_t at,
        struct programme_now *now_out, struct error *err)
{
	struct talk_list all;

	if (!talk_list_around(
	            store, arena, at - TALK_LONGEST, at + NEXT_WITHIN, conference_id, &all, err))
		return false;
	now_out->on = talks_pick(arena, &all, talk_is_on, at);
	now_out->over = talks_pick(arena, &all, talk_is_just_over, at);
	now_out->next = talks_pick(arena, &all, talk_is_next, at);
	return true;
}

bool
place_get_zone(struct store *store, struct arena *arena, int64_t now, const char **zone_out,
        struct error *err)
{
	struct conference conference;
	struct conference_list all;
	struct programme_now programme;
	struct place place;

	*zone_out = NULL;
	if (!place_get(store, arena, &place, err))
		return false;
	if (place.conference_id) {
		if (!conference_get(store, arena, place.conference_id, &conference, err))
			return false;
		*zone_out = conference.zone;
		return true;
	}
	if (!place_list_now(store, arena, 0, now, &programme, err) ||
	        !conference_list(store, arena, &all, err))
		return false;
	if (programme.on.count)
		*zone_out = programme.on.items[0].conference_zone;
	else if (programme.over.count)
		*zone_out = programme.over.items[0].conference_zone;
	else if (programme.next.count)
		*zone_out = programme.next.items[0].conference_zone;
	else if (all.count == 1)
		*zone_out = all.items[0].zone;
	return true;
}

/* The latest of the talks that fits: on, else just over, else (begun) the last one that has begun.
 */
static const struct talk *
talk_latest(const struct talk_list *talks, int64_t at, bool begun)
{
	const struct talk *best = NULL;

	for (size_t i = 0; i < talks->count; i++) {
		const struct talk *talk = &talks->items[i];

		if (talk_is_on(talk, at))
			return talk;
		if (talk_is_just_over(talk, at) ||
		        (begun && talk_is_planned(talk) && talk->starts_at &&
		                talk->starts_at <= at))
			best = talk;
	}
	return best;
}

static void
attach_take(struct attach *attach, const struct talk *talk, enum attach_why why)
{
	if (!talk)
		return;
	attach->talk = *talk;
	attach->why = why;
}

/* Whatever is on in a room. */
static bool
attach_room(struct store *store, struct arena *arena, const struct place *place, int64_t at,
        struct attach *attach, struct error *err)
{
	const char *room = utf8_fold(arena, place->room);
	struct talk_list all, here;
	struct talk *items;

	if (!talk_list_around(store, arena, at - TALK_LONGEST, at + TALK_NEXT_WITHIN,
	            place->conference_id, &all, err))
		return false;
	items = arena_array(arena, all.count + 1, sizeof(*items));
	here = (struct talk_list){.items = items};
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].room_folded && strcmp(all.items[i].room_folded, room) == 0)
			items[here.count++] = all.items[i];
	attach_take(attach, talk_latest(&here, at, false), ATTACH_STICKY);
	return true;
}

static bool
attach_speaker(struct store *store, struct arena *arena, int64_t person_id, int64_t at, bool begun,
        enum attach_why why, struct attach *attach, struct error *err)
{
	struct talk_list talks;

	if (!talk_list_person(store, arena, person_id, &talks, err))
		return false;
	attach_take(attach, talk_latest(&talks, at, begun), why);
	return true;
}

/* A talk chosen before its end holds until it is over; one chosen later, until another is chosen.
 * One that does not take place holds nobody. */
static bool
attach_talk(struct store *store, struct arena *arena, const struct place *place, int64_t at,
        bool *settled_out, struct attach *attach, struct error *err)
{
	struct talk talk;
	int64_t until;

	if (!talk_get(store, arena, place->id, &talk, err))
		return false;
	until = talk.ends_at ? talk_grace_until(&talk) : INT64_MAX;
	*settled_out = talk_is_planned(&talk) && (at < until || place->set_at >= talk.ends_at);
	if (*settled_out)
		attach_take(attach, &talk, ATTACH_STICKY);
	return true;
}

/* settled_out: the place decides, even if the decision is "no talk". */
static bool
attach_sticky(struct store *store, struct arena *arena, const struct place *place, int64_t at,
        bool *settled_out, struct attach *attach, struct error *err)
{
	*settled_out = true;
	switch (place->kind) {
	case PLACE_TALK:
		return attach_talk(store, arena, place, at, settled_out, attach, err);
	case PLACE_ROOM:
		return attach_room(store, arena, place, at, attach, err);
	case PLACE_SPEAKER:
		return attach_speaker(
		        store, arena, place->id, at, false, ATTACH_STICKY, attach, err);
	case PLACE_NOWHERE:
		return true;
	case PLACE_AUTO:
		break;
	}
	*settled_out = false;
	return true;
}

static bool
attach_environment(struct store *store, struct arena *arena, const struct place *place,
        const char *text, struct attach *attach, struct error *err)
{
	if (match_talk(store, arena, place->conference_id, text, &attach->talk, err)) {
		attach->why = ATTACH_ENVIRONMENT;
		return true;
	}
	/* Somebody's shell start-up file must not stop a capture. */
	if (err->kind != ERROR_MISSING && err->kind != ERROR_AMBIGUOUS)
		return false;
	error_reset(err);
	attach->talk.id = 0;
	return true;
}

static bool
attach_now(struct store *store, struct arena *arena, const struct place *place, int64_t at,
        struct attach *attach, struct error *err)
{
	struct programme_now now;

	if (!place_list_now(store, arena, place->conference_id, at, &now, err))
		return false;
	if (now.on.count == 1)
		attach_take(attach, &now.on.items[0], ATTACH_ON);
	else if (now.on.count > 1)
		attach->candidates = now.on;
	else if (now.over.count == 1)
		attach_take(attach, &now.over.items[0], ATTACH_OVER);
	else
		attach->candidates = now.over;
	return true;
}

/* The talk that ended last before the moment: in the room where I am, or of all when none is set.
 */
static bool
attach_previous(struct store *store, struct arena *arena, const struct place *place, int64_t at,
        struct attach *attach, struct error *err)
{
	struct attach here = {.why = ATTACH_NONE};
	const struct talk *best = NULL;
	const char *room = NULL;
	struct talk_list all;
	bool settled;

	if (!attach_sticky(store, arena, place, at, &settled, &here, err) ||
	        (!here.talk.id && !attach_now(store, arena, place, at, &here, err)) ||
	        !talk_list_around(
	                store, arena, at - 2 * TALK_LONGEST, at, place->conference_id, &all, err))
		return false;
	if (place->kind == PLACE_ROOM)
		room = utf8_fold(arena, place->room);
	else if (here.talk.id)
		room = here.talk.room_folded;
	for (size_t i = 0; i < all.count; i++) {
		const struct talk *talk = &all.items[i];

		if (talk->ends_at > at || talk->id == here.talk.id ||
		        (room && (!talk->room_folded || strcmp(talk->room_folded, room) != 0)))
			continue;
		if (!best || talk->ends_at >= best->ends_at)
			best = talk;
	}
	if (!best)
		return error_set(err, ERROR_MISSING, "no talk has ended before this one");
	attach_take(attach, best, ATTACH_GIVEN);
	return true;
}

bool
attach_find(struct store *store, struct arena *arena, const struct attach_wish *wish,
        struct attach *attach_out, struct error *err)
{
	struct place place;
	bool settled = false;

	*attach_out = (struct attach){.why = ATTACH_NONE};
	if (!place_get(store, arena, &place, err))
		return false;
	if (wish->speaker && !match_person(store, arena, wish->speaker, &attach_out->person, err))
		return false;
	if (wish->inbox)
		return true;
	if (wish->talk) {
		attach_out->why = ATTACH_GIVEN;
		return match_talk(
		        store, arena, place.conference_id, wish->talk, &attach_out->talk, err);
	}
	if (wish->previous)
		return attach_previous(store, arena, &place, wish->at, attach_out, err);
	if (wish->speaker)
		return attach_speaker(store, arena, attach_out->person.id, wish->at, true,
		        ATTACH_GIVEN, attach_out, err);
	if (!attach_sticky(store, arena, &place, wish->at, &settled, attach_out, err))
		return false;
	if (settled)
		return true;
	if (wish->environment &&
	        !attach_environment(store, arena, &place, wish->environment, attach_out, err))
		return false;
	return attach_out->talk.id || attach_now(store, arena, &place, wish->at, attach_out, err);
}
