/* SPDX-License-Identifier: MIT */
#include "intake/reader.h"

#include <string.h>
#include <strings.h>

#include "text/utf8.h"
#include "intake/ical_line.h"
#include "intake/zones.h"

/*
 * The part of iCalendar (RFC 5545) that talks need: VEVENTs with a time. Each byte is looked at
 * once; repetition rules are counted and not expanded.
 */

enum {
	DEPTH_MOST = 16,
	ZONES_MOST = 64, /* that are looked up on the disk, which takes its time */
};

enum component { COMPONENT_OTHER, COMPONENT_CALENDAR, COMPONENT_ZONE, COMPONENT_EVENT };

struct component_name {
	const char *name;
	enum component component;
};

static const struct component_name components[] = {
        {.name = "VCALENDAR", .component = COMPONENT_CALENDAR},
        {.name = "VTIMEZONE", .component = COMPONENT_ZONE},
        {.name = "VEVENT", .component = COMPONENT_EVENT},
};

struct open_component {
	enum component component;
	const char *name;
};

struct reader {
	struct draft *draft;
	struct error *err;
	struct ical_lines lines;
	struct open_component open[DEPTH_MOST];
	size_t depth;
	struct draft_talk *talk; /* of the event that is open */
	const char *organizer;   /* of the event */
	const char **organizers; /* one per talk; NULL where there is none */
	size_t organizer_capacity;
	struct lookup uids;
	bool uids_double;
	bool cancelled;      /* the whole file is a list of cancellations */
	const char *tzid;    /* of the VTIMEZONE */
	struct names places; /* its IANA name, where it carries one */
	struct lookup tzids; /* those that were looked up already */
	size_t zone_count;
	struct names zones; /* and what they mean */
};

static bool
fail(struct reader *reader, const char *reason)
{
	return error_set(reader->err, ERROR_INVALID, "%s: line %zu: %s", reader->draft->name,
	        reader->lines.first, reason);
}

/* \n, \, \; and \\ are what they stand for. */
static const char *
unescape(struct reader *reader, const char *value)
{
	char *text = arena_text(reader->draft->arena, value);
	char *to = text;

	for (const char *at = text; *at; at++) {
		if (*at == '\\' && at[1]) {
			at++;
			*to++ = *at == 'n' || *at == 'N' ? '\n' : *at;
		} else {
			*to++ = *at;
		}
	}
	*to = '\0';
	return text;
}

static void
calendar_read(struct reader *reader, const struct ical_property *property)
{
	struct draft *draft = reader->draft;

	if (ical_has_name(property, "X-WR-CALNAME") ||
	        (ical_has_name(property, "NAME") && !draft->title))
		draft->title = unescape(reader, property->value);
	else if (ical_has_name(property, "X-WR-TIMEZONE"))
		draft->zone = unescape(reader, property->value);
	else if (ical_has_name(property, "METHOD"))
		reader->cancelled = strcasecmp(property->value, "CANCEL") == 0;
}

static void
zone_read(struct reader *reader, const struct ical_property *property)
{
	if (ical_has_name(property, "TZID"))
		reader->tzid = unescape(reader, property->value);
	else if (ical_has_name(property, "X-LIC-LOCATION"))
		names_add(reader->draft->arena, &reader->places, reader->tzid,
		        unescape(reader, property->value));
}

/* Pentabarf and LibrePlanet list speakers as attendees. */
static void
attendee_read(struct reader *reader, const struct ical_property *property)
{
	struct draft *draft = reader->draft;
	const char *kind = ical_parameter_find(property, "CUTYPE");
	const char *name = ical_parameter_find(property, "CN");
	struct draft_person person = {0};
	size_t number;

	if (!name || (kind && strcasecmp(kind, "INDIVIDUAL") != 0))
		return;
	person.name = unescape(reader, name);
	if (strncasecmp(property->value, "mailto:", 7) == 0)
		draft_add_contact(draft, &person, "email", property->value);
	if (draft_add_person(draft, &person, &number))
		draft_add_speaker(draft, reader->talk, number);
}

static void
start_read(struct reader *reader, const struct ical_property *property)
{
	const char *tzid = ical_parameter_find(property, "TZID");

	reader->talk->date = unescape(reader, property->value);
	if (tzid)
		reader->talk->zone = arena_text(reader->draft->arena, tzid);
}

