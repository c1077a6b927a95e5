/* SPDX-License-Identifier: MIT */

/*
 * A trip as a document. The same trip gives the same bytes. Texts of people are hostile until they
 * have been escaped here for the notation.
 */
#ifndef REPORT_TRIP_REPORT_H
#define REPORT_TRIP_REPORT_H

#include "base/buf.h"
#include "model/trip.h"

/* Markdown for a forge: no HTML, no mentions, no references to issues. */
void trip_add_markdown(struct buf *out, const struct trip *trip);

/* One HTML file that holds all it needs: no script, nothing that is fetched. */
void trip_add_html(struct buf *out, const struct trip *trip);

#endif
