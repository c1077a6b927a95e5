/* SPDX-License-Identifier: MIT */
#include "text/wrap.h"

#include "text/utf8.h"

#include <string.h>

struct wrap {
	struct buf *out;
	size_t cells;
	size_t indent;
	size_t column; /* where the next character goes */
	size_t blanks; /* seen but not written: a line never ends in them */
	size_t feeds;  /* likewise: the text never ends in them */
	bool begun;    /* this line has a word */
	bool whole;    /* no word is broken */
};

static void
line_add(struct wrap *wrap, size_t feeds)
{
	buf_add_repeat(wrap->out, "\n", feeds);
	buf_add_repeat(wrap->out, " ", wrap->indent);
	wrap->column = wrap->indent;
	wrap->begun = false;
}

/* Writes a word cell by cell as far as each line holds it; a short word takes one turn. */
static void
pieces_add(struct wrap *wrap, const char *word)
{
	for (;;) {
		size_t width;
		size_t length = utf8_fit(word, wrap->cells - wrap->column, &width);

		if (!length) /* two cells wide, and the line has one */
			length = utf8_fit(word, 2, &width);
		buf_add(wrap->out, word, length);
		wrap->column += width;
		word += length;
		if (!*word)
			return;
		line_add(wrap, 1);
	}
}

static void
word_add(struct wrap *wrap, const char *word)
{
	size_t width = utf8_width(word);

	if (wrap->feeds)
		line_add(wrap, wrap->feeds);
	wrap->feeds = 0;
	if (wrap->column + wrap->blanks + width > wrap->cells) {
		bool later = wrap->begun || wrap->column > wrap->indent;

		if (later)
			line_add(wrap, 1);
		if (later || !wrap->whole) /* a whole word keeps its place in the first line */
			wrap->blanks = 0;
	}
	buf_add_repeat(wrap->out, " ", wrap->blanks);
	wrap->column += wrap->blanks;
	wrap->blanks = 0;
	if (wrap->whole) {
		buf_add_text(wrap->out, word);
		wrap->column += width;
	} else {
		pieces_add(wrap, word);
	}
	wrap->begun = true;
}

static void
text_add(struct wrap *wrap, const char *text)
{
	struct buf word;

	buf_init(&word, wrap->out->arena, 0);
	while (*text) {
		size_t length = strcspn(text, " \t\n");

		if (length) {
			buf_reset(&word);
			buf_add(&word, text, length);
			word_add(wrap, word.text);
			text += length;
			continue;
		}
		if (*text == '\n') {
			wrap->feeds++;
			wrap->blanks = 0;
		} else {
			wrap->blanks++;
		}
		text++;
	}
}

static void
text_wrap(struct buf *out, const char *text, size_t cells, size_t column, size_t indent, bool whole)
{
	struct wrap wrap = {
	        .out = out,
	        .cells = cells > indent ? cells : indent + 1,
	        .indent = indent,
	        .column = column,
	        .whole = whole,
	};

	text_add(&wrap, text);
}

void
wrap_add(struct buf *out, const char *text, size_t cells, size_t column, size_t indent)
{
	text_wrap(out, text, cells, column, indent, false);
}

void
wrap_add_whole(struct buf *out, const char *text, size_t cells, size_t column, size_t indent)
{
	text_wrap(out, text, cells, column, indent, true);
}
