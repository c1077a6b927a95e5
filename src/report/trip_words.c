/* SPDX-License-Identifier: MIT */
#include "report/trip_words.h"

#include <string.h>

#include "base/buf.h"
#include "text/when.h"

static const struct trip_share states[TRIP_SHARES] = {
        {.state = "answered", .glyph = "✓", .label = "answered"},
        {.state = "partial", .glyph = "◐", .label = "partly answered"},
        {.state = "open", .glyph = "●", .label = "open"},
        {.state = "dropped", .glyph = "✗", .label = "dropped"},
};

void
trip_get_shares(const struct trip_figures *figures, struct trip_share shares[TRIP_SHARES])
{
	const size_t counts[TRIP_SHARES] = {
	        figures->answered, figures->partial, figures->open, figures->dropped};

	for (size_t i = 0; i < TRIP_SHARES; i++) {
		shares[i] = states[i];
		shares[i].count = counts[i];
	}
}

const struct trip_share *
trip_find_share(const struct trip_share shares[TRIP_SHARES], const char *state)
{
	size_t i = 0;

	while (i + 1 < TRIP_SHARES && strcmp(shares[i].state, state) != 0)
		i++;
	return &shares[i];
}

const char *
trip_title(struct arena *arena, const struct trip *trip)
{
	return arena_format(arena, "Trip report: %s", trip->conference.name);
}

/* The last day lasts until midnight, which is the next day's already. */
const char *
trip_days(struct arena *arena, const struct trip *trip)
{
	const char *zone = trip->conference.zone;
	int64_t starts_at = trip_starts_at(trip), ends_at = trip_ends_at(trip);
	const char *first, *last;

	if (!starts_at)
		return NULL;
	first = when_day(arena, starts_at, zone);
	last = ends_at > starts_at ? when_day(arena, ends_at - 1, zone) : first;
	return strcmp(first, last) == 0 ? first : arena_format(arena, "%s to %s", first, last);
}

static const char *
count_word(struct arena *arena, size_t count, const char *word)
{
	return arena_format(arena, "%zu %s%s", count, word, count == 1 ? "" : "s");
}

const char *
trip_summary(struct arena *arena, const struct trip *trip)
{
	const struct trip_figures *figures = &trip->figures;
	struct trip_share shares[TRIP_SHARES];
	const char *before = ": ";
	struct buf out;

	buf_init(&out, arena, 0);
	buf_add_format(&out, "%s at %zu of %s", count_word(arena, figures->questions, "question"),
	        figures->talks, count_word(arena, figures->programme, "talk"));
	trip_get_shares(figures, shares);
	for (size_t i = 0; i < TRIP_SHARES; i++) {
		if (!shares[i].count)
			continue;
		buf_add_format(&out, "%s%zu %s", before, shares[i].count, shares[i].label);
		before = ", ";
	}
	buf_add_char(&out, '.');
	return out.text;
}

const char *
trip_median(struct arena *arena, const struct trip_figures *figures)
{
	enum { DAY = 24 * 3600 };
	int64_t tenths;

	if (figures->median_seconds < 0)
		return "none yet";
	if (figures->median_seconds < DAY)
		return "under 1";
	tenths = (figures->median_seconds * 10 + DAY / 2) / DAY;
	if (tenths % 10 == 0)
		return arena_format(arena, "%lld", (long long)(tenths / 10));
	return arena_format(arena, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
}

const char *
trip_percent(struct arena *arena, size_t part, size_t whole)
{
	return arena_format(arena, "%zu %%", whole ? (100 * part + whole / 2) / whole : 0);
}

static const char *
speakers_join(struct arena *arena, const struct trip_talk *talk, const char *between, bool whole)
{
	struct buf out;

	buf_init(&out, arena, 0);
	for (size_t i = 0; i < talk->speakers.count; i++) {
		const struct speaker *speaker = &talk->speakers.items[i];
		const char *parts[] = {speaker->role, speaker->affiliation};

		buf_add_format(&out, "%s%s", i ? between : "", speaker->name);
		for (size_t j = 0; whole && j < COUNT(parts); j++)
			if (parts[j] && *parts[j])
				buf_add_format(&out, ", %s", parts[j]);
	}
	return out.length ? out.text : NULL;
}

const char *
trip_speakers(struct arena *arena, const struct trip_talk *talk)
{
	return speakers_join(arena, talk, "; ", true);
}

const char *
trip_names(struct arena *arena, const struct trip_talk *talk)
{
	return speakers_join(arena, talk, ", ", false);
}

const char *
trip_asked(const struct question *question)
{
	if (strcmp(question->asked, "live") == 0)
		return "asked live";
	if (strcmp(question->asked, "hallway") == 0)
		return "asked in the hallway";
	if (strcmp(question->asked, "online") == 0)
		return "asked online";
	return "noted";
}

const char *
trip_source(const struct answer *answer)
{
	if (strcmp(answer->source, "stage") == 0)
		return "on stage";
	if (strcmp(answer->source, "hallway") == 0)
		return "in the hallway";
	if (strcmp(answer->source, "online") == 0)
		return "online";
	if (strcmp(answer->source, "mail") == 0)
		return "by mail";
	return "own finding";
}

const char *
trip_day(struct arena *arena, const struct talk *talk)
{
	if (!talk->starts_at)
		return "Without a time";
	return when_day(arena, talk->starts_at, talk->conference_zone);
}

const char *
trip_slot(struct arena *arena, const struct talk *talk)
{
	const char *zone = talk->conference_zone;
	struct buf out;

	buf_init(&out, arena, 0);
	if (talk->starts_at)
		buf_add_text(&out, when_clock(arena, talk->starts_at, zone));
	if (talk->starts_at && talk->ends_at > talk->starts_at)
		buf_add_format(&out, " to %s", when_clock(arena, talk->ends_at, zone));
	if (talk->room && *talk->room)
		buf_add_format(&out, "%s%s", out.length ? ", " : "", talk->room);
	if (talk->status && strcmp(talk->status, "cancelled") == 0)
		buf_add_format(&out, "%scancelled", out.length ? ", " : "");
	if (talk->status && strcmp(talk->status, "gone") == 0)
		buf_add_format(&out, "%sgone from the programme", out.length ? ", " : "");
	return out.length ? out.text : NULL;
}

const char *
trip_note(struct arena *arena, const struct trip *trip)
{
	const char *zone = trip->conference.zone;
	struct buf out;

	buf_init(&out, arena, 0);
	if (trip->as_of)
		buf_add_format(
		        &out, "State of %s (%s). ", when_long(arena, trip->as_of, zone), zone);
	if (trip->since)
		buf_add_format(&out, "Only questions asked since %s. ",
		        when_long(arena, trip->since, zone));
	buf_add_format(&out, "Written by askback %s.", trip->program);
	if (trip->public)
		buf_add_text(&out,
		        " This is the public version: private questions, addresses, and the "
		        "names of people who are not speakers are left out.");
	return out.text;
}
