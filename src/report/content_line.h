/* SPDX-License-Identifier: MIT */

/* Content lines, of which vCard (RFC 2426) and iCalendar (RFC 5545, 3.1) are made. */
#ifndef REPORT_CONTENT_LINE_H
#define REPORT_CONTENT_LINE_H

#include "base/buf.h"

/* One line, folded so that no part has more than 75 octets and no character is cut. */
void content_line_add(struct buf *out, const char *line);

/* Text as a value: what separates values is escaped, and control characters have no place there. */
void content_line_add_escaped(struct buf *line, const char *text, size_t length);

/* "PROPERTY:text", escaped and folded; nothing when text is NULL or empty. */
void content_line_add_text(struct buf *out, const char *property, const char *text);

#endif
