/* SPDX-License-Identifier: MIT */
#include "text/zone.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "text/civil.h"
#include "text/suggest.h"

enum { NAME_MOST = 64, LIST_MOST = 1024 * 1024 };

static const char zone_folder[] = "/usr/share/zoneinfo/";

/* A name to suggest, and the lower-case text by which it is compared. */
struct candidate {
	const char *name;
	const char *key;
};

/* The environment as it was while a named zone is in force. */
struct visit {
	char variable[sizeof("TZ=:") + NAME_MOST];
	char *environment[2];
	char **saved;
};

/*
 * No dot is allowed, hence no "..". IANA's names begin with a capital, which keeps out absolute
 * paths and the folders "posix" and "right" (the same zones again, the latter with leap seconds).
 */
static bool
name_has_shape(const char *name)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	                              "0123456789_+-/";
	size_t length = strspn(name, allowed);

	return name[0] >= 'A' && name[0] <= 'Z' && length <= NAME_MOST && name[length] == '\0';
}

static bool
name_has_file(const char *name)
{
	char path[sizeof(zone_folder) + NAME_MOST];
	char magic[4];
	bool found;
	int file;

	(void)snprintf(path, sizeof(path), "%s%s", zone_folder, name);
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return false;
	found = read(file, magic, sizeof(magic)) == sizeof(magic) &&
	        memcmp(magic, "TZif", sizeof(magic)) == 0;
	(void)close(file);
	return found;
}

static bool
name_is_utc(const char *name)
{
	return strcmp(name, "UTC") == 0;
}

static bool
name_is_known(const char *name)
{
	return name_is_utc(name) || (name_has_shape(name) && name_has_file(name));
}

/* Lower case, and blanks as the underscores of "New_York". */
static char *
key_format(struct arena *arena, const char *text, size_t length)
{
	char *key = arena_span(arena, text, length);

	for (char *at = key; *at; at++) {
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
		else if (*at == ' ')
			*at = '_';
	}
	return key;
}

/* tzdata.zi has "Z name ..." for a zone and "L target name" for another name of one. */
static bool
line_get_name(const char *line, const char **name_out, size_t *length_out)
{
	const char *name = line + 1;

	if (*line != 'Z' && *line != 'L')
		return false;
	if (*line == 'L' && *name == ' ')
		name += 1 + strcspn(name + 1, " \n");
	if (*name != ' ')
		return false;
	*name_out = name + 1;
	*length_out = strcspn(*name_out, " \n");
	return true;
}

/*
 * People name the town: a word without a continent is compared with the last part of each name.
 * Without the list there are no suggestions, which is no reason to fail in another way.
 */
static size_t
candidates_read(struct arena *arena, bool whole, struct candidate **list_out)
{
	char path[sizeof(zone_folder) + sizeof("tzdata.zi")];
	size_t count = 0, capacity = 0, length;
	struct error ignored;
	const char *text;

	*list_out = NULL;
	(void)snprintf(path, sizeof(path), "%stzdata.zi", zone_folder);
	if (!file_read(arena, path, LIST_MOST, &text, &length, &ignored))
		return 0;
	for (const char *line = text; line; line = strchr(line, '\n')) {
		const char *name, *town;

		line += *line == '\n';
		if (!line_get_name(line, &name, &length))
			continue;
		*list_out = arena_grow(arena, *list_out, count, &capacity, sizeof(**list_out));
		town = memrchr(name, '/', length);
		town = whole || !town ? name : town + 1;
		(*list_out)[count++] = (struct candidate){
		        .name = arena_span(arena, name, length),
		        .key = key_format(arena, town, length - (size_t)(town - name)),
		};
	}
	return count;
}

static bool
hint_similar(const char *zone, struct error *err)
{
	struct candidate *list;
	struct suggest suggest;
	struct arena arena;
	size_t count;

	arena_init(&arena);
	suggest_init(&suggest, key_format(&arena, zone, strnlen(zone, NAME_MOST)));
	count = candidates_read(&arena, strchr(zone, '/') != NULL, &list);
	for (size_t i = 0; i < count; i++)
		suggest_add(&suggest, list[i].key);
	for (size_t best = 0; best < suggest.count; best++) {
		for (size_t i = 0; i < count; i++) {
			if (list[i].key == suggest.best[best]) {
				suggest.best[best] = list[i].name;
				break;
			}
		}
	}
	suggest_text(&suggest, err->hint, sizeof(err->hint));
	arena_close(&arena);
	return err->hint[0] != '\0';
}

