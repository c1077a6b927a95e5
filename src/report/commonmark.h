/* SPDX-License-Identifier: MIT */

/* The Markdown that people write, as HTML. The only place that knows cmark. */
#ifndef REPORT_COMMONMARK_H
#define REPORT_COMMONMARK_H

#include "base/buf.h"

/*
 * Text as the blocks of a page of ours: p, blockquote, ul, ol, li, pre, code, em, strong, br, hr
 * and a (to http, https and mailto only). Nothing that was written is lost: HTML is shown as text,
 * an image as a link to it, a heading as a line in bold (the page has its own outline). Control
 * characters become escapes as in safe_add_text.
 */
void commonmark_add_html(struct buf *out, const char *text);

#endif
