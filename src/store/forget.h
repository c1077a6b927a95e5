/* SPDX-License-Identifier: MIT */

/*
 * Forgetting a person: name, role, affiliation, note and contacts go, from the rows, the history
 * and the search index, and so do mails to them and routes. That somebody spoke at a talk stays,
 * without who it was.
 */
#ifndef STORE_FORGET_H
#define STORE_FORGET_H

#include "store/followup.h"
#include "store/person.h"
#include "store/programme.h"

struct forget {
	struct arena *arena;
	struct person person;
	struct contact_list contacts;
	struct talk_list talks; /* keep PERSON_REMOVED as a speaker */
	int64_t *ids;           /* the person, and those who were merged into it */
	size_t id_count;
	size_t id_capacity;
	const char **names; /* folded: every name and address that they ever had */
	size_t name_count;
	size_t name_capacity;
	int64_t *answer_ids; /* answers said by one of these names */
	size_t answer_count;
	struct followup_list followups; /* mails to them */
};

/* What there is of a person. ERROR_INVALID: something may be on its way to them. */
MUST_CHECK bool forget_find(struct store *store, struct arena *arena, int64_t id,
        struct forget *forget_out, struct error *err);

/* Erases it, inside the caller's transaction and the one in which it was found. */
MUST_CHECK bool forget_write(struct store *store, const struct forget *forget, struct error *err);

/* Afterwards, outside of a transaction: leaves nothing of it in the unused parts of the file. */
MUST_CHECK bool forget_compact(struct store *store, struct error *err);

#endif
