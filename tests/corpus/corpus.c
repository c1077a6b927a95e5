/* SPDX-License-Identifier: MIT */

/*
 * Reads a folder of real schedules, which cannot be part of the project, and compares what comes
 * out with what is known about each file. The environment variable CORPUS names the folder. TAP
 * goes out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "intake/handles.h"
#include "intake/intake.h"
#include "intake/lookup.h"

struct expected {
	const char *path; /* a file, or a folder of Open Event */
	const char *zone; /* what the user would say; NULL: nothing */
	size_t talks;     /* in the file, doubles included */
	size_t people;
	size_t rooms;       /* with talks; 0: not known */
	const char *reason; /* part of the error: the file is to be refused */
	int warning;        /* one that has to be there; -1: none in particular */
};

static const struct expected files[] = {
        {.path = "frab-xml/fosdem-2013.xml",
                .zone = "Europe/Brussels",
                .talks = 487,
                .people = 476,
                .rooms = 24,
                .warning = -1},
        {.path = "frab-xml/fosdem-2013.xml", .reason = "no time zone"},
        {.path = "frab-xml/fosdem-2025-v1-20250104.xml",
                .talks = 927,
                .people = 965,
                .rooms = 29,
                .warning = -1},
        {.path = "frab-xml/fosdem-2025-v2-20250108.xml",
                .talks = 940,
                .people = 985,
                .rooms = 29,
                .warning = -1},
        {.path = "frab-json/camp2019-frab.json",
                .talks = 79,
                .people = 90,
                .rooms = 2,
                .warning = -1},
        {.path = "frab-json/rc3-2020-pretalx.json",
                .talks = 48,
                .people = 56,
                .rooms = 5,
                .warning = PROGRAMME_WARNING_ZONE_GUESSED},
        {.path = "frab-json/democon-pretalx.json",
                .talks = 36,
                .people = 27,
                .rooms = 2,
                .warning = PROGRAMME_WARNING_ZONE_CONTRADICTS},
        {.path = "frab-json/invalid-example.json",
                .talks = 1,
                .people = 1,
                .rooms = 1,
                .warning = PROGRAMME_WARNING_MISPLACED},
        {.path = "schedule2-json/hub-schedule2-38c3-excerpt.json",
                .talks = 2,
                .people = 4,
                .rooms = 2,
                .warning = -1},
        {.path = "sessionize-json/sessionize-demo-All.json",
                .talks = 11,
                .people = 10,
                .rooms = 3,
                .warning = PROGRAMME_WARNING_UTC_SUSPECT},
        {.path = "sessionize-json/sessionize-demo-GridSmart.json",
                .talks = 11,
                .people = 10,
                .rooms = 3,
                .warning = PROGRAMME_WARNING_UTC_SUSPECT},
        {.path = "sessionize-json/sessionize-demo-Sessions.json",
                .talks = 10,
                .people = 10,
                .rooms = 2,
                .warning = PROGRAMME_WARNING_UTC_SUSPECT},
        {.path = "sessionize-json/sessionize-demo-Speakers.json", .people = 10, .warning = -1},
        {.path = "sessionize-json/sessionize-demo-SpeakerWall.json", .people = 10, .warning = -1},
        {.path = "open-event-json/PyCon17",
                .talks = 147,
                .people = 143,
                .rooms = 18,
                .warning = PROGRAMME_WARNING_END_BEFORE_START},
        {.path = "open-event-json/Droidcon17",
                .talks = 38,
                .people = 33,
                .rooms = 3,
                .warning = PROGRAMME_WARNING_TALK_DOUBLED},
        {.path = "ics/pyconuk-2015-v08-floating.ics",
                .zone = "Europe/London",
                .talks = 159,
                .people = 72,
                .rooms = 11,
                .warning = -1},
        {.path = "ics/pyconuk-2015-v08-floating.ics", .reason = "no time zone"},
        {.path = "ics/pyconuk-2015-v09-utc.ics",
                .zone = "Europe/London",
                .talks = 159,
                .people = 72,
                .rooms = 11,
                .warning = -1},
        {.path = "csv/pyconuk-2015.csv",
                .zone = "Europe/London",
                .talks = 162,
                .rooms = 11,
                .warning = -1},
        {.path = "synthetic/bad1.ics", .reason = "ends inside of VEVENT"},
        {.path = "synthetic/bl.xml", .reason = "line 2, column 13: it has a DOCTYPE"},
        {.path = "synthetic/quad.xml", .reason = "DOCTYPE"},
        {.path = "synthetic/xxe.xml", .reason = "DOCTYPE"},
        {.path = "synthetic/cp1252.xml", .reason = "unknown encoding"},
        {.path = "synthetic/ctrl.xml", .reason = "not well-formed"},
        {.path = "synthetic/nbsp.xml", .reason = "undefined entity"},
        {.path = "synthetic/latin1.xml", .reason = "no talk"},
        {.path = "synthetic/tzid.ics", .talks = 2, .warning = PROGRAMME_WARNING_ZONE_REPAIRED},
        {.path = "srecon17-europe.md", .reason = "no schedule in a known form"},
};

