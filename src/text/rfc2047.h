/* SPDX-License-Identifier: MIT */

/* Names in mail headers: =?iso-8859-1?Q?Zo=EB?= is Zoë. */
#ifndef TEXT_RFC2047_H
#define TEXT_RFC2047_H

#include "base/arena.h"

/*
 * The text with its encoded words (RFC 2047) as UTF-8. What cannot be decoded stays as it is
 * written. No control character comes out, whatever was encoded.
 */
const char *rfc2047_read(struct arena *arena, const char *text);

#endif
