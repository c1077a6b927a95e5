/* SPDX-License-Identifier: MIT */

/*
 * Dates as arithmetic: Gregorian days counted from 1970-01-01, no zone, no call into the system.
 * Good for the years 1 to 9999, which are those that RFC 3339 can write.
 */
#ifndef TEXT_CIVIL_H
#define TEXT_CIVIL_H

#include "base/base.h"

enum {
	CIVIL_DAY_SECONDS = 24 * 60 * 60,
	CIVIL_TEXT_SIZE = sizeof("2017-08-30T12:52:00Z"),
};

struct civil_date {
	int year;
	int month;   /* 1..12 */
	int day;     /* 1..31 */
	int weekday; /* 0 = Sunday */
};

/* The number of a day, and the day of a number. Month and day must be in range. */
int64_t civil_day(int year, int month, int day);
struct civil_date civil_date(int64_t day);

/* The number of the UTC day in which a moment falls. */
int64_t civil_day_at(int64_t at);

/* Is there such a date? */
bool civil_has(int year, int month, int day);

/* The moment itself, or the nearest one in the years 1 to 9999. */
int64_t civil_bound(int64_t at);

/* RFC 3339 in UTC: 2017-08-30T12:52:00Z. Cheap, for listings of many rows. */
void civil_format(int64_t at, char text[static CIVIL_TEXT_SIZE]);

/* "August" for 8, "Sunday" for 0; the short names are the first three letters. */
const char *civil_month_name(int month);
const char *civil_weekday_name(int weekday);

#endif
