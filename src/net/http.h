/* SPDX-License-Identifier: MIT */

/*
 * HTTP by libcurl, whose every option is set here and in one table. Certificates are always
 * verified: nothing can turn that off. What a server sends is bounded in size and time, and a
 * redirect is followed only as far as url.h allows. Proxies come from the environment, as libcurl
 * documents, but never for addresses of this machine.
 */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include "base/arena.h"
#include "base/error.h"

enum {
	HTTP_BODY_MOST = 32 * 1024 * 1024,
	HTTP_HEADERS_MOST = 256 * 1024,
	HTTP_REDIRECTS_MOST = 3,
	HTTP_SECONDS = 60,
	HTTP_RETRY_MOST = 3600,
};

struct http;

struct http_request {
	const char *url;
	const char *etag;     /* of the copy that we have, as the server gave it; or NULL */
	const char *modified; /* the same for Last-Modified */
	const char *cafile;   /* trust these authorities instead of the system's; or NULL */
	size_t limit;         /* the most bytes of the body, unpacked; 0: HTTP_BODY_MOST */
	int seconds;          /* for all of it, with redirects; 0: HTTP_SECONDS */
};

/* Text of the server is as it sent it: who shows it escapes it. */
struct http_reply {
	int status; /* 0: there was no answer */
	const char *body;
	size_t length;
	const char *etag; /* NULL when absent, as the others */
	const char *modified;
	const char *url; /* where the body came from, after redirects */
	int retry_after; /* seconds, at most HTTP_RETRY_MOST; 0: not said */
};

MUST_CHECK bool http_open(struct http **http_out, struct error *err);
void http_close(struct http *http);

/*
 * One GET. true is a whole answer of any status, in the arena: see http_check. ERROR_BUSY:
 * nobody there, too slow, or cut off. ERROR_INVALID: a URL that is not fetched, or too much sent.
 * ERROR_IO: anything else.
 */
MUST_CHECK bool http_get(struct http *http, struct arena *arena, const struct http_request *request,
        struct http_reply *reply, struct error *err);

/*
 * Is it 200, or 304 (unchanged since etag or modified)? Other answers become an error:
 * ERROR_BUSY for 429 and 5xx, with a hint when the server said how long to wait, else ERROR_IO.
 */
MUST_CHECK bool
http_check(const struct http_request *request, const struct http_reply *reply, struct error *err);

#endif
