/* SPDX-License-Identifier: MIT */
#include "intake/reader.h"

#include <string.h>

#include "intake/tree.h"

bool
schedule_json_is(json_t *tree)
{
	json_t *conference = json_object_get(json_object_get(tree, "schedule"), "conference");

	return tree_list(conference, "days") != NULL &&
	        !tree_list(json_object_get(tree, "schedule"), "events");
}

static void
warn(struct draft *draft, enum programme_warning_kind kind, const char *example)
{
	programme_add_warning(draft->arena, draft->programme, kind, "%.80s", example);
}

static void
links_read(struct draft *draft, struct draft_talk *talk, json_t *event, const char *key)
{
	struct arena *arena = draft->arena;
	json_t *link;
	size_t i;

	json_array_foreach(tree_list(event, key), i, link)
	{
		draft_add_link(draft, talk, tree_text(arena, link, "type"),
		        tree_text(arena, link, "title"), tree_text(arena, link, "url"));
	}
}

/* The format wants a whole number as id, and a code of capital letters and digits. */
static void
person_check(struct draft *draft, json_t *person, const char *code)
{
	json_t *id = json_object_get(person, "id");

	if (json_is_string(id))
		warn(draft, PROGRAMME_WARNING_PERSON_ID_FORM, json_string_value(id));
	if (code && code[strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")] != '\0')
		warn(draft, PROGRAMME_WARNING_CODE_FORM, code);
}

static void
persons_read(struct draft *draft, struct draft_talk *talk, json_t *event)
{
	struct arena *arena = draft->arena;
	json_t *from;
	size_t i;

	json_array_foreach(tree_list(event, "persons"), i, from)
	{
		struct draft_person person = {
		        .guid = tree_text(arena, from, "guid"),
		        .code = tree_text(arena, from, "code"),
		        .id = tree_text(arena, from, "id"),
		        .name = tree_text_either(arena, from, "public_name", "name"),
		};
		json_t *link;
		size_t number;
		size_t j;

		person_check(draft, from, person.code);
		draft_add_contact(draft, &person, "email", tree_text(arena, from, "email"));
		json_array_foreach(tree_list(from, "links"), j, link)
		{
			const char *field = tree_text_either(arena, link, "service", "title");

			draft_add_contact(draft, &person, field ? field : "website",
			        tree_text(arena, link, "url"));
		}
		if (draft_add_person(draft, &person, &number))
			draft_add_speaker(draft, talk, number);
	}
}

static bool
event_read(struct draft *draft, json_t *event, const char *day, const char *room, struct error *err)
{
	struct arena *arena = draft->arena;
	struct draft_talk *talk;

	if (!draft_add_talk(draft, &talk, err))
		return false;
	*talk = (struct draft_talk){
	        .guid = tree_text(arena, event, "guid"),
	        .id = tree_text(arena, event, "id"),
	        .code = tree_text(arena, event, "code"),
	        .title = tree_text(arena, event, "title"),
	        .subtitle = tree_text(arena, event, "subtitle"),
	        .abstract = tree_text(arena, event, "abstract"),
	        .description = tree_text(arena, event, "description"),
	        .room = tree_text(arena, event, "room"),
	        .track = tree_text(arena, event, "track"),
	        .language = tree_text(arena, event, "language"),
	        .url = tree_text(arena, event, "url"),
	        .feedback_url = tree_text(arena, event, "feedback_url"),
	        .recording_url = tree_text(arena, event, "video_download_url"),
	        .day = day,
	        .date = tree_text(arena, event, "date"),
	        .start = tree_text(arena, event, "start"),
	        .end = tree_text(arena, event, "end"),
	        .duration = tree_text(arena, event, "duration"),
	        .state = tree_text(arena, event, "state"),
	};
	if (!talk->room)
		talk->room = room;
	if (json_is_string(json_object_get(event, "id")))
		warn(draft, PROGRAMME_WARNING_TALK_ID_FORM, talk->id);
	links_read(draft, talk, event, "links");
	links_read(draft, talk, event, "attachments");
	persons_read(draft, talk, event);
	return true;
}

static bool
day_read(struct draft *draft, json_t *day, struct error *err)
{
	const char *date = tree_text(draft->arena, day, "date");
	json_t *rooms = json_object_get(day, "rooms");
	const char *name;
	json_t *events;

	json_object_foreach(rooms, name, events)
	{
		const char *room = arena_text(draft->arena, name);
		json_t *event;
		size_t i;

		json_array_foreach(events, i, event)
		{
			if (!event_read(draft, event, date, room, err))
				return false;
		}
	}
	return true;
}

bool
schedule_json_read(struct draft *draft, json_t *tree, struct error *err)
{
	json_t *schedule = json_object_get(tree, "schedule");
	json_t *conference = json_object_get(schedule, "conference");
	struct arena *arena = draft->arena;
	json_t *day;
	size_t i;

	draft->programme->format = "frab JSON";
	draft->title = tree_text(arena, conference, "title");
	draft->acronym = tree_text(arena, conference, "acronym");
	draft->city = tree_text(arena, conference, "city");
	draft->zone = tree_text(arena, conference, "time_zone_name");
	draft->start = tree_text(arena, conference, "start");
	draft->end = tree_text(arena, conference, "end");
	draft->url = tree_text(arena, conference, "url");
	draft->base_url = tree_text_either(arena, conference, "base_url", "url");
	if (!draft->base_url)
		draft->base_url = tree_text(arena, schedule, "base_url");
	if (json_object_get(schedule, "rooms"))
		warn(draft, PROGRAMME_WARNING_MISPLACED, "schedule.rooms");
	if (json_object_get(schedule, "days"))
		warn(draft, PROGRAMME_WARNING_MISPLACED, "schedule.days");
	json_array_foreach(tree_list(conference, "days"), i, day)
	{
		if (!day_read(draft, day, err))
			return false;
	}
	return true;
}