static const char *const open_event_files[] = {
        "event.json", "microlocations.json", "sessions.json", "speakers.json"};

static size_t failures;
static size_t checks;

static void
report(bool ok, const char *what, const char *detail)
{
	checks++;
	failures += !ok;
	(void)printf("%s %zu - %s%s%s\n", ok ? "ok" : "not ok", checks, what, *detail ? ": " : "",
	        detail);
}

static size_t
rooms_count(struct arena *arena, const struct programme *programme)
{
	struct lookup rooms = {0};
	size_t count = 0;

	for (size_t i = 0; i < programme->talk_count; i++)
		if (programme->talks[i].room)
			count += lookup_add(arena, &rooms, programme->talks[i].room, i);
	return count;
}

static bool
source_read(struct arena *arena, const char *path, struct intake_source *source, struct error *err)
{
	struct intake_file *parts = arena_array(arena, COUNT(open_event_files), sizeof(*parts));

	if (file_read(arena, path, INTAKE_BYTES_MOST, &source->bytes, &source->length, err))
		return true;
	source->bytes = NULL;
	source->files = parts;
	source->file_count = COUNT(open_event_files);
	for (size_t i = 0; i < COUNT(open_event_files); i++) {
		parts[i].name = open_event_files[i];
		if (!file_read(arena, arena_format(arena, "%s/%s", path, parts[i].name),
		            INTAKE_BYTES_MOST, &parts[i].bytes, &parts[i].length, err))
			return false;
	}
	return true;
}

static void
warnings_print(struct arena *arena, const struct programme *programme)
{
	for (int kind = 0; kind < PROGRAMME_WARNING_KINDS; kind++) {
		const char *text = programme_format_warning(
		        arena, programme, (enum programme_warning_kind)kind);

		if (text)
			(void)printf("#   %s\n", text);
	}
}

static void
file_check(const char *folder, const struct expected *expected)
{
	struct intake_source source = {.name = expected->path, .zone = expected->zone};
	struct programme programme = {0};
	struct arena arena;
	struct error err;
	size_t talks, rooms;
	bool ok;

	arena_init(&arena);
	ok = source_read(&arena, arena_format(&arena, "%s/%s", folder, expected->path), &source,
	             &err) &&
	        intake_read(&arena, &source, &programme, &err);
	if (!ok) {
		report(expected->reason && strstr(err.text, expected->reason), expected->path,
		        err.text);
		arena_close(&arena);
		return;
	}
	talks = programme.talk_count + programme.warnings[PROGRAMME_WARNING_TALK_DOUBLED].count;
	rooms = rooms_count(&arena, &programme);
	ok = !expected->reason && talks == expected->talks &&
	        (!expected->rooms || rooms == expected->rooms) &&
	        (!expected->people || programme.person_count == expected->people) &&
	        (expected->warning < 0 || programme.warnings[expected->warning].count);
	report(ok, expected->path,
	        arena_format(&arena, "%zu talks, %zu people, %zu rooms, %s", talks,
	                programme.person_count, rooms,
	                programme.zone ? programme.zone : "no zone"));
	warnings_print(&arena, &programme);
	arena_close(&arena);
}

