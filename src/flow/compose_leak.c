/* SPDX-License-Identifier: MIT */
#include "flow/compose_leak.h"

#include "base/buf.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* The last digits are the same with and without a country's number in front. */
enum { PHONE_DIGITS = 8, PHONE_LEAST = 7 };

bool
leak_read(struct store *store, struct arena *arena, struct leak_list *list_out, struct error *err)
{
	return contact_list_kind(store, arena, "email", &list_out->emails, err) &&
	        contact_list_kind(store, arena, "phone", &list_out->phones, err);
}

/*
 * The text as a reader takes it: without the backslashes and the zero-width spaces that keep
 * services from reading a meaning into it, and with the @ of an address of a page.
 */
static const char *
text_bare(struct arena *arena, const char *text)
{
	static const char *const dropped[] = {"\\", "\u200B", "\u2060", "\u00AD"};
	struct buf out;

	buf_init(&out, arena, 0);
	while (*text) {
		size_t skip = 0;

		for (size_t i = 0; i < COUNT(dropped) && !skip; i++)
			if (strncmp(text, dropped[i], strlen(dropped[i])) == 0)
				skip = strlen(dropped[i]);
		if (strncmp(text, "%40", 3) == 0) {
			buf_add_char(&out, '@');
			skip = 3;
		} else if (!skip) {
			buf_add_char(&out, *text);
			skip = 1;
		}
		text += skip;
	}
	return out.text;
}

/* Only letters and digits make another address of it: marks and quotes may stand around one. */
static bool
text_has_address(const char *text, const char *address)
{
	size_t length = strlen(address);

	for (const char *at = text; length && (at = strcasestr(at, address)); at++)
		if ((at == text || !isalnum((unsigned char)at[-1])) &&
		        !isalnum((unsigned char)at[length]))
			return true;
	return false;
}

static const char *
digits_of(struct arena *arena, const char *text)
{
	struct buf out;

	buf_init(&out, arena, 0);
	for (; *text; text++)
		if (isdigit((unsigned char)*text))
			buf_add_char(&out, *text);
	return out.text;
}

/* Digits with what people write between them stand together; all else ends a number. */
static const char *
numbers_of(struct arena *arena, const char *text)
{
	struct buf out;

	buf_init(&out, arena, 0);
	for (; *text; text++)
		if (isdigit((unsigned char)*text))
			buf_add_char(&out, *text);
		else if (!strchr(" -./()+", *text))
			buf_add_char(&out, '|');
	return out.text;
}

static bool
numbers_have(struct arena *arena, const char *numbers, const char *phone)
{
	const char *digits = digits_of(arena, phone);
	size_t length = strlen(digits);

	if (length < PHONE_LEAST)
		return false;
	return strstr(numbers, length > PHONE_DIGITS ? digits + length - PHONE_DIGITS : digits) !=
	        NULL;
}

static bool
is_allowed(const struct contact *contact, const struct followup *followup, const char *own)
{
	if (strcmp(followup->kind, "mail") != 0)
		return false;
	if (followup->person_id && contact->person_id == followup->person_id)
		return true;
	return (followup->place && strcasecmp(contact->value, followup->place) == 0) ||
	        (own && strcasecmp(contact->value, own) == 0);
}

/* The first contact that may not stand in the text and does; NULL: none. */
static const struct contact *
leak_find(struct arena *arena, const struct leak_list *list, const struct followup *followup,
        const char *text, const char *own)
{
	const char *bare = text_bare(arena, text);
	const char *numbers = list->phones.count ? numbers_of(arena, bare) : "";

	for (size_t i = 0; i < list->emails.count; i++) {
		const struct contact *contact = &list->emails.items[i];

		if (text_has_address(bare, contact->value) && !is_allowed(contact, followup, own))
			return contact;
	}
	for (size_t i = 0; i < list->phones.count; i++) {
		const struct contact *contact = &list->phones.items[i];

		if (numbers_have(arena, numbers, contact->value) &&
		        !is_allowed(contact, followup, own))
			return contact;
	}
	return NULL;
}

bool
leak_check(struct store *store, struct arena *arena, const struct leak_list *list,
        const struct followup *followup, const char *text, const char *own, struct error *err)
{
	const struct contact *contact = leak_find(arena, list, followup, text, own);
	struct person person;

	if (!contact)
		return true;
	if (!person_get(store, arena, contact->person_id, &person, err))
		return false;
	return error_set(err, ERROR_INVALID, "it would tell %s of P%lld %s",
	        strcmp(contact->kind, "email") == 0 ? "the address" : "the telephone number",
	        (long long)person.id, person.name);
}
