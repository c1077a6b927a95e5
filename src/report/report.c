/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "report/report_private.h"

#include <assert.h>
#include <string.h>

static const struct report_format *const formats[] = {
        &report_table, &report_tsv, &report_csv, &report_markdown};

static const struct report_format *
format_get(const char *name)
{
	size_t i = 0;

	while (i < COUNT(formats) && strcmp(formats[i]->name, name) != 0)
		i++;
	assert(i < COUNT(formats));
	return formats[i];
}

const char *
report_plain(const struct cell *cell)
{
	if (cell->plain)
		return cell->plain;
	return cell->text ? cell->text : "";
}

struct report *
report_open(const char *format, struct buf *out, const struct column *columns, size_t count,
        const struct report_style *style)
{
	struct report *report = arena_get(out->arena, sizeof(*report));

	*report = (struct report){
	        .format = format_get(format),
	        .out = out,
	        .columns = columns,
	        .count = count,
	        .style = *style,
	};
	if (report->format->open)
		report->format->open(report);
	return report;
}

void
report_group(struct report *report, const char *title, const char *note)
{
	if (report->format->group)
		report->format->group(report, title, note);
}

void
report_row(struct report *report, const struct cell *cells)
{
	report->format->row(report, cells);
}

void
report_end(struct report *report)
{
	if (report->format->end)
		report->format->end(report);
}
