/* SPDX-License-Identifier: MIT */

/* How a trip report says things, the same in every notation. Nothing here is escaped. */
#ifndef REPORT_TRIP_WORDS_H
#define REPORT_TRIP_WORDS_H

#include "model/trip.h"

enum { TRIP_SHARES = 4 };

/* The questions in one state. */
struct trip_share {
	const char *state; /* "partial" */
	const char *glyph; /* "◐" */
	const char *label; /* "partly answered" */
	size_t count;
};

/* In the order in which they are told: what is done first. */
void trip_get_shares(const struct trip_figures *figures, struct trip_share shares[TRIP_SHARES]);

/* The share of a state. */
const struct trip_share *
trip_find_share(const struct trip_share shares[TRIP_SHARES], const char *state);

/* "SREcon17 Europe" gives "Trip report: SREcon17 Europe". */
const char *trip_title(struct arena *arena, const struct trip *trip);

/* "Wed 30 Aug 2017 to Fri 1 Sep 2017"; NULL when unknown. */
const char *trip_days(struct arena *arena, const struct trip *trip);

/* "5 questions at 1 of 15 talks: 1 answered, 3 open, 1 dropped." */
const char *trip_summary(struct arena *arena, const struct trip *trip);

/* The median as days: "under 1", "2", "2.5"; "none yet" when nothing is answered. */
const char *trip_median(struct arena *arena, const struct trip_figures *figures);

/* "25 %" */
const char *trip_percent(struct arena *arena, size_t part, size_t whole);

/* "Emil Stolarsky, Production Engineer, Shopify; ...", and the names alone; NULL without speakers.
 */
const char *trip_speakers(struct arena *arena, const struct trip_talk *talk);
const char *trip_names(struct arena *arena, const struct trip_talk *talk);

/* "asked live", "asked in the hallway", "asked online", "noted" */
const char *trip_asked(const struct question *question);

/* "on stage", "in the hallway", "online", "by mail", "own finding" */
const char *trip_source(const struct answer *answer);

/* "Wed 30 Aug 2017", above the talks of a day; "Without a time". */
const char *trip_day(struct arena *arena, const struct talk *talk);

/* "13:40 to 14:30, Pembroke Room", and whether it was cancelled; NULL when nothing is known. */
const char *trip_slot(struct arena *arena, const struct talk *talk);

/* What the reader should know about how this was made; public or not. */
const char *trip_note(struct arena *arena, const struct trip *trip);

#endif
