/* SPDX-License-Identifier: MIT */

/* What a report is inside, for the formats: one const entry each, listed in report.c. */
#ifndef REPORT_REPORT_PRIVATE_H
#define REPORT_REPORT_PRIVATE_H

#include "report/report.h"

/* NULL means that the format has nothing to write there. */
struct report_format {
	const char *name;
	void (*open)(struct report *report);
	void (*group)(struct report *report, const char *title, const char *note);
	void (*row)(struct report *report, const struct cell *cells);
	void (*end)(struct report *report);
};

struct report {
	const struct report_format *format;
	struct buf *out;
	const struct column *columns;
	size_t count;
	struct report_style style;
	struct table *table; /* what a table holds back; NULL in the other formats */
	bool begun;          /* something was written: a blank line goes before the next group */
	bool titled;         /* the column titles stand above the rows that follow */
};

extern const struct report_format report_table;
extern const struct report_format report_tsv;
extern const struct report_format report_csv;
extern const struct report_format report_markdown;

/* What pipes and files get of a cell; never NULL. */
const char *report_plain(const struct cell *cell);

#endif
