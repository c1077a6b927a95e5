/* SPDX-License-Identifier: MIT */

/* The people of a programme that is taken in, as people of the store. */
#ifndef FLOW_BRING_PEOPLE_H
#define FLOW_BRING_PEOPLE_H

#include "flow/bring_in.h"

/*
 * Finds or adds each person of the programme; ids_out has one id for each. Known is who has the
 * same identifier in this conference, the same name among its speakers, or the same name and no
 * other affiliation elsewhere; two people who only look alike are never made one.
 */
MUST_CHECK bool bring_people(struct store *store, struct arena *arena, const struct bring_in *bring,
        const struct speaker_list *speakers, const int64_t **ids_out,
        struct bring_in_summary *summary, struct error *err);

#endif
