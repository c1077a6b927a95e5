/* SPDX-License-Identifier: MIT */

/* Addresses of pages, as far as a link to them has to know. */
#ifndef TEXT_LINK_H
#define TEXT_LINK_H

#include "base/buf.h"

/* May it be a link? http or https with a host, and neither blanks nor control characters in it. */
bool link_is_web(const char *url);

/*
 * An address as a target that no notation takes apart: what RFC 3986 does not know, brackets of all
 * kinds and quotes are percent-encoded. In HTML it must still be escaped.
 */
const char *link_encoded(struct arena *arena, const char *url);

/*
 * The address of a recording, seconds from its start: each service has its own way to say that, the
 * others get a media fragment (https://www.w3.org/TR/media-frags). NULL when url is no link, or has
 * a fragment of its own that a second one would break.
 */
const char *link_at_second(struct arena *arena, const char *url, int64_t seconds);

/*
 * The same page under an address that leaves no trace there: GitHub tells the readers of an issue
 * wherever its own address is posted, but not when the address goes through its redirection.
 */
const char *link_without_trace(struct arena *arena, const char *url);

/* The address of a page that begins at `at` in a text, without the punctuation of its sentence;
 * NULL: none does. */
const char *link_find(struct arena *arena, const char *text, const char *at);

/* Is it an issue, a merge request, a commit of some forge, by the form of its path? */
bool link_is_thread(const char *url);

#endif
