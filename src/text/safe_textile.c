/* SPDX-License-Identifier: MIT */

/*
 * Textile as Redmine reads it (lib/redcloth3.rb there). A mark has a meaning where a blank, the
 * start or punctuation is on one of its sides; a zero-width space is none of these.
 */
#include "text/safe.h"

#include "text/lines.h"
#include "text/link.h"

#include <string.h>

static const char zero_width_space[] = "\u200B";

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	        (unsigned char)c >= 0x80;
}

static void
mark_add(struct buf *out, const char *text, const char *at)
{
	bool inside = at > text && is_word(at[-1]) && is_word(at[1]);
	bool mark = strchr("@#<>[{|&\"!=", *at) || (strchr("*_-+^~%?(]}", *at) && !inside);

	if (mark && (at == text || !is_word(at[-1])))
		buf_add_text(out, zero_width_space);
	buf_add_char(out, *at);
	if (mark)
		buf_add_text(out, zero_width_space);
}

static void
line_add(struct buf *out, struct line line)
{
	const char *text = arena_span(out->arena, line.text, line.length);
	const char *at = text;

	while (*at) {
		const char *url = link_find(out->arena, text, at);

		if (!url) {
			mark_add(out, text, at++);
			continue;
		}
		buf_add_text(out, link_encoded(out->arena, link_without_trace(out->arena, url)));
		at += strlen(url);
	}
}

void
safe_add_textile_block(struct buf *out, const char *text)
{
	const char *at = lines_trimmed(out->arena, safe_text(out->arena, text));
	const char *begun = line_begun(out->arena, out);
	bool alone = !begun[strspn(begun, " >")];
	struct line line;

	for (bool first = true; line_next(&at, &line); first = false) {
		if (!first) {
			buf_add_char(out, '\n');
			buf_add_text(out, alone ? begun : "");
		}
		/* "h1. " and "bq. " are words to mark_add. */
		if ((!first || alone) && !line_is_blank(line))
			buf_add_text(out, zero_width_space);
		line_add(out, line);
	}
}
