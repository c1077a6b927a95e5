/* SPDX-License-Identifier: MIT */

/* Plain text for people's mail programs. */
#include "text/safe.h"

#include "text/lines.h"
#include "text/utf8.h"
#include "text/wrap.h"

#include <string.h>

/* Would a mail program take it for the signature's begin, or for another mail's? */
static bool
line_is_special(struct line line)
{
	if (line.length == 2 && strncmp(line.text, "--", 2) == 0)
		return true;
	return strncmp(line.text, "-- ", 3) == 0 || strncmp(line.text, "From ", 5) == 0;
}

void
safe_add_mail(struct buf *out, const char *text)
{
	const char *at = lines_trimmed(out->arena, safe_bare(out->arena, text));
	const char *begun = line_begun(out->arena, out);
	size_t indent = line_indent(begun);
	struct line line;

	for (bool first = true; line_next(&at, &line); first = false) {
		if (!first)
			buf_add_char(out, '\n');
		if (!first && !line_is_blank(line))
			buf_add_repeat(out, " ", indent);
		if (line_is_special(line) && (first ? !*begun : !indent))
			buf_add_char(out, ' ');
		buf_add(out, line.text, line.length);
	}
}

void
safe_add_subject(struct buf *out, const char *text)
{
	const char *line = safe_bare(out->arena, text);

	line += strspn(line, " \t\n");
	for (; *line; line++) {
		bool blank = strchr(" \t\n", *line) != NULL;

		if (!blank || (line[1] && !strchr(" \t\n", line[1])))
			buf_add_char(out, blank ? ' ' : *line);
	}
}

void
safe_wrap_mail(struct buf *out, const char *text, size_t cells)
{
	struct line line;

	while (line_next(&text, &line)) {
		const char *whole = arena_span(out->arena, line.text, line.length);
		struct buf wrapped;
		const char *at;

		buf_init(&wrapped, out->arena, 0);
		wrap_add_whole(&wrapped, whole, cells, 0, line_indent(whole));
		at = utf8_width(whole) > cells ? wrapped.text : whole;
		for (bool first = true; line_next(&at, &line); first = false) {
			buf_add_text(out, first || !line_is_special(line) ? "" : " ");
			buf_add(out, line.text, line.length);
			buf_add_text(out, at ? "\n" : "");
		}
		buf_add_text(out, text ? "\n" : "");
	}
}
