/* SPDX-License-Identifier: MIT */
#include "intake/handles.h"

#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "text/utf8.h"
#include "intake/profiles.h"

enum { VALUE_MOST = 2000 };

struct field {
	const char *name;
	const char *service;
};

/* What forms call their fields. */
static const struct field fields[] = {
        {.name = "twitter", .service = "x"},
        {.name = "x", .service = "x"},
        {.name = "github", .service = "github"},
        {.name = "gitlab", .service = "gitlab"},
        {.name = "linkedin", .service = "linkedin"},
        {.name = "facebook", .service = "facebook"},
        {.name = "mastodon", .service = "mastodon"},
        {.name = "fediverse", .service = "mastodon"},
        {.name = "activitypub", .service = "mastodon"},
        {.name = "bluesky", .service = "bluesky"},
        {.name = "matrix", .service = "matrix"},
        {.name = "email", .service = "email"},
        {.name = "e-mail", .service = "email"},
};

static bool
url_read(struct arena *arena, const char *text, const char *service, struct handle *handle)
{
	struct address address;

	if (!address_read(arena, text, &address))
		return false;
	if (!profile_read(arena, service, &address, handle))
		*handle = (struct handle){.service = "url", .name = text, .url = text};
	return true;
}

/* The first value of a list; a blank behind "://" is a slip of the keyboard. */
static const char *
value_trim(struct arena *arena, const char *value)
{
	const char *scheme = strstr(value, "://");
	size_t head = scheme ? (size_t)(scheme + 3 - value) : 0;
	const char *tail = value + head + strspn(value + head, " \t");
	size_t length = strcspn(tail, scheme ? " \t\r\n,;" : ",;");

	return arena_format(arena, "%.*s%.*s", (int)head, value, (int)length, tail);
}

static const char *
field_service(const char *name)
{
	for (size_t i = 0; i < COUNT(fields); i++)
		if (strcasecmp(fields[i].name, name) == 0)
			return fields[i].service;
	return NULL;
}

/* Handles that contain dots without being the beginning of an address. */
static bool
has_dotted_names(const char *service)
{
	return service &&
	        (strcmp(service, "bluesky") == 0 || strcmp(service, "mastodon") == 0 ||
	                strcmp(service, "matrix") == 0);
}

bool
handle_parse(struct arena *arena, const char *field, const char *value, struct handle *handle)
{
	const char *service = field_service(field);
	struct error ignored;
	const char *text;
	const char *dot;

	if (strlen(value) > VALUE_MOST ||
	        !utf8_clean(arena, "the profile", value, strlen(value), &text, &ignored) || !*text)
		return false;
	if ((service && strcmp(service, "email") == 0) || strncasecmp(text, "mailto:", 7) == 0)
		return profile_parse(arena, "email", text, handle);
	text = value_trim(arena, text);
	if (strstr(text, "://"))
		return url_read(arena, text, service, handle);
	dot = strchr(text, '.');
	if (has_dotted_names(service) && !strchr(text, '/'))
		return profile_parse(arena, service, text, handle);
	if (strchr(text, '@') > text && !strchr(text, '/'))
		return profile_parse(arena, "email", text, handle);
	if (dot && dot < text + strcspn(text, "/"))
		return url_read(arena, arena_format(arena, "https://%s", text), service, handle);
	return profile_parse(arena, service, text + strspn(text, "/"), handle);
}
