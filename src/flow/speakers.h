/* SPDX-License-Identifier: MIT */

/* Names of speakers as they are typed, into people of the store. */
#ifndef FLOW_SPEAKERS_H
#define FLOW_SPEAKERS_H

#include "store/programme.h"

/*
 * Makes these the speakers of a talk: each name is a person that is known (P3, or words of the
 * name), or becomes a new one. A name that fits several is ERROR_AMBIGUOUS.
 */
MUST_CHECK bool speakers_update(struct store *store, struct arena *arena, int64_t talk_id,
        const struct texts *names, struct error *err);

#endif
