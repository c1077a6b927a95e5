/* SPDX-License-Identifier: MIT */
#include "report/content_line.h"

#include <string.h>

enum { LINE_MOST = 75 };

static bool
is_inside_character(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* The blank that begins a continuation counts. */
void
content_line_add(struct buf *out, const char *line)
{
	size_t left = strlen(line), room = LINE_MOST;

	while (left > room) {
		size_t take = room;

		while (take > 1 && is_inside_character(line[take]))
			take--;
		buf_add(out, line, take);
		buf_add_text(out, "\r\n ");
		line += take;
		left -= take;
		room = LINE_MOST - 1;
	}
	buf_add(out, line, left);
	buf_add_text(out, "\r\n");
}

void
content_line_add_escaped(struct buf *line, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '\n')
			buf_add_text(line, "\\n");
		else if (c < ' ' || c == 0x7F)
			buf_add_char(line, ' ');
		else {
			if (strchr("\\,;", c))
				buf_add_char(line, '\\');
			buf_add_char(line, (char)c);
		}
	}
}

void
content_line_add_text(struct buf *out, const char *property, const char *text)
{
	struct buf line;

	if (!text || !*text)
		return;
	buf_init(&line, out->arena, 0);
	buf_add_format(&line, "%s:", property);
	content_line_add_escaped(&line, text, strlen(text));
	content_line_add(out, line.text);
}
