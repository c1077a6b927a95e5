/* SPDX-License-Identifier: MIT */

/* For spreadsheets, as RFC 4180 has it: the first line names the columns, lines end with CR LF. */
#include "report/report_private.h"

#include "text/safe.h"

static void
csv_open(struct report *report)
{
	for (size_t i = 0; i < report->count; i++) {
		if (i)
			buf_add_char(report->out, ',');
		safe_add_csv(report->out, report->columns[i].key);
	}
	buf_add_text(report->out, "\r\n");
}

static void
csv_row(struct report *report, const struct cell *cells)
{
	for (size_t i = 0; i < report->count; i++) {
		if (i)
			buf_add_char(report->out, ',');
		safe_add_csv(report->out, report_plain(&cells[i]));
	}
	buf_add_text(report->out, "\r\n");
}

const struct report_format report_csv = {
        .name = "csv",
        .open = csv_open,
        .row = csv_row,
};
