/* SPDX-License-Identifier: MIT */
#include "text/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { CODE_EMOJI_STYLE = 0xFE0F };

static size_t
code_width(int32_t code)
{
	int width;

	if (code >= UTF8_MALFORMED && code <= UTF8_MALFORMED + 0xFF)
		return 1; /* terminals draw one replacement character for the byte */
	width = utf8proc_charwidth(code);
	return width > 0 ? (size_t)width : 0;
}

/* Can the emoji style be asked for? Keycaps and what Unicode calls a pictograph. */
static bool
code_has_emoji_style(int32_t code)
{
	if (code < 0x80)
		return code == '#' || code == '*' || (code >= '0' && code <= '9');
	return utf8proc_get_property(code)->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/*
 * Moves *at behind one grapheme cluster and returns its cells: the sum of its parts but never
 * more than 2, because terminals draw a family or a flag as one emoji.
 */
static size_t
cluster_next(const char **at, const char *end)
{
	unsigned char first = (unsigned char)(*at)[0];
	unsigned char second = (unsigned char)(*at)[1]; /* or the terminator */
	utf8proc_int32_t state = 0;
	int32_t code;
	size_t width;

	if (first < 0x80 && second < 0x80 && first != '\r') {
		++*at;
		return first >= 0x20 && first != 0x7F;
	}
	code = utf8_next(at, end);
	width = code_width(code);
	for (const char *next = *at; *at < end; *at = next) {
		int32_t joined = utf8_next(&next, end);

		if (utf8proc_grapheme_break_stateful(code, joined, &state))
			break;
		width += code_width(joined);
		if (joined == CODE_EMOJI_STYLE && code_has_emoji_style(code))
			width = 2;
		code = joined;
	}
	return width > 2 ? 2 : width;
}

size_t
utf8_width(const char *text)
{
	const char *end = text + strlen(text);
	size_t width = 0;

	while (text < end)
		width += cluster_next(&text, end);
	return width;
}

size_t
utf8_fit(const char *text, size_t cells, size_t *width_out)
{
	const char *end = text + strlen(text);
	const char *at = text;
	size_t width = 0;

	for (const char *next = at; next < end; at = next) {
		size_t cluster = cluster_next(&next, end);

		if (width + cluster > cells)
			break;
		width += cluster;
	}
	if (width_out)
		*width_out = width;
	return (size_t)(at - text);
}
