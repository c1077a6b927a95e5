/* SPDX-License-Identifier: MIT */
#include "intake/moment.h"

#include <strings.h>

#include "text/civil.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR, SPAN_MOST = 100 * DAY };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads low to high digits. */
static bool
read_number(const char **at, int low, int high, int *number)
{
	int digits = 0;

	*number = 0;
	for (; digits < high && is_digit(**at); digits++)
		*number = *number * 10 + *(*at)++ - '0';
	return digits >= low;
}

static bool
read_char(const char **at, char wanted)
{
	if (**at != wanted)
		return false;
	(*at)++;
	return true;
}

/* 2017-08-30 or 20170830 */
static bool
read_iso_day(const char **at, struct local_time *local)
{
	const char *p = *at;

	if (!read_number(&p, 4, 4, &local->year))
		return false;
	if (read_char(&p, '-')) {
		if (!read_number(&p, 2, 2, &local->month) || !read_char(&p, '-'))
			return false;
	} else if (!read_number(&p, 2, 2, &local->month)) {
		return false;
	}
	if (!read_number(&p, 2, 2, &local->day) || is_digit(*p))
		return false;
	*at = p;
	return true;
}

/* 08-30-2017 or 8/30/2017 */
static bool
read_american_day(const char **at, struct local_time *local)
{
	const char *p = *at;
	char between;

	if (!read_number(&p, 1, 2, &local->month) || (*p != '-' && *p != '/'))
		return false;
	between = *p++;
	if (!read_number(&p, 1, 2, &local->day) || !read_char(&p, between) ||
	        !read_number(&p, 4, 4, &local->year))
		return false;
	*at = p;
	return true;
}

/* " AM", "pm": hours of twelve become hours of twenty-four. */
static bool
read_half(const char **at, struct local_time *local)
{
	const char *p = *at;
	bool after;

	while (*p == ' ')
		p++;
	if (strncasecmp(p, "am", 2) != 0 && strncasecmp(p, "pm", 2) != 0)
		return true;
	after = *p == 'p' || *p == 'P';
	if (local->hour < 1 || local->hour > 12)
		return false;
	local->hour = local->hour % 12 + (after ? 12 : 0);
	*at = p + 2;
	return true;
}

/* 13:40, 13:40:00, 13:40:00.000, 1:40 PM; compact behind a day: 134000 */
static bool
read_clock(const char **at, bool compact, struct local_time *local)
{
	int fraction;

	if (compact && is_digit((*at)[0]) && is_digit((*at)[1]) && is_digit((*at)[2])) {
		if (!read_number(at, 2, 2, &local->hour) || !read_number(at, 2, 2, &local->minute))
			return false;
		return !is_digit(**at) || read_number(at, 2, 2, &local->second);
	}
	if (!read_number(at, 1, 2, &local->hour) || !read_char(at, ':') ||
	        !read_number(at, 2, 2, &local->minute))
		return false;
	if (read_char(at, ':') && !read_number(at, 2, 2, &local->second))
		return false;
	if (read_char(at, '.') && !read_number(at, 1, 9, &fraction))
		return false;
	return read_half(at, local);
}

static bool
read_offset(const char **at, struct moment *moment)
{
	int hours;
	int minutes = 0;
	bool west = **at == '-';

	if (read_char(at, 'Z') || read_char(at, 'z')) {
		moment->has_offset = true;
		return true;
	}
	if (**at != '+' && **at != '-')
		return true;
	(*at)++;
	if (!read_number(at, 2, 2, &hours))
		return false;
	(void)read_char(at, ':');
	if (is_digit(**at) && !read_number(at, 2, 2, &minutes))
		return false;
	if (hours > 15 || minutes > 59)
		return false;
	moment->offset = hours * HOUR + minutes * MINUTE;
	if (west)
		moment->offset = -moment->offset;
	moment->has_offset = true;
	return true;
}

static bool
is_day(const struct local_time *local)
{
	return local->year >= 1970 && local->year <= 2500 &&
	        civil_has(local->year, local->month, local->day);
}

static bool
is_clock(const struct local_time *local)
{
	return local->hour <= 23 && local->minute <= 59 && local->second <= 60;
}

bool
moment_parse(const char *text, struct moment *moment)
{
	const char *at = text;

	*moment = (struct moment){0};
	while (*at == ' ')
		at++;
	moment->has_day =
	        read_iso_day(&at, &moment->local) || read_american_day(&at, &moment->local);
	if (!moment->has_day) {
		moment->local = (struct local_time){0};
		moment->has_clock = true;
	} else if (*at == 'T' || *at == 't' || (*at == ' ' && is_digit(at[1]))) {
		at++;
		moment->has_clock = true;
	}
	if (moment->has_clock && !read_clock(&at, moment->has_day, &moment->local))
		return false;
	if (moment->has_clock && !read_offset(&at, moment))
		return false;
	while (*at == ' ')
		at++;
	return *at == '\0' && (!moment->has_day || is_day(&moment->local)) &&
	        is_clock(&moment->local);
}

/* PT1H30M, P1DT2H, P2W */
static bool
read_iso_span(const char *at, int64_t *seconds)
{
	bool clock = false;
	bool some = false;

	*seconds = 0;
	for (; *at; at++) {
		int number;

		if (!clock && read_char(&at, 'T'))
			clock = true;
		if (!read_number(&at, 1, 6, &number))
			return false;
		if (!clock && *at == 'W')
			*seconds += (int64_t)number * 7 * DAY;
		else if (!clock && *at == 'D')
			*seconds += (int64_t)number * DAY;
		else if (clock && *at == 'H')
			*seconds += (int64_t)number * HOUR;
		else if (clock && *at == 'M')
			*seconds += (int64_t)number * MINUTE;
		else if (clock && *at == 'S')
			*seconds += number;
		else
			return false;
		some = true;
	}
	return some;
}

/* One part is minutes, two are hours and minutes, three are days, hours and minutes. */
static bool
read_parts(const char *at, int64_t *seconds)
{
	int part[3];
	int count = 0;

	do {
		if (count == 3 || !read_number(&at, 1, 5, &part[count++]))
			return false;
	} while (read_char(&at, ':'));
	if (*at != '\0' || (count > 1 && part[count - 1] > 59))
		return false;
	*seconds = (int64_t)part[count - 1] * MINUTE;
	if (count > 1)
		*seconds += (int64_t)part[count - 2] * HOUR;
	if (count > 2)
		*seconds += (int64_t)part[0] * DAY;
	return true;
}

bool
moment_parse_span(const char *text, int64_t *seconds_out)
{
	bool ok;

	while (*text == ' ')
		text++;
	ok = *text == 'P' ? read_iso_span(text + 1, seconds_out) : read_parts(text, seconds_out);
	return ok && *seconds_out <= SPAN_MOST;
}

static int64_t
day_number(const struct moment *moment)
{
	return civil_day(moment->local.year, moment->local.month, moment->local.day);
}

void
moment_set_day(struct moment *moment, const struct moment *day, int days)
{
	struct civil_date date = civil_date(day_number(day) + days);

	moment->local.year = date.year;
	moment->local.month = date.month;
	moment->local.day = date.day;
	moment->has_day = true;
}

int
moment_seconds(const struct moment *moment)
{
	return moment->local.hour * HOUR + moment->local.minute * MINUTE + moment->local.second;
}

int64_t
moment_utc(const struct moment *moment)
{
	return day_number(moment) * DAY + moment_seconds(moment);
}
