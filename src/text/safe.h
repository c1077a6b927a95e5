/* SPDX-License-Identifier: MIT */

/*
 * Text from outside on its way to a place that could be attacked: one function for each place.
 * A terminal obeys control characters, bidirectional overrides reorder what is read, and invisible
 * characters hide things; here they become visible escapes such as <U+202E> and <ESC>.
 */
#ifndef TEXT_SAFE_H
#define TEXT_SAFE_H

#include "base/buf.h"

/*
 * For one line of a terminal: C0, DEL, C1, malformed bytes, all of Unicode's Cf, Zl, Zp, other
 * letters that are never drawn, line feed and tab are shown as escapes; ZWJ and ZWNJ stay (names
 * and emoji need them); at most 8 combining marks and joiners stay on one base.
 */
void safe_add_line(struct buf *out, const char *text);

/* The same for a text of several lines: line feeds and tabs stay. */
void safe_add_text(struct buf *out, const char *text);

/* The same as safe_add_line, returned from an arena; text that is harmless comes back as it is. */
const char *safe_line(struct arena *arena, const char *text);
const char *safe_text(struct arena *arena, const char *text);

/* The same without those characters, for what other people read. */
const char *safe_bare(struct arena *arena, const char *text);

/*
 * A cell of tab-separated output: whole, one line. Tab, line feed, carriage return and backslash
 * are written \t \n \r \\; every other control character as safe_add_line does.
 */
void safe_add_tsv(struct buf *out, const char *text);

/*
 * A cell of CSV (RFC 4180): quoted where it must be, quotes doubled. A cell whose first
 * non-blank character a spreadsheet would take for a formula (= + - @, their full-width forms, tab,
 * carriage return, line feed) gets an apostrophe in front (ASVS 5, 1.2.10). Control characters
 * as safe_add_text does, because a CSV may end up on a terminal too.
 */
void safe_add_csv(struct buf *out, const char *text);

/*
 * Text inside a Markdown paragraph or table cell: every character that Markdown or a forge gives
 * a meaning is escaped, mentions and references are broken (@ and # followed by a zero-width
 * space), line feeds become <br>-free spaces.
 */
void safe_add_markdown(struct buf *out, const char *text);

/*
 * Text of several lines in Markdown: as above, but its lines stay lines, and each begins with what
 * the line in `out` began with as far as that is blanks and ">" (so that a quote stays one). What
 * the writer put into backticks or between fences stays as it is; addresses of pages become links,
 * without a trace on the page they lead to.
 */
void safe_add_markdown_block(struct buf *out, const char *text);

/*
 * The same in Textile as Redmine reads it. Textile has no escapes that nest: zero-width spaces keep
 * its marks from having a meaning.
 */
void safe_add_textile_block(struct buf *out, const char *text);

/* The title of an issue: one line without escapes, in which nobody and nothing is mentioned. */
void safe_add_title(struct buf *out, const char *text);

/*
 * Text of several lines in a mail: what is invisible is left out, and no line begins like a
 * signature ("-- ") or a mail in a mailbox ("From "). Lines after the first are indented as the
 * line in `out` is, "[Q7] " at its start included. A subject is one line of the same.
 */
void safe_add_mail(struct buf *out, const char *text);
void safe_add_subject(struct buf *out, const char *text);

/* A whole mail in lines of at most cells; each goes on as far right as it began, and harmlessly. */
void safe_wrap_mail(struct buf *out, const char *text, size_t cells);

/*
 * Text in HTML, between tags or inside a quoted attribute: & < > " ' are written as references,
 * control characters as safe_add_text does.
 */
void safe_add_html(struct buf *out, const char *text);

#endif
