/* SPDX-License-Identifier: MIT */

/*
 * Where I am: the place set by `at` and the conference in use; and from that, the talk that a
 * question belongs to.
 */
#ifndef FLOW_PLACE_H
#define FLOW_PLACE_H

#include "model/person.h"
#include "store/programme.h"

enum place_kind {
	PLACE_AUTO,    /* follow the programme */
	PLACE_NOWHERE, /* questions go to the inbox */
	PLACE_TALK,    /* until it is over, unless it was over when it was chosen */
	PLACE_ROOM,    /* whatever is on in that room */
	PLACE_SPEAKER, /* whatever that person speaks in */
};

struct place {
	enum place_kind kind;
	int64_t id; /* of the talk or the person */
	int64_t set_at;
	const char *room;
	int64_t conference_id; /* the conference in use; 0: none */
};

MUST_CHECK bool
place_get(struct store *store, struct arena *arena, struct place *place_out, struct error *err);

/* Remembers everything but the conference. */
MUST_CHECK bool place_update(struct store *store, const struct place *place, struct error *err);

/* Takes a conference in use; 0: none. */
MUST_CHECK bool
place_update_conference(struct store *store, int64_t conference_id, struct error *err);

/*
 * In which zone a time is meant that somebody types without one: that of the conference in use,
 * else of the talk that is on, just over or next, else of the only conference there is; NULL: the
 * machine's.
 */
MUST_CHECK bool place_get_zone(struct store *store, struct arena *arena, int64_t now,
        const char **zone_out, struct error *err);

/*
 * What is on at a moment: in the conference in use, or in all. Talks that are on come first, then
 * those just over (a question may still belong to them); next are those that begin within the
 * coming hour.
 */
struct programme_now {
	struct talk_list on;
	struct talk_list over;
	struct talk_list next;
};
MUST_CHECK bool place_list_now(struct store *store, struct arena *arena, int64_t conference_id,
        int64_t at, struct programme_now *now_out, struct error *err);

/* Why a question went where it went. */
enum attach_why {
	ATTACH_NONE,
	ATTACH_GIVEN,
	ATTACH_STICKY,
	ATTACH_ENVIRONMENT,
	ATTACH_ON,
	ATTACH_OVER
};

/* What is known when a question is logged; NULL and false where nothing was said. */
struct attach_wish {
	const char *talk;        /* --talk */
	const char *speaker;     /* --speaker */
	const char *environment; /* ASKBACK_TALK */
	bool inbox;              /* --inbox: leave it unattached */
	bool previous;           /* --prev: the talk before the one that is on */
	int64_t at;
};

struct attach {
	enum attach_why why;
	struct talk talk;            /* id 0: none */
	struct person person;        /* id 0: none */
	struct talk_list candidates; /* when several were on and nothing said which */
};

/*
 * Talk given > place set by `at` > ASKBACK_TALK > the one talk on now (or, when none is on, the one
 * just over). Several on and nothing set: none, with the candidates. A given talk or speaker that
 * is not there or ambiguous is an error; an ASKBACK_TALK that is not there is passed over.
 */
MUST_CHECK bool attach_find(struct store *store, struct arena *arena,
        const struct attach_wish *wish, struct attach *attach_out, struct error *err);

#endif
