/* SPDX-License-Identifier: MIT */
#include "intake/profiles.h"

#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "model/person.h"

typedef bool (*read_function)(
        struct arena *arena, const struct address *address, struct handle *handle);

struct service {
	const char *host; /* a subdomain of it counts too */
	read_function read;
};

static bool
is_one_of(const char *word, const char *const words[])
{
	for (; *words; words++)
		if (strcasecmp(word, *words) == 0)
			return true;
	return false;
}

static void
handle_set(struct handle *handle, const char *service, const char *name, const char *url)
{
	*handle = (struct handle){.service = service, .name = name, .url = url};
}

static const char *
without_at(const char *name)
{
	return *name == '@' ? name + 1 : name;
}

static bool
x_set(struct arena *arena, const char *name, struct handle *handle)
{
	static const char *const reserved[] = {"i", "intent", "home", "search", "hashtag", "share",
	        "explore", "status", "login", "signup", "settings", "messages", "notifications",
	        NULL};

	name = without_at(name);
	if (!address_is_made_of(name, "_", 1, 15) || is_one_of(name, reserved))
		return false;
	handle_set(handle, "x", name, arena_format(arena, "https://x.com/%s", name));
	return true;
}

static bool
x_read(struct arena *arena, const struct address *address, struct handle *handle)
{
	const char *name = strcasestr(address->query, "screen_name=");

	if (strcasecmp(address->segment[0], "intent") == 0 && name) {
		name += strlen("screen_name=");
		return x_set(arena, arena_span(arena, name, strcspn(name, "&")), handle);
	}
	return x_set(arena, address->segment[0], handle);
}

static bool
github_set(struct arena *arena, const char *name, struct handle *handle)
{
	static const char *const reserved[] = {"orgs", "features", "sponsors", "about", "topics",
	        "search", "marketplace", "explore", "settings", "login", "join", "apps",
	        "collections", "trending", "notifications", NULL};

	name = without_at(name);
	if (!address_is_made_of(name, "-", 1, 39) || is_one_of(name, reserved) ||
	        strstr(name, "--") || *name == '-' || name[strlen(name) - 1] == '-')
		return false;
	handle_set(handle, "github", name, arena_format(arena, "https://github.com/%s", name));
	return true;
}

static bool
github_read(struct arena *arena, const struct address *address, struct handle *handle)
{
	if (!github_set(arena, address->segment[0], handle))
		return false;
	handle->doubtful = *address->segment[1] != '\0';
	return true;
}

static bool
gitlab_set(struct arena *arena, const char *name, struct handle *handle)
{
	static const char *const reserved[] = {
	        "groups", "explore", "users", "help", "search", "dashboard", "-", NULL};

	name = without_at(name);
	if (!address_is_made_of(name, "-_.", 1, 255) || is_one_of(name, reserved))
		return false;
	handle_set(handle, "gitlab", name, arena_format(arena, "https://gitlab.com/%s", name));
	return true;
}

static bool
gitlab_read(struct arena *arena, const struct address *address, struct handle *handle)
{
	if (!gitlab_set(arena, address->segment[0], handle))
		return false;
	handle->doubtful = *address->segment[1] != '\0';
	return true;
}

static bool
linkedin_set(struct arena *arena, const char *name, struct handle *handle)
{
	if (!address_is_made_of(name, "-", 3, 100))
		return false;
	handle_set(handle, "linkedin", arena_format(arena, "in/%s", name),
	        arena_format(arena, "https://www.linkedin.com/in/%s", name));
	return true;
}

/* in/NAME, without what follows; all of the former pub/FIRST-LAST/1/2/3. */
static size_t
linkedin_length(const char *path, bool whole)
{
	size_t length = strcspn(path, "/");

	length += strspn(path + length, "/");
	length += whole ? strlen(path + length) : strcspn(path + length, "/");
	while (length && path[length - 1] == '/')
		length--;
	return length;
}

