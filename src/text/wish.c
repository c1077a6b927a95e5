/* SPDX-License-Identifier: MIT */
#include "text/wish.h"

#include <string.h>
#include <strings.h>

#include "text/civil.h"

static const char digits[] = "0123456789";
static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

struct unit {
	const char *word;
	struct wish_span span;
};

static bool
char_read(const char **at, char c)
{
	if (**at != c)
		return false;
	(*at)++;
	return true;
}

/* Stops after the most digits; what follows has to fit, so that a longer number fails there. */
static bool
number_read(const char **at, size_t least, size_t most, int *number_out)
{
	size_t length = strspn(*at, digits);
	int number = 0;

	if (length < least)
		return false;
	for (size_t i = 0; i < length && i < most; i++)
		number = number * 10 + (*(*at)++ - '0');
	*number_out = number;
	return true;
}

static bool
word_read(const char **at, const char *word)
{
	size_t length = strspn(*at, letters);

	if (length != strlen(word) || memcmp(*at, word, length) != 0)
		return false;
	*at += length;
	return true;
}

/* A name or its start, of three letters at least: "sep", "sept", "thurs". */
static bool
name_read(const char **at, const char *(*name)(int), int first, int last, int *index_out)
{
	size_t length = strspn(*at, letters);

	for (int i = first; length >= 3 && i <= last; i++) {
		if (strncasecmp(name(i), *at, length) == 0) {
			*at += length;
			*index_out = i;
			return true;
		}
	}
	return false;
}

static const struct unit *
unit_read(const char **at)
{
	static const struct unit units[] = {
	        {.word = "w", .span = {.days = 7}},
	        {.word = "week", .span = {.days = 7}},
	        {.word = "weeks", .span = {.days = 7}},
	        {.word = "d", .span = {.days = 1}},
	        {.word = "day", .span = {.days = 1}},
	        {.word = "days", .span = {.days = 1}},
	        {.word = "h", .span = {.seconds = 3600}},
	        {.word = "hour", .span = {.seconds = 3600}},
	        {.word = "hours", .span = {.seconds = 3600}},
	        {.word = "m", .span = {.seconds = 60}},
	        {.word = "min", .span = {.seconds = 60}},
	        {.word = "minute", .span = {.seconds = 60}},
	        {.word = "minutes", .span = {.seconds = 60}},
	};

	for (size_t i = 0; i < COUNT(units); i++)
		if (word_read(at, units[i].word))
			return &units[i];
	return NULL;
}

static int64_t
span_seconds(struct wish_span span)
{
	return span.days * CIVIL_DAY_SECONDS + span.seconds;
}

/* 1h30m, "3 days": larger units come first, each once, with numbers of up to four digits. */
static bool
span_read(const char **at, struct wish_span *span_out)
{
	int64_t smallest = INT64_MAX;
	struct wish_span span = {0};
	const char *next = *at;

	do {
		const struct unit *unit;
		int number;

		if (!number_read(&next, 1, 4, &number))
			return false;
		(void)char_read(&next, ' ');
		unit = unit_read(&next);
		if (!unit || span_seconds(unit->span) >= smallest)
			return false;
		smallest = span_seconds(unit->span);
		span.days += number * unit->span.days;
		span.seconds += number * unit->span.seconds;
		*at = next;
		(void)char_read(&next, ' ');
	} while (strspn(next, digits));
	*span_out = span;
	return true;
}

/* 9:00, 13:52, 13:52:10; the fraction of 13:52:10.123 is dropped. */
static bool
clock_read(const char **at, struct wish *wish)
{
	struct local_time *local = &wish->local;

	if (!number_read(at, 1, 2, &local->hour) || !char_read(at, ':') ||
	        !number_read(at, 2, 2, &local->minute))
		return false;
	if (char_read(at, ':')) {
		if (!number_read(at, 2, 2, &local->second))
			return false;
		if (**at == '.' && strspn(*at + 1, digits))
			*at += 1 + strspn(*at + 1, digits);
	}
	wish->has_clock = true;
	return local->hour <= 23 && local->minute <= 59 && local->second <= 60;
}

/* Z, +01:00, +0100, +01. */
static bool
offset_read(const char **at, struct wish *wish)
{
	bool west = **at == '-';
	int hours, minutes = 0;

	wish->has_offset = true;
	if (char_read(at, 'z'))
		return true;
	if ((!char_read(at, '+') && !char_read(at, '-')) || !number_read(at, 2, 2, &hours))
		return false;
	if (char_read(at, ':') || **at) {
		if (!number_read(at, 2, 2, &minutes))
			return false;
	}
	wish->local.offset = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
	return hours <= 23 && minutes <= 59;
}

/* A clock time, perhaps with an offset, that ends the text. */
static bool
clock_end_read(const char *at, struct wish *wish)
{
	if (!clock_read(&at, wish))
		return false;
	if (!*at)
		return true;
	(void)char_read(&at, ' ');
	return offset_read(&at, wish) && !*at;
}

