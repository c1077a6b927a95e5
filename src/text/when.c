/* SPDX-License-Identifier: MIT */
#include "text/when.h"

#include <inttypes.h>
#include <stdlib.h>

#include "text/civil.h"
#include "text/wish.h"
#include "text/zone.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };
enum { DAYS_COUNTED = 30, YEARS_TO_LEAP_DAY = 8 };

/* What a wish is resolved against. */
struct frame {
	int64_t now;
	const char *zone;
	enum when_kind kind;
	struct local_time local; /* now */
	int64_t today;           /* number of the day */
};

static struct local_time
day_local(struct local_time clock, int64_t day)
{
	struct civil_date date = civil_date(day);

	clock.year = date.year;
	clock.month = date.month;
	clock.day = date.day;
	return clock;
}

/* Where the clocks skip midnight, the day starts at the first quarter of an hour that there is. */
static bool
day_start(const char *zone, int64_t day, int64_t *at_out, struct error *err)
{
	struct local_time local = day_local((struct local_time){0}, day);
	struct error ignored;

	if (zone_moment(zone, &local, at_out, NULL, err))
		return true;
	for (int minute = 15; minute < 24 * 60; minute += 15) {
		local.hour = minute / 60;
		local.minute = minute % 60;
		if (zone_moment(zone, &local, at_out, NULL, &ignored))
			return true;
	}
	return false;
}

static bool
day_moment(const struct frame *frame, const struct wish *wish, int64_t day, int64_t *at_out,
        struct error *err)
{
	struct local_time local = day_local(wish->local, day);

	if (wish->has_offset) {
		*at_out = day * DAY + local.hour * HOUR + local.minute * MINUTE + local.second -
		        local.offset;
		return true;
	}
	if (wish->has_clock)
		return zone_moment(frame->zone, &local, at_out, NULL, err);
	return day_start(frame->zone, day, at_out, err);
}

/* Nobody wrote a clock time: where the clocks skip it, whole days of 24 hours do. */
static int64_t
span_moment(const struct frame *frame, const struct wish *wish)
{
	int side = frame->kind == WHEN_PAST ? -1 : 1;
	int sign = wish->sign ? wish->sign : side;
	int64_t days = sign * wish->span.days;
	int64_t at = frame->now + days * DAY;
	struct local_time local = day_local(frame->local, frame->today + days);
	struct error ignored;

	if (days && !zone_moment(frame->zone, &local, &at, NULL, &ignored))
		at = frame->now + days * DAY;
	return at + sign * wish->span.seconds;
}

/* The current minute counts as past and as future. */
static int64_t
nearest_day(const struct frame *frame, const struct wish *wish)
{
	int step = frame->kind == WHEN_PAST ? -1 : 1;
	int clock = wish->local.hour * 60 + wish->local.minute;
	int clock_now = frame->local.hour * 60 + frame->local.minute;
	int days = 0, period = 1;

	if (wish->weekday != WISH_NO_WEEKDAY) {
		period = 7;
		days = (step * (wish->weekday - frame->local.weekday) + period) % period;
	}
	if (!days && (clock - clock_now) * step < 0)
		days = period;
	return frame->today + step * days;
}

/* A day of a month in the nearest year that has it; today counts as past and as future. */
static bool
find_year(const struct frame *frame, struct local_time *local)
{
	int step = frame->kind == WHEN_PAST ? -1 : 1;

	for (int i = 0; i <= YEARS_TO_LEAP_DAY; i++) {
		int year = frame->local.year + i * step;

		if (!civil_has(year, local->month, local->day))
			continue;
		if ((civil_day(year, local->month, local->day) - frame->today) * step < 0)
			continue;
		local->year = year;
		return true;
	}
	return false;
}

static bool
date_moment(const struct frame *frame, const struct wish *wish, int64_t *at_out, struct error *err)
{
	struct local_time local = wish->local;
	int64_t day;
	int weekday;

	if (!local.year && !find_year(frame, &local))
		return error_set(err, ERROR_INVALID, "there is no %d %s", local.day,
		        civil_month_name(local.month));
	if (!civil_has(local.year, local.month, local.day))
		return error_set(err, ERROR_INVALID, "there is no date %04d-%02d-%02d", local.year,
		        local.month, local.day);
	day = civil_day(local.year, local.month, local.day);
	weekday = civil_date(day).weekday;
	if (wish->weekday != WISH_NO_WEEKDAY && wish->weekday != weekday)
		return error_set(err, ERROR_INVALID, "%04d-%02d-%02d is a %s", local.year,
		        local.month, local.day, civil_weekday_name(weekday));
	return day_moment(frame, wish, day, at_out, err);
}