static void
event_read(struct reader *reader, const struct ical_property *property)
{
	static const struct {
		const char *name;
		size_t member;
	} texts[] = {
	        {.name = "UID", .member = offsetof(struct draft_talk, guid)},
	        {.name = "SUMMARY", .member = offsetof(struct draft_talk, title)},
	        {.name = "DESCRIPTION", .member = offsetof(struct draft_talk, abstract)},
	        {.name = "LOCATION", .member = offsetof(struct draft_talk, room)},
	        {.name = "CATEGORIES", .member = offsetof(struct draft_talk, track)},
	        {.name = "URL", .member = offsetof(struct draft_talk, url)},
	        {.name = "DTEND", .member = offsetof(struct draft_talk, end)},
	        {.name = "DURATION", .member = offsetof(struct draft_talk, duration)},
	        {.name = "STATUS", .member = offsetof(struct draft_talk, state)},
	};

	if (ical_has_name(property, "DTSTART"))
		start_read(reader, property);
	else if (ical_has_name(property, "TZID") && !reader->talk->zone)
		reader->talk->zone = unescape(reader, property->value);
	else if (ical_has_name(property, "ATTENDEE"))
		attendee_read(reader, property);
	else if (ical_has_name(property, "ORGANIZER") && ical_parameter_find(property, "CN"))
		reader->organizer = unescape(reader, ical_parameter_find(property, "CN"));
	else if (ical_has_name(property, "RRULE") || ical_has_name(property, "RDATE"))
		draft_add_warning(reader->draft, PROGRAMME_WARNING_RECURRING, reader->talk);
	for (size_t i = 0; i < COUNT(texts); i++) {
		const char **member =
		        (const char **)(void *)((char *)reader->talk + texts[i].member);

		if (ical_has_name(property, texts[i].name) && !*member && *property->value)
			*member = unescape(reader, property->value);
	}
}

static bool
component_open(struct reader *reader, const char *name)
{
	struct open_component *open = &reader->open[reader->depth];

	if (reader->depth == DEPTH_MOST)
		return fail(reader, "components are nested more than 16 deep");
	*open = (struct open_component){.name = arena_text(reader->draft->arena, name)};
	for (size_t i = 0; i < COUNT(components); i++)
		if (strcasecmp(components[i].name, name) == 0)
			open->component = components[i].component;
	reader->depth++;
	reader->tzid = NULL;
	if (open->component != COMPONENT_EVENT)
		return true;
	if (reader->talk)
		return fail(reader, "an event begins inside of an event");
	reader->organizer = NULL;
	return draft_add_talk(reader->draft, &reader->talk, reader->err);
}

/* "Title (talk by A, B)", as Lanyrd wrote it; and "Title - A, B" out of pretalx. */
static void
summary_split(struct reader *reader, struct draft_talk *talk, const char **speakers)
{
	struct arena *arena = reader->draft->arena;
	size_t length = talk->title ? strlen(talk->title) : 0;
	const char *cut = NULL;

	*speakers = NULL;
	if (!length)
		return;
	if (talk->guid && strncmp(talk->guid, "pretalx-", 8) == 0) {
		for (const char *at = talk->title; (at = strstr(at, " - ")) != NULL; at++)
			cut = at;
		*speakers = cut ? cut + 3 : NULL;
	} else if (talk->title[length - 1] == ')') {
		const char *by;

		cut = strrchr(talk->title, '(');
		by = cut ? strstr(cut, "by ") : NULL;
		if (by &&
		        (by == cut + 1 || (by[-1] == ' ' && !memchr(cut, ',', (size_t)(by - cut)))))
			*speakers = arena_span(arena, by + 3, strlen(by + 3) - 1);
	}
	if (*speakers)
		talk->title = arena_span(arena, talk->title, (size_t)(cut - talk->title));
}

/* Up to a comma, an ampersand or "and". */
static size_t
name_length(const char *names)
{
	size_t length = strcspn(names, ",&");
	const char *word = memmem(names, length, " and ", 5);

	return word ? (size_t)(word - names) : length;
}

static void
speakers_split(struct reader *reader, struct draft_talk *talk, const char *names)
{
	struct draft *draft = reader->draft;

	while (*names) {
		size_t length = name_length(names);
		struct draft_person person = {.name = arena_span(draft->arena, names, length)};
		size_t number;

		if (draft_line(draft, person.name) && draft_add_person(draft, &person, &number))
			draft_add_speaker(draft, talk, number);
		names += length;
		names += strspn(names, ",& ");
		if (strncmp(names, "and ", 4) == 0)
			names += 4;
	}
}

