/* SPDX-License-Identifier: MIT */
#include "intake/reader.h"

#include <string.h>
#include <strings.h>

#include "intake/csv.h"

enum { HEADER_ROWS_MOST = 50, NO_COLUMN = CSV_CELLS_MOST };

/* A column by the names that tools give it, in small letters and without "(Optional)". */
struct column {
	const char *name;
	size_t member; /* of struct draft_talk */
};

#define COLUMN(title, field) \
	{ \
		.name = title, .member = offsetof(struct draft_talk, field) \
	}

static const struct column columns[] = {
        COLUMN("title", title),
        COLUMN("session title", title),
        COLUMN("talk", title),
        COLUMN("start", start),
        COLUMN("start time", start),
        COLUMN("time start", start),
        COLUMN("end", end),
        COLUMN("end time", end),
        COLUMN("time end", end),
        COLUMN("date", date),
        COLUMN("day", date),
        COLUMN("duration", duration),
        COLUMN("uid", guid),
        COLUMN("id", guid),
        COLUMN("code", code),
        COLUMN("subtitle", subtitle),
        COLUMN("abstract", abstract),
        COLUMN("description", abstract),
        COLUMN("room", room),
        COLUMN("location", room),
        COLUMN("room/location", room),
        COLUMN("track", track),
        COLUMN("schedule track", track),
        COLUMN("language", language),
        COLUMN("url", url),
        COLUMN("link", url),
        COLUMN("slides", slides_url),
        COLUMN("recording", recording_url),
        COLUMN("video", recording_url),
        COLUMN("state", state),
        COLUMN("status", state),
};

#undef COLUMN

static const char *const speaker_columns[] = {"speakers", "speaker", "presenters", "presenter"};

/* Which column of the file is which. */
struct header {
	const struct column *columns[CSV_CELLS_MOST];
	size_t speakers;
	bool has_title;
	bool has_start;
};

struct reader {
	struct draft *draft;
	struct header header;
	struct error *err;
};

/* "*Session Title (Required)" is "session title". */
static const char *
name_trim(struct arena *arena, const char *cell)
{
	const char *start = cell + strspn(cell, " *\t");
	size_t length = strcspn(start, "(");
	char *name;

	while (length && strchr(" *\t", start[length - 1]))
		length--;
	name = arena_span(arena, start, length);
	for (char *at = name; *at; at++)
		if (*at == '_')
			*at = ' ';
	return name;
}

static void
header_add(struct header *header, size_t place, const char *name)
{
	for (size_t i = 0; i < COUNT(columns); i++)
		if (strcasecmp(columns[i].name, name) == 0)
			header->columns[place] = &columns[i];
	for (size_t i = 0; i < COUNT(speaker_columns); i++)
		if (strcasecmp(speaker_columns[i], name) == 0)
			header->speakers = place;
	if (!header->columns[place])
		return;
	if (header->columns[place]->member == offsetof(struct draft_talk, title))
		header->has_title = true;
	if (header->columns[place]->member == offsetof(struct draft_talk, start))
		header->has_start = true;
}

/* Some templates begin with instructions: the header is the first row that can be one. */
static bool
header_find(struct reader *reader, struct csv *csv, struct csv_row *row)
{
	struct arena *arena = reader->draft->arena;

	for (size_t tries = 0; tries < HEADER_ROWS_MOST; tries++) {
		enum csv_result result = csv_read(csv, row, reader->err);

		if (result == CSV_FAILED)
			return false;
		if (result == CSV_END)
			break;
		reader->header = (struct header){.speakers = NO_COLUMN};
		for (size_t i = 0; i < row->count; i++)
			header_add(&reader->header, i, name_trim(arena, row->cells[i]));
		if (reader->header.has_title && reader->header.has_start)
			return true;
	}
	return error_set(reader->err, ERROR_INVALID,
	        "%s: no line names the columns: \"title\" and \"start\" are needed",
	        reader->draft->name);
}

/* "Name" or "Name (Affiliation)"; "(she/her)" is no affiliation. */
static void
speaker_add(struct reader *reader, struct draft_talk *talk, const char *text, size_t length)
{
	struct draft *draft = reader->draft;
	struct draft_person person = {.name = arena_span(draft->arena, text, length)};
	const char *open = strrchr(person.name, '(');
	const char *close = open ? strchr(open, ')') : NULL;
	size_t number;

	if (close && open > person.name && close[1 + strspn(close + 1, " ")] == '\0' &&
	        !memchr(open, '/', (size_t)(close - open))) {
		person.affiliation = arena_span(draft->arena, open + 1, (size_t)(close - open - 1));
		person.name = arena_span(draft->arena, text, (size_t)(open - person.name));
	}
	if (draft_line(draft, person.name) && draft_add_person(draft, &person, &number))
		draft_add_speaker(draft, talk, number);
}

static void
speakers_read(struct reader *reader, struct draft_talk *talk, const char *cell)
{
	while (*cell) {
		size_t length = strcspn(cell, ";\n");

		speaker_add(reader, talk, cell, length);
		cell += length;
		cell += strspn(cell, ";\n");
	}
}

static bool
row_is_empty(const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (*row->cells[i])
			return false;
	return true;
}

static bool
row_read(struct reader *reader, const struct csv_row *row)
{
	struct draft_talk *talk;

	if (row_is_empty(row))
		return true;
	if (!draft_add_talk(reader->draft, &talk, reader->err))
		return false;
	for (size_t i = 0; i < row->count; i++) {
		const struct column *column = reader->header.columns[i];
		const char **member;

		if (!column || !*row->cells[i])
			continue;
		member = (const char **)(void *)((char *)talk + column->member);
		if (!*member)
			*member = row->cells[i];
	}
	if (reader->header.speakers < row->count)
		speakers_read(reader, talk, row->cells[reader->header.speakers]);
	return true;
}

bool
schedule_csv_read(struct draft *draft, const char *bytes, size_t length, struct error *err)
{
	struct reader reader = {.draft = draft, .err = err};
	struct csv_row row;
	struct csv csv;

	draft->programme->format = "CSV";
	csv_init(&csv, draft->arena, draft->name, bytes, length, 0);
	if (!header_find(&reader, &csv, &row))
		return false;
	for (;;) {
		enum csv_result result = csv_read(&csv, &row, err);

		if (result == CSV_FAILED)
			return false;
		if (result == CSV_END)
			return true;
		if (!row_read(&reader, &row))
			return false;
	}
}
