/* SPDX-License-Identifier: MIT */
#include "intake/zones.h"

#include <string.h>
#include <strings.h>

#include "text/zone.h"

struct alias {
	const char *written;
	const char *zone;
};

/*
 * Windows names (from CLDR), as calendars made by Outlook carry them, and former IANA names, which
 * newer systems keep in a package that is often not there (tzdata-legacy).
 */
static const struct alias aliases[] = {
        {.written = "Asia/Calcutta", .zone = "Asia/Kolkata"},
        {.written = "Asia/Katmandu", .zone = "Asia/Kathmandu"},
        {.written = "Asia/Rangoon", .zone = "Asia/Yangon"},
        {.written = "Asia/Saigon", .zone = "Asia/Ho_Chi_Minh"},
        {.written = "Australia/ACT", .zone = "Australia/Sydney"},
        {.written = "Australia/NSW", .zone = "Australia/Sydney"},
        {.written = "Brazil/East", .zone = "America/Sao_Paulo"},
        {.written = "Canada/Eastern", .zone = "America/Toronto"},
        {.written = "Canada/Pacific", .zone = "America/Vancouver"},
        {.written = "Europe/Kiev", .zone = "Europe/Kyiv"},
        {.written = "Europe/Belfast", .zone = "Europe/London"},
        {.written = "GB", .zone = "Europe/London"},
        {.written = "Hongkong", .zone = "Asia/Hong_Kong"},
        {.written = "Israel", .zone = "Asia/Jerusalem"},
        {.written = "Japan", .zone = "Asia/Tokyo"},
        {.written = "NZ", .zone = "Pacific/Auckland"},
        {.written = "PRC", .zone = "Asia/Shanghai"},
        {.written = "ROK", .zone = "Asia/Seoul"},
        {.written = "Singapore", .zone = "Asia/Singapore"},
        {.written = "Turkey", .zone = "Europe/Istanbul"},
        {.written = "US/Alaska", .zone = "America/Anchorage"},
        {.written = "US/Arizona", .zone = "America/Phoenix"},
        {.written = "US/Central", .zone = "America/Chicago"},
        {.written = "US/Eastern", .zone = "America/New_York"},
        {.written = "US/Hawaii", .zone = "Pacific/Honolulu"},
        {.written = "US/Mountain", .zone = "America/Denver"},
        {.written = "US/Pacific", .zone = "America/Los_Angeles"},
        {.written = "Z", .zone = "UTC"},
        {.written = "AUS Eastern Standard Time", .zone = "Australia/Sydney"},
        {.written = "Central America Standard Time", .zone = "America/Guatemala"},
        {.written = "Central Europe Standard Time", .zone = "Europe/Budapest"},
        {.written = "Central European Standard Time", .zone = "Europe/Warsaw"},
        {.written = "Central Standard Time", .zone = "America/Chicago"},
        {.written = "China Standard Time", .zone = "Asia/Shanghai"},
        {.written = "E. South America Standard Time", .zone = "America/Sao_Paulo"},
        {.written = "Eastern Standard Time", .zone = "America/New_York"},
        {.written = "Egypt Standard Time", .zone = "Africa/Cairo"},
        {.written = "FLE Standard Time", .zone = "Europe/Kyiv"},
        {.written = "GMT Standard Time", .zone = "Europe/London"},
        {.written = "GTB Standard Time", .zone = "Europe/Bucharest"},
        {.written = "Greenwich Standard Time", .zone = "Atlantic/Reykjavik"},
        {.written = "India Standard Time", .zone = "Asia/Kolkata"},
        {.written = "Israel Standard Time", .zone = "Asia/Jerusalem"},
        {.written = "Korea Standard Time", .zone = "Asia/Seoul"},
        {.written = "Mountain Standard Time", .zone = "America/Denver"},
        {.written = "New Zealand Standard Time", .zone = "Pacific/Auckland"},
        {.written = "Pacific Standard Time", .zone = "America/Los_Angeles"},
        {.written = "Romance Standard Time", .zone = "Europe/Paris"},
        {.written = "Russian Standard Time", .zone = "Europe/Moscow"},
        {.written = "SA Pacific Standard Time", .zone = "America/Bogota"},
        {.written = "SE Asia Standard Time", .zone = "Asia/Bangkok"},
        {.written = "Singapore Standard Time", .zone = "Asia/Singapore"},
        {.written = "South Africa Standard Time", .zone = "Africa/Johannesburg"},
        {.written = "Tokyo Standard Time", .zone = "Asia/Tokyo"},
        {.written = "Turkey Standard Time", .zone = "Europe/Istanbul"},
        {.written = "US Eastern Standard Time", .zone = "America/Indiana/Indianapolis"},
        {.written = "US Mountain Standard Time", .zone = "America/Phoenix"},
        {.written = "W. Europe Standard Time", .zone = "Europe/Berlin"},
};

static bool
is_known(const char *zone)
{
	struct error ignored;

	return zone_check(zone, &ignored);
}

static const char *
alias_find(const char *text)
{
	for (size_t i = 0; i < COUNT(aliases); i++)
		if (strcasecmp(aliases[i].written, text) == 0)
			return aliases[i].zone;
	return NULL;
}

/* "US / Eastern" -> "US/Eastern", "Europe-Brussels" -> "Europe/Brussels", "New York" -> "New_York"
 */
static const char *
respell(struct arena *arena, const char *text)
{
	char *name = arena_text(arena, text);
	char *to = name;
	bool parted = strchr(text, '/') != NULL;

	for (const char *at = text; *at; at++) {
		bool beside = at[1] == '/' || (to > name && to[-1] == '/');

		if (*at == ' ' && beside)
			continue;
		if (*at == '-' && !parted) {
			*to++ = '/';
			parted = true;
		} else {
			*to++ = *at == ' ' ? '_' : *at;
		}
	}
	*to = '\0';
	return name;
}

/* "/freeassociation.sourceforge.net/Europe/Berlin": the last two parts, else three. */
static const char *
unprefix(const char *text)
{
	size_t parts = 0;

	for (const char *at = text + strlen(text); at > text; at--)
		if (at[-1] == '/' && ++parts > 1 && parts < 4 && is_known(at))
			return at;
	return NULL;
}

const char *
zones_find(struct arena *arena, const char *text)
{
	const char *name = alias_find(text);

	if (name && is_known(name))
		return name;
	if (is_known(text))
		return arena_text(arena, text);
	name = respell(arena, text);
	if (alias_find(name))
		name = alias_find(name);
	if (!is_known(name))
		name = unprefix(text);
	return arena_text(arena, name);
}

const char *
zones_fixed(struct arena *arena, int32_t offset)
{
	int32_t hours = offset / 3600;
	const char *zone;

	if (offset == 0 || offset % 3600 != 0)
		return "UTC";
	/* The signs of these names are POSIX's: Etc/GMT-1 is an hour east. */
	zone = arena_format(arena, "Etc/GMT%+d", -hours);
	return is_known(zone) ? zone : "UTC";
}
