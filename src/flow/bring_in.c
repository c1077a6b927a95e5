/* SPDX-License-Identifier: MIT */
#include "flow/bring_in.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "flow/bring_people.h"
#include "flow/match.h"
#include "flow/retro_attach.h"
#include "model/reconcile.h"
#include "text/utf8.h"

/* All that one import works with. */
struct work {
	struct store *store;
	struct arena *arena;
	const struct bring_in *bring;
	struct bring_in_summary *summary;
	struct talk_list old;         /* imported before */
	struct speaker_list speakers; /* of the conference, by talk */
	const int64_t *people;        /* an id for each person of the programme */
};

/* The conference of that name; id 0: there is none yet. */
static bool
conference_named(struct store *store, struct arena *arena, const char *name,
        struct conference *conference_out, struct error *err)
{
	if (match_conference(store, arena, name, conference_out, err))
		return true;
	if (err->kind != ERROR_MISSING)
		return false;
	error_reset(err);
	*conference_out = (struct conference){.id = 0};
	return true;
}

bool
bring_in_find(struct store *store, struct arena *arena, const struct bring_in *bring,
        struct conference *conference_out, struct error *err)
{
	struct conference named = {.id = 0};
	struct conference_list list;

	*conference_out = named;
	if (bring->conference && !conference_named(store, arena, bring->conference, &named, err))
		return false;
	if (!conference_list(store, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].digest && strcmp(list.items[i].digest, bring->digest) == 0 &&
		        (!bring->conference || list.items[i].id == named.id))
			*conference_out = list.items[i];
	return true;
}

