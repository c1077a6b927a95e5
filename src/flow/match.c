/* SPDX-License-Identifier: MIT */
#include "flow/match.h"

#include <string.h>

#include "base/buf.h"
#include "text/number.h"
#include "text/utf8.h"

enum { LISTED_MOST = 5 };

/* What has matched so far: one is the answer, more are listed. */
struct matches {
	struct arena *arena;
	const char *wanted; /* folded */
	size_t count;
	size_t best; /* index of the first match in the caller's list */
	bool exact;  /* the first match is the name as a whole */
	struct buf listed;
};

static void
matches_init(struct matches *matches, struct arena *arena, const char *text)
{
	*matches = (struct matches){.arena = arena, .wanted = utf8_fold(arena, text)};
	buf_init(&matches->listed, arena, 0);
}

/* label: how the candidate is shown when there are several. */
static void
matches_add(struct matches *matches, size_t index, const char *folded, const char *label)
{
	bool exact = strcmp(folded, matches->wanted) == 0;

	if (!exact && !utf8_has_words(folded, matches->wanted))
		return;
	/* A name given as a whole beats names that merely hold its words. */
	if (matches->exact && !exact)
		return;
	if (exact && !matches->exact) {
		matches->count = 0;
		buf_reset(&matches->listed);
	}
	matches->exact = exact;
	if (matches->count++ == 0)
		matches->best = index;
	if (matches->count <= LISTED_MOST)
		buf_add_format(&matches->listed, "%s%s", matches->count > 1 ? "; " : "", label);
	else if (matches->count == LISTED_MOST + 1)
		buf_add_text(&matches->listed, "; ...");
}

static bool
matches_end(const struct matches *matches, const char *what, const char *text, struct error *err)
{
	if (matches->count == 1)
		return true;
	if (matches->count == 0)
		return error_set(err, ERROR_MISSING, "there is no %s \"%s\"", what, text);
	return error_set(err, ERROR_AMBIGUOUS, "\"%s\" fits %zu %s: %s", text, matches->count,
	        strcmp(what, "person") == 0 ? "people" : arena_format(matches->arena, "%ss", what),
	        matches->listed.text);
}

int64_t
match_id(const char *text, char letter)
{
	int64_t id = 0;

	if ((*text | 0x20) == (letter | 0x20))
		text++;
	return number_parse(text, 1, INT64_MAX, &id) ? id : 0;
}

/* The first word narrows the list down in the store; the others are compared here. */
static const char *
first_word(struct arena *arena, const char *folded)
{
	return arena_span(arena, folded, strcspn(folded, " "));
}

static bool
match_talk_in(struct store *store, struct arena *arena, int64_t conference_id, const char *text,
        struct talk *talk_out, struct error *err)
{
	struct matches matches;
	struct talk_list talks;

	matches_init(&matches, arena, text);
	if (!talk_list_like(store, arena, conference_id, first_word(arena, matches.wanted), text,
	            &talks, err))
		return false;
	for (size_t i = 0; i < talks.count; i++) {
		const struct talk *talk = &talks.items[i];
		const char *label = arena_format(arena, "T%lld %s (%s)", (long long)talk->id,
		        talk->title, talk->conference_code);
		bool is_code = talk->code && strcmp(talk->code, text) == 0;

		matches_add(&matches, i, is_code ? matches.wanted : talk->folded, label);
	}
	if (!matches_end(&matches, "talk", text, err))
		return false;
	*talk_out = talks.items[matches.best];
	return true;
}

bool
match_talk(struct store *store, struct arena *arena, int64_t conference_id, const char *text,
        struct talk *talk_out, struct error *err)
{
	int64_t id = match_id(text, 't');

	if (id)
		return talk_get(store, arena, id, talk_out, err);
	if (conference_id) {
		if (match_talk_in(store, arena, conference_id, text, talk_out, err))
			return true;
		if (err->kind != ERROR_MISSING)
			return false;
	}
	return match_talk_in(store, arena, 0, text, talk_out, err);
}

bool
match_person(struct store *store, struct arena *arena, const char *text, struct person *person_out,
        struct error *err)
{
	int64_t id = match_id(text, 'p');
	struct matches matches;
	struct person_list people;

	if (id)
		return person_get(store, arena, id, person_out, err);
	matches_init(&matches, arena, text);
	if (!person_list_like(store, arena, first_word(arena, matches.wanted), &people, err))
		return false;
	for (size_t i = 0; i < people.count; i++)
		matches_add(&matches, i, people.items[i].folded,
		        arena_format(arena, "P%lld %s", (long long)people.items[i].id,
		                people.items[i].name));
	if (!matches_end(&matches, "person", text, err))
		return false;
	*person_out = people.items[matches.best];
	return true;
}

bool
match_conference(struct store *store, struct arena *arena, const char *text,
        struct conference *conference_out, struct error *err)
{
	struct conference_list list;
	struct matches matches;

	if (!conference_list(store, arena, &list, err))
		return false;
	matches_init(&matches, arena, text);
	for (size_t i = 0; i < list.count; i++) {
		const struct conference *conference = &list.items[i];
		bool is_code = strcmp(conference->code, text) == 0;

		matches_add(&matches, i, is_code ? matches.wanted : conference->folded,
		        conference->code);
	}
	if (!matches_end(&matches, "conference", text, err))
		return false;
	*conference_out = list.items[matches.best];
	return true;
}

bool
match_room(struct store *store, struct arena *arena, int64_t conference_id, const char *text,
        const char **room_out, struct error *err)
{
	struct matches matches;
	struct texts rooms;

	if (!room_list(store, arena, conference_id, &rooms, err))
		return false;
	matches_init(&matches, arena, text);
	for (size_t i = 0; i < rooms.count; i++)
		matches_add(&matches, i, utf8_fold(arena, rooms.items[i]), rooms.items[i]);
	if (!matches_end(&matches, "room", text, err))
		return false;
	*room_out = rooms.items[matches.best];
	return true;
}
