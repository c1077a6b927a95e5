/* SPDX-License-Identifier: MIT */

/* Charts as inline SVG: no script, colours by the classes of the page, a title and a description.
 */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include "base/buf.h"

struct chart_part {
	const char *name;  /* class of its shape: "open" */
	const char *label; /* stands inside when there is room: "● 3" */
	size_t value;
};

/*
 * One bar of the width that it is given, in parts as wide as their values; parts of 0 are left out.
 * id makes the ids of title and description; label and texts are escaped here.
 */
void chart_add_bar(struct buf *out, const char *id, const char *title, const char *description,
        const struct chart_part *parts, size_t count);

#endif