/* The end of the text, or a blank and a clock time. */
static bool
end_read(const char *at, struct wish *wish)
{
	return !*at || (char_read(&at, ' ') && clock_end_read(at, wish));
}

static bool
now_parse(const char *at, struct wish *wish)
{
	wish->form = WISH_SPAN;
	return word_read(&at, "now") && !*at;
}

/* 12m, +3d, "in 3 days", "3 days ago". */
static bool
span_parse(const char *at, struct wish *wish)
{
	wish->form = WISH_SPAN;
	if (word_read(&at, "in")) {
		if (!char_read(&at, ' '))
			return false;
		wish->sign = 1;
	} else if (char_read(&at, '+')) {
		wish->sign = 1;
	} else if (char_read(&at, '-')) {
		wish->sign = -1;
	}
	if (!span_read(&at, &wish->span))
		return false;
	if (!wish->sign && char_read(&at, ' ') && word_read(&at, "ago"))
		wish->sign = -1;
	return !*at;
}

static bool
day_parse(const char *at, struct wish *wish)
{
	wish->form = WISH_DAY;
	if (word_read(&at, "tomorrow"))
		wish->span.days = 1;
	else if (word_read(&at, "yesterday"))
		wish->span.days = -1;
	else if (!word_read(&at, "today"))
		return false;
	return end_read(at, wish) && !wish->has_offset;
}

/* 13:52, fri, "fri 14:05". */
static bool
nearest_parse(const char *at, struct wish *wish)
{
	wish->form = WISH_NEAREST;
	if (name_read(&at, civil_weekday_name, 0, 6, &wish->weekday))
		return end_read(at, wish) && !wish->has_offset;
	return clock_end_read(at, wish) && !wish->has_offset;
}

/* 2017-08-30, "2017-08-30 13:52", 2017-08-30T13:52:10Z. */
static bool
iso_parse(const char *at, struct wish *wish)
{
	struct local_time *local = &wish->local;

	wish->form = WISH_DATE;
	if (!number_read(&at, 4, 4, &local->year) || !char_read(&at, '-') ||
	        !number_read(&at, 2, 2, &local->month) || !char_read(&at, '-') ||
	        !number_read(&at, 2, 2, &local->day) || !local->year)
		return false;
	return char_read(&at, 't') ? clock_end_read(at, wish) : end_read(at, wish);
}

static bool
month_read(const char **at, struct wish *wish)
{
	return name_read(at, civil_month_name, 1, 12, &wish->local.month);
}

/* "30 aug", "aug 30, 2017", "30 aug 14:05", "Wed 30 Aug 2017 13:52". */
static bool
month_parse(const char *at, struct wish *wish)
{
	struct local_time *local = &wish->local;
	const char *year;

	wish->form = WISH_DATE;
	if (name_read(&at, civil_weekday_name, 0, 6, &wish->weekday)) {
		(void)char_read(&at, ',');
		if (!char_read(&at, ' '))
			return false;
	}
	if (month_read(&at, wish)) {
		if (!char_read(&at, ' ') || !number_read(&at, 1, 2, &local->day))
			return false;
		(void)char_read(&at, ',');
	} else if (!number_read(&at, 1, 2, &local->day) || !char_read(&at, ' ') ||
	        !month_read(&at, wish)) {
		return false;
	}
	year = at;
	if (char_read(&year, ' ') && number_read(&year, 4, 4, &local->year)) {
		if (!local->year)
			return false;
		at = year;
	}
	return end_read(at, wish);
}

/* Lower case, runs of blanks as one, none at the ends; false when it is too long for a time. */
static bool
text_fold(const char *text, char folded[static WISH_TEXT_MOST + 1])
{
	size_t length = 0;

	for (; *text; text++) {
		char c = *text == '\t' || *text == '\n' ? ' ' : *text;

		if (c == ' ' && (!length || folded[length - 1] == ' '))
			continue;
		if (length == WISH_TEXT_MOST)
			return false;
		folded[length++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	if (length && folded[length - 1] == ' ')
		length--;
	folded[length] = '\0';
	return true;
}

bool
wish_parse(const char *text, struct wish *wish_out)
{
	static bool (*const forms[])(const char *, struct wish *) = {
	        now_parse, span_parse, day_parse, nearest_parse, iso_parse, month_parse};
	char folded[WISH_TEXT_MOST + 1];

	if (!text_fold(text, folded))
		return false;
	for (size_t i = 0; i < COUNT(forms); i++) {
		*wish_out = (struct wish){.weekday = WISH_NO_WEEKDAY};
		if (forms[i](folded, wish_out))
			return true;
	}
	return false;
}

bool
wish_parse_span(const char *text, int64_t *seconds_out)
{
	char folded[WISH_TEXT_MOST + 1];
	const char *at = folded;
	struct wish_span span;
	int minutes;

	if (!text_fold(text, folded))
		return false;
	if (number_read(&at, 1, 4, &minutes) && !*at) {
		*seconds_out = (int64_t)minutes * 60;
		return true;
	}
	at = folded;
	if (!span_read(&at, &span) || *at)
		return false;
	*seconds_out = span_seconds(span);
	return true;
}