/* The same talks at the same moments: the two exports differ only in how they write times. */
static void
exports_compare(const char *folder)
{
	static const char *const paths[] = {
	        "ics/pyconuk-2015-v08-floating.ics", "ics/pyconuk-2015-v09-utc.ics"};
	struct programme programmes[2];
	struct lookup slots = {0};
	struct arena arena;
	struct error err;
	size_t common = 0;

	arena_init(&arena);
	for (size_t i = 0; i < 2; i++) {
		struct intake_source source = {.name = paths[i], .zone = "Europe/London"};

		if (!source_read(&arena, arena_format(&arena, "%s/%s", folder, paths[i]), &source,
		            &err) ||
		        !intake_read(&arena, &source, &programmes[i], &err)) {
			report(false, paths[i], err.text);
			arena_close(&arena);
			return;
		}
		for (size_t j = 0; j < programmes[i].talk_count; j++)
			common += !lookup_add(&arena, &slots,
			        arena_format(&arena, "%s %lld", programmes[i].talks[j].title,
			                (long long)programmes[i].talks[j].starts_at),
			        j);
	}
	report(common >= 150, "both exports name the same moments",
	        arena_format(&arena, "%zu in common", common));
	arena_close(&arena);
}

/* A line of handles.tsv: field, value, service, canonical form. */
static bool
handle_check(struct arena *arena, char *line)
{
	char *cells[5];
	struct handle handle = {0};
	bool found;
	bool same;

	for (size_t i = 0; i < COUNT(cells); i++)
		cells[i] = strsep(&line, "\t");
	if (!cells[3])
		return false;
	found = handle_parse(arena, cells[0], cells[1], &handle);
	if (strcmp(cells[2], "-") == 0)
		same = strcmp(cells[3], "-") == 0 ? !found || strcmp(handle.service, "url") == 0
		                                  : found && strcmp(handle.name, cells[3]) == 0;
	else
		same = found && strcmp(handle.name, cells[3]) == 0 &&
		        strcmp(strcmp(cells[2], "twitter") == 0 ? "x" : cells[2], handle.service) ==
		                0;
	report(same, cells[1],
	        found ? arena_format(arena, "%s %s", handle.service, handle.name) : "refused");
	return true;
}

static void
handles_check(const char *folder)
{
	struct arena arena;
	struct error err;
	const char *text;
	size_t length;
	size_t count = 0;
	char *rest;

	arena_init(&arena);
	if (!file_read(&arena, arena_format(&arena, "%s/handles.tsv", folder), 1 << 20, &text,
	            &length, &err)) {
		report(false, "handles.tsv", err.text);
		arena_close(&arena);
		return;
	}
	rest = arena_text(&arena, text);
	(void)strsep(&rest, "\n");
	for (char *line = strsep(&rest, "\n"); line; line = strsep(&rest, "\n"))
		count += *line && handle_check(&arena, line);
	report(count >= 55, "handles.tsv has all its rows", arena_format(&arena, "%zu", count));
	arena_close(&arena);
}

int
main(void)
{
	const char *corpus = getenv("CORPUS");
	struct arena arena;
	const char *folder;

	if (!corpus) {
		(void)fprintf(stderr, "corpus: CORPUS is not set; call it through make\n");
		return 2;
	}
	arena_init(&arena);
	folder = arena_format(&arena, "%s/schedules", corpus);
	for (size_t i = 0; i < COUNT(files); i++)
		file_check(folder, &files[i]);
	exports_compare(folder);
	handles_check(folder);
	(void)printf("1..%zu\n", checks);
	arena_close(&arena);
	return failures != 0;
}
