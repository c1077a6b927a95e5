/* SPDX-License-Identifier: MIT */
#include "intake/reader.h"

#include <string.h>
#include <strings.h>

#include "intake/tree.h"

/* "export/sessions.json" is the file "sessions". */
static const struct intake_file *
file_find(const struct intake_file *files, size_t count, const char *wanted)
{
	for (size_t i = 0; i < count; i++) {
		const char *slash = strrchr(files[i].name, '/');
		const char *name = slash ? slash + 1 : files[i].name;
		size_t length = strlen(wanted);

		if (strncasecmp(name, wanted, length) == 0 &&
		        strcasecmp(name + length, ".json") == 0)
			return &files[i];
	}
	return NULL;
}

bool
open_event_is(const struct intake_file *files, size_t count)
{
	return file_find(files, count, "sessions") != NULL;
}

struct reader {
	struct draft *draft;
	struct names rooms;
};

/* NULL with true when there is no such file. */
static bool
file_read_tree(const struct intake_file *files, size_t count, const char *wanted, json_t **tree_out,
        struct error *err)
{
	const struct intake_file *file = file_find(files, count, wanted);

	*tree_out = NULL;
	return !file || json_parse(file->name, file->bytes, file->length, tree_out, err);
}

static void
event_read(struct draft *draft, json_t *event)
{
	struct arena *arena = draft->arena;

	draft->title = tree_text(arena, event, "name");
	draft->zone = tree_text(arena, event, "timezone");
	draft->start = tree_text_either(arena, event, "starts-at", "start_time");
	draft->end = tree_text_either(arena, event, "ends-at", "end_time");
	draft->url = tree_text_either(arena, event, "external-event-url", "event_url");
}

/* The phone number that these files have is not read, not even into memory. */
static void
speaker_read(struct reader *reader, json_t *from)
{
	static const char *const fields[] = {
	        "twitter", "github", "linkedin", "facebook", "website", "email"};
	struct arena *arena = reader->draft->arena;
	struct draft_person person = {
	        .id = tree_text(arena, from, "id"),
	        .name = tree_text(arena, from, "name"),
	        .role = tree_text(arena, from, "position"),
	        .affiliation = tree_text(arena, from, "organisation"),
	};
	size_t number;

	for (size_t i = 0; i < COUNT(fields); i++)
		draft_add_contact(
		        reader->draft, &person, fields[i], tree_text(arena, from, fields[i]));
	(void)!draft_add_person(reader->draft, &person, &number);
}

/* Talks name their speakers again; the speakers' own file knows better what they are called. */
static void
session_speakers_read(struct reader *reader, struct draft_talk *talk, json_t *session)
{
	struct draft *draft = reader->draft;
	json_t *from;
	size_t i;

	json_array_foreach(tree_list(session, "speakers"), i, from)
	{
		struct draft_person person = {
		        .id = tree_text(draft->arena, from, "id"),
		        .name = tree_text(draft->arena, from, "name"),
		};
		size_t number;

		if (draft_has_person(draft, &person, &number) ||
		        draft_find_person(draft, person.id, &number) ||
		        draft_add_person(draft, &person, &number))
			draft_add_speaker(draft, talk, number);
	}
}

static const char *
room_find(struct reader *reader, json_t *session)
{
	struct arena *arena = reader->draft->arena;
	json_t *place = json_object_get(session, "microlocation");
	const char *room = names_find(&reader->rooms, tree_text(arena, place, "id"));

	return room ? room : tree_text(arena, place, "name");
}

static bool
session_read(struct reader *reader, json_t *session, struct error *err)
{
	struct arena *arena = reader->draft->arena;
	struct draft_talk *talk;

	if (!draft_add_talk(reader->draft, &talk, err))
		return false;
	*talk = (struct draft_talk){
	        .id = tree_text(arena, session, "id"),
	        .title = tree_text(arena, session, "title"),
	        .subtitle = tree_text(arena, session, "subtitle"),
	        .abstract = tree_text_either(arena, session, "short-abstract", "short_abstract"),
	        .description = tree_text_either(arena, session, "long-abstract", "long_abstract"),
	        .room = room_find(reader, session),
	        .track = tree_text(arena, session, "track"),
	        .language = tree_text(arena, session, "language"),
	        .slides_url = tree_text_either(arena, session, "slides-url", "slides"),
	        .recording_url = tree_text_either(arena, session, "video-url", "video"),
	        .date = tree_text_either(arena, session, "starts-at", "start_time"),
	        .end = tree_text_either(arena, session, "ends-at", "end_time"),
	        .state = tree_text(arena, session, "state"),
	};
	session_speakers_read(reader, talk, session);
	return true;
}

static bool
trees_read(struct reader *reader, json_t *places, json_t *speakers, json_t *sessions,
        struct error *err)
{
	struct arena *arena = reader->draft->arena;
	json_t *item;
	size_t i;

	json_array_foreach(places, i, item)
	{
		names_add(arena, &reader->rooms, tree_text(arena, item, "id"),
		        tree_text(arena, item, "name"));
	}
	json_array_foreach(speakers, i, item)
	{
		speaker_read(reader, item);
	}
	json_array_foreach(sessions, i, item)
	{
		if (!session_read(reader, item, err))
			return false;
	}
	return true;
}

bool
open_event_read(
        struct draft *draft, const struct intake_file *files, size_t count, struct error *err)
{
	json_auto_t *event = NULL;
	json_auto_t *places = NULL;
	json_auto_t *speakers = NULL;
	json_auto_t *sessions = NULL;
	struct reader reader = {.draft = draft};

	draft->programme->format = "Open Event";
	if (!file_read_tree(files, count, "event", &event, err) ||
	        !file_read_tree(files, count, "microlocations", &places, err) ||
	        !file_read_tree(files, count, "speakers", &speakers, err) ||
	        !file_read_tree(files, count, "sessions", &sessions, err))
		return false;
	if (!json_is_array(sessions))
		return error_set(
		        err, ERROR_INVALID, "%s: sessions.json is not a list", draft->name);
	event_read(draft, event);
	return trees_read(&reader, places, speakers, sessions, err);
}
