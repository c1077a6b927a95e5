/* SPDX-License-Identifier: MIT */

/* For pipes: one line per row, whole, without titles and colours. */
#include "report/report_private.h"

#include "text/safe.h"

static void
tsv_row(struct report *report, const struct cell *cells)
{
	for (size_t i = 0; i < report->count; i++) {
		if (i)
			buf_add_char(report->out, '\t');
		safe_add_tsv(report->out, report_plain(&cells[i]));
	}
	buf_add_char(report->out, '\n');
}

const struct report_format report_tsv = {
        .name = "tsv",
        .row = tsv_row,
};
