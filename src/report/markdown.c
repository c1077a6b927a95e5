/* SPDX-License-Identifier: MIT */

/* A table in GitHub's Markdown; every group is a heading with a table of its own. */
#include "report/report_private.h"

#include "text/safe.h"

static void
titles_add(struct report *report)
{
	if (report->begun)
		buf_add_char(report->out, '\n');
	for (size_t i = 0; i < report->count; i++)
		buf_add_format(report->out, "| %s ", report->columns[i].title);
	buf_add_text(report->out, "|\n");
	for (size_t i = 0; i < report->count; i++)
		buf_add_text(
		        report->out, report->columns[i].kind == COLUMN_ID ? "| ---: " : "| --- ");
	buf_add_text(report->out, "|\n");
	report->begun = true;
	report->titled = true;
}

static void
markdown_group(struct report *report, const char *title, const char *note)
{
	if (report->begun)
		buf_add_char(report->out, '\n');
	buf_add_text(report->out, "### ");
	safe_add_markdown(report->out, title);
	buf_add_char(report->out, '\n');
	if (note) {
		buf_add_char(report->out, '\n');
		safe_add_markdown(report->out, note);
		buf_add_char(report->out, '\n');
	}
	report->begun = true;
	report->titled = false;
}

static void
markdown_row(struct report *report, const struct cell *cells)
{
	if (!report->titled)
		titles_add(report);
	for (size_t i = 0; i < report->count; i++) {
		buf_add_text(report->out, "| ");
		safe_add_markdown(report->out, report_plain(&cells[i]));
		buf_add_char(report->out, ' ');
	}
	buf_add_text(report->out, "|\n");
}

const struct report_format report_markdown = {
        .name = "md",
        .group = markdown_group,
        .row = markdown_row,
};