/* A conference that this source, or one of this name, was taken into before. */
static bool
conference_known(struct work *work, const char *code, struct conference *found, struct error *err)
{
	const struct bring_in *bring = work->bring;
	struct conference_list list;

	if (bring->conference)
		return conference_named(work->store, work->arena, bring->conference, found, err);
	if (!conference_list(work->store, work->arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (code ? strcmp(list.items[i].code, code) == 0
		         : list.items[i].source && bring->source &&
		                        strcmp(list.items[i].source, bring->source) == 0)
			*found = list.items[i];
	return true;
}

static bool
text_differs(const char *old, const char *new)
{
	return new && (!old || strcmp(old, new) != 0);
}

/* What the file does not say stays as it was. */
static bool
conference_refresh(struct work *work, const struct conference *before, struct error *err)
{
	const struct programme *programme = work->bring->programme;
	struct conference *after = &work->summary->conference;

	*after = *before;
	if (text_differs(before->zone, programme->zone))
		after->zone = programme->zone;
	if (text_differs(before->city, programme->city))
		after->city = programme->city;
	if (text_differs(before->url, programme->url))
		after->url = programme->url;
	if (programme->starts_at && programme->starts_at != before->starts_at && !before->starts_at)
		after->starts_at = programme->starts_at;
	if (programme->ends_at && !before->ends_at)
		after->ends_at = programme->ends_at;
	if (text_differs(before->source, work->bring->source))
		after->source = work->bring->source;
	if (text_differs(before->digest, work->bring->digest)) {
		after->digest = work->bring->digest;
		after->etag = work->bring->etag;
		after->modified = work->bring->modified;
	}
	if (memcmp(before, after, sizeof(*before)) == 0)
		return true;
	return conference_update(work->store, before, after, err);
}

static bool
conference_bring(struct work *work, struct error *err)
{
	const struct programme *programme = work->bring->programme;
	const char *name = work->bring->conference ? work->bring->conference : programme->title;
	const char *wanted =
	        programme->acronym && !work->bring->conference ? programme->acronym : name;
	const char *code = NULL;
	struct conference found = {.id = 0};

	if (wanted)
		code = conference_make_code(work->arena, utf8_fold(work->arena, wanted));
	if (!conference_known(work, code, &found, err))
		return false;
	if (found.id)
		return conference_refresh(work, &found, err);
	if (!name) {
		error_set(err, ERROR_USAGE, "the file does not say of which conference it is");
		return error_hint(err, "add --conference NAME");
	}
	work->summary->conference = (struct conference){
	        .code = code,
	        .name = name,
	        .zone = programme->zone ? programme->zone : "UTC",
	        .city = programme->city,
	        .starts_at = programme->starts_at,
	        .ends_at = programme->ends_at,
	        .url = programme->url,
	        .source = work->bring->source,
	        .digest = work->bring->digest,
	        .etag = work->bring->etag,
	        .modified = work->bring->modified,
	};
	work->summary->made = true;
	return conference_add(work->store, &work->summary->conference, err);
}

/* Talks that were added by hand are nobody's business but the user's. */
static bool
old_read(struct work *work, struct error *err)
{
	int64_t id = work->summary->conference.id;
	struct talk *kept;
	struct talk_list all;

	if (!talk_list_conference(work->store, work->arena, id, &all, err) ||
	        !speaker_list_conference(work->store, work->arena, id, &work->speakers, err))
		return false;
	kept = arena_array(work->arena, all.count + 1, sizeof(*kept));
	work->old = (struct talk_list){.items = kept};
	for (size_t i = 0; i < all.count; i++) {
		if (!all.items[i].uid)
			continue;
		kept[work->old.count++] = all.items[i];
		work->summary->known += strcmp(all.items[i].status, "gone") != 0;
	}
	return true;
}

static int
text_compare(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;

	return strcmp(*a, *b);
}

static const char *
names_join(struct arena *arena, const char **names, size_t count)
{
	struct buf buf;

	buf_init(&buf, arena, 0);
	qsort(names, count, sizeof(*names), text_compare);
	for (size_t i = 0; i < count; i++)
		buf_add_format(&buf, "%s,", names[i]);
	return buf.text;
}

/* The speakers of an old talk: a part of the list, which is in order of talks. */
static struct speaker_list
talk_speakers(const struct work *work, int64_t talk_id)
{
	size_t low = 0, high = work->speakers.count, end;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (work->speakers.items[middle].talk_id < talk_id)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < work->speakers.count; end++)
		if (work->speakers.items[end].talk_id != talk_id)
			break;
	return (struct speaker_list){.items = work->speakers.items + low, .count = end - low};
}

static const struct reconcile_talk *
old_compared(const struct work *work)
{
	struct arena *arena = work->arena;
	struct reconcile_talk *talks = arena_array(arena, work->old.count + 1, sizeof(*talks));

	for (size_t i = 0; i < work->old.count; i++) {
		const struct talk *talk = &work->old.items[i];
		struct speaker_list speakers = talk_speakers(work, talk->id);
		const char **names = arena_array(arena, speakers.count + 1, sizeof(*names));

		for (size_t k = 0; k < speakers.count; k++)
			names[k] = speakers.items[k].folded;
		talks[i] = (struct reconcile_talk){.uid = talk->uid,
		        .code = talk->code,
		        .title = talk->folded,
		        .room = talk->room_folded,
		        .speakers = names_join(arena, names, speakers.count),
		        .starts_at = talk->starts_at};
	}
	return talks;
}

static const char *
title_join(struct arena *arena, const struct programme_talk *talk)
{
	return talk->subtitle ? arena_format(arena, "%s: %s", talk->title, talk->subtitle)
	                      : talk->title;
}

static const struct reconcile_talk *
new_compared(const struct work *work)
{
	const struct programme *programme = work->bring->programme;
	struct arena *arena = work->arena;
	struct reconcile_talk *talks =
	        arena_array(arena, programme->talk_count + 1, sizeof(*talks));

	for (size_t i = 0; i < programme->talk_count; i++) {
		const struct programme_talk *talk = &programme->talks[i];
		const char **names = arena_array(arena, talk->speaker_count + 1, sizeof(*names));

		for (size_t k = 0; k < talk->speaker_count; k++)
			names[k] = utf8_fold(arena, programme->people[talk->speakers[k]].name);
		talks[i] = (struct reconcile_talk){.uid = talk->uid,
		        .code = talk->code,
		        .title = utf8_fold(arena, title_join(arena, talk)),
		        .room = talk->room ? utf8_fold(arena, talk->room) : NULL,
		        .speakers = names_join(arena, names, talk->speaker_count),
		        .starts_at = talk->starts_at};
	}
	return talks;
}

static void
take_text(const char **field, const char *text)
{
	if (text_differs(*field, text))
		*field = text;
}

/* The talk as the file has it; links and languages that it does not name stay. */
static struct talk
talk_made(const struct work *work, const struct talk *old, const struct programme_talk *new)
{
	struct talk talk = {.conference_id = work->summary->conference.id};

	if (old)
		talk = *old;
	take_text(&talk.uid, new->uid ? new->uid : new->code ? new->code : new->title);
	take_text(&talk.code, new->code);
	take_text(&talk.title, title_join(work->arena, new));
	take_text(&talk.abstract, new->abstract);
	take_text(&talk.room, new->room);
	take_text(&talk.track, new->track);
	take_text(&talk.url, new->url);
	take_text(&talk.slides_url, new->slides_url);
	take_text(&talk.recording_url, new->recording_url);
	take_text(&talk.language, new->language);
	talk.starts_at = new->starts_at;
	talk.ends_at = new->ends_at &&new->starts_at ? new->ends_at : new->starts_at;
	take_text(&talk.status, new->cancelled ? "cancelled" : "planned");
	return talk;
}

static bool
speakers_have(const struct speaker_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].name, name) == 0)
			return true;
	return false;
}

