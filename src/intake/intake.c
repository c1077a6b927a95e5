/* SPDX-License-Identifier: MIT */
#include "intake/intake.h"

#include <string.h>
#include <strings.h>

#include "text/zone.h"
#include "intake/archive.h"
#include "intake/reader.h"

struct json_reader {
	bool (*is)(json_t *tree);
	bool (*read)(struct draft *draft, json_t *tree, struct error *err);
};

/* In this order: schedule2 has a member that the frab form has too. */
static const struct json_reader json_readers[] = {
        {.is = schedule2_is, .read = schedule2_read},
        {.is = schedule_json_is, .read = schedule_json_read},
        {.is = sessionize_is, .read = sessionize_read},
};

static size_t
bom_length(const char *bytes, size_t length)
{
	return length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static bool
starts_with(const char *at, const char *end, const char *word)
{
	size_t length = strlen(word);

	return (size_t)(end - at) >= length && strncasecmp(at, word, length) == 0;
}

/* Lines of cells: the first line has a separator, and all is text. */
static bool
is_table(const char *at, const char *end)
{
	const char *feed = memchr(at, '\n', (size_t)(end - at));

	if (!feed || memchr(at, '\0', (size_t)(end - at)))
		return false;
	return memchr(at, ',', (size_t)(feed - at)) || memchr(at, ';', (size_t)(feed - at)) ||
	        memchr(at, '\t', (size_t)(feed - at));
}

enum intake_format
intake_sniff(const char *bytes, size_t length)
{
	const char *at = bytes + bom_length(bytes, length);
	const char *end = bytes + length;

	if (length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
		return INTAKE_ZIP;
	/* Of the formats only XML may be UTF-16. */
	if (length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
		return INTAKE_XML;
	while (at < end && (*at == ' ' || (*at >= '\t' && *at <= '\r')))
		at++;
	if (starts_with(at, end, "<!doctype html") || starts_with(at, end, "<html"))
		return INTAKE_HTML;
	if (at < end && *at == '<')
		return INTAKE_XML;
	if (at < end && (*at == '{' || *at == '['))
		return INTAKE_JSON;
	if (starts_with(at, end, "BEGIN:VCALENDAR"))
		return INTAKE_ICAL;
	return is_table(at, end) ? INTAKE_CSV : INTAKE_UNKNOWN;
}

static bool
json_read(struct draft *draft, const char *bytes, size_t length, struct error *err)
{
	json_auto_t *tree = NULL;

	if (length > INTAKE_JSON_MOST)
		return error_set(err, ERROR_INVALID, "%s: JSON of more than 16 MiB", draft->name);
	if (!json_parse(draft->name, bytes, length, &tree, err))
		return false;
	for (size_t i = 0; i < COUNT(json_readers); i++)
		if (json_readers[i].is(tree))
			return json_readers[i].read(draft, tree, err);
	return error_set(err, ERROR_INVALID,
	        "%s: this is JSON, but not a schedule of frab, pretalx, schedule2 or Sessionize",
	        draft->name);
}

/* Everything but an archive, by what it looks like. */
static bool
text_read(struct draft *draft, const char *bytes, size_t length, struct error *err)
{
	size_t skip = bom_length(bytes, length);

	switch (intake_sniff(bytes, length)) {
	case INTAKE_XML:
		return schedule_xml_read(draft, bytes, length, err);
	case INTAKE_JSON:
		return json_read(draft, bytes + skip, length - skip, err);
	case INTAKE_ICAL:
		return ical_read(draft, bytes + skip, length - skip, err);
	case INTAKE_CSV:
		return schedule_csv_read(draft, bytes + skip, length - skip, err);
	case INTAKE_HTML:
		error_set(
		        err, ERROR_INVALID, "%s: this is a web page, not a schedule", draft->name);
		return error_hint(err, "look for the page's export: schedule.xml, .json or .ics");
	case INTAKE_ZIP:
	case INTAKE_UNKNOWN:
		break;
	}
	return error_set(err, ERROR_INVALID,
	        "%s: this is no schedule in a known form (frab XML or JSON, schedule2, "
	        "Sessionize, iCalendar, Open Event, CSV)",
	        draft->name);
}

static bool
may_be_schedule(const struct intake_file *file)
{
	switch (intake_sniff(file->bytes, file->length)) {
	case INTAKE_XML:
	case INTAKE_JSON:
	case INTAKE_ICAL:
	case INTAKE_CSV:
		return true;
	case INTAKE_ZIP:
	case INTAKE_HTML:
	case INTAKE_UNKNOWN:
		break;
	}
	return false;
}

/* The one file among these that looks like a schedule, as in a download that was zipped. */
static bool
lone_read(struct draft *draft, const struct intake_file *files, size_t count, struct error *err)
{
	const struct intake_file *lone = NULL;

	for (size_t i = 0; i < count; i++) {
		if (!may_be_schedule(&files[i]))
			continue;
		if (lone) {
			error_set(err, ERROR_INVALID,
			        "%s: which one is the schedule, %s or %s? There is no "
			        "sessions.json "
			        "in it, as Open Event has",
			        draft->name, lone->name, files[i].name);
			return error_hint(err, "import the one file");
		}
		lone = &files[i];
	}
	if (!lone)
		return error_set(err, ERROR_INVALID,
		        "%s: there is no schedule in it, and no sessions.json, as Open Event has",
		        draft->name);
	draft->name = arena_format(draft->arena, "%s: %s", draft->name, lone->name);
	return text_read(draft, lone->bytes, lone->length, err);
}

static bool
files_read(struct draft *draft, const struct intake_file *files, size_t count, struct error *err)
{
	size_t total = 0;

	for (size_t i = 0; i < count; i++)
		total += files[i].length;
	if (total > INTAKE_BYTES_MOST)
		return error_set(
		        err, ERROR_INVALID, "%s: its files are larger than 32 MiB", draft->name);
	if (open_event_is(files, count))
		return open_event_read(draft, files, count, err);
	return lone_read(draft, files, count, err);
}

static bool
zip_read(struct draft *draft, const char *bytes, size_t length, struct error *err)
{
	const struct intake_file *files;
	size_t count;

	return archive_read(draft->arena, draft->name, bytes, length, &files, &count, err) &&
	        files_read(draft, files, count, err);
}

static bool
bytes_read(struct draft *draft, const char *bytes, size_t length, struct error *err)
{
	if (length > INTAKE_BYTES_MOST)
		return error_set(err, ERROR_INVALID, "%s: it is larger than 32 MiB", draft->name);
	return intake_sniff(bytes, length) == INTAKE_ZIP ? zip_read(draft, bytes, length, err)
	                                                 : text_read(draft, bytes, length, err);
}

bool
intake_read(struct arena *arena, const struct intake_source *source, struct programme *programme,
        struct error *err)
{
	struct draft draft;

	draft_init(&draft, arena, source->name, programme);
	if (source->zone && !zone_check(source->zone, err))
		return false;
	if (source->bytes ? !bytes_read(&draft, source->bytes, source->length, err)
	                  : !files_read(&draft, source->files, source->file_count, err))
		return false;
	return draft_finish(&draft, source->zone, err);
}
