/* SPDX-License-Identifier: MIT */
#include "net/exchange.h"

#include <string.h>
#include <time.h>

#include "net/failure.h"

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
        {.option = CURLOPT_NOSIGNAL, .value = 1},
        {.option = CURLOPT_NOPROGRESS, .value = 0},
};

enum { SILENCE_SECONDS = 30 };

static int64_t
now_in_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
exchange_open(struct exchange *exchange, struct http *http, struct arena *arena, size_t limit,
        int64_t seconds)
{
	*exchange = (struct exchange){
	        .easy = http->easy,
	        .arena = arena,
	        .seconds = seconds ? seconds : HTTP_SECONDS,
	};
	exchange->deadline = now_in_ms() + exchange->seconds * 1000;
	buf_init(&exchange->answer, arena, limit ? limit : HTTP_BODY_MOST);
}

void
exchange_close(struct exchange *exchange)
{
	/* The handle must not keep what ends with this call. */
	curl_easy_reset(exchange->easy);
	curl_slist_free_all(exchange->headers);
	exchange->headers = NULL;
}

bool
exchange_can_add(const char *value)
{
	for (; *value; value++)
		if ((unsigned char)*value < ' ' || *value == 0x7F)
			return false;
	return true;
}

static bool
line_add(struct exchange *exchange, const char *line, struct error *err)
{
	struct curl_slist *headers = curl_slist_append(exchange->headers, line);

	if (!headers)
		return error_set(err, ERROR_IO, "out of memory");
	exchange->headers = headers;
	return true;
}

bool
exchange_add_header(
        struct exchange *exchange, const char *name, const char *value, struct error *err)
{
	if (!exchange_can_add(value))
		return error_set(
		        err, ERROR_INVALID, "the header %s holds a control character", name);
	/* libcurl takes "Name:" as the wish to leave it out. */
	return line_add(exchange,
	        arena_format(exchange->arena, *value ? "%s: %s" : "%s;%s", name, value), err);
}

/* Counts unpacked bytes: libcurl's own limit looks at the packed ones. */
static size_t
body_add(char *bytes, size_t size, size_t count, void *user)
{
	struct exchange *exchange = user;

	buf_add(&exchange->answer, bytes, size * count);
	return exchange->answer.over ? CURL_WRITEFUNC_ERROR : size * count;
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

/* The user wants to stop. What changes things there is not stopped once it has begun. */
static bool
is_stopped(struct exchange *exchange)
{
	const struct wire *wire = exchange->wire;

	if (!wire || !wire->stop || !*wire->stop || (exchange->method && exchange->begun))
		return false;
	exchange->cancelled = true;
	return true;
}

static int
progress_watch(void *user, curl_off_t down, curl_off_t down_now, curl_off_t up, curl_off_t up_now)
{
	(void)down;
	(void)down_now;
	(void)up;
	(void)up_now;
	return is_stopped(user);
}

/* Connected and secured, with no byte of the request sent. That libcurl comes here twice means that
 * it wants to repeat the request: only a GET may be repeated. */
static int
first_byte(void *user, char *remote, char *local, int remote_port, int local_port)
{
	struct exchange *exchange = user;
	const struct wire *wire = exchange->wire;

	(void)remote;
	(void)local;
	(void)remote_port;
	(void)local_port;
	if (is_stopped(exchange))
		return CURL_PREREQFUNC_ABORT;
	if (exchange->method && exchange->begun)
		return CURL_PREREQFUNC_ABORT;
	if (exchange->method && wire && !wire->pass(wire->context, WIRE_FIRST)) {
		exchange->cancelled = true;
		return CURL_PREREQFUNC_ABORT;
	}
	exchange->begun = true;
	return CURL_PREREQFUNC_OK;
}

static bool
callbacks_set(struct exchange *exchange)
{
	CURL *easy = exchange->easy;
	bool ok = true;

	ok &= curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body_add) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, header_add) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_HEADERDATA, exchange) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, progress_watch) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_XFERINFODATA, exchange) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, first_byte) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_PREREQDATA, exchange) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, exchange->detail) == CURLE_OK;
	return ok;
}

static bool
limits_set(const struct exchange *exchange)
{
	CURL *easy = exchange->easy;
	int64_t left = exchange->deadline - now_in_ms();
	int64_t silence = exchange->seconds / 2;
	bool ok = true;

	/* 0 would be no limit at all. */
	ok &= curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, left > 0 ? (long)left : 1L) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
	              silence > SILENCE_SECONDS ? (long)silence : (long)SILENCE_SECONDS) ==
	        CURLE_OK;
	return ok;
}

