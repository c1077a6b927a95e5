/* SPDX-License-Identifier: MIT */

/* When an account may be asked for something again: what it demanded, and its pace. */
#ifndef FLOW_PACE_H
#define FLOW_PACE_H

#include "store/gate.h"

/*
 * The moment from which on a request may leave; now or earlier: at once. pace: seconds since the
 * last creation; 0 for a request that creates nothing. What lies too far ahead was written by a
 * clock that has been put back since, and holds nobody up.
 */
int64_t pace_find_opening(const struct gate *gate, int64_t pace, int64_t now);

#endif
