/* SPDX-License-Identifier: MIT */
#include "intake/reader.h"

#include <string.h>
#include <strings.h>

#include "intake/tree.h"

/* What the All view says once and its sessions refer to. */
struct reader {
	struct draft *draft;
	struct error *err;
	struct names rooms;
	struct names tracks;    /* category items of the category "Track" */
	struct names languages; /* and of "Language" */
	struct lookup seen;     /* sessions: those for everybody stand in several rooms */
};

bool
sessionize_is(json_t *tree)
{
	json_t *first = json_array_get(tree, 0);

	if (json_is_object(tree))
		return tree_list(tree, "sessions") && tree_list(tree, "speakers");
	return json_is_string(json_object_get(first, "fullName")) ||
	        (tree_list(first, "sessions") && json_object_get(first, "groupName")) ||
	        (tree_list(first, "rooms") && json_object_get(first, "date"));
}

/* "Engineer @ Example" and "Engineer at Example" name a company; other lines of fame do not. */
static void
tag_line_read(struct arena *arena, const char *line, struct draft_person *person)
{
	const char *at = line ? strstr(line, " @ ") : NULL;

	if (line && !at)
		at = strstr(line, " at ");
	person->role = at ? arena_span(arena, line, (size_t)(at - line)) : line;
	if (at)
		person->affiliation = strchr(at + 1, ' ') + 1;
}

static void
speaker_read(struct reader *reader, json_t *from)
{
	struct arena *arena = reader->draft->arena;
	struct draft_person person = {
	        .guid = tree_text(arena, from, "id"),
	        .name = tree_text_either(arena, from, "fullName", "name"),
	};
	size_t number;
	json_t *link;
	size_t i;

	if (!person.name && tree_text(arena, from, "lastName"))
		person.name = arena_format(arena, "%s %s",
		        json_is_string(json_object_get(from, "firstName"))
		                ? json_string_value(json_object_get(from, "firstName"))
		                : "",
		        tree_text(arena, from, "lastName"));
	tag_line_read(arena, tree_text(arena, from, "tagLine"), &person);
	json_array_foreach(tree_list(from, "links"), i, link)
	{
		const char *field = tree_text_either(arena, link, "linkType", "title");

		draft_add_contact(reader->draft, &person, field ? field : "website",
		        tree_text(arena, link, "url"));
	}
	(void)!draft_add_person(reader->draft, &person, &number);
}

/* An id in the All view, {id, name} in the others. */
static void
session_speakers_read(struct reader *reader, struct draft_talk *talk, json_t *session)
{
	struct draft *draft = reader->draft;
	json_t *speaker;
	size_t i;

	json_array_foreach(tree_list(session, "speakers"), i, speaker)
	{
		struct draft_person person = {.guid = tree_text(draft->arena, speaker, "id")};
		size_t number;

		if (json_is_string(speaker))
			person.guid = json_string_value(speaker);
		else
			person.name = tree_text(draft->arena, speaker, "name");
		if (draft_find_person(draft, person.guid, &number) ||
		        draft_add_person(draft, &person, &number))
			draft_add_speaker(draft, talk, number);
	}
}

/* "Track" and "Language" are categories like others, told by their names. */
static struct names *
category_find(struct reader *reader, json_t *category)
{
	const char *name = tree_text_either(reader->draft->arena, category, "title", "name");

	if (name && strcasecmp(name, "track") == 0)
		return &reader->tracks;
	if (name && strcasecmp(name, "language") == 0)
		return &reader->languages;
	return NULL;
}

static void
categories_read(struct reader *reader, json_t *categories, const char *items)
{
	struct arena *arena = reader->draft->arena;
	json_t *category;
	size_t i;

	json_array_foreach(categories, i, category)
	{
		struct names *names = category_find(reader, category);
		json_t *item;
		size_t j;

		if (!names)
			continue;
		json_array_foreach(tree_list(category, items), j, item)
		{
			names_add(arena, names, tree_text(arena, item, "id"),
			        tree_text(arena, item, "name"));
		}
	}
}

