/* SPDX-License-Identifier: MIT */

/*
 * UTF-8 as it comes in, as it is compared, and as it is measured. Everything that is stored has
 * passed utf8_clean; everything shown on a terminal passes safe_* (text/safe.h).
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "base/arena.h"
#include "base/error.h"

/* How many bytes at the start are well-formed UTF-8 without NUL; length when all are. */
size_t utf8_valid_length(const char *text, size_t length);

/*
 * The gate for text that a person gives: well-formed UTF-8 without NUL, line ends as LF, NFC,
 * without white space at either end. ERROR_INVALID names the byte and its position ("byte 0xE9
 * at position 13"). what names the text in the message ("the question"). ASCII text costs one pass.
 */
MUST_CHECK bool utf8_clean(struct arena *arena, const char *what, const char *text, size_t length,
        const char **clean_out, struct error *err);

/*
 * The form in which names are matched: compatibility-folded case, no accents, runs of anything
 * that is neither letter nor digit as one space, none at the ends. "Zoë  O'Hara" -> "zoe o hara".
 * Letters that decompose only by convention fold too (ø o, ł l, ß ss, æ ae, đ d).
 */
const char *utf8_fold(struct arena *arena, const char *text);

/*
 * True when every word of wanted begins a word of folded, in any order; both are utf8_fold'ed.
 * An empty wanted matches nothing.
 */
bool utf8_has_words(const char *folded, const char *wanted);

/* Terminal cells that text takes: combining marks 0, wide characters and emoji sequences 2. */
size_t utf8_width(const char *text);

/*
 * Length in bytes of the longest start of text that takes at most cells cells and does not cut a
 * grapheme cluster; width_out (may be NULL) is what it takes.
 */
size_t utf8_fit(const char *text, size_t cells, size_t *width_out);

/* Added to a malformed byte: a low surrogate, which well-formed text cannot hold. */
enum { UTF8_MALFORMED = 0xDC00 };

/*
 * Decodes one code point of well-formed text and moves *at behind it; -1 at the end.
 * Malformed bytes come back one at a time as UTF8_MALFORMED + byte, so that nothing is skipped.
 */
int32_t utf8_next(const char **at, const char *end);

/*
 * Appends a code point's UTF-8 to out (at least 4 bytes); returns how many bytes. What is no
 * character (a surrogate, a malformed byte) becomes U+FFFD.
 */
size_t utf8_write(int32_t code, char *out);

#endif
