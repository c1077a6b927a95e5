/* SPDX-License-Identifier: MIT */
#include "text/lines.h"

#include <string.h>

bool
line_next(const char **at, struct line *line_out)
{
	const char *text = *at;

	if (!text)
		return false;
	*line_out = (struct line){.text = text, .length = strcspn(text, "\n")};
	text += line_out->length;
	*at = *text ? text + 1 : NULL;
	return true;
}

bool
line_is_blank(struct line line)
{
	return strspn(line.text, " \t") >= line.length;
}

const char *
lines_trimmed(struct arena *arena, const char *text)
{
	size_t length = strspn(text, " \t\n");

	while (length && text[length - 1] != '\n')
		length--;
	text += length;
	length = strlen(text);
	while (length && strchr(" \t\n", text[length - 1]))
		length--;
	return text[length] ? arena_span(arena, text, length) : text;
}

const char *
line_begun(struct arena *arena, const struct buf *out)
{
	size_t start = out->length;

	while (start && out->text[start - 1] != '\n')
		start--;
	return arena_span(arena, out->text + start, out->length - start);
}

size_t
line_indent(const char *line)
{
	size_t blanks = strspn(line, " ");
	const char *mark = line + blanks;
	size_t length = 0;

	if (*mark == '[')
		length = strcspn(mark, " ");
	else if (strchr("-*", *mark))
		length = 1;
	return length && mark[length] == ' ' ? blanks + length + 1 : blanks;
}
