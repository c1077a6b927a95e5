/* SPDX-License-Identifier: MIT */
#include "intake/draft.h"

#include <string.h>
#include <strings.h>

#include "text/civil.h"
#include "intake/slots.h"

enum { SLOTS_MOST = 50 }; /* of one id: what is used more often than that names nothing */

struct finish {
	struct draft *draft;
	struct programme *programme;
	struct slots slots;
	struct lookup uids;
	struct programme_talk *talks;
	size_t count;
};

enum fate { FATE_KEPT, FATE_CANCELLED, FATE_LEFT_OUT };

struct state {
	const char *name;
	enum fate fate;
};

/* The words of pretalx, schedule2, Sessionize, Open Event and iCalendar; unknown ones are kept. */
static const struct state states[] = {
        {.name = "canceled", .fate = FATE_CANCELLED},
        {.name = "cancelled", .fate = FATE_CANCELLED},
        {.name = "withdrawn", .fate = FATE_CANCELLED},
        {.name = "deleted", .fate = FATE_CANCELLED},
        {.name = "rejected", .fate = FATE_LEFT_OUT},
        {.name = "declined", .fate = FATE_LEFT_OUT},
        {.name = "draft", .fate = FATE_LEFT_OUT},
        {.name = "pending", .fate = FATE_LEFT_OUT},
        {.name = "submitted", .fate = FATE_LEFT_OUT},
        {.name = "nominated", .fate = FATE_LEFT_OUT},
        {.name = "waitlisted", .fate = FATE_LEFT_OUT},
        {.name = "accept_queue", .fate = FATE_LEFT_OUT},
        {.name = "decline_queue", .fate = FATE_LEFT_OUT},
        {.name = "in_evaluation", .fate = FATE_LEFT_OUT},
};

static enum fate
fate_of(const char *state)
{
	for (size_t i = 0; state && i < COUNT(states); i++)
		if (strcasecmp(states[i].name, state) == 0)
			return states[i].fate;
	return FATE_KEPT;
}

/* "CANCELLED: title", "[Abgesagt] title"; not "Cancelling system calls". */
static bool
has_cancelled_prefix(const char *title)
{
	static const char *const words[] = {"cancelled", "canceled", "abgesagt"};

	title += strspn(title, "[(*! ");
	for (size_t i = 0; i < COUNT(words); i++) {
		const char *behind = title + strlen(words[i]);

		if (strncasecmp(title, words[i], strlen(words[i])) != 0)
			continue;
		behind += strspn(behind, " ");
		return *behind == '\0' || strchr(":-])*!", *behind) ||
		        strncmp(behind, "\xE2\x80\x93", 3) == 0; /* en dash */
	}
	return false;
}

/* The day part of a text that begins with one. */
static const char *
day_of(struct arena *arena, const char *text)
{
	struct moment moment;

	if (!text || !moment_parse(text, &moment) || !moment.has_day)
		return NULL;
	return arena_format(
	        arena, "%04d-%02d-%02d", moment.local.year, moment.local.month, moment.local.day);
}

