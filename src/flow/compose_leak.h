/* SPDX-License-Identifier: MIT */

/* The last gate: how to reach people is told to nobody else. */
#ifndef FLOW_COMPOSE_LEAK_H
#define FLOW_COMPOSE_LEAK_H

#include "model/followup.h"
#include "store/person.h"

/* What must not be in a message: all e-mail addresses and telephone numbers of the store. */
struct leak_list {
	struct contact_list emails;
	struct contact_list phones;
};

MUST_CHECK bool
leak_read(struct store *store, struct arena *arena, struct leak_list *list_out, struct error *err);

/*
 * ERROR_INVALID: a contact stands in a text of a follow-up; names its owner and its kind, but does
 * not repeat it. In a mail, those of whom it is for and own (the asker's address; may be NULL) may
 * stand.
 */
MUST_CHECK bool leak_check(struct store *store, struct arena *arena, const struct leak_list *list,
        const struct followup *followup, const char *text, const char *own, struct error *err);

#endif
