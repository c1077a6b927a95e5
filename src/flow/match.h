/* SPDX-License-Identifier: MIT */

/*
 * From what a person typed to the one thing it names: an id ("T3", "3"), a code, or words of the
 * name in any order, whatever their case and accents. Nothing found is ERROR_MISSING; several are
 * ERROR_AMBIGUOUS, and the message lists them. Nothing is ever guessed.
 */
#ifndef FLOW_MATCH_H
#define FLOW_MATCH_H

#include "store/person.h"
#include "store/programme.h"

/* An id with its letter in either case ("Q12", "q12") or bare ("12"); 0 when text is neither. */
int64_t match_id(const char *text, char letter);

/* conference_id: look there first, then everywhere; 0: everywhere. */
MUST_CHECK bool match_talk(struct store *store, struct arena *arena, int64_t conference_id,
        const char *text, struct talk *talk_out, struct error *err);

MUST_CHECK bool match_person(struct store *store, struct arena *arena, const char *text,
        struct person *person_out, struct error *err);

MUST_CHECK bool match_conference(struct store *store, struct arena *arena, const char *text,
        struct conference *conference_out, struct error *err);

/* A room of the conference (0: of any), by words of its name. */
MUST_CHECK bool match_room(struct store *store, struct arena *arena, int64_t conference_id,
        const char *text, const char **room_out, struct error *err);

#endif
