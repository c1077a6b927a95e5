/* SPDX-License-Identifier: MIT */
#include "text/rfc2047.h"

#include <ctype.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"

enum { CHARSET_MOST = 40 };

/* An encoded word as it is written: =?charset?B?text?= */
struct word {
	char charset[CHARSET_MOST + 1];
	char encoding; /* B or Q */
	const char *text;
	size_t length;
	const char *end; /* behind it */
};

/*
 * Words in one charset that stand side by side: some programs cut in the middle of a character, so
 * their bytes are joined before they are decoded.
 */
struct run {
	struct buf bytes;
	char charset[CHARSET_MOST + 1];
	const char *start; /* as written; NULL: there is no run */
	const char *end;
};

/* RFC 2231, 5: a language may stand behind the charset: =?utf-8*en?Q?...?= */
static bool
charset_read(const char *at, char charset_out[CHARSET_MOST + 1])
{
	size_t length = strcspn(at, "?*");

	if (!length || length > CHARSET_MOST)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (!isalnum((unsigned char)at[i]) && !strchr("-_.:+", at[i]))
			return false;
		charset_out[i] = at[i];
	}
	charset_out[length] = '\0';
	return true;
}

static bool
word_read(const char *at, struct word *word_out)
{
	const char *mark = strncmp(at, "=?", 2) == 0 ? strchr(at + 2, '?') : NULL;
	size_t length;

	if (!mark || !mark[1] || !strchr("BbQq", mark[1]) || mark[2] != '?' ||
	        !charset_read(at + 2, word_out->charset))
		return false;
	length = strcspn(mark + 3, "? \t");
	if (strncmp(mark + 3 + length, "?=", 2) != 0)
		return false;
	word_out->encoding = (char)toupper((unsigned char)mark[1]);
	word_out->text = mark + 3;
	word_out->length = length;
	word_out->end = mark + 3 + length + 2;
	return true;
}

static int
hex_value(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;

	return at ? (int)(at - digits) : -1;
}

static void
quoted_add(struct buf *out, const struct word *word)
{
	for (size_t i = 0; i < word->length; i++) {
		const char *at = &word->text[i];

		if (*at == '=' && hex_value(at[1]) >= 0 && hex_value(at[2]) >= 0) {
			buf_add_char(out, (char)(hex_value(at[1]) << 4 | hex_value(at[2])));
			i += 2;
		} else {
			buf_add_char(out, *at == '_' ? ' ' : *at);
		}
	}
}

static bool
base64_add(struct buf *out, const struct word *word)
{
	static const char digits[] =
	        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned bits = 0;
	int held = 0;

	for (size_t i = 0; i < word->length && word->text[i] != '='; i++) {
		const char *digit = strchr(digits, word->text[i]);

		if (!digit)
			return false;
		bits = (bits << 6 | (unsigned)(digit - digits)) & 0xFFFF;
		held += 6;
		if (held >= 8) {
			held -= 8;
			buf_add_char(out, (char)(bits >> held & 0xFF));
		}
	}
	return true;
}

static bool
word_add(struct buf *out, const struct word *word)
{
	if (word->encoding == 'B')
		return base64_add(out, word);
	quoted_add(out, word);
	return true;
}

static bool
bytes_convert(const char *charset, struct buf *bytes, struct buf *out)
{
	iconv_t converter = iconv_open("UTF-8", charset);
	char *from = bytes->text;
	size_t left = bytes->length;
	bool ok = true;

	if (converter == (iconv_t)-1)
		return false;
	while (ok && left) {
		char chunk[256];
		char *to = chunk;
		size_t room = sizeof(chunk), before = left;

		ok = iconv(converter, &from, &left, &to, &room) != (size_t)-1 ||
		        (room < sizeof(chunk) && left < before);
		buf_add(out, chunk, sizeof(chunk) - room);
	}
	(void)iconv_close(converter);
	return ok;
}

static void
run_end(struct run *run, struct buf *out)
{
	struct buf text;

	if (!run->start)
		return;
	buf_init(&text, out->arena, 0);
	if (bytes_convert(run->charset, &run->bytes, &text))
		buf_add(out, text.text, text.length);
	else
		buf_add(out, run->start, (size_t)(run->end - run->start));
	run->start = NULL;
}

static bool
run_add(struct run *run, const char *at, const struct word *word, struct buf *out)
{
	if (run->start && strcasecmp(run->charset, word->charset) != 0)
		run_end(run, out);
	if (!run->start) {
		buf_init(&run->bytes, out->arena, 0);
		memcpy(run->charset, word->charset, sizeof(run->charset));
		run->start = at;
	}
	run->end = word->end;
	return word_add(&run->bytes, word);
}

/* Blanks between two encoded words only separate them. */
static const char *
blanks_skip(const char *at)
{
	const char *next = at + strspn(at, " \t");
	struct word word;

	return word_read(next, &word) ? next : at;
}

static const char *
controls_drop(struct buf *out)
{
	for (size_t i = 0; i < out->length; i++)
		if ((unsigned char)out->text[i] < ' ' || out->text[i] == 0x7F)
			out->text[i] = ' ';
	return out->text;
}

const char *
rfc2047_read(struct arena *arena, const char *text)
{
	struct run run = {.start = NULL};
	struct word word;
	struct buf out;

	buf_init(&out, arena, 0);
	while (*text) {
		if (word_read(text, &word)) {
			if (!run_add(&run, text, &word, &out)) {
				/* No base64: nothing of the run is certain. */
				buf_add(&out, run.start, (size_t)(run.end - run.start));
				run.start = NULL;
			}
			text = blanks_skip(word.end);
			continue;
		}
		run_end(&run, &out);
		buf_add_char(&out, *text++);
	}
	run_end(&run, &out);
	return controls_drop(&out);
}
