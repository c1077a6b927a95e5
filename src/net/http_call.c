/* SPDX-License-Identifier: MIT */
#include "net/http.h"

#include <string.h>
#include <strings.h>
#include <time.h>

#include "net/exchange.h"
#include "net/failure.h"
#include "text/number.h"

/* For messages: the rest of an address may hold what the user wrote. */
static const char *
host_format(struct arena *arena, const struct url *url)
{
	char *host = NULL;
	char *port = NULL;
	const char *text = "the host";

	if (curl_url_get(url->parts, CURLUPART_HOST, &host, 0) == CURLUE_OK)
		text = arena_text(arena, host);
	if (curl_url_get(url->parts, CURLUPART_PORT, &port, 0) == CURLUE_OK)
		text = arena_format(arena, "%s:%s", text, port);
	curl_free(host);
	curl_free(port);
	return text;
}

static bool
place_open(const struct http_call *call, struct arena *arena, struct url *url, struct error *err)
{
	const char *shown;

	if (url_open(url, call->url, err))
		return true;
	shown = arena_span(arena, call->url, strcspn(call->url, "?#"));
	return error_in(err, "cannot reach %s", url_show(arena, shown));
}

static bool
headers_add(struct exchange *exchange, const struct http_call *call, struct error *err)
{
	for (size_t i = 0; i < call->header_count; i++)
		if (!exchange_add_header(
		            exchange, call->headers[i].name, call->headers[i].value, err))
			return false;
	return true;
}

static void
headers_read(const struct exchange *exchange, struct http_answer *answer)
{
	struct http_header *headers = NULL;
	size_t capacity = 0;
	struct curl_header *header = NULL;

	while ((header = curl_easy_nextheader(exchange->easy, CURLH_HEADER, -1, header))) {
		headers = arena_grow(exchange->arena, headers, answer->header_count, &capacity,
		        sizeof(*headers));
		headers[answer->header_count++] = (struct http_header){
		        .name = arena_text(exchange->arena, header->name),
		        .value = arena_text(exchange->arena, header->value),
		};
	}
	answer->headers = headers;
}

/* As unix seconds; 0: it is none. */
static int64_t
date_parse(const char *text)
{
	time_t at = text ? curl_getdate(text, NULL) : -1;

	return at > 0 ? at : 0;
}

/* Retry-After is a number of seconds or a date, which is taken by the clock of the server. */
static int64_t
wait_parse(const char *text, int64_t server_at)
{
	int64_t wait;
	int64_t until;

	if (!text)
		return -1;
	if (number_parse(text, 0, HTTP_RETRY_MOST, &wait))
		return wait;
	if (*text && text[strspn(text, "0123456789")] == '\0')
		return HTTP_RETRY_MOST;
	until = date_parse(text);
	if (!until)
		return -1;
	wait = until - (server_at ? server_at : (int64_t)time(NULL));
	if (wait < 0)
		return 0;
	return wait < HTTP_RETRY_MOST ? wait : HTTP_RETRY_MOST;
}

static void
answer_read(const struct exchange *exchange, struct http_answer *answer)
{
	answer->status = exchange_get_status(exchange);
	answer->body = exchange->answer.text;
	answer->length = exchange->answer.length;
	answer->redirect = exchange_find_redirect(exchange);
	headers_read(exchange, answer);
	answer->server_at = date_parse(http_header_find(answer, "Date"));
	answer->retry_after =
	        wait_parse(http_header_find(answer, "Retry-After"), answer->server_at);
}

bool
http_call(struct http *http, struct arena *arena, const struct http_call *call,
        struct http_answer *answer, struct error *err)
{
	struct exchange exchange;
	struct url url;
	bool ok;

	*answer = (struct http_answer){.retry_after = -1};
	exchange_open(&exchange, http, arena, call->limit, call->seconds);
	exchange.method = strcmp(call->method, "GET") == 0 ? NULL : call->method;
	exchange.body = call->body;
	exchange.cafile = call->cafile;
	exchange.wire = call->wire;
	ok = place_open(call, arena, &url, err);
	if (ok) {
		ok = headers_add(&exchange, call, err) && exchange_send(&exchange, &url, err);
		if (!ok)
			error_in(err, "cannot reach %s", host_format(arena, &url));
		answer->begun = exchange.begun;
		answer->untrusted = failure_is_untrusted(exchange.code);
	}
	if (ok)
		answer_read(&exchange, answer);
	exchange_close(&exchange);
	url_close(&url);
	return ok;
}

const char *
http_header_find(const struct http_answer *answer, const char *name)
{
	for (size_t i = 0; i < answer->header_count; i++)
		if (strcasecmp(answer->headers[i].name, name) == 0)
			return answer->headers[i].value;
	return NULL;
}
