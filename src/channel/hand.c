/* SPDX-License-Identifier: MIT */
#include "channel/hand.h"

#include <string.h>

#include "channel/forge.h"
#include "text/utf8.h"

enum { FORM_URL_MOST = 8192 };

/* A public tracker whose pages people may have given as a place. */
struct site {
	const char *host;
	bool has_groups; /* GROUP/.../PROJECT, not just OWNER/REPO */
	const char *form;
	const char *title; /* the form's fields */
	const char *body;
};

static const struct site sites[] = {
        {.host = "github.com", .form = "/issues/new", .title = "title", .body = "body"},
        {.host = "gitlab.com",
                .has_groups = true,
                .form = "/-/issues/new",
                .title = "issue[title]",
                .body = "issue[description]"},
        {.host = "codeberg.org", .form = "/issues/new", .title = "title", .body = "body"},
};

static bool
hand_place(struct arena *arena, const char *text, const char **place_out, const char **kind_out,
        struct error *err)
{
	size_t length;

	text += strspn(text, " ");
	length = strlen(text);
	while (length && text[length - 1] == ' ')
		length--;
	if (!length || utf8_valid_length(text, length) < length)
		return error_set(err, ERROR_INVALID,
		        "to send by hand, say where: an address or a few words");
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == '\x7F')
			return error_set(err, ERROR_INVALID,
			        "where to send by hand must be one line without control "
			        "characters");
	*kind_out = "note";
	*place_out = arena_span(arena, text, length);
	return true;
}

static enum markup
hand_markup(const struct account *account)
{
	(void)account;
	return MARKUP_COMMONMARK;
}

static bool
hand_compose(struct arena *arena, const struct account *account, const struct letter *letter,
        const char **payload_out, struct error *err)
{
	size_t length = strlen(letter->body);

	(void)account;
	if (utf8_valid_length(letter->body, length) < length)
		return error_set(err, ERROR_INVALID, "the text is not UTF-8");
	while (length && letter->body[length - 1] == '\n')
		length--;
	*payload_out = arena_format(arena, "%s\n\n%.*s\n", forge_title(arena, letter->title),
	        (int)length, letter->body);
	return true;
}

static const char *
hand_read(struct arena *arena, const struct followup *followup)
{
	return arena_text(arena, followup->payload);
}

/* There is nobody to ask. */
static bool
hand_check(const struct call *call, const char *place, struct channel_report *report_out,
        struct error *err)
{
	(void)call;
	(void)place;
	(void)err;
	*report_out = (struct channel_report){.login = NULL};
	return true;
}

/* The site of a page's address; NULL: none that we know a form of. */
static const struct site *
site_find(const char *place)
{
	static const char scheme[] = "https://";
	size_t length;

	if (strncasecmp(place, scheme, strlen(scheme)) != 0)
		return NULL;
	place += strlen(scheme);
	length = strcspn(place, "/");
	for (size_t i = 0; i < COUNT(sites); i++)
		if (length == strlen(sites[i].host) &&
		        strncasecmp(place, sites[i].host, length) == 0)
			return &sites[i];
	return NULL;
}

/* The project at the start of a path: its length; 0: the page is none of a project. */
static size_t
project_length(const struct site *site, const char *path)
{
	size_t length = forge_owner_repo(path);

	while (length && site->has_groups && path[length] == '/' &&
	        strncmp(path + length, "/-/", 3) != 0) {
		size_t name = forge_name(path + length + 1);

		if (!name)
			return 0;
		length += 1 + name;
	}
	return path[length] == '/' || path[length] == '\0' ? length : 0;
}

static const char *
hand_form_url(struct arena *arena, const struct account *account, const struct followup *followup)
{
	const struct site *site = site_find(followup->place);
	const char *path = forge_path(arena, followup->place);
	size_t length = site ? project_length(site, path) : 0;
	size_t title = strcspn(followup->payload, "\n");
	const char *body = followup->payload + title;
	const char *url;

	(void)account;
	if (!length)
		return NULL;
	url = arena_format(arena, "https://%s/%.*s%s?%s=%s&%s=%s", site->host, (int)length, path,
	        site->form, http_encode(arena, site->title),
	        http_encode(arena, arena_span(arena, followup->payload, title)),
	        http_encode(arena, site->body), http_encode(arena, body + strspn(body, "\n")));
	return strlen(url) <= FORM_URL_MOST ? url : NULL;
}

const struct channel channel_hand = {
        .type = "hand",
        .title = "by hand",
        .form = "an address or a few words",
        .is_public = true,
        .place = hand_place,
        .markup = hand_markup,
        .compose = hand_compose,
        .read = hand_read,
        .check = hand_check,
        .form_url = hand_form_url,
};
