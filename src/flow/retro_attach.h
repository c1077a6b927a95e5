/* SPDX-License-Identifier: MIT */

/* Questions that were caught before their programme was known. */
#ifndef FLOW_RETRO_ATTACH_H
#define FLOW_RETRO_ATTACH_H

#include "store/programme.h"

/*
 * Attaches the questions of the inbox that fall into the talks, by their moment and the person they
 * are for: when exactly one talk was on, or, with none on, just over. The doubtful ones stay, with
 * all that fit as their candidates. The talks are in time order.
 */
MUST_CHECK bool
retro_attach(struct store *store, struct arena *arena, const struct talk_list *talks,
        int64_t *attached_out, int64_t *doubtful_out, struct error *err);

#endif
