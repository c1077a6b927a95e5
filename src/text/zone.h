/* SPDX-License-Identifier: MIT */

/*
 * Time zones by IANA name. glibc reads an unknown name as UTC without a word, so every name is
 * looked up in the system's zone files first. The zone of the process is changed for the length of
 * one call and put back: the program has one thread.
 */
#ifndef TEXT_ZONE_H
#define TEXT_ZONE_H

#include "base/arena.h"
#include "base/error.h"

/* A moment taken apart in some zone. */
struct local_time {
	int year;             /* 2017 */
	int month;            /* 1..12 */
	int day;              /* 1..31 */
	int hour;             /* 0..23 */
	int minute;           /* 0..59 */
	int second;           /* 0..60 */
	int weekday;          /* 0 = Sunday */
	int32_t offset;       /* seconds east of UTC */
	char abbreviation[8]; /* "IST"; for display only, never parsed */
};

/* Is there a zone file of that name? ERROR_INVALID with up to three similar names as the hint. */
MUST_CHECK bool zone_check(const char *zone, struct error *err);

/* zone NULL: the zone of the machine (TZ or /etc/localtime). An unknown zone reads as UTC here. */
struct local_time zone_local(const char *zone, int64_t at);

/*
 * The moment of a local time; offset, weekday and abbreviation of local are not read. A time that
 * the clocks skip (spring) is ERROR_INVALID and says so; of a time that comes twice (autumn) the
 * first is taken and *twice_out (may be NULL) set. Days past the end of a month are ERROR_INVALID.
 */
MUST_CHECK bool zone_moment(const char *zone, const struct local_time *local, int64_t *at_out,
        bool *twice_out, struct error *err);

#endif
