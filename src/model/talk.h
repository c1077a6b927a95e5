/* SPDX-License-Identifier: MIT */

/* An item of the programme: who speaks about what, where and when. */
#ifndef MODEL_TALK_H
#define MODEL_TALK_H

#include "base/arena.h"

enum {
	TALK_LONGEST = 12 * 3600, /* seconds */
	TALK_GRACE_MOST = 15 * 60,
	TALK_NEXT_WITHIN = 2 * TALK_GRACE_MOST, /* a later talk in the room does not shorten it */
};

struct conference {
	int64_t id;
	const char *code; /* "srecon17-europe" */
	const char *name;
	const char *folded;
	const char *zone; /* IANA name */
	const char *city;
	int64_t starts_at;
	int64_t ends_at;
	const char *url;
	const char *source; /* where its programme was imported from; NULL: added by hand */
	const char *digest; /* of the bytes of that import */
	const char *etag;
	const char *modified;
};

struct talk {
	int64_t id;
	int64_t conference_id;
	const char *uid; /* in the programme's source; NULL: added by hand */
	const char *code;
	const char *title;
	const char *folded;
	const char *abstract;
	const char *room;
	const char *room_folded;
	const char *track;
	int64_t starts_at; /* 0: unknown */
	int64_t ends_at;
	const char *url;
	const char *slides_url;
	const char *recording_url;
	const char *language;
	const char *status; /* planned, cancelled, or gone from the schedule; NULL is planned */
	int64_t moved_at;   /* when an import last changed its time or room; 0: never */

	/* Of its conference and its surroundings; not its own. */
	const char *conference_code;
	const char *conference_zone;
	int64_t next_starts_at; /* the next talk in its room; 0: none */
};

/*
 * Until when a question still belongs to the talk. Questions come in the Q&A or just after: at most
 * 15 minutes, and at most half of the gap to the next talk in the room.
 */
int64_t talk_grace_until(const struct talk *talk);

/* Sets next_starts_at of talks in time order, from what is among them. */
void talk_update_next(struct talk *talks, size_t count);

/* Neither cancelled nor gone from the schedule. */
bool talk_is_planned(const struct talk *talk);

/* A talk that is not planned is never on, nor just over. */
bool talk_is_on(const struct talk *talk, int64_t at);

/* Over, but a question would still belong to it. */
bool talk_is_just_over(const struct talk *talk, int64_t at);

/*
 * What somebody has to know who comes to hear it: "cancelled", "gone from the schedule", or, until
 * it is over, "moved"; NULL: nothing.
 */
const char *talk_flag(const char *status, int64_t moved_at, int64_t ends_at, int64_t now);

/* A short name made from a name: "SREcon17 Europe" gives "srecon17-europe"; at least "x". */
const char *conference_make_code(struct arena *arena, const char *folded);

#endif
