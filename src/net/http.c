/* SPDX-License-Identifier: MIT */
#include "net/http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "net/failure.h"
#include "net/url.h"

struct http {
	CURL *easy;
};

struct setting {
	CURLoption option;
	long value;
};

/* What is the same for every request; what libcurl does by itself anyway is said all the same. */
static const struct setting settings[] = {
        {.option = CURLOPT_SSL_VERIFYPEER, .value = 1},
        {.option = CURLOPT_SSL_VERIFYHOST, .value = 2},
        {.option = CURLOPT_SSLVERSION, .value = CURL_SSLVERSION_TLSv1_2},
        /* libcurl would forward secret headers to foreign hosts: redirects are our business. */
        {.option = CURLOPT_FOLLOWLOCATION, .value = 0},
        {.option = CURLOPT_NETRC, .value = CURL_NETRC_IGNORED},
        {.option = CURLOPT_DISALLOW_USERNAME_IN_URL, .value = 1},
        {.option = CURLOPT_HTTP09_ALLOWED, .value = 0},
        /* For one request at a time HTTP/2 brings nothing but other ways to fail. */
        {.option = CURLOPT_HTTP_VERSION, .value = CURL_HTTP_VERSION_1_1},
        {.option = CURLOPT_CONNECTTIMEOUT_MS, .value = 10 * 1000},
        {.option = CURLOPT_LOW_SPEED_LIMIT, .value = 1},
        {.option = CURLOPT_LOW_SPEED_TIME, .value = 30},
        {.option = CURLOPT_NOSIGNAL, .value = 1},
};

/* One request and what has come of it so far. */
struct exchange {
	CURL *easy;
	struct arena *arena;
	const struct http_request *request;
	const char *place; /* where we are, after redirects */
	struct curl_slist *headers;
	int64_t deadline; /* milliseconds */
	struct buf body;
	size_t header_bytes;
	bool headers_end;
	char detail[CURL_ERROR_SIZE];
};

static int64_t
now_in_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool
http_open(struct http **http_out, struct error *err)
{
	struct http *http = calloc(1, sizeof(*http));

	*http_out = http;
	if (!http || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		free(http);
		*http_out = NULL;
		return error_set(err, ERROR_IO, "cannot start libcurl");
	}
	http->easy = curl_easy_init();
	if (http->easy)
		return true;
	http_close(http);
	*http_out = NULL;
	return error_set(err, ERROR_IO, "cannot start libcurl");
}

void
http_close(struct http *http)
{
	if (!http)
		return;
	curl_easy_cleanup(http->easy);
	curl_global_cleanup();
	free(http);
}

/* Counts unpacked bytes: libcurl's own limit looks at the packed ones. */
static size_t
body_add(char *bytes, size_t size, size_t count, void *user)
{
	struct exchange *exchange = user;

	buf_add(&exchange->body, bytes, size * count);
	return exchange->body.over ? CURL_WRITEFUNC_ERROR : size * count;
}

/*
 * Remembers whether the empty line came: libcurl takes an answer that is cut off in its headers
 * for a whole one. An interim answer (103) is followed by another status line, and a chunked body
 * by more headers.
 */
static size_t
header_add(char *bytes, size_t size, size_t count, void *user)
{
	struct exchange *exchange = user;
	size_t length = size * count;

	exchange->header_bytes += length;
	if (length >= 5 && memcmp(bytes, "HTTP/", 5) == 0)
		exchange->headers_end = false;
	else if (length && (bytes[0] == '\r' || bytes[0] == '\n'))
		exchange->headers_end = true;
	return exchange->header_bytes > HTTP_HEADERS_MOST ? CURL_WRITEFUNC_ERROR : length;
}

static bool
is_header_value(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7F)
			return false;
	return true;
}

/* libcurl would send a line feed in a value, and so a header of its own. Without the header the
 * answer is only longer. */
static bool
condition_add(struct exchange *exchange, const char *name, const char *value, struct error *err)
{
	struct curl_slist *headers;

	if (!value || !is_header_value(value))
		return true;
	headers = curl_slist_append(
	        exchange->headers, arena_format(exchange->arena, "%s: %s", name, value));
	if (!headers)
		return error_set(err, ERROR_IO, "cannot fetch %s: out of memory", exchange->place);
	exchange->headers = headers;
	return true;
}

static bool
options_set_all(struct exchange *exchange, const struct url *url, struct error *err)
{
	CURL *easy = exchange->easy;
	int64_t left = exchange->deadline - now_in_ms();
	const char *cafile = exchange->request->cafile;
	bool ok = true;

	curl_easy_reset(easy);
	for (size_t i = 0; i < COUNT(settings); i++)
		ok &= curl_easy_setopt(easy, settings[i].option, settings[i].value) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_CURLU, url->parts) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, url->is_plain ? "http" : "https") ==
	        CURLE_OK;
	/* 0 would be no limit at all. */
	ok &= curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, left > 0 ? (long)left : 1L) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_USERAGENT, "askback/" ASKBACK_VERSION) == CURLE_OK;
	/* libcurl does not notice when a packed body ends too early in a whole answer. */
	ok &= curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip") == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_HTTPHEADER, exchange->headers) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body_add) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, header_add) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_HEADERDATA, exchange) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, exchange->detail) == CURLE_OK;
	if (url->is_loopback)
		ok &= curl_easy_setopt(easy, CURLOPT_PROXY, "") == CURLE_OK;
	if (cafile) {
		/* Without the second line the system's authorities would be trusted as well. */
		ok &= curl_easy_setopt(easy, CURLOPT_CAINFO, cafile) == CURLE_OK;
		ok &= curl_easy_setopt(easy, CURLOPT_CAPATH, NULL) == CURLE_OK;
	}
	return ok ||
	        error_set(err, ERROR_UNSUPPORTED, "cannot fetch %s: this libcurl is too old",
	                exchange->place);
}

