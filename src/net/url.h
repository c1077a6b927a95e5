/* SPDX-License-Identifier: MIT */

/*
 * The URLs that may be fetched: https, and plain http to a literal address of this machine
 * (127.0.0.1, [::1]), since a name like localhost may lead elsewhere. A user name or a password
 * in a URL is refused: it would end up in histories and logs.
 */
#ifndef NET_URL_H
#define NET_URL_H

#include <curl/curl.h>

#include "base/arena.h"
#include "base/error.h"

struct url {
	CURLU *parts; /* what was checked is what libcurl gets: nobody parses the text again */
	bool is_plain;
	bool is_loopback;
};

/* ERROR_INVALID is the cause alone, as "this is not a URL": in front of it belongs what was wanted
 * (error_in), with the URL by url_show. */
MUST_CHECK bool url_open(struct url *url, const char *text, struct error *err);
void url_close(struct url *url);

/* Is it a literal address of this machine, as libcurl writes the host of a URL? */
bool url_is_loopback(const char *host);

/* The text of a URL in the arena, or NULL. */
const char *url_format(struct arena *arena, const struct url *url);

/* A text that may be a URL, for messages: without what stands before an @. */
const char *url_show(struct arena *arena, const char *text);

#endif
