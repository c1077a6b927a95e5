/* SPDX-License-Identifier: MIT */

/*
 * Times as files write them. A moment is what was written, without a guess: the zone is applied
 * later, when the whole file has been seen.
 */
#ifndef INTAKE_MOMENT_H
#define INTAKE_MOMENT_H

#include "text/zone.h"

struct moment {
	struct local_time local; /* offset, weekday and abbreviation are not used */
	bool has_day;
	bool has_clock;
	bool has_offset; /* Z or +01:00 was written */
	int32_t offset;  /* seconds east of UTC */
};

/*
 * A day, a clock time, or both: 2017-08-30, 2017-08-30T13:40[:00[.000]] with Z, +01:00 or nothing,
 * the same with a blank, iCalendar's 20170830T124000Z, 13:40, 1:40 PM, and 08-30-2017 or
 * 08/30/2017 as American exports write days. False, and *moment is not of use, for all else.
 */
bool moment_parse(const char *text, struct moment *moment);

/*
 * A length of time: 0:45, 00:45, 1:02:30 (days, hours, minutes: what pretalx writes from a day on),
 * 45 (minutes), PT1H30M, P1DT2H. In seconds, below a hundred days.
 */
bool moment_parse_span(const char *text, int64_t *seconds_out);

/* The moment's clock on another day, and days later than that. */
void moment_set_day(struct moment *moment, const struct moment *day, int days);

/* Seconds since midnight. */
int moment_seconds(const struct moment *moment);

/* As if the local time were UTC. */
int64_t moment_utc(const struct moment *moment);

#endif
