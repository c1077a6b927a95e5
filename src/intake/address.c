/* SPDX-License-Identifier: MIT */
#include "intake/address.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "text/utf8.h"

bool
address_is_made_of(const char *text, const char *others, size_t least, size_t most)
{
	size_t length = strlen(text);

	for (const char *at = text; *at; at++)
		if (!isalnum((unsigned char)*at) && !strchr(others, *at))
			return false;
	return length >= least && length <= most;
}

bool
address_is_host(const char *text)
{
	size_t length = strlen(text);

	return address_is_made_of(text, ".-", 4, 253) && strchr(text, '.') && !strstr(text, "..") &&
	        isalnum((unsigned char)text[0]) && isalnum((unsigned char)text[length - 1]);
}

const char *
address_lower(struct arena *arena, const char *text)
{
	char *copy = arena_text(arena, text);

	for (char *at = copy; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	return copy;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

const char *
address_decode(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_span(arena, text, length);
	struct error ignored;
	const char *clean;
	char *to = copy;

	for (const char *at = copy; *at; at++) {
		int high = *at == '%' ? hex_value(at[1]) : -1;
		int low = high >= 0 ? hex_value(at[2]) : -1;

		if (low >= 0) {
			*to++ = (char)(high * 16 + low);
			at += 2;
		} else {
			*to++ = *at;
		}
	}
	for (const char *at = copy; at < to; at++)
		if ((unsigned char)*at < ' ' || *at == 0x7f)
			return "";
	if (!utf8_clean(arena, "the name", copy, (size_t)(to - copy), &clean, &ignored))
		return "";
	return clean;
}

/* "www.", "mobile.", a country: the same people live behind them. */
static const char *
host_shorten(const char *host)
{
	static const char *const prefixes[] = {"www.", "m.", "mobile."};
	const char *dot = strchr(host, '.');

	for (size_t i = 0; i < COUNT(prefixes); i++)
		if (strncmp(host, prefixes[i], strlen(prefixes[i])) == 0 &&
		        strchr(host + strlen(prefixes[i]), '.'))
			return host + strlen(prefixes[i]);
	if (dot == host + 2 && strcmp(dot, ".linkedin.com") == 0)
		return dot + 1;
	return host;
}

static void
segments_read(struct arena *arena, struct address *address)
{
	const char *at = address->path;

	for (size_t i = 0; i < ADDRESS_SEGMENTS; i++) {
		size_t length;

		at += strspn(at, "/");
		length = strcspn(at, "/");
		address->segment[i] = address_decode(arena, at, length);
		at += length;
	}
}

bool
address_read(struct arena *arena, const char *text, struct address *address)
{
	size_t scheme = strncasecmp(text, "https://", 8) == 0 ? 8 : 7;
	const char *host = text + scheme;
	size_t length;
	const char *rest;

	if (scheme == 7 && strncasecmp(text, "http://", 7) != 0)
		return false;
	for (const char *at = text; *at; at++)
		if ((unsigned char)*at <= ' ' || *at == 0x7f || strchr("<>\"\\", *at))
			return false;
	length = strcspn(host, "/?#");
	rest = host + length;
	address->whole = text;
	address->host = address_lower(arena, arena_span(arena, host, length));
	if (!address_is_host(address->host))
		return false;
	address->host = host_shorten(address->host);
	if (*rest == '/')
		rest++;
	address->path = arena_span(arena, rest, strcspn(rest, "?#"));
	rest += strlen(address->path);
	address->query = *rest == '?' ? arena_span(arena, rest + 1, strcspn(rest + 1, "#")) : "";
	if (*rest == '?')
		rest += 1 + strlen(address->query);
	/* Twitter once kept the page behind "#!/". */
	if (strncmp(rest, "#!/", 3) == 0)
		address->path = arena_text(arena, rest + 3);
	segments_read(arena, address);
	return true;
}