/* differ_out: other names are printed; that they stand in another order is written, but is no news.
 */
static bool
speakers_bring(struct work *work, int64_t talk_id, const struct programme_talk *new,
        bool *differ_out, struct error *err)
{
	const struct programme *programme = work->bring->programme;
	struct speaker_list have = talk_speakers(work, talk_id);
	struct speaker *speakers =
	        arena_array(work->arena, new->speaker_count + 1, sizeof(*speakers));
	bool rewritten;

	*differ_out = rewritten = have.count != new->speaker_count;
	for (size_t i = 0; i < new->speaker_count; i++) {
		speakers[i].person_id = work->people[new->speakers[i]];
		speakers[i].uid = programme->people[new->speakers[i]].uid;
		*differ_out = *differ_out ||
		        !speakers_have(&have, programme->people[new->speakers[i]].name);
		rewritten = rewritten || speakers[i].person_id != have.items[i].person_id ||
		        text_differs(have.items[i].uid, speakers[i].uid);
	}
	return !rewritten ||
	        talk_update_speakers(work->store, talk_id, speakers, new->speaker_count, err);
}

static void
change_count(const struct talk *old, const struct talk *new, struct bring_in_summary *summary)
{
	bool room = text_differs(old->room, new->room);
	bool gone = strcmp(old->status, "gone") == 0;

	summary->moved += old->starts_at != new->starts_at || room;
	summary->retitled += strcmp(old->title, new->title) != 0;
	summary->lengthened += old->ends_at - old->starts_at != new->ends_at - new->starts_at;
	summary->revived += gone && strcmp(new->status, "planned") == 0;
	summary->cancelled +=
	        strcmp(old->status, "planned") == 0 && strcmp(new->status, "cancelled") == 0;
}

static bool
talk_refresh(struct work *work, const struct talk *old, const struct programme_talk *new,
        struct error *err)
{
	struct bring_in_summary *summary = work->summary;
	struct talk talk = talk_made(work, old, new);
	bool same = memcmp(old, &talk, sizeof(talk)) == 0, cast;

	if (!speakers_bring(work, talk.id, new, &cast, err))
		return false;
	summary->cast += cast;
	summary->changed += cast || !same;
	if (same)
		return true;
	change_count(old, &talk, summary);
	if (old->starts_at != talk.starts_at || text_differs(old->room, talk.room))
		talk.moved_at = store_now(work->store);
	return talk_update(work->store, old, &talk, err);
}

static bool
talk_new(struct work *work, const struct programme_talk *new, struct error *err)
{
	struct talk talk = talk_made(work, NULL, new);
	bool cast;

	work->summary->added++;
	return talk_add(work->store, &talk, err) && speakers_bring(work, talk.id, new, &cast, err);
}

