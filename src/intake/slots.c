/* SPDX-License-Identifier: MIT */
#include "intake/slots.h"

#include <string.h>

#include "intake/zones.h"

enum {
	HOUR = 3600,
	DAY_CHANGE = 4 * HOUR, /* where the file names none: when people have gone to bed */
	NIGHT_MOST = 12 * HOUR,
	DAY = 24 * HOUR,
	MARGIN = 3 * HOUR, /* from the ends of a day, where a change of the clocks might be near */
};

static void
warn(struct slots *slots, enum programme_warning_kind kind, const struct draft_talk *talk)
{
	draft_add_warning(slots->draft, kind, talk);
}

/* The zone of the first time that carries an offset: good for showing, not for reading others. */
static void
zone_guess(struct slots *slots)
{
	const struct draft *draft = slots->draft;

	for (size_t i = 0; i < draft->talk_count; i++) {
		struct moment moment;

		if (!draft->talks[i].date || !moment_parse(draft->talks[i].date, &moment) ||
		        !moment.has_offset)
			continue;
		slots->zone = zones_fixed(draft->arena, moment.offset);
		slots->guessed = true;
		programme_add_warning(draft->arena, slots->draft->programme,
		        PROGRAMME_WARNING_ZONE_GUESSED, "%s; --tz sets it", slots->zone);
		return;
	}
}

static void
zone_choose(struct slots *slots, const char *wanted)
{
	struct draft *draft = slots->draft;
	const char *written = draft_line(draft, draft->zone);
	const char *found = written ? zones_find(draft->arena, written) : NULL;

	if (written && !found)
		programme_add_warning(draft->arena, slots->draft->programme,
		        PROGRAMME_WARNING_ZONE_UNKNOWN, "%s", written);
	else if (written && wanted && strcmp(found, wanted) != 0)
		programme_add_warning(draft->arena, slots->draft->programme,
		        PROGRAMME_WARNING_ZONE_OVERRIDDEN, "%s", found);
	else if (written && strcmp(found, written) != 0)
		programme_add_warning(draft->arena, slots->draft->programme,
		        PROGRAMME_WARNING_ZONE_REPAIRED, "%s, for %s", found, written);
	slots->zone = wanted ? wanted : found;
	for (size_t i = 0; !slots->zone && i < draft->talk_count; i++)
		slots->zone = draft->talks[i].zone;
	if (!slots->zone)
		zone_guess(slots);
}

int32_t
slots_offset(struct slots *slots, const char *zone, int64_t at)
{
	struct offset_range *range = &slots->range;
	int32_t end;

	if (range->zone == zone && at >= range->from && at < range->to)
		return range->offset;
	*range = (struct offset_range){.zone = zone, .from = at - at % DAY};
	range->offset = zone_local(zone, range->from).offset;
	end = zone_local(zone, range->from + DAY).offset;
	if (end != range->offset)
		return zone_local(zone, at).offset;
	range->to = range->from + DAY;
	return range->offset;
}

/* Opening a zone's file for each talk would take longer than all the rest: most need none. */
static bool
read_within_range(
        const struct slots *slots, const struct moment *moment, const char *zone, int64_t *at)
{
	const struct offset_range *range = &slots->range;

	*at = moment_utc(moment) - range->offset;
	return range->zone == zone && *at >= range->from + MARGIN && *at < range->to - MARGIN;
}

/* A local time that the clocks skip is read an hour later, as the calendars of the world do. */
static bool
read_local(struct slots *slots, const struct moment *moment, const char *zone,
        const struct draft_talk *talk, int64_t *at)
{
	struct local_time later = moment->local;
	struct error ignored;
	bool twice = false;

	if (read_within_range(slots, moment, zone, at))
		return true;
	if (zone_moment(zone, &moment->local, at, &twice, &ignored)) {
		(void)slots_offset(slots, zone, *at);
		if (twice)
			warn(slots, PROGRAMME_WARNING_CLOCK_TWICE, talk);
		return true;
	}
	if (later.hour == 23)
		return false;
	later.hour++;
	if (!zone_moment(zone, &later, at, NULL, &ignored))
		return false;
	warn(slots, PROGRAMME_WARNING_CLOCK_SKIPPED, talk);
	return true;
}

static bool
fail_zone(struct slots *slots, const struct draft_talk *talk, struct error *err)
{
	const struct programme_warning *unknown =
	        &slots->draft->programme->warnings[PROGRAMME_WARNING_ZONE_UNKNOWN];

	slots->draft->programme->needs_zone = true;
	if (unknown->count)
		error_set(err, ERROR_INVALID, "%s: the time zone \"%.100s\" is not known",
		        slots->draft->name, unknown->first);
	else
		error_set(err, ERROR_INVALID, "%s: the times have no time zone (first: %.80s)",
		        slots->draft->name, talk->title ? talk->title : "a talk without title");
	return error_hint(err, "add --tz with the conference's zone, as in --tz Europe/Dublin");
}

/* False with *at 0 for a time that cannot be read; an error only when the zone is missing. */
static bool
read_moment(struct slots *slots, const struct moment *moment, const struct draft_talk *talk,
        int64_t *at, struct error *err)
{
	const char *zone = talk->zone ? talk->zone : slots->zone;

	*at = 0;
	if (moment->has_offset)
		*at = moment_utc(moment) - moment->offset;
	else if (!zone || (slots->guessed && !talk->zone))
		return fail_zone(slots, talk, err);
	else if (!read_local(slots, moment, zone, talk, at))
		warn(slots, PROGRAMME_WARNING_TIME_UNREADABLE, talk);
	return true;
}