static bool
linkedin_read(struct arena *arena, const struct address *address, struct handle *handle)
{
	static const char *const kinds[] = {"in", "pub", NULL};
	const char *kind = address->segment[0];
	bool is_company = strcasecmp(kind, "company") == 0;
	const char *path = address->path + strspn(address->path, "/");
	size_t length = linkedin_length(path, strcasecmp(kind, "pub") == 0);
	const char *name = address_decode(arena, path, length);

	if ((!is_company && !is_one_of(kind, kinds)) || !*address->segment[1] || !*name)
		return false;
	handle_set(handle, is_company ? "linkedin-company" : "linkedin", name,
	        arena_format(arena, "https://www.linkedin.com/%.*s", (int)length, path));
	return true;
}

static bool
facebook_set(struct arena *arena, const char *name, struct handle *handle)
{
	static const char *const reserved[] = {"groups", "pages", "events", "sharer", "sharer.php",
	        "login", "people", "profile.php", "share", NULL};

	name = without_at(name);
	if (!address_is_made_of(name, ".-", 2, 100) || is_one_of(name, reserved))
		return false;
	handle_set(
	        handle, "facebook", name, arena_format(arena, "https://www.facebook.com/%s", name));
	return true;
}

static bool
facebook_read(struct arena *arena, const struct address *address, struct handle *handle)
{
	const char *id = address->query;
	size_t digits = strncmp(id, "id=", 3) == 0 ? strspn(id + 3, "0123456789") : 0;

	/* Here the query is the name. */
	if (strcasecmp(address->segment[0], "profile.php") == 0 && digits) {
		const char *name = arena_format(arena, "profile.php?id=%.*s", (int)digits, id + 3);

		handle_set(handle, "facebook", name,
		        arena_format(arena, "https://www.facebook.com/%s", name));
		return true;
	}
	return facebook_set(arena, address->segment[0], handle);
}

static bool
medium_read(struct arena *arena, const struct address *address, struct handle *handle)
{
	const char *name = address->segment[0];

	if (*name != '@' || !address_is_made_of(name + 1, "._-", 1, 100))
		return false;
	handle_set(handle, "medium", name, arena_format(arena, "https://medium.com/%s", name));
	return true;
}

static bool
bluesky_set(struct arena *arena, const char *name, struct handle *handle)
{
	name = without_at(name);
	if (!address_is_host(name) &&
	        !(strncmp(name, "did:", 4) == 0 && address_is_made_of(name, ":.-_%", 8, 253)))
		return false;
	handle_set(
	        handle, "bluesky", name, arena_format(arena, "https://bsky.app/profile/%s", name));
	return true;
}

static bool
bluesky_read(struct arena *arena, const struct address *address, struct handle *handle)
{
	return strcasecmp(address->segment[0], "profile") == 0 &&
	        bluesky_set(arena, address->segment[1], handle);
}

/* user@host; the host in lower case. */
static bool
mastodon_set(struct arena *arena, const char *name, struct handle *handle)
{
	const char *at;
	const char *user;
	const char *host;

	name = without_at(name);
	at = strchr(name, '@');
	if (!at)
		return false;
	user = arena_span(arena, name, (size_t)(at - name));
	host = address_lower(arena, at + 1);
	if (!address_is_made_of(user, "_.-", 1, 64) || !address_is_host(host))
		return false;
	handle_set(handle, "mastodon", arena_format(arena, "%s@%s", user, host),
	        arena_format(arena, "https://%s/@%s", host, user));
	return true;
}

/* A profile as its own server shows it, as its actor's address, or as another server shows it. */
static bool
mastodon_read(struct arena *arena, const struct address *address, struct handle *handle)
{
	const char *first = address->segment[0];

	if (*first == '@' && strchr(first + 1, '@'))
		return mastodon_set(arena, first, handle);
	if (*first == '@')
		return mastodon_set(
		        arena, arena_format(arena, "%s@%s", first + 1, address->host), handle);
	if (strcmp(first, "users") == 0 && *address->segment[1])
		return mastodon_set(arena,
		        arena_format(arena, "%s@%s", address->segment[1], address->host), handle);
	return false;
}

