/* SPDX-License-Identifier: MIT */
#include "net/http.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "net/url.h"

#define BLANKS " \t"

static const char *
blanks_skip(const char *at)
{
	return at + strspn(at, BLANKS);
}

/* A token, or a text in quotes with backslashes; at moves behind it. */
static const char *
value_read(struct arena *arena, const char **at)
{
	const char *start = *at;
	struct buf value;

	if (*start != '"') {
		*at += strcspn(start, BLANKS ";,");
		return arena_span(arena, start, (size_t)(*at - start));
	}
	buf_init(&value, arena, 0);
	for ((*at)++; **at && **at != '"'; (*at)++) {
		if (**at == '\\' && (*at)[1])
			(*at)++;
		buf_add_char(&value, **at);
	}
	if (**at)
		(*at)++;
	return value.text;
}

/* One of several words between blanks, in any case. */
static bool
words_have(const char *words, const char *wanted)
{
	size_t length = strlen(wanted);

	for (;;) {
		size_t size;

		words = blanks_skip(words);
		size = strcspn(words, BLANKS);
		if (!size)
			return false;
		if (size == length && strncasecmp(words, wanted, length) == 0)
			return true;
		words += size;
	}
}

/* Do the parameters behind a target say that it comes next? Of several rel the first one counts;
 * with an anchor the link is about something else. */
static bool
next_read(struct arena *arena, const char **at)
{
	const char *relation = NULL;
	bool elsewhere = false;

	for (*at = blanks_skip(*at); **at == ';'; *at = blanks_skip(*at)) {
		const char *name = blanks_skip(*at + 1);
		size_t length = strcspn(name, BLANKS "=;,");
		const char *value = "";

		*at = blanks_skip(name + length);
		if (**at == '=') {
			*at = blanks_skip(*at + 1);
			value = value_read(arena, at);
		}
		if (!relation && length == 3 && strncasecmp(name, "rel", 3) == 0)
			relation = value;
		if (length == 6 && strncasecmp(name, "anchor", 6) == 0)
			elsewhere = true;
	}
	return relation && !elsewhere && words_have(relation, "next");
}

/* The target of the next page in one Link header; NULL: none, or no Link header. */
static const char *
target_find(struct arena *arena, const char *at)
{
	for (at += strspn(at, BLANKS ","); *at == '<'; at += strspn(at, BLANKS ",")) {
		const char *target = at + 1;
		size_t length = strcspn(target, ">");

		if (!length || !target[length])
			return NULL;
		at = target + length + 1;
		if (next_read(arena, &at))
			return arena_span(arena, target, length);
	}
	return NULL;
}

/* The target as seen from url; NULL: it is elsewhere, or no URL. */
static const char *
target_resolve(struct arena *arena, const char *url, const char *target)
{
	const char *whole = NULL;
	const char *here = http_origin(arena, url);
	const char *there;
	struct error err;
	struct url parts;

	if (url_open(&parts, url, &err) &&
	        curl_url_set(parts.parts, CURLUPART_URL, target, CURLU_DISALLOW_USER) == CURLUE_OK)
		whole = url_format(arena, &parts);
	url_close(&parts);
	there = whole ? http_origin(arena, whole) : NULL;
	return here && there && strcmp(here, there) == 0 ? whole : NULL;
}

const char *
http_next_page(struct arena *arena, const struct http_answer *answer, const char *url)
{
	for (size_t i = 0; i < answer->header_count; i++) {
		const char *target;

		if (strcasecmp(answer->headers[i].name, "Link") != 0)
			continue;
		target = target_find(arena, answer->headers[i].value);
		if (target)
			return target_resolve(arena, url, target);
	}
	return NULL;
}

static void
letters_lower(char *text)
{
	for (; *text; text++)
		if (*text >= 'A' && *text <= 'Z')
			*text = (char)(*text - 'A' + 'a');
}

const char *
http_origin(struct arena *arena, const char *url)
{
	CURLU *parts = curl_url();
	char *scheme = NULL;
	char *host = NULL;
	char *port = NULL;
	char *origin = NULL;

	if (parts &&
	        curl_url_set(parts, CURLUPART_URL, url, CURLU_DISALLOW_USER | CURLU_URLENCODE) ==
	                CURLUE_OK &&
	        curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
	        curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
	        curl_url_get(parts, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK) {
		origin = arena_format(arena, "%s://%s:%s", scheme, host, port);
		letters_lower(origin);
	}
	curl_free(scheme);
	curl_free(host);
	curl_free(port);
	curl_url_cleanup(parts);
	return origin;
}

static bool
is_unreserved(unsigned char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	        (c && strchr("-._~", c));
}

const char *
http_encode(struct arena *arena, const char *text)
{
	static const char digits[] = "0123456789ABCDEF";
	struct buf encoded;

	buf_init(&encoded, arena, 0);
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (is_unreserved(c)) {
			buf_add_char(&encoded, *text);
			continue;
		}
		buf_add_char(&encoded, '%');
		buf_add_char(&encoded, digits[c >> 4]);
		buf_add_char(&encoded, digits[c & 15]);
	}
	return encoded.text;
}