/* Category items are ids in the All view; the others spell them out under each session. */
static void
session_categories_read(struct reader *reader, struct draft_talk *talk, json_t *session)
{
	struct arena *arena = reader->draft->arena;
	json_t *category;
	json_t *item;
	size_t i;
	size_t j;

	json_array_foreach(tree_list(session, "categoryItems"), i, item)
	{
		const char *id = tree_value(arena, item);

		if (!talk->track)
			talk->track = names_find(&reader->tracks, id);
		if (!talk->language)
			talk->language = names_find(&reader->languages, id);
	}
	json_array_foreach(tree_list(session, "categories"), i, category)
	{
		struct names *names = category_find(reader, category);

		json_array_foreach(tree_list(category, "categoryItems"), j, item)
		{
			if (names == &reader->tracks && !talk->track)
				talk->track = tree_text(arena, item, "name");
			if (names == &reader->languages && !talk->language)
				talk->language = tree_text(arena, item, "name");
		}
	}
}

static bool
session_read(struct reader *reader, json_t *session)
{
	struct arena *arena = reader->draft->arena;
	const char *id = tree_text(arena, session, "id");
	struct draft_talk *talk;

	if (id && !lookup_add(arena, &reader->seen, id, 0))
		return true;
	if (!draft_add_talk(reader->draft, &talk, reader->err))
		return false;
	*talk = (struct draft_talk){
	        .id = id,
	        .title = tree_text(arena, session, "title"),
	        .abstract = tree_text(arena, session, "description"),
	        .room = tree_text(arena, session, "room"),
	        .recording_url = tree_text(arena, session, "recordingUrl"),
	        .date = tree_text(arena, session, "startsAt"),
	        .end = tree_text(arena, session, "endsAt"),
	        .state = tree_text(arena, session, "status"),
	};
	if (!talk->room)
		talk->room = names_find(&reader->rooms, tree_text(arena, session, "roomId"));
	session_categories_read(reader, talk, session);
	session_speakers_read(reader, talk, session);
	return true;
}

static bool
sessions_read(struct reader *reader, json_t *sessions)
{
	json_t *session;
	size_t i;

	json_array_foreach(sessions, i, session)
	{
		if (!session_read(reader, session))
			return false;
	}
	return true;
}

static bool
all_read(struct reader *reader, json_t *tree)
{
	struct arena *arena = reader->draft->arena;
	json_t *item;
	size_t i;

	json_array_foreach(tree_list(tree, "rooms"), i, item)
	{
		names_add(arena, &reader->rooms, tree_text(arena, item, "id"),
		        tree_text(arena, item, "name"));
	}
	categories_read(reader, tree_list(tree, "categories"), "items");
	json_array_foreach(tree_list(tree, "speakers"), i, item)
	{
		speaker_read(reader, item);
	}
	return sessions_read(reader, tree_list(tree, "sessions"));
}

/* One item of the other views: a day with rooms, a group of sessions, or a speaker. */
static bool
item_read(struct reader *reader, json_t *item)
{
	json_t *room;
	size_t i;

	if (json_is_string(json_object_get(item, "fullName"))) {
		speaker_read(reader, item);
		return true;
	}
	json_array_foreach(tree_list(item, "rooms"), i, room)
	{
		if (!sessions_read(reader, tree_list(room, "sessions")))
			return false;
	}
	return sessions_read(reader, tree_list(item, "sessions"));
}

bool
sessionize_read(struct draft *draft, json_t *tree, struct error *err)
{
	struct reader reader = {.draft = draft, .err = err};
	json_t *item;
	size_t i;

	draft->programme->format = "Sessionize";
	draft->utc_suspect = true;
	if (json_is_object(tree))
		return all_read(&reader, tree);
	json_array_foreach(tree, i, item)
	{
		if (!item_read(&reader, item))
			return false;
	}
	draft->programme->people_only = draft->talk_count == 0;
	return true;
}
