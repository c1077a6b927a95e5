/* SPDX-License-Identifier: MIT */

/* People and how to reach them, in the store. */
#ifndef STORE_PERSON_H
#define STORE_PERSON_H

#include "model/person.h"
#include "store/store.h"

struct person_list {
	const struct person *items;
	size_t count;
};

struct contact_list {
	const struct contact *items;
	size_t count;
};

/* Draws the id and makes the folded name; the search index follows. */
MUST_CHECK bool person_add(struct store *store, struct person *person, struct error *err);
MUST_CHECK bool person_update(
        struct store *store, const struct person *before, struct person *after, struct error *err);
MUST_CHECK bool person_get(struct store *store, struct arena *arena, int64_t id,
        struct person *person_out, struct error *err);

/* Removes one whom no talk, contact or question refers to any more. */
MUST_CHECK bool person_drop(struct store *store, const struct person *person, struct error *err);

/* A name for the person that stays the same and that no other store gives to anybody. */
MUST_CHECK bool person_get_uid(struct store *store, struct arena *arena, int64_t id,
        const char **uid_out, struct error *err);

/* Those whose folded name holds a word, in order of name; NULL: all. The caller compares other
 * words. */
MUST_CHECK bool person_list_like(struct store *store, struct arena *arena, const char *word,
        struct person_list *list_out, struct error *err);

/* The speakers of a talk, in their order. */
MUST_CHECK bool person_list_talk(struct store *store, struct arena *arena, int64_t talk_id,
        struct person_list *list_out, struct error *err);

/* Draws the id. One that the person has already is ERROR_INVALID. */
MUST_CHECK bool contact_add(struct store *store, struct contact *contact, struct error *err);
MUST_CHECK bool contact_drop(struct store *store, const struct contact *contact, struct error *err);

/* Gives it to another person; nothing else of a contact changes. */
MUST_CHECK bool contact_update(struct store *store, const struct contact *before,
        const struct contact *after, struct error *err);
MUST_CHECK bool contact_list(struct store *store, struct arena *arena, int64_t person_id,
        struct contact_list *list_out, struct error *err);

/* Those of one kind, of all people. */
MUST_CHECK bool contact_list_kind(struct store *store, struct arena *arena, const char *kind,
        struct contact_list *list_out, struct error *err);

#endif
