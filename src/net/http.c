/* SPDX-License-Identifier: MIT */
#include "net/http.h"

#include <stdlib.h>

#include "net/exchange.h"

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

/* Without the header the answer is only longer. */
static bool
condition_add(struct exchange *exchange, const char *name, const char *value, struct error *err)
{
	return !value || !exchange_can_add(value) ||
	        exchange_add_header(exchange, name, value, err);
}

static bool
place_open(struct exchange *exchange, struct url *url, const char *text, struct error *err)
{
	return url_open(url, text, err) ||
	        error_in(err, "cannot fetch %s", url_show(exchange->arena, text));
}

/* Goes on to the target; only this machine may send us to a plain address of this machine. */
static bool
redirect_follow(struct exchange *exchange, struct url *url, const char *target, struct error *err)
{
	bool from_here = url->is_loopback;

	url_close(url);
	if (!place_open(exchange, url, target, err))
		return false;
	return !url->is_plain || from_here ||
	        error_set(err, ERROR_INVALID, "cannot fetch %s: only https is fetched", target);
}

static bool
exchange_run(struct exchange *exchange, struct url *url, const char *first, struct error *err)
{
	const char *place = first;

	for (int hops = 0;; hops++) {
		const char *target;

		if (!exchange_send(exchange, url, err)) {
			error_in(err, "cannot fetch %s", place);
			return hops ? error_in(err, "%s redirects", first) : false;
		}
		target = exchange_find_redirect(exchange);
		if (!target)
			return true;
		if (hops == HTTP_REDIRECTS_MOST)
			return error_set(err, ERROR_IO,
			        "cannot fetch %s: it redirects more than %d times", first,
			        HTTP_REDIRECTS_MOST);
		if (!redirect_follow(exchange, url, target, err))
			return error_in(err, "%s redirects", first);
		place = target;
	}
}

static void
reply_read(const struct exchange *exchange, const struct url *url, struct http_reply *reply)
{
	curl_off_t wait = 0;

	(void)curl_easy_getinfo(exchange->easy, CURLINFO_RETRY_AFTER, &wait);
	if (wait < 0)
		wait = 0; /* a date that has passed */
	*reply = (struct http_reply){
	        .status = exchange_get_status(exchange),
	        .body = exchange->answer.text,
	        .length = exchange->answer.length,
	        .etag = exchange_find_header(exchange, "ETag"),
	        .modified = exchange_find_header(exchange, "Last-Modified"),
	        .url = url_format(exchange->arena, url),
	        .retry_after = wait < HTTP_RETRY_MOST ? (int)wait : HTTP_RETRY_MOST,
	};
}

bool
http_get(struct http *http, struct arena *arena, const struct http_request *request,
        struct http_reply *reply, struct error *err)
{
	struct exchange exchange;
	struct url url;
	bool ok;

	*reply = (struct http_reply){0};
	exchange_open(&exchange, http, arena, request->limit, request->seconds);
	exchange.cafile = request->cafile;
	ok = place_open(&exchange, &url, request->url, err) &&
	        condition_add(&exchange, "If-None-Match", request->etag, err) &&
	        condition_add(&exchange, "If-Modified-Since", request->modified, err) &&
	        exchange_run(&exchange, &url, request->url, err);
	if (ok)
		reply_read(&exchange, &url, reply);
	exchange_close(&exchange);
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
