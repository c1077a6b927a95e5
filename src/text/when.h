/* SPDX-License-Identifier: MIT */

/*
 * Times as a person writes them, and as a person reads them. Whoever parses one shows the
 * resolved date, so that a misunderstanding is seen at once.
 */
#ifndef TEXT_WHEN_H
#define TEXT_WHEN_H

#include "base/arena.h"
#include "base/error.h"

enum when_kind { WHEN_PAST, WHEN_FUTURE };

/*
 * Understands: 2017-08-30, 2017-08-30T13:52, 2017-08-30 13:52[:ss], with Z or +01:00 or without
 * (then in zone), 13:52, 9:00, now, today, yesterday, tomorrow, mon..sunday, "fri 14:05",
 * "tomorrow 9:00", "30 aug [2017]", "aug 30", 12m/2h/3d/1w, "in 3 days", "3 days ago", +3d, -12m.
 * A bare date is its start of day; a bare weekday or clock time is the nearest one on the side
 * that kind says (now counts as past and future). zone NULL is the machine's zone.
 * ERROR_INVALID says what was not understood and shows three forms that are.
 */
MUST_CHECK bool when_parse(const char *text, int64_t now, const char *zone, enum when_kind kind,
        int64_t *at_out, struct error *err);

/* A length of time: 12m, 2h, 1h30m, 3d, 1w, 90 (minutes); in seconds, never negative. */
MUST_CHECK bool when_parse_span(const char *text, int64_t *seconds_out, struct error *err);

/* RFC 3339 in UTC: 2017-08-30T12:52:00Z. */
const char *when_utc(struct arena *arena, int64_t at);

/* RFC 3339 with the zone's offset: 2017-08-30T13:52:00+01:00. */
const char *when_rfc3339(struct arena *arena, int64_t at, const char *zone);

/* "Wed 30 Aug 2017 13:52", in zone; and the same without the clock time. */
const char *when_long(struct arena *arena, int64_t at, const char *zone);
const char *when_day(struct arena *arena, int64_t at, const char *zone);

/* "13:52", in zone. */
const char *when_clock(struct arena *arena, int64_t at, const char *zone);

/* "now", "3 min ago", "2 h ago", "yesterday", "5 days ago", "in 3 days", "30 Aug 2017" past 30
 * days. */
const char *when_relative(struct arena *arena, int64_t at, int64_t now);

#endif
