/* SPDX-License-Identifier: MIT */
#include "report/chart.h"

#include "text/safe.h"

enum {
	WHOLE = 10000,      /* hundredths of a percent */
	LABEL_LEAST = 1000, /* a narrower part has no room for its label */
	BAR_HEIGHT = 40,
	LABEL_LINE = 26,
};

static void
percent_add(struct buf *out, const char *attribute, size_t share)
{
	buf_add_format(out, " %s=\"%zu.%02zu%%\"", attribute, share / 100, share % 100);
}

static void
part_add(struct buf *out, const struct chart_part *part, size_t from, size_t to)
{
	buf_add_format(out, "<rect class=\"%s\"", part->name);
	percent_add(out, "x", from);
	percent_add(out, "width", to - from);
	buf_add_format(out, " height=\"%d\"/>\n", BAR_HEIGHT);
	if (to - from < LABEL_LEAST)
		return;
	buf_add_text(out, "<text");
	percent_add(out, "x", from + (to - from) / 2);
	buf_add_format(out, " y=\"%d\">", LABEL_LINE);
	safe_add_html(out, part->label);
	buf_add_text(out, "</text>\n");
}

void
chart_add_bar(struct buf *out, const char *id, const char *title, const char *description,
        const struct chart_part *parts, size_t count)
{
	size_t total = 0, before = 0;

	for (size_t i = 0; i < count; i++)
		total += parts[i].value;
	buf_add_format(out,
	        "<svg class=\"bar\" role=\"img\" width=\"100%%\" height=\"%d\" "
	        "aria-labelledby=\"%s-title %s-text\">\n<title id=\"%s-title\">",
	        BAR_HEIGHT, id, id, id);
	safe_add_html(out, title);
	buf_add_format(out, "</title>\n<desc id=\"%s-text\">", id);
	safe_add_html(out, description);
	buf_add_text(out, "</desc>\n");
	for (size_t i = 0; i < count; i++) {
		if (parts[i].value)
			part_add(out, &parts[i], WHOLE * before / total,
			        WHOLE * (before + parts[i].value) / total);
		before += parts[i].value;
	}
	if (!total)
		buf_add_format(
		        out, "<rect class=\"none\" width=\"100%%\" height=\"%d\"/>\n", BAR_HEIGHT);
	buf_add_text(out, "</svg>\n");
}
