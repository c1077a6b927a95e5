/* SPDX-License-Identifier: MIT */
#include "model/person.h"

#include "text/utf8.h"

#include <ctype.h>
#include <string.h>

enum { ADDRESS_MOST = 254, LOCAL_MOST = 64, HANDLE_MOST = 253, URL_MOST = 2000 };

bool
person_is_removed(const struct person *person)
{
	return strcmp(person->name, PERSON_REMOVED) == 0;
}

static bool
has_forbidden(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text <= ' ' || *text == 0x7f || strchr("<>\"\\", *text))
			return true;
	return false;
}

static bool
address_check(const char *text, struct error *err)
{
	const char *at = strchr(text, '@');
	const char *dot = at ? strchr(at, '.') : NULL;

	if (strlen(text) > ADDRESS_MOST || has_forbidden(text) || strpbrk(text, "(),:;[]"))
		return error_set(err, ERROR_INVALID, "%s is not an e-mail address", text);
	if (!at || at == text || at - text > LOCAL_MOST || strchr(at + 1, '@') || !dot ||
	        dot == at + 1 || !dot[1] || text[strlen(text) - 1] == '.' || strstr(text, "..") ||
	        *text == '.' || at[-1] == '.')
		return error_set(err, ERROR_INVALID, "%s is not an e-mail address", text);
	return true;
}

static bool
url_check(const char *text, struct error *err)
{
	if ((strncmp(text, "https://", 8) != 0 && strncmp(text, "http://", 7) != 0) ||
	        strlen(text) > URL_MOST || has_forbidden(text))
		return error_set(err, ERROR_INVALID,
		        "%s is not an address that begins with https:// or http://", text);
	return true;
}

static bool
phone_check(const char *text, struct error *err)
{
	size_t digits = 0;

	for (const char *at = text; *at; at++) {
		if (isdigit((unsigned char)*at))
			digits++;
		else if (!strchr("+ -()./", *at))
			digits = SIZE_MAX / 2;
	}
	if (digits < 3 || digits > 15)
		return error_set(err, ERROR_INVALID, "%s is not a phone number", text);
	return true;
}

static bool
handle_check(const char *text, struct error *err)
{
	if (!*text || strlen(text) > HANDLE_MOST || has_forbidden(text))
		return error_set(err, ERROR_INVALID, "\"%s\" is not a name on a service", text);
	return true;
}

bool
contact_parse(struct arena *arena, const char *kind, const char *text, const char **value_out,
        struct error *err)
{
	bool ok;

	if (!utf8_clean(arena, "the address", text, strlen(text), &text, err))
		return false;
	if (strcmp(kind, "email") == 0)
		ok = address_check(text, err);
	else if (strcmp(kind, "url") == 0)
		ok = url_check(text, err);
	else if (strcmp(kind, "phone") == 0)
		ok = phone_check(text, err);
	else {
		if (*text == '@')
			text++;
		ok = handle_check(text, err);
	}
	*value_out = arena_text(arena, text);
	return ok;
}