static const char *
day_find(struct finish *finish, const struct draft_talk *talk, int64_t starts_at)
{
	struct arena *arena = finish->draft->arena;
	const char *day = day_of(arena, talk->day);
	struct civil_date date;

	if (day || !starts_at)
		return day;
	starts_at += slots_offset(&finish->slots, finish->slots.zone, starts_at);
	date = civil_date(civil_day_at(starts_at - finish->slots.day_change));
	return arena_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

/* Abstract and description are two lengths of the same in some systems, two halves in others. */
static const char *
abstract_of(struct draft *draft, const struct draft_talk *talk)
{
	const char *abstract = draft_text(draft, talk->abstract);
	const char *description = draft_text(draft, talk->description);

	if (!abstract || !description)
		return abstract ? abstract : description;
	if (strncmp(description, abstract, strlen(abstract)) == 0)
		return description;
	return arena_format(draft->arena, "%s\n\n%s", abstract, description);
}

static const char *
uid_of(struct draft *draft, const struct draft_talk *talk)
{
	const char *uid = draft_line(draft, talk->guid);

	if (!uid)
		uid = draft_line(draft, talk->id);
	return uid ? uid : draft_line(draft, talk->code);
}

/* pretalx's addresses end in /talk/CODE/, also where its exports have no field for the code. */
static const char *
code_in(struct arena *arena, const char *url)
{
	const char *code = url ? strstr(url, "/talk/") : NULL;
	size_t length;

	if (!code)
		return NULL;
	code += strlen("/talk/");
	length = strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
	if (length != 6 || (code[length] != '/' && code[length] != '\0'))
		return NULL;
	return arena_span(arena, code, length);
}

static const char *
code_find(struct draft *draft, const struct draft_talk *talk)
{
	const char *code = draft_line(draft, talk->code);

	if (!code)
		code = code_in(draft->arena, talk->url);
	return code ? code : code_in(draft->arena, talk->feedback_url);
}

static bool
is_text_same(const char *one, const char *other)
{
	return one == other || (one && other && strcmp(one, other) == 0);
}

static bool
is_talk_same(const struct programme_talk *one, const struct programme_talk *other)
{
	return one->starts_at == other->starts_at && is_text_same(one->room, other->room) &&
	        is_text_same(one->title, other->title) &&
	        is_text_same(one->abstract, other->abstract) &&
	        one->speaker_count == other->speaker_count &&
	        (one->speaker_count == 0 ||
	                memcmp(one->speakers, other->speakers,
	                        one->speaker_count * sizeof(*one->speakers)) == 0);
}

/* Gives the talk a uid of its own; false when the very same talk is there already. */
static bool
uid_claim(struct finish *finish, struct programme_talk *talk, const struct draft_talk *from)
{
	struct arena *arena = finish->draft->arena;
	const char *uid = talk->uid;
	size_t place;

	for (size_t slot = 2; uid; slot++) {
		if (lookup_add(arena, &finish->uids, uid, finish->count))
			break;
		if (lookup_find(&finish->uids, uid, &place) &&
		        is_talk_same(&finish->talks[place], talk)) {
			draft_add_warning(finish->draft, PROGRAMME_WARNING_TALK_DOUBLED, from);
			return false;
		}
		if (slot == 2)
			draft_add_warning(finish->draft, PROGRAMME_WARNING_ID_REPEATED, from);
		uid = slot <= SLOTS_MOST ? arena_format(arena, "%s#%zu", talk->uid, slot) : NULL;
	}
	talk->uid = uid;
	return true;
}

static void
bounds_widen(struct programme *programme, const struct programme_talk *talk)
{
	int64_t ends_at = talk->ends_at ? talk->ends_at : talk->starts_at;

	if (!talk->starts_at)
		return;
	if (!programme->starts_at || talk->starts_at < programme->starts_at)
		programme->starts_at = talk->starts_at;
	if (ends_at > programme->ends_at)
		programme->ends_at = ends_at;
}

static bool
talk_finish(struct finish *finish, const struct draft_talk *from, struct error *err)
{
	struct programme_talk *talk = &finish->talks[finish->count];
	struct draft *draft = finish->draft;
	enum fate fate = fate_of(from->state);
	struct slot slot;

	if (fate == FATE_LEFT_OUT) {
		draft_add_warning(finish->draft, PROGRAMME_WARNING_NOT_ACCEPTED, from);
		return true;
	}
	if (!slots_find(&finish->slots, from, &slot, err))
		return false;
	*talk = (struct programme_talk){
	        .uid = uid_of(draft, from),
	        .code = code_find(draft, from),
	        .title = draft_line(draft, from->title),
	        .subtitle = draft_line(draft, from->subtitle),
	        .abstract = abstract_of(draft, from),
	        .room = draft_line(draft, from->room),
	        .track = draft_line(draft, from->track),
	        .language = draft_line(draft, from->language),
	        .url = draft_url(draft, from->url),
	        .slides_url = draft_url(draft, from->slides_url),
	        .recording_url = draft_url(draft, from->recording_url),
	        .day = day_find(finish, from, slot.starts_at),
	        .starts_at = slot.starts_at,
	        .ends_at = slot.ends_at,
	        .speakers = from->speakers,
	        .speaker_count = from->speaker_count,
	        .links = from->links,
	        .link_count = from->link_count,
	};
	if (!talk->title) {
		draft_add_warning(finish->draft, PROGRAMME_WARNING_TITLE_EMPTY, from);
		talk->title = "Untitled";
	}
	talk->cancelled = fate == FATE_CANCELLED || has_cancelled_prefix(talk->title);
	if (uid_claim(finish, talk, from)) {
		bounds_widen(finish->programme, talk);
		finish->count++;
	}
	return true;
}

/* From the file, or else from the talks. */
static void
days_find(struct finish *finish)
{
	struct programme *programme = finish->programme;
	struct arena *arena = finish->draft->arena;

	programme->first_day = day_of(arena, finish->draft->start);
	programme->last_day = day_of(arena, finish->draft->end);
	if (programme->first_day && programme->last_day &&
	        strcmp(programme->first_day, programme->last_day) <= 0)
		return;
	programme->first_day = NULL;
	programme->last_day = NULL;
	for (size_t i = 0; i < finish->count; i++) {
		const char *day = finish->talks[i].day;

		if (day && (!programme->first_day || strcmp(day, programme->first_day) < 0))
			programme->first_day = day;
		if (day && (!programme->last_day || strcmp(day, programme->last_day) > 0))
			programme->last_day = day;
	}
}

bool
draft_finish(struct draft *draft, const char *zone, struct error *err)
{
	struct programme *programme = draft->programme;
	struct finish finish = {
	        .draft = draft,
	        .programme = programme,
	        .talks = arena_array(draft->arena, draft->talk_count, sizeof(*finish.talks)),
	};

	if (!draft->talk_count && !draft->person_count)
		return error_set(err, ERROR_INVALID, "%s: there is no talk in it", draft->name);
	slots_init(&finish.slots, draft, zone);
	for (size_t i = 0; i < draft->talk_count; i++)
		if (!talk_finish(&finish, &draft->talks[i], err))
			return false;
	days_find(&finish);
	programme->title = draft_line(draft, draft->title);
	programme->acronym = draft_line(draft, draft->acronym);
	programme->city = draft_line(draft, draft->city);
	programme->url = draft_url(draft, draft->url ? draft->url : draft->base_url);
	programme->zone = finish.slots.zone;
	programme->talks = finish.talks;
	programme->talk_count = finish.count;
	programme->people = draft->people;
	programme->person_count = draft->person_count;
	return true;
}
