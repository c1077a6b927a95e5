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
#include "net/wire.h"

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

struct http_header {
	const char *name;
	const char *value;
};

/* A request of an API, with a secret in its headers: it is never redirected. */
struct http_call {
	const char *method; /* GET, POST, PUT, PATCH, DELETE */
	const char *url;
	const struct http_header *headers; /* ERROR_INVALID when a value has control characters */
	size_t header_count;
	const char *body; /* NULL: none; a GET has none */
	const char *cafile;
	size_t limit; /* as in http_request */
	int64_t seconds;
	const struct wire *wire; /* for what changes things there: asked at WIRE_FIRST; of a GET
	                            only its stop is looked at, at any time; or NULL */
};

/* Text of the server is as it sent it: who shows it escapes it. */
struct http_answer {
	bool begun;     /* bytes of the request may have left; false: certainly none did */
	bool untrusted; /* its certificate or the TLS connection was not accepted */
	int status;     /* 0: there was no answer */
	const char *body;
	size_t length;
	const struct http_header *headers; /* of the last answer */
	size_t header_count;
	const char *redirect; /* where a 3xx points, resolved; or NULL */
	int64_t retry_after;  /* seconds, at least 0, at most HTTP_RETRY_MOST; -1: not said */
	int64_t server_at;    /* its Date as unix seconds; 0: not said */
};

/*
 * One request, one answer of any status, in the arena. What is not a GET goes out on a connection
 * of its own that is used for nothing else: libcurl repeats a request in silence when a used
 * connection breaks. false: no whole answer, status 0; answer->begun tells whether the request may
 * have been executed nevertheless. ERROR_BUSY: nobody there, too slow, or cut off. ERROR_CANCELLED:
 * wire said no, or stop. ERROR_INVALID: a URL or header that is not sent, or too much received.
 * ERROR_IO: the rest. The sentence names the host, and never a query or a header's value.
 *
 * Two cuts are not noticed: inside of a packed body (only a GET asks for one) when as many packed
 * bytes came as was said, and in a body whose length was not said at all. JSON that is cut does not
 * parse.
 */
MUST_CHECK bool http_call(struct http *http, struct arena *arena, const struct http_call *call,
        struct http_answer *answer, struct error *err);

/* The value of a header, by its name in any case; NULL: not there. */
const char *http_header_find(const struct http_answer *answer, const char *name);

/* The target of Link: <...>; rel="next" (RFC 8288) when it has the same scheme, host and port as
 * url; NULL: none, or elsewhere. */
const char *http_next_page(struct arena *arena, const struct http_answer *answer, const char *url);

/* scheme://host:port of a URL, in lower case and with the port written out; NULL: no URL. */
const char *http_origin(struct arena *arena, const char *url);

/* A text as one segment of a path or one value of a query: all but unreserved characters of RFC
 * 3986 is percent-encoded. "." and ".." stay: as a segment they mean something else. */
const char *http_encode(struct arena *arena, const char *text);

#endif
