/* SPDX-License-Identifier: MIT */
#include "cmd/roff.h"

#include "text/utf8.h"

#include <ctype.h>
#include <string.h>

enum { LINE_WIDTH = 78 };

/* What roff would read as something else, or draw as something that cannot be pasted. */
static const char *
escape_find(char c, bool code)
{
	switch (c) {
	case '\\':
		return "\\e";
	case '~':
		return "\\(ti";
	case '^':
		return "\\(ha";
	case '`':
		return "\\(ga";
	case '-':
		return code ? "\\-" : NULL;
	case '\'':
		return code ? "\\(aq" : NULL;
	case '"':
		return code ? "\\(dq" : NULL;
	default:
		return NULL;
	}
}

/* code: to be typed as it stands. */
static void
add_escaped(struct buf *out, const char *text, size_t length, bool code)
{
	const char *end = text + length;

	while (text < end) {
		const char *escape = escape_find(*text, code);

		if ((unsigned char)*text >= 0x80) {
			buf_add_format(out, "\\[u%04X]", (unsigned)utf8_next(&text, end));
			continue;
		}
		if (escape)
			buf_add_text(out, escape);
		else
			buf_add_char(out, *text);
		text++;
	}
}

static bool
is_dashed(const char *word)
{
	return word[strspn(word, "\"(")] == '-';
}

static bool
is_sentence_end(const char *word, size_t length)
{
	return length > 1 && strchr(".?!", word[length - 1]) && word[length - 2] != '.';
}

/* One word, escaped; what roff would take for a request at the start of a line is hidden. */
static void
add_word(struct buf *out, const char *word, size_t length)
{
	if (*word == '.' || *word == '\'')
		buf_add_text(out, "\\&");
	add_escaped(out, word, length, is_dashed(word));
}

void
roff_add_text(struct buf *out, const char *text)
{
	size_t column = 0;
	struct buf word;

	buf_init(&word, out->arena, 0);
	for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
		size_t length = strcspn(text, " ");

		buf_reset(&word);
		add_word(&word, text, length);
		if (column && column + 1 + word.length > LINE_WIDTH) {
			buf_add_char(out, '\n');
			column = 0;
		}
		if (column)
			buf_add_char(out, ' ');
		buf_add(out, word.text, word.length);
		column += word.length + 1;
		if (is_sentence_end(text, length)) {
			buf_add_char(out, '\n');
			column = 0;
		}
		text += length;
	}
	if (column)
		buf_add_char(out, '\n');
}

void
roff_add_sentence(struct buf *out, const char *clause, const char *end)
{
	char *sentence = arena_format(out->arena, "%s%s", clause, end);

	sentence[0] = (char)toupper((unsigned char)sentence[0]);
	roff_add_text(out, sentence);
}

/* Macros have two or three characters, the first a capital or %; delimiters have one. */
static bool
is_special(const char *word, size_t length)
{
	return length <= 3 && !islower((unsigned char)*word) && !isdigit((unsigned char)*word);
}

static void
add_argument(struct buf *out, const char *word, size_t length)
{
	buf_add_text(out, is_special(word, length) ? " \\&" : " ");
	add_escaped(out, word, length, true);
}

void
roff_add_arguments(struct buf *out, const char *text)
{
	for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
		size_t length = strcspn(text, " ");

		add_argument(out, text, length);
		text += length;
	}
}

void
roff_add_macro(struct buf *out, const char *macro, const char *text)
{
	buf_add_format(out, ".%s", macro);
	roff_add_arguments(out, text);
	buf_add_char(out, '\n');
}

void
roff_add_item(struct buf *out, const char *macro, const char *term)
{
	buf_add_format(out, ".It %s", macro);
	for (term += strspn(term, " "); *term; term += strspn(term, " ")) {
		size_t length = strcspn(term, " ");
		bool comma = length > 1 && term[length - 1] == ',';

		add_argument(out, term, length - comma);
		if (comma)
			buf_add_text(out, " ,");
		term += length;
	}
	buf_add_char(out, '\n');
}

void
roff_add_literal(struct buf *out, const char *line)
{
	if (*line == '.')
		buf_add_text(out, "\\&");
	add_escaped(out, line, strlen(line), true);
	buf_add_char(out, '\n');
}