/* "pretalx-event-ABC123-0@host": the code is the last part that looks like one. */
static const char *
code_find(struct arena *arena, const char *uid)
{
	size_t end;

	if (!uid || strncmp(uid, "pretalx-", 8) != 0)
		return NULL;
	end = strcspn(uid, "@");
	while (end > 8) {
		size_t start = end;

		while (start && uid[start - 1] != '-')
			start--;
		if (end - start == 6 &&
		        strspn(uid + start, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") >= 6)
			return arena_span(arena, uid + start, 6);
		end = start ? start - 1 : 0;
	}
	return NULL;
}

static void
event_close(struct reader *reader)
{
	struct arena *arena = reader->draft->arena;
	struct draft_talk *talk = reader->talk;
	const char *speakers;

	talk->code = code_find(arena, talk->guid);
	summary_split(reader, talk, &speakers);
	if (speakers && !talk->speaker_count)
		speakers_split(reader, talk, speakers);
	if (reader->cancelled)
		talk->state = "CANCELLED";
	if (talk->guid && !lookup_add(arena, &reader->uids, talk->guid, 0))
		reader->uids_double = true;
	reader->organizers = arena_grow(arena, reader->organizers, reader->draft->talk_count - 1,
	        &reader->organizer_capacity, sizeof(*reader->organizers));
	reader->organizers[reader->draft->talk_count - 1] = reader->organizer;
	reader->talk = NULL;
}

static bool
component_close(struct reader *reader, const char *name)
{
	const struct open_component *open;

	if (!reader->depth)
		return fail(reader, "END without a BEGIN");
	open = &reader->open[--reader->depth];
	if (strcasecmp(open->name, name) != 0)
		return fail(reader, "END does not fit the BEGIN before it");
	if (open->component == COMPONENT_EVENT)
		event_close(reader);
	return true;
}

static bool
line_read(struct reader *reader)
{
	struct ical_property property;

	if (reader->lines.text.over)
		return fail(reader, "a line is longer than 1 MiB");
	if (utf8_valid_length(reader->lines.text.text, reader->lines.text.length) !=
	        reader->lines.text.length)
		return fail(reader, "the text is not UTF-8");
	if (!reader->lines.text.length)
		return true;
	if (!ical_property_parse(reader->lines.text.text, &property)) {
		programme_add_warning(reader->draft->arena, reader->draft->programme,
		        PROGRAMME_WARNING_MISPLACED, "line %zu", reader->lines.first);
		return true;
	}
	if (ical_has_name(&property, "begin"))
		return component_open(reader, property.value);
	if (ical_has_name(&property, "end"))
		return component_close(reader, property.value);
	if (!reader->depth)
		return fail(reader, "text stands outside of VCALENDAR");
	if (reader->open[reader->depth - 1].component == COMPONENT_CALENDAR)
		calendar_read(reader, &property);
	else if (reader->open[reader->depth - 1].component == COMPONENT_ZONE)
		zone_read(reader, &property);
	else if (reader->open[reader->depth - 1].component == COMPONENT_EVENT)
		event_read(reader, &property);
	return true;
}

/* The zone's own name, or the name that its definition in the file carries. */
static const char *
zone_find(struct reader *reader, const char *tzid)
{
	struct arena *arena = reader->draft->arena;
	const char *zone;

	if (!lookup_add(arena, &reader->tzids, tzid, 0))
		return names_find(&reader->zones, tzid);
	zone = reader->zone_count++ < ZONES_MOST ? zones_find(arena, tzid) : NULL;
	if (!zone && reader->zone_count <= ZONES_MOST && names_find(&reader->places, tzid))
		zone = zones_find(arena, names_find(&reader->places, tzid));
	if (!zone)
		programme_add_warning(arena, reader->draft->programme,
		        PROGRAMME_WARNING_ZONE_UNKNOWN, "%.80s", tzid);
	else if (strcmp(zone, tzid) != 0)
		programme_add_warning(arena, reader->draft->programme,
		        PROGRAMME_WARNING_ZONE_REPAIRED, "%s, for %.80s", zone, tzid);
	names_add(arena, &reader->zones, tzid, zone);
	return zone;
}

/* An organizer who is the same everywhere is the conference, and no speaker. */
static bool
organizers_speak(const struct reader *reader)
{
	const char *first = NULL;

	for (size_t i = 0; i < reader->draft->talk_count; i++) {
		const char *organizer = reader->organizers[i];

		if (!organizer)
			continue;
		if (first && strcmp(first, organizer) != 0)
			return true;
		first = organizer;
	}
	return false;
}

/* What can only be known when all events were seen. */
static void
events_finish(struct reader *reader)
{
	struct draft *draft = reader->draft;
	bool speak = organizers_speak(reader);

	for (size_t i = 0; i < draft->talk_count; i++) {
		struct draft_talk *talk = &draft->talks[i];

		if (talk->zone)
			talk->zone = zone_find(reader, talk->zone);
		if (speak && reader->organizers[i] && !talk->speaker_count)
			speakers_split(reader, talk, reader->organizers[i]);
		if (reader->uids_double) {
			draft_add_warning(draft, PROGRAMME_WARNING_IDS_UNUSABLE, talk);
			talk->guid = NULL;
		}
	}
}

bool
ical_read(struct draft *draft, const char *bytes, size_t length, struct error *err)
{
	struct reader reader = {.draft = draft, .err = err};

	draft->programme->format = "iCalendar";
	ical_lines_init(&reader.lines, draft->arena, bytes, length, DRAFT_RAW_MOST);
	while (ical_lines_read(&reader.lines))
		if (!line_read(&reader))
			return false;
	if (reader.depth)
		return error_set(err, ERROR_INVALID, "%s: line %zu: the file ends inside of %s",
		        draft->name, reader.lines.line, reader.open[reader.depth - 1].name);
	events_finish(&reader);
	return true;
}
