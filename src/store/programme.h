/* SPDX-License-Identifier: MIT */

/* Conferences, talks and speakers in the store. */
#ifndef STORE_PROGRAMME_H
#define STORE_PROGRAMME_H

#include "model/person.h"
#include "model/talk.h"
#include "store/store.h"

struct conference_list {
	const struct conference *items;
	size_t count;
};

struct talk_list {
	const struct talk *items;
	size_t count;
};

/* Draws the id and makes name's folded form. A code in use is ERROR_INVALID. */
MUST_CHECK bool
conference_add(struct store *store, struct conference *conference, struct error *err);
MUST_CHECK bool conference_update(struct store *store, const struct conference *before,
        struct conference *after, struct error *err);
MUST_CHECK bool conference_get(struct store *store, struct arena *arena, int64_t id,
        struct conference *conference_out, struct error *err);

/* All, the latest first. */
MUST_CHECK bool conference_list(struct store *store, struct arena *arena,
        struct conference_list *list_out, struct error *err);

/* Draws the id and makes the folded forms; the search index follows. */
MUST_CHECK bool talk_add(struct store *store, struct talk *talk, struct error *err);
MUST_CHECK bool
talk_update(struct store *store, const struct talk *before, struct talk *after, struct error *err);
MUST_CHECK bool talk_get(struct store *store, struct arena *arena, int64_t id,
        struct talk *talk_out, struct error *err);

/*
 * Those that begin from one moment to another; conference_id 0: of all conferences. In time order.
 * The next talk in a room is known only when it begins before `to`; TALK_NEXT_WITHIN seconds behind
 * a moment are enough to tell whether a talk is just over at that moment.
 */
MUST_CHECK bool talk_list_around(struct store *store, struct arena *arena, int64_t from, int64_t to,
        int64_t conference_id, struct talk_list *list_out, struct error *err);

MUST_CHECK bool talk_list_conference(struct store *store, struct arena *arena,
        int64_t conference_id, struct talk_list *list_out, struct error *err);

MUST_CHECK bool talk_list_person(struct store *store, struct arena *arena, int64_t person_id,
        struct talk_list *list_out, struct error *err);

/*
 * Those whose title or room holds a folded word, or whose code is `code`; conference_id 0: of all
 * conferences. The caller compares the other words.
 */
MUST_CHECK bool talk_list_like(struct store *store, struct arena *arena, int64_t conference_id,
        const char *word, const char *code, struct talk_list *list_out, struct error *err);

/* Names of rooms; conference_id 0: of all conferences. */
MUST_CHECK bool room_list(struct store *store, struct arena *arena, int64_t conference_id,
        struct texts *rooms_out, struct error *err);

/* The speakers of all talks of a conference, by talk and in their order. */
MUST_CHECK bool speaker_list_conference(struct store *store, struct arena *arena,
        int64_t conference_id, struct speaker_list *list_out, struct error *err);

/* Makes these, in this order, the speakers of a talk; of each, person_id and uid are read. */
MUST_CHECK bool talk_update_speakers(struct store *store, int64_t talk_id,
        const struct speaker *speakers, size_t count, struct error *err);

#endif