static bool
wish_moment(const struct frame *frame, const struct wish *wish, int64_t *at_out, struct error *err)
{
	switch (wish->form) {
	case WISH_SPAN:
		*at_out = span_moment(frame, wish);
		return true;
	case WISH_DAY:
		return day_moment(frame, wish, frame->today + wish->span.days, at_out, err);
	case WISH_NEAREST:
		return day_moment(frame, wish, nearest_day(frame, wish), at_out, err);
	case WISH_DATE:
		break;
	}
	return date_moment(frame, wish, at_out, err);
}

static bool
hint_forms(enum when_kind kind, struct error *err)
{
	if (kind == WHEN_PAST)
		return error_hint(err, "try 13:52, \"yesterday 9:00\" or 2017-08-30");
	return error_hint(err, "try fri, \"in 3 days\" or \"2017-08-30 13:52\"");
}

bool
when_parse(const char *text, int64_t now, const char *zone, enum when_kind kind, int64_t *at_out,
        struct error *err)
{
	struct frame frame = {.now = now, .zone = zone, .kind = kind};
	struct wish wish;

	if (zone && !zone_check(zone, err))
		return false;
	if (!wish_parse(text, &wish)) {
		(void)error_set(
		        err, ERROR_INVALID, "cannot read \"%.*s\" as a time", WISH_TEXT_MOST, text);
		return hint_forms(kind, err);
	}
	frame.local = zone_local(zone, now);
	frame.today = civil_day(frame.local.year, frame.local.month, frame.local.day);
	if (wish_moment(&frame, &wish, at_out, err))
		return true;
	(void)error_in(err, "cannot read \"%.*s\" as a time", WISH_TEXT_MOST, text);
	return err->hint[0] ? false : hint_forms(kind, err);
}

bool
when_parse_span(const char *text, int64_t *seconds_out, struct error *err)
{
	if (wish_parse_span(text, seconds_out))
		return true;
	(void)error_set(err, ERROR_INVALID, "cannot read \"%.*s\" as a length of time",
	        WISH_TEXT_MOST, text);
	return error_hint(err, "try 90 (minutes), 1h30m or 3d");
}

const char *
when_utc(struct arena *arena, int64_t at)
{
	char *text = arena_get(arena, CIVIL_TEXT_SIZE);

	civil_format(at, text);
	return text;
}

/*
 * RFC 3339 has no seconds in an offset, local mean times before 1970 do: the offset is cut to
 * minutes and the clock time moved with it, so that the text still means the same moment.
 */
const char *
when_rfc3339(struct arena *arena, int64_t at, const char *zone)
{
	int minutes = zone_local(zone, at).offset / MINUTE;
	char text[CIVIL_TEXT_SIZE];

	civil_format(civil_bound(at) + minutes * MINUTE, text);
	return arena_format(arena, "%.19s%c%02d:%02d", text, minutes < 0 ? '-' : '+',
	        abs(minutes) / 60, abs(minutes) % 60);
}

const char *
when_long(struct arena *arena, int64_t at, const char *zone)
{
	struct local_time local = zone_local(zone, at);

	return arena_format(arena, "%.3s %d %.3s %04d %02d:%02d", civil_weekday_name(local.weekday),
	        local.day, civil_month_name(local.month), local.year, local.hour, local.minute);
}

const char *
when_day(struct arena *arena, int64_t at, const char *zone)
{
	struct local_time local = zone_local(zone, at);

	return arena_format(arena, "%.3s %d %.3s %04d", civil_weekday_name(local.weekday),
	        local.day, civil_month_name(local.month), local.year);
}

const char *
when_clock(struct arena *arena, int64_t at, const char *zone)
{
	struct local_time local = zone_local(zone, at);

	return arena_format(arena, "%02d:%02d", local.hour, local.minute);
}

static const char *
distance_format(struct arena *arena, bool past, uint64_t number, const char *unit)
{
	return arena_format(
	        arena, "%s%" PRIu64 " %s%s", past ? "" : "in ", number, unit, past ? " ago" : "");
}

const char *
when_relative(struct arena *arena, int64_t at, int64_t now)
{
	bool past = at <= now;
	uint64_t distance = past ? (uint64_t)now - (uint64_t)at : (uint64_t)at - (uint64_t)now;
	struct civil_date date;

	if (distance < MINUTE)
		return "now";
	if (distance < HOUR)
		return distance_format(arena, past, distance / MINUTE, "min");
	if (distance < DAY)
		return distance_format(arena, past, distance / HOUR, "h");
	if (distance < 2 * DAY)
		return past ? "yesterday" : "tomorrow";
	if (distance <= DAYS_COUNTED * DAY)
		return distance_format(arena, past, distance / DAY, "days");
	date = civil_date(civil_day_at(civil_bound(at)));
	return arena_format(
	        arena, "%d %.3s %04d", date.day, civil_month_name(date.month), date.year);
}
