/* SPDX-License-Identifier: MIT */
#include "text/utf8.h"

#include "base/buf.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

/* Letters that no table takes apart, but that people type without. */
static const struct {
	int32_t code;
	const char *plain;
} conventional_letters[] = {
        {.code = 0x00E6, .plain = "ae"}, /* ae ligature */
        {.code = 0x00F0, .plain = "d"},  /* eth */
        {.code = 0x00F8, .plain = "o"},  /* o with stroke */
        {.code = 0x00FE, .plain = "th"}, /* thorn */
        {.code = 0x0111, .plain = "d"},  /* d with stroke */
        {.code = 0x0127, .plain = "h"},  /* h with stroke */
        {.code = 0x0131, .plain = "i"},  /* dotless i */
        {.code = 0x0142, .plain = "l"},  /* l with stroke */
        {.code = 0x0153, .plain = "oe"}, /* oe ligature */
        {.code = 0x0167, .plain = "t"},  /* t with stroke */
};

static void
letter_add(struct buf *out, int32_t code)
{
	char bytes[4];

	for (size_t i = 0; i < COUNT(conventional_letters); i++) {
		if (conventional_letters[i].code == code) {
			buf_add_text(out, conventional_letters[i].plain);
			return;
		}
	}
	buf_add(out, bytes, utf8_write(code, bytes));
}

static bool
code_is_word(int32_t code)
{
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return true;
	default:
		return false;
	}
}

/* The folded form of an ASCII character; NUL for what separates words. */
static char
ascii_letter(unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c | 0x20);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? (char)c : '\0';
}

/* ASCII needs no tables, and never grows. False when the text is more than that. */
static bool
ascii_fold(char *folded, const char *text)
{
	size_t used = 0;
	bool gap = false;

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		char letter = ascii_letter(c);

		if (c >= 0x80)
			return false;
		if (letter && gap && used)
			folded[used++] = ' ';
		if (letter)
			folded[used++] = letter;
		gap = !letter;
	}
	folded[used] = '\0';
	return true;
}

/* Appends what one code point folds to, or remembers that there is a gap between words. */
static void
code_fold(struct buf *out, int32_t code, bool *gap)
{
	const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
	        UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
	utf8proc_int32_t parts[32]; /* the longest of Unicode is 18 */
	int class = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char(code, parts, COUNT(parts), how, &class);

	assert(count <= (utf8proc_ssize_t)COUNT(parts));
	for (utf8proc_ssize_t i = 0; i < count; i++) {
		bool is_word = code_is_word(parts[i]);

		if (is_word && *gap && out->length)
			buf_add_char(out, ' ');
		if (is_word)
			letter_add(out, parts[i]);
		*gap = !is_word;
	}
}

const char *
utf8_fold(struct arena *arena, const char *text)
{
	size_t length = strlen(text);
	const char *end = text + length;
	char *folded = arena_array(arena, length + 1, 1);
	struct buf out;
	bool gap = false;

	if (ascii_fold(folded, text))
		return folded;
	buf_init(&out, arena, SIZE_MAX);
	while (text < end)
		code_fold(&out, utf8_next(&text, end), &gap);
	return out.text;
}

/* Does a word of folded begin with these bytes? */
static bool
words_have(const char *folded, const char *start, size_t length)
{
	for (const char *word = folded; word; word = strchr(word, ' ')) {
		word += *word == ' ';
		if (strncmp(word, start, length) == 0)
			return true;
	}
	return false;
}

bool
utf8_has_words(const char *folded, const char *wanted)
{
	if (!*wanted)
		return false;
	while (*wanted) {
		size_t length = strcspn(wanted, " ");

		if (!words_have(folded, wanted, length))
			return false;
		wanted += length;
		wanted += *wanted == ' ';
	}
	return true;
}