/* "IST" is the time of India, of Ireland and of Israel: guessing would be wrong twice in three. */
static bool
name_has_abbreviation(const char *zone)
{
	size_t length = strspn(zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return length >= 3 && length <= 5 && zone[length] == '\0';
}

bool
zone_check(const char *zone, struct error *err)
{
	if (name_is_known(zone))
		return true;
	(void)error_set(err, ERROR_INVALID, "there is no time zone \"%.*s\"", NAME_MOST, zone);
	if (access(zone_folder, R_OK) != 0)
		return error_hint(err, "the zone files are missing: install the package tzdata");
	if (name_has_abbreviation(zone))
		return error_hint(err,
		        "an abbreviation can mean several zones: name a place, "
		        "such as Europe/Dublin");
	if (!hint_similar(zone, err))
		(void)error_hint(err, "a zone is named after a place, such as Europe/Dublin");
	return false;
}

/*
 * libc takes the zone from the environment only. The whole environment is exchanged for one
 * variable and put back as the same pointer: unlike setenv this needs no memory and no copy of the
 * old value, and "TZ is not set" comes back as that. glibc also accepts rules ("CET-1CEST") where
 * a name should be; the colon and name_is_known keep those out.
 */
static void
visit_open(struct visit *visit, const char *zone)
{
	visit->saved = environ;
	if (zone) {
		bool named = name_is_known(zone) && !name_is_utc(zone);

		(void)snprintf(visit->variable, sizeof(visit->variable), "TZ=%s%s",
		        named ? ":" : "", named ? zone : "UTC0");
		visit->environment[0] = visit->variable;
		visit->environment[1] = NULL;
		environ = visit->environment;
	}
	tzset();
}

static void
visit_close(struct visit *visit)
{
	if (environ == visit->saved)
		return;
	environ = visit->saved;
	tzset();
}

static struct local_time
moment_split(int64_t at)
{
	time_t moment = (time_t)civil_bound(at);
	struct local_time local;
	struct tm parts = {0};

	(void)localtime_r(&moment, &parts); /* cannot fail: the year fits an int */
	local = (struct local_time){
	        .year = parts.tm_year + 1900,
	        .month = parts.tm_mon + 1,
	        .day = parts.tm_mday,
	        .hour = parts.tm_hour,
	        .minute = parts.tm_min,
	        .second = parts.tm_sec,
	        .weekday = parts.tm_wday,
	        .offset = (int32_t)parts.tm_gmtoff,
	};
	(void)snprintf(local.abbreviation, sizeof(local.abbreviation), "%s", parts.tm_zone);
	return local;
}

struct local_time
zone_local(const char *zone, int64_t at)
{
	struct local_time local;
	struct visit visit;

	visit_open(&visit, zone);
	local = moment_split(at);
	visit_close(&visit);
	return local;
}

static bool
local_check(const struct local_time *local, struct error *err)
{
	if (!civil_has(local->year, local->month, local->day))
		return error_set(err, ERROR_INVALID, "there is no date %04d-%02d-%02d", local->year,
		        local->month, local->day);
	if (local->hour < 0 || local->hour > 23 || local->minute < 0 || local->minute > 59 ||
	        local->second < 0 || local->second > 60)
		return error_set(err, ERROR_INVALID, "there is no clock time %02d:%02d:%02d",
		        local->hour, local->minute, local->second);
	return true;
}

static bool
skipped_set(const char *zone, const struct local_time *local, struct local_time moved,
        struct error *err)
{
	(void)error_set(err, ERROR_INVALID,
	        "%04d-%02d-%02d %02d:%02d does not exist in %s: the clocks skip it", local->year,
	        local->month, local->day, local->hour, local->minute,
	        zone ? zone : "the zone of this machine");
	return error_hint(err, "the clocks go forward there: %04d-%02d-%02d %02d:%02d exists",
	        moved.year, moved.month, moved.day, moved.hour, moved.minute);
}

/*
 * mktime's flag for summer time cannot tell apart all cases (winter is the flagged time in
 * Europe/Dublin, Pacific/Apia skipped a whole day), offsets can: those of the day before and of
 * the day after are tried, and one that is in force at the moment it gives is right.
 */
bool
zone_moment(const char *zone, const struct local_time *local, int64_t *at_out, bool *twice_out,
        struct error *err)
{
	int64_t wall, before, after;
	bool has_before, has_after;
	struct local_time moved;
	struct visit visit;

	if ((zone && !zone_check(zone, err)) || !local_check(local, err))
		return false;
	wall = civil_day(local->year, local->month, local->day) * CIVIL_DAY_SECONDS +
	        local->hour * 3600 + local->minute * 60 + local->second;

	visit_open(&visit, zone);
	before = wall - moment_split(wall - CIVIL_DAY_SECONDS).offset;
	after = wall - moment_split(wall + CIVIL_DAY_SECONDS).offset;
	moved = moment_split(before);
	has_before = before + moved.offset == wall;
	has_after = after + moment_split(after).offset == wall;
	visit_close(&visit);

	if (!has_before && !has_after)
		return skipped_set(zone, local, moved, err);
	*at_out = has_before ? before : after;
	if (twice_out)
		*twice_out = has_before && has_after && before != after;
	return true;
}