/* A request to one place; redirects are answers here. */
static bool
exchange_send(struct exchange *exchange, const struct url *url, struct error *err)
{
	CURLcode code;

	buf_reset(&exchange->body);
	exchange->header_bytes = 0;
	exchange->headers_end = false;
	exchange->detail[0] = '\0';
	if (!options_set_all(exchange, url, err))
		return false;
	code = curl_easy_perform(exchange->easy);
	if (code == CURLE_WRITE_ERROR && exchange->body.over)
		return error_set(err, ERROR_INVALID, "cannot fetch %s: it is larger than %zu bytes",
		        exchange->place, exchange->body.limit);
	if (code == CURLE_WRITE_ERROR && exchange->header_bytes > HTTP_HEADERS_MOST)
		return error_set(err, ERROR_INVALID,
		        "cannot fetch %s: its headers are larger than %d bytes", exchange->place,
		        HTTP_HEADERS_MOST);
	if (code == CURLE_OK && !exchange->headers_end)
		code = CURLE_PARTIAL_FILE;
	return code == CURLE_OK || failure_set(code, exchange->place, exchange->detail, err);
}

static int
status_get(const struct exchange *exchange)
{
	long status = 0;

	(void)curl_easy_getinfo(exchange->easy, CURLINFO_RESPONSE_CODE, &status);
	return (int)status;
}

/* Where the answer sends us, in the arena, or NULL. */
static const char *
redirect_find(const struct exchange *exchange)
{
	char *target = NULL;

	switch (status_get(exchange)) {
	case 301:
	case 302:
	case 303:
	case 307:
	case 308:
		(void)curl_easy_getinfo(exchange->easy, CURLINFO_REDIRECT_URL, &target);
		return arena_text(exchange->arena, target);
	default:
		return NULL;
	}
}

/* Goes on to the target; only this machine may send us to a plain address of this machine. */
static bool
redirect_follow(struct exchange *exchange, struct url *url, const char *target, struct error *err)
{
	bool from_here = url->is_loopback;

	url_close(url);
	if (!url_open(url, target, err))
		return false;
	exchange->place = target;
	return !url->is_plain || from_here ||
	        error_set(err, ERROR_INVALID, "cannot fetch %s: only https is fetched", target);
}

static bool
exchange_run(struct exchange *exchange, struct url *url, struct error *err)
{
	const char *first = exchange->place;

	for (int hops = 0;; hops++) {
		const char *target;

		if (!exchange_send(exchange, url, err))
			return hops ? error_in(err, "%s redirects", first) : false;
		target = redirect_find(exchange);
		if (!target)
			return true;
		if (hops == HTTP_REDIRECTS_MOST)
			return error_set(err, ERROR_IO,
			        "cannot fetch %s: it redirects more than %d times", first,
			        HTTP_REDIRECTS_MOST);
		if (!redirect_follow(exchange, url, target, err))
			return error_in(err, "%s redirects", first);
	}
}

static const char *
header_find(const struct exchange *exchange, const char *name)
{
	struct curl_header *header;

	if (curl_easy_header(exchange->easy, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
		return NULL;
	return arena_text(exchange->arena, header->value);
}

static void
reply_read(const struct exchange *exchange, const struct url *url, struct http_reply *reply)
{
	curl_off_t wait = 0;

	(void)curl_easy_getinfo(exchange->easy, CURLINFO_RETRY_AFTER, &wait);
	if (wait < 0)
		wait = 0; /* a date that has passed */
	*reply = (struct http_reply){
	        .status = status_get(exchange),
	        .body = exchange->body.text,
	        .length = exchange->body.length,
	        .etag = header_find(exchange, "ETag"),
	        .modified = header_find(exchange, "Last-Modified"),
	        .url = url_format(exchange->arena, url),
	        .retry_after = wait < HTTP_RETRY_MOST ? (int)wait : HTTP_RETRY_MOST,
	};
}

bool
http_get(struct http *http, struct arena *arena, const struct http_request *request,
        struct http_reply *reply, struct error *err)
{
	int seconds = request->seconds ? request->seconds : HTTP_SECONDS;
	struct exchange exchange = {
	        .easy = http->easy,
	        .arena = arena,
	        .request = request,
	        .place = request->url,
	        .deadline = now_in_ms() + (int64_t)seconds * 1000,
	};
	struct url url;
	bool ok;

	*reply = (struct http_reply){0};
	buf_init(&exchange.body, arena, request->limit ? request->limit : HTTP_BODY_MOST);
	ok = url_open(&url, request->url, err) &&
	        condition_add(&exchange, "If-None-Match", request->etag, err) &&
	        condition_add(&exchange, "If-Modified-Since", request->modified, err) &&
	        exchange_run(&exchange, &url, err);
	if (ok)
		reply_read(&exchange, &url, reply);
	/* The handle must not keep what ends with this call. */
	curl_easy_reset(http->easy);
	curl_slist_free_all(exchange.headers);
	url_close(&url);
	return ok;
}

bool
http_check(const struct http_request *request, const struct http_reply *reply, struct error *err)
{
	bool busy = reply->status == 429 || reply->status >= 500;

	if (reply->status == 200 || (reply->status == 304 && (request->etag || request->modified)))
		return true;
	error_set(err, busy ? ERROR_BUSY : ERROR_IO, "cannot fetch %s: the server answered %d",
	        request->url, reply->status);
	if (busy && reply->retry_after)
		error_hint(err, "try again in %d s", reply->retry_after);
	return false;
}
