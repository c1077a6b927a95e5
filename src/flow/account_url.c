/* SPDX-License-Identifier: MIT */
#include "flow/account_url.h"

#include "net/url.h"
#include "text/number.h"

#include <string.h>
#include <strings.h>

static const char github_api[] = "https://api.github.com";
static const char github_pages[] = "https://github.com";
static const char company_end[] = ".ghe.com";

/* What the address of a service gets behind its front page to become that of its API. */
static const struct {
	const char *type;
	const char *path;
} api_paths[] = {
        {.type = "github", .path = "/api/v3"},
        {.type = "gitlab", .path = "/api/v4"},
        {.type = "gitea", .path = "/api/v1"},
        {.type = "redmine", .path = ""},
};

/* An address in one spelling: host in lower case, no port that goes without saying. */
struct address {
	const char *scheme;
	const char *host; /* with the port */
	const char *path; /* "" or "/a/b": no slash at the end */
};

static bool
has_end(const char *text, const char *end)
{
	size_t length = strlen(text), end_length = strlen(end);

	return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

static char *
text_without_end(struct arena *arena, const char *text, const char *end)
{
	return arena_span(arena, text, strlen(text) - (has_end(text, end) ? strlen(end) : 0));
}

static const char *
host_format(struct arena *arena, const char *scheme, const char *host, size_t length)
{
	char *text = arena_span(arena, host, length);

	for (char *at = text; *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	return text_without_end(arena, text, strcmp(scheme, "https") == 0 ? ":443" : ":80");
}

static void
address_split(struct arena *arena, const char *url, struct address *address_out)
{
	const char *host = strstr(url, "://") + 3;
	size_t host_length = strcspn(host, "/?#");
	const char *path = host + host_length;
	size_t length = strcspn(path, "?#");

	while (length && path[length - 1] == '/')
		length--;
	address_out->scheme = arena_span(arena, url, (size_t)(host - 3 - url));
	address_out->host = host_format(arena, address_out->scheme, host, host_length);
	address_out->path = arena_span(arena, path, length);
}

static bool
address_parse(struct arena *arena, const char *text, struct address *address_out, struct error *err)
{
	const char *whole = strstr(text, "://") ? text : arena_format(arena, "https://%s", text);
	const char *checked = NULL;
	struct url url;
	bool ok =
	        url_open(&url, whole, err) || error_in(err, "cannot use %s", url_show(arena, text));

	if (ok)
		checked = url_format(arena, &url);
	url_close(&url);
	if (ok && !checked)
		ok = error_set(err, ERROR_INVALID, "\"%s\" is no address", text);
	if (ok)
		address_split(arena, checked, address_out);
	return ok;
}

static bool
github_format(
        struct arena *arena, const struct address *address, const char **url_out, struct error *err)
{
	const char *host = address->host;
	bool is_public = strcmp(host, "github.com") == 0 || strcmp(host, "www.github.com") == 0 ||
	        strcmp(host, "api.github.com") == 0;
	bool is_company = has_end(host, company_end);

	if (address->path[0] && (is_public || is_company || strcmp(address->path, "/api/v3") != 0))
		return error_set(err, ERROR_INVALID,
		        "the address of a GitHub ends with its host: %s://%s", address->scheme,
		        host);
	if (is_public)
		*url_out = github_api;
	else if (is_company)
		*url_out = arena_format(
		        arena, "https://%s%s", strncmp(host, "api.", 4) == 0 ? "" : "api.", host);
	else
		*url_out = arena_format(arena, "%s://%s/api/v3", address->scheme, host);
	return true;
}

/* HOST or [ADDRESS], and perhaps a port: what libcurl is given is put together from these. */
static bool
server_split(struct arena *arena, const char *text, const char **host_out, int64_t *port_out)
{
	size_t length = *text == '[' ? strcspn(text, "]") + 1
	                             : strspn(text,
	                                       "abcdefghijklmnopqrstuvwxyz"
	                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
	size_t inside = *text == '[' ? strspn(text + 1, "0123456789abcdefABCDEF:.") + 2 : length;
	const char *rest = text + length;

	if (!length || length != inside || strlen(text) < length)
		return false;
	*host_out = arena_span(arena, text, length);
	if (*rest == ':')
		return number_parse(rest + 1, 1, 65535, port_out);
	return !*rest;
}

static bool
mail_parse(struct arena *arena, const char *text, const char **url_out, struct error *err)
{
	bool is_plain = strncasecmp(text, "smtp://", 7) == 0;
	bool is_secure = strncasecmp(text, "smtps://", 8) == 0;
	const char *server = text_without_end(arena,
	        text +
	                (is_plain                   ? 7
	                                : is_secure ? 8
	                                            : 0),
	        "/");
	int64_t port = is_plain ? 587 : 465;
	const char *host;

	if (strchr(text, '@')) {
		error_set(err, ERROR_INVALID, "the address of a mail server holds no user name");
		return error_hint(err, "give it as user = NAME");
	}
	if (!server_split(arena, server, &host, &port))
		return error_set(err, ERROR_INVALID,
		        "\"%s\" is no mail server: smtps://HOST:465 or smtp://HOST:587", text);
	*url_out = arena_format(
	        arena, "%s://%s:%lld", is_plain ? "smtp" : "smtps", host, (long long)port);
	return true;
}

static const char *
api_path(const char *type)
{
	for (size_t i = 0; i < COUNT(api_paths); i++)
		if (strcmp(api_paths[i].type, type) == 0)
			return api_paths[i].path;
	return "";
}

bool
account_url_parse(struct arena *arena, const char *type, const char *text, const char **url_out,
        struct error *err)
{
	struct address address;

	if (strcmp(type, "mail") == 0)
		return mail_parse(arena, text, url_out, err);
	if (strpbrk(text, "?#"))
		return error_set(err, ERROR_INVALID,
		        "the address of a service has no query and no fragment: %.*s",
		        (int)strcspn(text, "?#@"), text);
	if (!address_parse(arena, text, &address, err))
		return false;
	if (strcmp(type, "github") == 0)
		return github_format(arena, &address, url_out, err);
	*url_out = arena_format(arena, "%s://%s%s%s", address.scheme, address.host,
	        text_without_end(arena, address.path, api_path(type)), api_path(type));
	return true;
}

bool
account_url_is_github(const char *url)
{
	size_t length = strlen("https://api.");

	return strcmp(url, github_api) == 0 ||
	        (strncmp(url, "https://api.", length) == 0 && has_end(url, company_end) &&
	                !strchr(url + length, '/'));
}

const char *
account_url_pages(struct arena *arena, const struct account *account)
{
	if (!account->url || strcmp(account->type, "mail") == 0)
		return NULL;
	if (strcmp(account->url, github_api) == 0)
		return github_pages;
	if (strcmp(account->type, "github") == 0 && account_url_is_github(account->url))
		return arena_format(arena, "https://%s", account->url + strlen("https://api."));
	return text_without_end(arena, account->url, api_path(account->type));
}

const char *
account_url_find_page(struct arena *arena, const struct account *account, const char *page)
{
	const char *front = account_url_pages(arena, account);
	struct address here, there;
	struct error none;
	size_t length;

	if (!front || !address_parse(arena, front, &here, &none) ||
	        !address_parse(arena, page, &there, &none))
		return NULL;
	length = strlen(here.path);
	if (strcmp(here.scheme, there.scheme) != 0 || strcmp(here.host, there.host) != 0 ||
	        strncmp(here.path, there.path, length) != 0 ||
	        (there.path[length] && there.path[length] != '/'))
		return NULL;
	return arena_format(arena, "%s://%s%s", there.scheme, there.host, there.path + length);
}
