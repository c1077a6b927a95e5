/* SPDX-License-Identifier: MIT */
#include "net/url.h"

#include <arpa/inet.h>
#include <string.h>

/* libcurl has brought spellings such as 0x7f.1 and [0:0::1] into one form by now. */
bool
url_is_loopback(const char *host)
{
	unsigned char bytes[4];

	return strcmp(host, "[::1]") == 0 ||
	        (inet_pton(AF_INET, host, bytes) == 1 && bytes[0] == 127);
}

static bool
parts_check(struct url *url, struct error *err)
{
	char *scheme = NULL;
	char *host = NULL;
	bool ok = false;

	if (curl_url_get(url->parts, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK ||
	        curl_url_get(url->parts, CURLUPART_HOST, &host, 0) != CURLUE_OK) {
		error_set(err, ERROR_INVALID, "only https is fetched");
		goto out;
	}
	url->is_loopback = url_is_loopback(host);
	url->is_plain = strcmp(scheme, "http") == 0;
	ok = strcmp(scheme, "https") == 0 || (url->is_plain && url->is_loopback);
	if (!ok)
		error_set(err, ERROR_INVALID, "only https is fetched");
out:
	curl_free(scheme);
	curl_free(host);
	return ok;
}

bool
url_open(struct url *url, const char *text, struct error *err)
{
	CURLUcode code;

	*url = (struct url){.parts = curl_url()};
	if (!url->parts)
		return error_set(err, ERROR_IO, "out of memory");
	/* As people paste them: a blank or an umlaut in the path is encoded. */
	code = curl_url_set(url->parts, CURLUPART_URL, text, CURLU_DISALLOW_USER | CURLU_URLENCODE);
	switch (code) {
	case CURLUE_OK:
		return parts_check(url, err);
	case CURLUE_USER_NOT_ALLOWED:
		return error_set(err, ERROR_INVALID, "it holds a user name or a password");
	case CURLUE_BAD_SCHEME:
	case CURLUE_UNSUPPORTED_SCHEME:
		return error_set(err, ERROR_INVALID, "only https is fetched");
	default:
		return error_set(err, ERROR_INVALID, "this is not a URL");
	}
}

void
url_close(struct url *url)
{
	curl_url_cleanup(url->parts);
	url->parts = NULL;
}

const char *
url_format(struct arena *arena, const struct url *url)
{
	char *text = NULL;
	const char *copy;

	if (curl_url_get(url->parts, CURLUPART_URL, &text, 0) != CURLUE_OK)
		return NULL;
	copy = arena_text(arena, text);
	curl_free(text);
	return copy;
}

const char *
url_show(struct arena *arena, const char *text)
{
	const char *at = strrchr(text, '@');

	return at ? arena_format(arena, "...%s", at) : text;
}
