/* SPDX-License-Identifier: MIT */
#include "intake/reader.h"

#include <string.h>

#include "intake/tree.h"

bool
schedule2_is(json_t *tree)
{
	return tree_list(json_object_get(tree, "schedule"), "events") != NULL;
}

static void
contacts_read(struct draft *draft, struct draft_person *person, json_t *from)
{
	struct arena *arena = draft->arena;
	json_t *link;
	size_t i;

	json_array_foreach(tree_list(from, "links"), i, link)
	{
		const char *service = tree_text_either(arena, link, "service", "type");

		draft_add_contact(draft, person, service ? service : "website",
		        tree_text(arena, link, "url"));
	}
}

static bool
person_read(struct draft *draft, json_t *from, size_t *number)
{
	struct draft_person person = {
	        .guid = tree_text(draft->arena, from, "guid"),
	        .code = tree_text(draft->arena, from, "code"),
	        .name = tree_text_either(draft->arena, from, "name", "public_name"),
	};

	contacts_read(draft, &person, from);
	return draft_add_person(draft, &person, number);
}

static void
links_read(struct draft *draft, struct draft_talk *talk, json_t *event, const char *key)
{
	struct arena *arena = draft->arena;
	json_t *link;
	size_t i;

	json_array_foreach(tree_list(event, key), i, link)
	{
		const char *type = tree_text(arena, link, "type");
		const char *url = tree_text(arena, link, "url");

		if (type && strcmp(type, "FEEDBACK") == 0)
			talk->feedback_url = url;
		else
			draft_add_link(draft, talk, type, tree_text(arena, link, "title"), url);
	}
}

/* A talk names its track by slug; the conference tells what that is called. */
static const char *
track_find(struct arena *arena, const struct names *tracks, json_t *event)
{
	json_t *track = json_object_get(event, "track");
	const char *slug = tree_text(arena, track, "slug");
	const char *name = names_find(tracks, slug);

	if (!name)
		name = tree_value(arena, track);
	return name ? name : slug;
}

static bool
event_read(struct draft *draft, const struct names *tracks, json_t *event, struct error *err)
{
	struct arena *arena = draft->arena;
	struct draft_talk *talk;
	json_t *person;
	size_t i;

	if (!draft_add_talk(draft, &talk, err))
		return false;
	*talk = (struct draft_talk){
	        .guid = tree_text(arena, event, "guid"),
	        .code = tree_text(arena, event, "code"),
	        .title = tree_text(arena, event, "title"),
	        .subtitle = tree_text(arena, event, "subtitle"),
	        .abstract = tree_text(arena, event, "abstract"),
	        .description = tree_text(arena, event, "description"),
	        .room = tree_text(arena, event, "room"),
	        .track = track_find(arena, tracks, event),
	        .language = tree_text(arena, event, "language"),
	        .url = tree_text(arena, event, "url"),
	        .date = tree_text(arena, event, "start"),
	        .end = tree_text(arena, event, "end"),
	        .duration = tree_text(arena, event, "duration"),
	        .state = tree_text(arena, event, "state"),
	};
	links_read(draft, talk, event, "links");
	links_read(draft, talk, event, "attachments");
	json_array_foreach(tree_list(event, "participants"), i, person)
	{
		size_t number;

		if (person_read(draft, person, &number))
			draft_add_speaker(draft, talk, number);
	}
	return true;
}

bool
schedule2_read(struct draft *draft, json_t *tree, struct error *err)
{
	json_t *schedule = json_object_get(tree, "schedule");
	json_t *conference = json_object_get(schedule, "conference");
	struct arena *arena = draft->arena;
	struct names tracks = {0};
	size_t number;
	json_t *item;
	size_t i;

	draft->programme->format = "schedule2";
	draft->title = tree_text(arena, conference, "title");
	draft->acronym = tree_text(arena, conference, "acronym");
	draft->zone = tree_text(arena, conference, "time_zone_name");
	draft->start = tree_text(arena, conference, "start");
	draft->end = tree_text(arena, conference, "end");
	draft->url = tree_text(arena, conference, "url");
	draft->base_url = tree_text(arena, schedule, "base_url");
	json_array_foreach(tree_list(conference, "tracks"), i, item)
	{
		names_add(arena, &tracks, tree_text(arena, item, "slug"),
		        tree_text(arena, item, "name"));
	}
	/* These have the profiles; the talks' participants only refer to them. */
	json_array_foreach(tree_list(schedule, "persons"), i, item)
	{
		(void)!person_read(draft, item, &number);
	}
	json_array_foreach(tree_list(schedule, "events"), i, item)
	{
		if (!event_read(draft, &tracks, item, err))
			return false;
	}
	return true;
}
