/* SPDX-License-Identifier: MIT */

/* From the store to a trip report's content. */
#ifndef FLOW_PUBLISH_H
#define FLOW_PUBLISH_H

#include "model/trip.h"
#include "store/store.h"

struct publish_options {
	struct conference conference;
	int64_t since;       /* only questions asked since; 0: all */
	int64_t as_of;       /* the moment that counts as now; 0: that of the newest change */
	bool public;         /* for strangers: see discreet.h */
	const char *author;  /* whose report it is */
	const char *program; /* version of askback */
};

/*
 * The same store and options give the same trip: no clock is read. The texts of options live as
 * long as the trip.
 */
MUST_CHECK bool publish_read(struct store *store, struct arena *arena,
        const struct publish_options *options, struct trip *trip_out, struct error *err);

#endif
