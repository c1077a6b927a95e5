/* SPDX-License-Identifier: MIT */
#include "text/link.h"

#include "text/utf8.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

/* A host of one of these, or below it, takes the second so. */
static const struct service {
	const char *host;
	bool query;       /* ?t=754s, not #t=754s */
	const char *unit; /* what stands behind the number */
} services[] = {
        {.host = "youtube.com", .query = true, .unit = "s"},
        {.host = "youtube-nocookie.com", .query = true, .unit = "s"},
        {.host = "youtu.be", .query = true, .unit = "s"},
        {.host = "twitch.tv", .query = true, .unit = "s"},
        {.host = "vimeo.com", .unit = "s"},
};

static const struct service service_other = {.unit = ""};

/* Where the host begins; NULL when this is no address of a page. */
static const char *
host_find(const char *url, size_t *length_out)
{
	static const char *const schemes[] = {"https://", "http://"};

	for (size_t i = 0; i < COUNT(schemes); i++) {
		size_t length = strlen(schemes[i]);

		if (strncasecmp(url, schemes[i], length) != 0)
			continue;
		*length_out = strcspn(url + length, ":/?#");
		return *length_out ? url + length : NULL;
	}
	return NULL;
}

bool
link_is_web(const char *url)
{
	size_t length;

	for (const char *at = url; *at; at++)
		if ((unsigned char)*at <= ' ' || *at == 0x7F)
			return false;
	return host_find(url, &length) != NULL;
}

const char *
link_encoded(struct arena *arena, const char *url)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	                            "-._~:/?#@!$&*+,;=%";
	struct buf out;

	buf_init(&out, arena, 0);
	for (; *url; url++)
		if (strchr(plain, *url))
			buf_add_char(&out, *url);
		else
			buf_add_format(&out, "%%%02X", (unsigned)(unsigned char)*url);
	return out.text;
}

static const struct service *
service_get(const char *host, size_t length)
{
	for (size_t i = 0; i < COUNT(services); i++) {
		size_t tail = strlen(services[i].host);

		if (length < tail || strncasecmp(host + length - tail, services[i].host, tail) != 0)
			continue;
		if (length == tail || host[length - tail - 1] == '.')
			return &services[i];
	}
	return &service_other;
}

/* Adds the parameters of a query but those that name a time already; true when there were any. */
static bool
query_add(struct buf *out, const char *query, size_t length)
{
	const char *end = query + length;
	bool any = false;

	while (query < end) {
		size_t part = strcspn(query, "&#");

		if (strncmp(query, "t=", 2) != 0 && strncmp(query, "start=", 6) != 0) {
			buf_add_char(out, any ? '&' : '?');
			buf_add(out, query, part);
			any = true;
		}
		query += part + (query + part < end);
	}
	return any;
}

const char *
link_at_second(struct arena *arena, const char *url, int64_t seconds)
{
	const struct service *service;
	const char *host, *fragment, *query;
	size_t length;
	struct buf out;

	if (!link_is_web(url))
		return NULL;
	host = host_find(url, &length);
	service = service_get(host, length);
	fragment = strchrnul(url, '#');
	if (*fragment && strncmp(fragment, "#t=", 3) != 0)
		return NULL;
	query = url + strcspn(url, "?#");
	buf_init(&out, arena, 0);
	buf_add(&out, url, (size_t)(query - url));
	if (!service->query) {
		buf_add(&out, query, (size_t)(fragment - query));
		buf_add_char(&out, '#');
	} else if (*query == '?' && query_add(&out, query + 1, (size_t)(fragment - query - 1))) {
		buf_add_char(&out, '&');
	} else {
		buf_add_char(&out, '?');
	}
	buf_add_format(&out, "t=%lld%s", (long long)seconds, service->unit);
	return out.text;
}

/* owner/repo/issues/12 and the like, behind the host. */
static bool
path_is_thread(const char *path)
{
	static const char *const kinds[] = {"issues", "pull", "discussions", "commit"};

	for (int part = 0; part < 2; part++) {
		path += strspn(path, "/");
		path += strcspn(path, "/?#");
	}
	path += strspn(path, "/");
	for (size_t i = 0; i < COUNT(kinds); i++) {
		size_t length = strlen(kinds[i]);

		if (strncmp(path, kinds[i], length) == 0 && path[length] == '/')
			return true;
	}
	return false;
}

const char *
link_without_trace(struct arena *arena, const char *url)
{
	size_t length;
	const char *host = host_find(url, &length);
	const char *name = host;

	if (!host)
		return url;
	if (length > 4 && strncasecmp(host, "www.", 4) == 0)
		name += 4;
	if ((size_t)(host + length - name) != strlen("github.com") ||
	        strncasecmp(name, "github.com", strlen("github.com")) != 0 ||
	        !path_is_thread(host + length))
		return url;
	return arena_format(arena, "https://redirect.github.com%s", host + length);
}

bool
link_is_thread(const char *url)
{
	static const char *const kinds[] = {
	        "/issues/",
	        "/pull/",
	        "/pulls/",
	        "/merge_requests/",
	        "/commit/",
	        "/work_items/",
	        "/epics/",
	        "/discussions/",
	};
	size_t length;
	const char *path = host_find(url, &length);

	for (size_t i = 0; path && i < COUNT(kinds); i++) {
		const char *kind = strcasestr(path + length, kinds[i]);

		if (kind && !strchr("/?#", kind[strlen(kinds[i])]))
			return true;
	}
	return false;
}

/* How many bytes at at belong to an address of a page: no blanks, quotes and dashes. */
static size_t
url_character(const char *at)
{
	const char *next = at;
	int32_t code = utf8_next(&next, at + strnlen(at, 4));

	if (code < 0x80)
		return code > ' ' && !strchr("<>\"`\\^{}|", code) && code != 0x7F ? 1 : 0;
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
		return (size_t)(next - at);
	default:
		return 0;
	}
}

/* A closing parenthesis belongs to the address when it was opened in it. */
static bool
url_is_balanced(const char *url, size_t length)
{
	int depth = 0;

	for (size_t i = 0; i < length; i++)
		depth += url[i] == '(' ? 1 : url[i] == ')' ? -1 : 0;
	return depth >= 0;
}

const char *
link_find(struct arena *arena, const char *text, const char *at)
{
	const char *url;
	size_t length = 0, next;

	if (strncasecmp(at, "http", 4) != 0 || (at > text && isalnum((unsigned char)at[-1])))
		return NULL;
	while (at[length] && (next = url_character(at + length)))
		length += next;
	while (length &&
	        (strchr(".,;:!?'*_~]", at[length - 1]) ||
	                (at[length - 1] == ')' && !url_is_balanced(at, length))))
		length--;
	url = arena_span(arena, at, length);
	return link_is_web(url) ? url : NULL;
}
