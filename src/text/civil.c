/* SPDX-License-Identifier: MIT */
#include "text/civil.h"

#include <string.h>

/* Days from 0000-03-01 to 1970-01-01: years that begin in March have their leap day at the end. */
enum { DAYS_TO_1970 = 719468, DAYS_IN_400_YEARS = 146097 };

int64_t
civil_day(int year, int month, int day)
{
	int64_t march_year = month > 2 ? year : (int64_t)year - 1;
	int64_t march_month = month > 2 ? month - 3 : month + 9;
	int64_t era = (march_year >= 0 ? march_year : march_year - 399) / 400;
	int64_t year_of_era = march_year - era * 400;
	int64_t day_of_year = (153 * march_month + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * DAYS_IN_400_YEARS + day_of_era - DAYS_TO_1970;
}

struct civil_date
civil_date(int64_t day)
{
	int64_t shifted = day + DAYS_TO_1970;
	int64_t era =
	        (shifted >= 0 ? shifted : shifted - DAYS_IN_400_YEARS + 1) / DAYS_IN_400_YEARS;
	int64_t day_of_era = shifted - era * DAYS_IN_400_YEARS;
	int64_t year_of_era =
	        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year =
	        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t march_month = (5 * day_of_year + 2) / 153;
	int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;

	return (struct civil_date){
	        .year = (int)(year_of_era + era * 400 + (month <= 2)),
	        .month = (int)month,
	        .day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1),
	        .weekday = (int)(((day + 4) % 7 + 7) % 7),
	};
}

int64_t
civil_day_at(int64_t at)
{
	return (at - (at < 0 ? CIVIL_DAY_SECONDS - 1 : 0)) / CIVIL_DAY_SECONDS;
}

bool
civil_has(int year, int month, int day)
{
	struct civil_date date;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	date = civil_date(civil_day(year, month, day));
	return date.month == month && date.day == day;
}

int64_t
civil_bound(int64_t at)
{
	const int64_t first = -62135596800; /* 0001-01-01T00:00:00Z */
	const int64_t last = 253402300799;  /* 9999-12-31T23:59:59Z */

	return at < first ? first : at > last ? last : at;
}

static void
digits_write(char *text, size_t count, int number)
{
	while (count--) {
		text[count] = (char)('0' + number % 10);
		number /= 10;
	}
}

void
civil_format(int64_t at, char text[static CIVIL_TEXT_SIZE])
{
	int64_t moment = civil_bound(at);
	int64_t day = civil_day_at(moment);
	int second = (int)(moment - day * CIVIL_DAY_SECONDS);
	struct civil_date date = civil_date(day);

	memcpy(text, "0000-00-00T00:00:00Z", CIVIL_TEXT_SIZE);
	digits_write(text, 4, date.year);
	digits_write(text + 5, 2, date.month);
	digits_write(text + 8, 2, date.day);
	digits_write(text + 11, 2, second / 3600);
	digits_write(text + 14, 2, second / 60 % 60);
	digits_write(text + 17, 2, second % 60);
}

const char *
civil_month_name(int month)
{
	static const char *const names[] = {"January", "February", "March", "April", "May", "June",
	        "July", "August", "September", "October", "November", "December"};

	return names[month - 1];
}

const char *
civil_weekday_name(int weekday)
{
	static const char *const names[] = {
	        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

	return names[weekday];
}
