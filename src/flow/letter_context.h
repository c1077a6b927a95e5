/* SPDX-License-Identifier: MIT */

/* What the names in a template mean: the questions of a letter as JSON. */
#ifndef FLOW_LETTER_CONTEXT_H
#define FLOW_LETTER_CONTEXT_H

#include "flow/letter.h"
#include "text/json.h"

/* The tree is the caller's. */
json_t *letter_context(struct arena *arena, const struct letter_wish *wish);

#endif