static bool
method_set(const struct exchange *exchange)
{
	CURL *easy = exchange->easy;
	const char *body = exchange->body ? exchange->body : "";
	bool ok = true;

	/* libcurl does not notice when a packed body ends too early in a whole answer. */
	if (!exchange->method)
		return curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip") == CURLE_OK;
	/* On a used connection that breaks, libcurl would repeat a POST in silence. */
	ok &= curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(body)) ==
	        CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, exchange->method) == CURLE_OK;
	return ok;
}

static bool
place_set(const struct exchange *exchange, const struct url *url)
{
	CURL *easy = exchange->easy;
	bool ok = true;

	ok &= curl_easy_setopt(easy, CURLOPT_CURLU, url->parts) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, url->is_plain ? "http" : "https") ==
	        CURLE_OK;
	if (url->is_loopback)
		ok &= curl_easy_setopt(easy, CURLOPT_PROXY, "") == CURLE_OK;
	if (exchange->cafile) {
		/* Without the second line the system's authorities would be trusted as well. */
		ok &= curl_easy_setopt(easy, CURLOPT_CAINFO, exchange->cafile) == CURLE_OK;
		ok &= curl_easy_setopt(easy, CURLOPT_CAPATH, NULL) == CURLE_OK;
	}
	return ok;
}

static bool
options_set_all(struct exchange *exchange, const struct url *url, struct error *err)
{
	CURL *easy = exchange->easy;
	bool ok = true;

	curl_easy_reset(easy);
	for (size_t i = 0; i < COUNT(settings); i++)
		ok &= curl_easy_setopt(easy, settings[i].option, settings[i].value) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_USERAGENT, "askback/" ASKBACK_VERSION) == CURLE_OK;
	ok &= curl_easy_setopt(easy, CURLOPT_HTTPHEADER, exchange->headers) == CURLE_OK;
	ok &= place_set(exchange, url) && method_set(exchange) && limits_set(exchange) &&
	        callbacks_set(exchange);
	return ok || error_set(err, ERROR_UNSUPPORTED, "this libcurl is too old");
}

/* What libcurl made of it, seen with what it does not know. */
static bool
result_judge(struct exchange *exchange, struct error *err)
{
	CURLcode code = exchange->code;

	if (exchange->cancelled)
		return error_set(err, ERROR_CANCELLED, "it was stopped");
	if (code == CURLE_WRITE_ERROR && exchange->answer.over)
		return error_set(
		        err, ERROR_INVALID, "it is larger than %zu bytes", exchange->answer.limit);
	if (code == CURLE_WRITE_ERROR && exchange->header_bytes > HTTP_HEADERS_MOST)
		return error_set(err, ERROR_INVALID, "its headers are larger than %d bytes",
		        HTTP_HEADERS_MOST);
	if (code == CURLE_OK && !exchange->headers_end)
		code = CURLE_PARTIAL_FILE;
	else if (code == CURLE_ABORTED_BY_CALLBACK)
		code = CURLE_GOT_NOTHING; /* it wanted to repeat the request */
	return code == CURLE_OK || failure_set(code, exchange->detail, err);
}

bool
exchange_send(struct exchange *exchange, const struct url *url, struct error *err)
{
	buf_reset(&exchange->answer);
	exchange->header_bytes = 0;
	exchange->headers_end = false;
	exchange->begun = false;
	exchange->detail[0] = '\0';
	/* libcurl must not wait for a 100 that some servers never send. */
	if ((exchange->method && !line_add(exchange, "Expect:", err)) ||
	        !options_set_all(exchange, url, err))
		return false;
	exchange->code = curl_easy_perform(exchange->easy);
	return result_judge(exchange, err);
}

int
exchange_get_status(const struct exchange *exchange)
{
	long status = 0;

	(void)curl_easy_getinfo(exchange->easy, CURLINFO_RESPONSE_CODE, &status);
	return (int)status;
}

const char *
exchange_find_redirect(const struct exchange *exchange)
{
	char *target = NULL;

	switch (exchange_get_status(exchange)) {
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

const char *
exchange_find_header(const struct exchange *exchange, const char *name)
{
	struct curl_header *header;

	if (curl_easy_header(exchange->easy, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
		return NULL;
	return arena_text(exchange->arena, header->value);
}