/* @user:host */
static bool
matrix_set(struct arena *arena, const char *name, struct handle *handle)
{
	const char *colon = strchr(name, ':');

	if (*name != '@' || !colon || colon == name + 1 || !address_is_host(colon + 1) ||
	        !address_is_made_of(
	                arena_span(arena, name + 1, (size_t)(colon - name - 1)), "._=-/+", 1, 200))
		return false;
	handle_set(handle, "matrix", name, NULL);
	return true;
}

static bool
matrix_read(struct arena *arena, const struct address *address, struct handle *handle)
{
	const char *hash = strstr(address->whole, "/#/");
	size_t length = hash ? strcspn(hash + 3, "?") : 0;

	return hash && matrix_set(arena, address_decode(arena, hash + 3, length), handle);
}

/* The parts that people hide from robots ("jane [at] ...") are not guessed. */
static bool
email_set(struct arena *arena, const char *text, struct handle *handle)
{
	const char *open = strrchr(text, '<');
	struct error ignored;
	const char *address;
	const char *at;

	if (open)
		text = arena_span(arena, open + 1, strcspn(open + 1, ">"));
	if (strncasecmp(text, "mailto:", 7) == 0)
		text = arena_span(arena, text + 7, strcspn(text + 7, "?"));
	if (!contact_parse(arena, "email", text, &address, &ignored))
		return false;
	at = strchr(address, '@');
	handle_set(handle, "email",
	        arena_format(
	                arena, "%.*s%s", (int)(at - address), address, address_lower(arena, at)),
	        NULL);
	return true;
}

static const struct service services[] = {
        {.host = "twitter.com", .read = x_read},
        {.host = "x.com", .read = x_read},
        {.host = "github.com", .read = github_read},
        {.host = "gitlab.com", .read = gitlab_read},
        {.host = "linkedin.com", .read = linkedin_read},
        {.host = "facebook.com", .read = facebook_read},
        {.host = "fb.com", .read = facebook_read},
        {.host = "medium.com", .read = medium_read},
        {.host = "bsky.app", .read = bluesky_read},
        {.host = "matrix.to", .read = matrix_read},
        {.host = "fosstodon.org", .read = mastodon_read},
        {.host = "hachyderm.io", .read = mastodon_read},
        {.host = "infosec.exchange", .read = mastodon_read},
        {.host = "mastodon.social", .read = mastodon_read},
        {.host = "chaos.social", .read = mastodon_read},
};

static read_function
service_find(const char *host)
{
	for (size_t i = 0; i < COUNT(services); i++)
		if (strcmp(services[i].host, host) == 0)
			return services[i].read;
	return NULL;
}

bool
profile_read(struct arena *arena, const char *service, const struct address *address,
        struct handle *handle)
{
	read_function read = service_find(address->host);

	if (!read && service && strcmp(service, "mastodon") == 0)
		read = mastodon_read;
	return read && read(arena, address, handle);
}

bool
profile_parse(struct arena *arena, const char *service, const char *text, struct handle *handle)
{
	static const struct {
		const char *service;
		bool (*set)(struct arena *, const char *, struct handle *);
	} setters[] = {
	        {.service = "x", .set = x_set},
	        {.service = "github", .set = github_set},
	        {.service = "gitlab", .set = gitlab_set},
	        {.service = "linkedin", .set = linkedin_set},
	        {.service = "facebook", .set = facebook_set},
	        {.service = "mastodon", .set = mastodon_set},
	        {.service = "bluesky", .set = bluesky_set},
	        {.service = "matrix", .set = matrix_set},
	        {.service = "email", .set = email_set},
	};

	for (size_t i = 0; service && i < COUNT(setters); i++)
		if (strcmp(setters[i].service, service) == 0)
			return setters[i].set(arena, text, handle);
	return false;
}
