/* SPDX-License-Identifier: MIT */
#include "flow/accounts.h"

#include "flow/account_url.h"

#include <string.h>

static bool
place_parse(
        struct arena *arena, const char *text, struct destination *destination, struct error *err)
{
	destination->channel = channel_find(destination->account->type);
	if (!destination->channel)
		return error_set(err, ERROR_UNSUPPORTED, "this askback cannot speak to a %s",
		        destination->account->type);
	if (!text && strcmp(destination->account->type, "mail") == 0) {
		destination->kind = "mail";
		return true;
	}
	if (!text || !*text) {
		error_set(err, ERROR_INVALID, "%s alone is no destination",
		        destination->account->name);
		return error_hint(
		        err, "write %s:%s", destination->account->name, destination->channel->form);
	}
	return destination->channel->place(
	        arena, text, &destination->place, &destination->kind, err);
}

/* The account whose service has the page; of several the one whose front page is closest. */
static bool
page_parse(struct arena *arena, const struct account_list *list, const char *page,
        struct destination *destination, struct error *err)
{
	const char *closest = NULL;

	for (size_t i = 0; i < list->count; i++) {
		const char *found = account_url_find_page(arena, &list->items[i], page);

		if (!found || (closest && strlen(found) >= strlen(closest)))
			continue;
		closest = found;
		destination->account = &list->items[i];
	}
	if (closest)
		return place_parse(arena, closest, destination, err);
	error_set(err, ERROR_MISSING, "no account is for %s", page);
	return error_hint(err, "add a section [channel \"NAME\"] with type and url");
}

/* An address by itself goes by the account that is called mail. */
static bool
address_parse(struct arena *arena, const struct account_list *list, const char *address,
        struct destination *destination, struct error *err)
{
	destination->account = accounts_find(list, "mail");
	if (!destination->account) {
		error_set(err, ERROR_MISSING, "there is no account mail that could write to %s",
		        address);
		return error_hint(err, "add a section [channel \"mail\"] to the configuration");
	}
	return place_parse(arena, address, destination, err);
}

bool
destination_parse(struct arena *arena, const struct account_list *list, const char *text,
        struct destination *destination_out, struct error *err)
{
	size_t length = strcspn(text, ":");
	const char *name = arena_span(arena, text, length);

	*destination_out = (struct destination){.account = accounts_find(list, name)};
	if (destination_out->account)
		return place_parse(
		        arena, text[length] ? text + length + 1 : NULL, destination_out, err);
	if (strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0)
		return page_parse(arena, list, text, destination_out, err);
	if (strcmp(name, "mailto") == 0)
		return address_parse(arena, list, text + length + 1, destination_out, err);
	if (strchr(name, '@'))
		return address_parse(arena, list, text, destination_out, err);
	if (!*name || strpbrk(name, "/ ")) {
		error_set(err, ERROR_INVALID, "\"%s\" is no destination", text);
		return error_hint(err, "write ACCOUNT:PLACE, as github:OWNER/REPO, or mail");
	}
	return accounts_get(list, name, &destination_out->account, err);
}

const char *
destination_format(struct arena *arena, const struct account *account, const char *place)
{
	return place ? arena_format(arena, "%s:%s", account->name, place) : account->name;
}
