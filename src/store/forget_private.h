/* SPDX-License-Identifier: MIT */

/* What forgetting a person is made of: whose a thing is, and what the history holds of it. */
#ifndef STORE_FORGET_PRIVATE_H
#define STORE_FORGET_PRIVATE_H

#include "store/forget.h"

/* Is it the person, or somebody who was merged into it? */
bool forget_has_id(const struct forget *forget, int64_t id);

/* Is it a name or an address of theirs, however it is written? NULL is none. */
bool forget_has_name(const struct forget *forget, const char *text);

/* Is it a route of theirs, or one that leads to an address of theirs? */
bool forget_has_route(
        const struct forget *forget, const char *scope, int64_t scope_id, const char *destination);

void forget_add_name(struct forget *forget, const char *text);

/* Adds the names and addresses that the history tells of them. */
MUST_CHECK bool forget_read_history(struct store *store, struct forget *forget, struct error *err);

/* Erases what the history tells of them. */
MUST_CHECK bool
forget_write_history(struct store *store, const struct forget *forget, struct error *err);

#endif
