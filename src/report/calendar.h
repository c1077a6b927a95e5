/* SPDX-License-Identifier: MIT */

/* Talks for calendars: iCalendar (RFC 5545), with the questions that are still open in each. */
#ifndef REPORT_CALENDAR_H
#define REPORT_CALENDAR_H

#include "base/buf.h"
#include "model/trip.h"

void calendar_begin(struct buf *out);

/*
 * The talks of a trip that have a time and an unanswered question, private ones left out: a
 * calendar is often shared. An event keeps its UID as long as the talk its id, so that a calendar
 * that takes it again replaces it. count_out is how many there are.
 */
void calendar_add(struct buf *out, const struct trip *trip, size_t *count_out);

void calendar_end(struct buf *out);

#endif
