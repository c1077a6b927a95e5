/* SPDX-License-Identifier: MIT */

/*
 * One request to one place and its answer, by libcurl: what all functions of http.h share. Every
 * option is set here; redirects are answers like others.
 */
#ifndef NET_EXCHANGE_H
#define NET_EXCHANGE_H

#include <curl/curl.h>

#include "base/buf.h"
#include "net/http.h"
#include "net/url.h"

struct http {
	CURL *easy;
};

struct exchange {
	CURL *easy;
	struct arena *arena;
	/* the request */
	const char *method; /* NULL: GET */
	const char *body;   /* NULL: empty */
	const char *cafile;
	const struct wire *wire;
	struct curl_slist *headers;
	int64_t seconds;
	int64_t deadline; /* monotonic, in milliseconds */
	/* what has come of it */
	struct buf answer; /* the body */
	size_t header_bytes;
	bool headers_end;
	bool begun;     /* as in struct http_answer */
	bool cancelled; /* by the wire */
	CURLcode code;
	char detail[CURL_ERROR_SIZE];
};

/* A GET to begin with; limit and seconds: 0 for the defaults. */
void exchange_open(struct exchange *exchange, struct http *http, struct arena *arena, size_t limit,
        int64_t seconds);
void exchange_close(struct exchange *exchange);

/* Can the value be sent? libcurl would send a line feed in it, and so a header of its own. */
bool exchange_can_add(const char *value);

/* ERROR_INVALID names the header, and never shows its value. */
MUST_CHECK bool exchange_add_header(
        struct exchange *exchange, const char *name, const char *value, struct error *err);

/* The request, once; true is a whole answer. The error is the cause alone, as "nobody answers
 * there": in front of it belongs what was wanted. */
MUST_CHECK bool exchange_send(struct exchange *exchange, const struct url *url, struct error *err);

/* Of the last answer; the text in the arena. */
int exchange_get_status(const struct exchange *exchange);
const char *exchange_find_redirect(const struct exchange *exchange);
const char *exchange_find_header(const struct exchange *exchange, const char *name);

#endif