/* A talk that is no longer in the file stays: it may have questions, and it may come back. */
static bool
talk_vanish(struct work *work, const struct talk *old, struct error *err)
{
	struct talk talk = *old;

	if (strcmp(old->status, "gone") == 0)
		return true;
	work->summary->vanished++;
	talk.status = "gone";
	return talk_update(work->store, old, &talk, err);
}

static bool
talks_bring(struct work *work, struct error *err)
{
	const struct programme *programme = work->bring->programme;
	struct reconcile result;

	reconcile(work->arena, old_compared(work), work->old.count, new_compared(work),
	        programme->talk_count, &result);
	work->summary->uids_changed = result.uids_changed;
	for (size_t i = 0; i < programme->talk_count; i++) {
		const struct programme_talk *new = &programme->talks[i];

		if (result.old_of[i] == RECONCILE_NEW
		                ? !talk_new(work, new, err)
		                : !talk_refresh(work, &work->old.items[result.old_of[i]], new, err))
			return false;
	}
	for (size_t i = 0; i < work->old.count && !programme->people_only; i++)
		if (!result.kept[i] && !talk_vanish(work, &work->old.items[i], err))
			return false;
	return true;
}

/* Every talk that stayed begins later, or earlier, by the same time: a mistake about the zone looks
 * like this. */
static void
shift_find(struct work *work, const struct talk_list *after)
{
	int64_t shift = 0;
	size_t met = 0;

	for (size_t i = 0; i < work->old.count; i++)
		for (size_t k = 0; k < after->count; k++) {
			const struct talk *old = &work->old.items[i], *new = &after->items[k];

			if (old->id != new->id || !old->starts_at || !new->starts_at)
				continue;
			if (met && new->starts_at - old->starts_at != shift)
				return;
			shift = new->starts_at - old->starts_at;
			met++;
			break;
		}
	if (met > 2)
		work->summary->shift = shift;
}

static void
rooms_count(struct work *work)
{
	const struct programme *programme = work->bring->programme;
	const char **rooms = arena_array(work->arena, programme->talk_count + 1, sizeof(*rooms));
	bool *speaks = arena_array(work->arena, programme->person_count + 1, sizeof(*speaks));
	size_t count = 0;

	for (size_t i = 0; i < programme->talk_count; i++) {
		const struct programme_talk *talk = &programme->talks[i];

		if (talk->room)
			rooms[count++] = talk->room;
		for (size_t k = 0; k < talk->speaker_count; k++)
			speaks[talk->speakers[k]] = true;
	}
	qsort(rooms, count, sizeof(*rooms), text_compare);
	for (size_t i = 0; i < count; i++)
		work->summary->rooms += i == 0 || strcmp(rooms[i], rooms[i - 1]) != 0;
	for (size_t i = 0; i < programme->person_count; i++)
		work->summary->speakers += speaks[i];
}

static bool
questions_attach(struct work *work, struct error *err)
{
	struct talk_list all, planned;
	struct talk *items;

	if (!talk_list_conference(
	            work->store, work->arena, work->summary->conference.id, &all, err))
		return false;
	shift_find(work, &all);
	items = arena_array(work->arena, all.count + 1, sizeof(*items));
	planned = (struct talk_list){.items = items};
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].starts_at && talk_is_planned(&all.items[i]))
			items[planned.count++] = all.items[i];
	return retro_attach(work->store, work->arena, &planned, &work->summary->attached,
	        &work->summary->doubtful, err);
}

bool
bring_in_programme(struct store *store, struct arena *arena, const struct bring_in *bring,
        struct bring_in_summary *summary_out, struct error *err)
{
	struct work work = {.store = store, .arena = arena, .bring = bring, .summary = summary_out};

	*summary_out = (struct bring_in_summary){.talks = (int64_t)bring->programme->talk_count};
	rooms_count(&work);
	return conference_bring(&work, err) && old_read(&work, err) &&
	        bring_people(store, arena, bring, &work.speakers, &work.people, summary_out, err) &&
	        talks_bring(&work, err) && questions_attach(&work, err);
}
