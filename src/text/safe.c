/* SPDX-License-Identifier: MIT */
#include "text/safe.h"

#include "text/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { MARKS_MOST = 8, CODE_DELETE = 0x7F };

/* What a place lets through, and what it writes as a backslash and a letter. */
struct place {
	const char *stay;    /* control characters */
	const char *special; /* ASCII characters, and in the same order */
	const char *letters; /* their letters */
	bool drops;          /* leaves out what others show as an escape */
};

static const struct place place_line = {.stay = "", .special = "", .letters = ""};
static const struct place place_text = {.stay = "\n\t", .special = "", .letters = ""};
static const struct place place_bare = {
        .stay = "\n\t", .special = "", .letters = "", .drops = true};
static const struct place place_tsv = {.stay = "", .special = "\t\n\r\\", .letters = "tnr\\"};

/* What every place lets through; nearly all of nearly every text. */
static bool
ascii_is_plain(unsigned char c)
{
	return c >= 0x20 && c < CODE_DELETE && c != '\\';
}

static bool
ascii_is_harmless(unsigned char c, const struct place *place)
{
	if (ascii_is_plain(c))
		return true;
	return c == '\\' ? !strchr(place->special, c) : strchr(place->stay, c) != NULL;
}

/* Hangul fillers, and the tags and the room for more of them, assigned or not. */
static bool
code_is_invisible(int32_t code)
{
	return utf8proc_get_property(code)->ignorable || (code >= 0xE0000 && code <= 0xE0FFF);
}

/* marks counts what has been put on the current base; joiners count, they are as invisible. */
static bool
code_is_harmless(int32_t code, unsigned *marks)
{
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return ++*marks <= MARKS_MOST;
	case UTF8PROC_CATEGORY_CF:
		if (code == 0x200C || code == 0x200D)
			return ++*marks <= MARKS_MOST;
		break;
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CS: /* malformed bytes arrive as surrogates */
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		break;
	default:
		*marks = 0;
		return !code_is_invisible(code);
	}
	*marks = 0;
	return false;
}

/* How many bytes from at can be written as they are. */
static size_t
harmless_length(const char *at, const char *end, const struct place *place, unsigned *marks)
{
	const char *start = at;

	while (at < end) {
		const char *next = at;

		if (ascii_is_plain((unsigned char)*at)) {
			while (ascii_is_plain((unsigned char)*++at))
				;
			*marks = 0;
			continue;
		}
		if ((unsigned char)*at < 0x80) {
			if (!ascii_is_harmless((unsigned char)*at, place))
				break;
			*marks = 0;
			at++;
			continue;
		}
		if (!code_is_harmless(utf8_next(&next, end), marks))
			break;
		at = next;
	}
	return (size_t)(at - start);
}

static void
escape_add(struct buf *out, int32_t code)
{
	static const char *const names[] = {"NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL",
	        "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4",
	        "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US"};

	if (code < 0x20)
		buf_add_format(out, "<%s>", names[code]);
	else if (code == CODE_DELETE)
		buf_add_text(out, "<DEL>");
	else if (code >= UTF8_MALFORMED && code <= UTF8_MALFORMED + 0xFF)
		buf_add_format(out, "<0x%02X>", (unsigned)(code - UTF8_MALFORMED));
	else
		buf_add_format(out, "<U+%04X>", (unsigned)code);
}

static void
place_add(struct buf *out, const char *text, const struct place *place)
{
	const char *end = text + strlen(text);
	unsigned marks = 0;

	for (;;) {
		size_t length = harmless_length(text, end, place, &marks);
		const char *special;

		buf_add(out, text, length);
		text += length;
		if (text == end)
			return;
		special = strchr(place->special, *text);
		if (special) {
			buf_add_char(out, '\\');
			buf_add_char(out, place->letters[special - place->special]);
			text++;
		} else {
			int32_t code = utf8_next(&text, end);

			if (!place->drops)
				escape_add(out, code);
		}
	}
}

static const char *
place_text_get(struct arena *arena, const char *text, const struct place *place)
{
	size_t length = strlen(text);
	unsigned marks = 0;
	struct buf out;

	if (harmless_length(text, text + length, place, &marks) == length)
		return text;
	buf_init(&out, arena, 0);
	place_add(&out, text, place);
	return out.text;
}

void
safe_add_line(struct buf *out, const char *text)
{
	place_add(out, text, &place_line);
}

void
safe_add_text(struct buf *out, const char *text)
{
	place_add(out, text, &place_text);
}

const char *
safe_line(struct arena *arena, const char *text)
{
	return place_text_get(arena, text, &place_line);
}

const char *
safe_text(struct arena *arena, const char *text)
{
	return place_text_get(arena, text, &place_text);
}

const char *
safe_bare(struct arena *arena, const char *text)
{
	return place_text_get(arena, text, &place_bare);
}

void
safe_add_tsv(struct buf *out, const char *text)
{
	place_add(out, text, &place_tsv);
}

/* Would a spreadsheet calculate this? Blanks and invisible characters in front do not help. */
static bool
cell_is_formula(const char *text)
{
	const char *end = text + strlen(text);
	int32_t code = utf8_next(&text, end);

	while (code == ' ' || (code >= 0x80 && utf8proc_category(code) == UTF8PROC_CATEGORY_ZS) ||
	        (code >= 0x80 && utf8proc_category(code) == UTF8PROC_CATEGORY_CF))
		code = utf8_next(&text, end);
	switch (code) {
	case '=':
	case '+':
	case '-':
	case '@':
	case '\t':
	case '\n':
	case '\r':
	case 0xFF1D: /* the full-width forms of = + - @ */
	case 0xFF0B:
	case 0xFF0D:
	case 0xFF20:
		return true;
	default:
		return false;
	}
}

void
safe_add_csv(struct buf *out, const char *text)
{
	const char *cell = safe_text(out->arena, text);
	size_t length = strlen(cell);
	/* The semicolon and the tab separate cells in some countries' spreadsheets. */
	bool quoted = length > strcspn(cell, ",;\t\"\n") || *cell == ' ' ||
	        (length && cell[length - 1] == ' ');

	if (quoted)
		buf_add_char(out, '"');
	if (cell_is_formula(text))
		buf_add_char(out, '\'');
	while (*cell) {
		length = strcspn(cell, "\"");
		buf_add(out, cell, length);
		cell += length;
		if (*cell)
			buf_add_text(out, "\"\"");
		cell += *cell != '\0';
	}
	if (quoted)
		buf_add_char(out, '"');
}

void
safe_add_html(struct buf *out, const char *text)
{
	static const char special[] = "&<>\"'";
	static const char *const references[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
	const char *at = safe_text(out->arena, text);

	for (;;) {
		size_t length = strcspn(at, special);

		buf_add(out, at, length);
		at += length;
		if (!*at)
			return;
		buf_add_text(out, references[strchr(special, *at) - special]);
		at++;
	}
}
