/* SPDX-License-Identifier: MIT */
#include "text/utf8.h"

#include "base/buf.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

enum { CODE_LAST = 0x10FFFF, CODE_REPLACEMENT = 0xFFFD };

/*
 * Marks on one character, once it is taken apart, before a combining grapheme joiner starts the
 * count anew: the Stream-Safe Text Process of UAX #15. utf8proc sorts marks in quadratic time.
 */
enum { MARKS_MOST = 30 };

static const char grapheme_joiner[] = "\u034F";

static bool
code_is_surrogate(int32_t code)
{
	return code >= 0xD800 && code <= 0xDFFF;
}

/* Bytes of the well-formed sequence that begins here; 0 when there is none. */
static size_t
sequence_read(const unsigned char *at, size_t left, int32_t *code_out)
{
	static const int32_t least[] = {[2] = 0x80, [3] = 0x800, [4] = 0x10000};
	size_t length = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
	int32_t code = at[0] & (0x7F >> length);

	if (at[0] < 0x80) {
		*code_out = at[0];
		return 1;
	}
	if (at[0] < 0xC2 || at[0] > 0xF4 || length > left)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if ((at[i] & 0xC0) != 0x80)
			return 0;
		code = code << 6 | (at[i] & 0x3F);
	}
	if (code < least[length] || code > CODE_LAST || code_is_surrogate(code))
		return 0;
	*code_out = code;
	return length;
}

size_t
utf8_valid_length(const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t at = 0;

	while (at < length && bytes[at]) {
		int32_t code;
		size_t step = sequence_read(bytes + at, length - at, &code);

		if (!step)
			break;
		at += step;
	}
	return at;
}

int32_t
utf8_next(const char **at, const char *end)
{
	const unsigned char *bytes = (const unsigned char *)*at;
	int32_t code;
	size_t length;

	if (*at >= end)
		return -1;
	length = sequence_read(bytes, (size_t)(end - *at), &code);
	if (!length) {
		code = UTF8_MALFORMED + bytes[0];
		length = 1;
	}
	*at += length;
	return code;
}

size_t
utf8_write(int32_t code, char *out)
{
	static const unsigned char leads[] = {[2] = 0xC0, [3] = 0xE0, [4] = 0xF0};
	size_t length;

	if (code < 0 || code > CODE_LAST || code_is_surrogate(code))
		code = CODE_REPLACEMENT;
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (size_t i = length - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code & 0x3F));
		code >>= 6;
	}
	out[0] = (char)(leads[length] | code);
	return length;
}

/* The marks that a character ends in once taken apart; only_out when it is nothing else. */
static size_t
code_marks(int32_t code, bool *only_out)
{
	utf8proc_int32_t parts[8];
	int class = 0;
	size_t count = (size_t)utf8proc_decompose_char(
	        code, parts, COUNT(parts), UTF8PROC_DECOMPOSE, &class);
	size_t marks = 0;

	assert(count <= COUNT(parts));
	while (marks < count && utf8proc_get_property(parts[count - 1 - marks])->combining_class)
		marks++;
	*only_out = marks == count;
	return marks;
}

/* The text with LF line ends, and with no flood of marks. */
static void
plain_add(struct buf *out, const char *text, size_t length)
{
	const char *end = text + length;
	size_t run = 0;

	for (const char *at = text, *next = text; at < end; at = next) {
		int32_t code = utf8_next(&next, end);
		size_t marks = 0;
		bool only = false;

		if (code >= 0x80)
			marks = code_marks(code, &only);
		if (only && run + marks > MARKS_MOST) {
			buf_add_text(out, grapheme_joiner);
			run = 0;
		}
		run = only ? run + marks : marks;
		if (code != '\r')
			buf_add(out, at, (size_t)(next - at));
		else if (next == end || *next != '\n')
			buf_add_char(out, '\n');
	}
}

/* NFC, in memory of the arena: utf8proc_NFC would bring its own. */
static char *
text_compose(struct arena *arena, const char *text, size_t length)
{
	const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t size = (utf8proc_ssize_t)length;
	utf8proc_ssize_t count = utf8proc_decompose(bytes, size, NULL, 0, how);
	utf8proc_int32_t *codes;

	assert(count >= 0);
	codes = arena_array(arena, (size_t)count + 1, sizeof(*codes));
	count = utf8proc_decompose(bytes, size, codes, count, how);
	assert(count >= 0);
	count = utf8proc_reencode(codes, count, how); /* in place, and terminated */
	assert(count >= 0);
	return (char *)codes;
}

static bool
code_is_blank(int32_t code)
{
	if (code < 0x80)
		return code == ' ' || (code >= '\t' && code <= '\r');
	if (code == 0x85) /* next line, a control character by its category */
		return true;
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return false;
	}
}

/* Cuts white space off both ends, in place. */
static const char *
text_trim(char *text, size_t length)
{
	const char *end = text + length;
	const char *first = text;
	size_t kept = length;

	for (const char *next = first; code_is_blank(utf8_next(&next, end)); first = next)
		;
	while (text + kept > first) {
		size_t start = kept - 1;
		const char *next;

		while ((text[start] & 0xC0) == 0x80)
			start--;
		next = text + start;
		if (!code_is_blank(utf8_next(&next, end)))
			break;
		kept = start;
	}
	text[kept] = '\0';
	return first;
}

/* ASCII needs no tables: one pass checks and copies. False when the text is more than that. */
static bool
ascii_copy(char *copy, const char *text, size_t length, size_t *length_out)
{
	size_t used = 0;

	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == 0 || c >= 0x80)
			return false;
		if (c != '\r')
			copy[used++] = (char)c;
		else if (i + 1 == length || text[i + 1] != '\n')
			copy[used++] = '\n';
	}
	*length_out = used;
	return true;
}

bool
utf8_clean(struct arena *arena, const char *what, const char *text, size_t length,
        const char **clean_out, struct error *err)
{
	char *copy = arena_array(arena, length + 1, 1);
	size_t valid;
	struct buf plain;

	if (ascii_copy(copy, text, length, &length)) {
		*clean_out = text_trim(copy, length);
		return true;
	}
	valid = utf8_valid_length(text, length);
	if (valid < length) {
		(void)error_set(err, ERROR_INVALID, "%s is not UTF-8: byte 0x%02X at position %zu",
		        what, (unsigned char)text[valid], valid + 1);
		return error_hint(err, "convert it first: iconv -f ISO-8859-1 -t UTF-8");
	}
	buf_init(&plain, arena, SIZE_MAX);
	plain_add(&plain, text, length);
	copy = text_compose(arena, plain.text, plain.length);
	*clean_out = text_trim(copy, strlen(copy));
	return true;
}
