/* SPDX-License-Identifier: MIT */

/*
 * A follow-up: one message about one or more questions to one destination. Its bytes and its marker
 * are fixed before the first attempt; from then on only its state changes.
 *
 *   queued     waiting for its turn, at next_at
 *   sending    being delivered; phase tells how far it certainly came
 *   sent       the service took it: remote_id and remote_url
 *   refused    the service will never take it as it is
 *   uncertain  it may have arrived: to be looked for by its marker before anything else
 *   held       waits for a person: put aside by the user, or a mail of which nobody can tell
 *   cancelled  by the user
 *   acked, bounced, replied, closed   what came back after sent
 */
#ifndef MODEL_FOLLOWUP_H
#define MODEL_FOLLOWUP_H

#include "base/arena.h"

#define FOLLOWUP_STATES \
	"queued|sending|sent|refused|uncertain|held|cancelled|acked|bounced|replied|closed"
#define FOLLOWUP_KINDS "issue|discussion|mail|note"

/* How far an attempt came, committed before it goes on. */
#define FOLLOWUP_PHASE_NONE NULL   /* certainly no byte of it has left */
#define FOLLOWUP_PHASE_WIRE "wire" /* bytes may have left: a request may have been executed */
#define FOLLOWUP_PHASE_LAST "last" /* of a mail: its last bytes may have left */

struct followup {
	int64_t id;            /* shown as F7 */
	const char *uid;       /* the marker: 32 hex digits, in the body or the Message-ID */
	const char *account;   /* the account's name: "github", "work", "mail" */
	const char *kind;      /* issue, discussion, mail; note: by hand */
	const char *place;     /* "owner/repo"; the address of a mail */
	const char *origin;    /* the account's url when it was composed: it goes nowhere else */
	int64_t person_id;     /* whom a mail is for; 0: nobody in particular */
	int64_t conference_id; /* that its questions belong to; 0: none, or several */
	const char *title;     /* one line, for lists */
	const char *payload;   /* the bytes that leave: a request's body, or a whole mail */
	const char *state;
	const char *phase; /* of the attempt going on, or of the last one that is in doubt */
	int64_t attempts;
	int64_t attempted_at;  /* when the last attempt began; 0: never */
	int64_t lookups;       /* complete look-ups since then that did not find it */
	int64_t next_at;       /* not to be touched before; 0: at once */
	const char *remote_id; /* what the service calls it */
	const char *remote_url;
	const char *words; /* the last that was heard of it, one sentence */
	int64_t created_at;
	int64_t updated_at;
	int64_t sent_at; /* 0: not yet */
	const char *author;
};

struct followup_list {
	const struct followup *items;
	size_t count;
};

/* May the state change so? */
bool followup_can_become(const char *state, const char *next);

/* Not settled: it may still leave, or may have left without our knowing. */
bool followup_is_under_way(const char *state);

/* It has arrived, whatever came back since. */
bool followup_has_arrived(const char *state);

/* Held or uncertain because nobody knows whether it arrived; not merely put aside. */
bool followup_is_in_doubt(const struct followup *followup);

#endif