/* What an offset in the file tells about zones that are wrong, or about a Z that may be. */
static void
offset_check(struct slots *slots, const struct slot *slot, const struct draft_talk *talk)
{
	const char *zone = talk->zone ? talk->zone : slots->zone;

	if (!slot->start.has_offset)
		return;
	if (slots->draft->utc_suspect && slot->start.offset == 0)
		warn(slots, PROGRAMME_WARNING_UTC_SUSPECT, talk);
	if (zone && !slots->guessed && slot->start.offset != 0 &&
	        slots_offset(slots, zone, slot->starts_at) != slot->start.offset)
		warn(slots, PROGRAMME_WARNING_ZONE_CONTRADICTS, talk);
}

/* Puts together what is spread over day, date and start. False when it cannot be read. */
static bool
start_find(const struct slots *slots, const struct draft_talk *talk, struct moment *start)
{
	struct moment day = {0};
	int days = 0;

	if (talk->date && !moment_parse(talk->date, &day))
		return false;
	if (day.has_day && day.has_clock) {
		*start = day;
		return true;
	}
	if (!talk->start || !moment_parse(talk->start, start) || !start->has_clock)
		return false;
	if (start->has_day)
		return true;
	if (!day.has_day) {
		if (!talk->day || !moment_parse(talk->day, &day) || !day.has_day)
			return false;
		/* Programme days last until the small hours of the next. */
		days = moment_seconds(start) < slots->day_change;
	}
	moment_set_day(start, &day, days);
	return true;
}

/* An end that is only a clock time is on the start's day, or after midnight. */
static bool
end_by_clock(struct slots *slots, const struct draft_talk *talk, const struct slot *slot,
        const struct moment *clock, int64_t *at, struct error *err)
{
	struct moment end = *clock;
	bool next_day = moment_seconds(clock) <= moment_seconds(&slot->start);

	if (!end.has_offset && slot->start.has_offset) {
		end.has_offset = true;
		end.offset = slot->start.offset;
	}
	moment_set_day(&end, &slot->start, next_day ? 1 : 0);
	if (!read_moment(slots, &end, talk, at, err))
		return false;
	if (next_day && *at - slot->starts_at > NIGHT_MOST) {
		warn(slots, PROGRAMME_WARNING_END_BEFORE_START, talk);
		*at = 0;
	}
	return true;
}

static int64_t
end_by_duration(const struct draft_talk *talk, const struct slot *slot)
{
	int64_t seconds;

	if (!talk->duration || !moment_parse_span(talk->duration, &seconds) || seconds <= 0)
		return 0;
	return slot->starts_at + seconds;
}

static bool
end_find(struct slots *slots, const struct draft_talk *talk, struct slot *slot, struct error *err)
{
	struct moment end;

	if (!talk->end || !*talk->end || !moment_parse(talk->end, &end) || !end.has_clock) {
		slot->ends_at = end_by_duration(talk, slot);
		return true;
	}
	if (!end.has_day)
		return end_by_clock(slots, talk, slot, &end, &slot->ends_at, err);
	if (!read_moment(slots, &end, talk, &slot->ends_at, err))
		return false;
	if (slot->ends_at > slot->starts_at)
		return true;
	warn(slots, PROGRAMME_WARNING_END_BEFORE_START, talk);
	slot->ends_at = end_by_duration(talk, slot);
	if (slot->ends_at)
		return true;
	moment_set_day(&end, &slot->start, 0);
	return read_moment(slots, &end, talk, &slot->ends_at, err);
}

/* A day alone is no time: nobody can sit in a talk then. */
static bool
has_time(const struct draft_talk *talk)
{
	struct moment moment;

	return talk->start ||
	        (talk->date && !(moment_parse(talk->date, &moment) && !moment.has_clock));
}

bool
slots_find(struct slots *slots, const struct draft_talk *talk, struct slot *slot, struct error *err)
{
	*slot = (struct slot){0};
	if (!has_time(talk)) {
		warn(slots, PROGRAMME_WARNING_TIME_ABSENT, talk);
		return true;
	}
	if (!start_find(slots, talk, &slot->start)) {
		warn(slots, PROGRAMME_WARNING_TIME_UNREADABLE, talk);
		return true;
	}
	if (!read_moment(slots, &slot->start, talk, &slot->starts_at, err))
		return false;
	if (!slot->starts_at)
		return true;
	offset_check(slots, slot, talk);
	if (!end_find(slots, talk, slot, err))
		return false;
	if (!slot->ends_at || slot->ends_at > slot->starts_at)
		return true;
	/* No length at midnight is how several systems write "not scheduled yet". */
	if (moment_seconds(&slot->start) == 0)
		slot->starts_at = 0;
	slot->ends_at = 0;
	return true;
}

void
slots_init(struct slots *slots, struct draft *draft, const char *zone)
{
	struct moment change;

	*slots = (struct slots){.draft = draft, .day_change = DAY_CHANGE};
	if (draft->day_change && moment_parse(draft->day_change, &change) && change.has_clock)
		slots->day_change = moment_seconds(&change);
	zone_choose(slots, zone);
}
