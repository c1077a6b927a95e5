/* SPDX-License-Identifier: MIT */
#include "report/vcard.h"

#include <string.h>

/* RFC 2426, 2.6: a line is folded so that it has at most so many octets. */
enum { LINE_MOST = 75 };

/* What stands before the handle in the address of a profile. */
static const struct {
	const char *kind;
	const char *before;
} services[] = {
        {"github", "https://github.com/"},
        {"gitlab", "https://gitlab.com/"},
        {"bluesky", "https://bsky.app/profile/"},
        {"matrix", "https://matrix.to/#/@"},
        {"x", "https://x.com/"},
        {"linkedin", "https://www.linkedin.com/in/"},
};

static bool
is_inside_character(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* One line of a card, folded; the blank that begins a continuation counts. */
static void
line_add(struct buf *out, const char *line)
{
	size_t left = strlen(line), room = LINE_MOST;

	while (left > room) {
		size_t take = room;

		while (take > 1 && is_inside_character(line[take]))
			take--;
		buf_add(out, line, take);
		buf_add_text(out, "\r\n ");
		line += take;
		left -= take;
		room = LINE_MOST - 1;
	}
	buf_add(out, line, left);
	buf_add_text(out, "\r\n");
}

/* RFC 2426, 4: what separates values is escaped. Control characters have no place in a card. */
static void
escaped_add(struct buf *line, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '\n')
			buf_add_text(line, "\\n");
		else if (c < ' ' || c == 0x7F)
			buf_add_char(line, ' ');
		else {
			if (strchr("\\,;", c))
				buf_add_char(line, '\\');
			buf_add_char(line, (char)c);
		}
	}
}

static void
text_add(struct buf *out, const char *property, const char *text)
{
	struct buf line;

	if (!text || !*text)
		return;
	buf_init(&line, out->arena, 0);
	buf_add_format(&line, "%s:", property);
	escaped_add(&line, text, strlen(text));
	line_add(out, line.text);
}

static void
name_add(struct buf *out, const char *name)
{
	const char *blank = strrchr(name, ' ');
	struct buf line;

	buf_init(&line, out->arena, 0);
	buf_add_text(&line, "N:");
	if (blank)
		escaped_add(&line, blank + 1, strlen(blank + 1));
	buf_add_char(&line, ';');
	escaped_add(&line, name, blank ? (size_t)(blank - name) : strlen(name));
	buf_add_text(&line, ";;;");
	line_add(out, line.text);
	text_add(out, "FN", name);
}

/* emil@social.example is https://social.example/@emil; anything unknown stays as it is. */
static const char *
profile_url(struct arena *arena, const struct contact *contact)
{
	const char *at = strchr(contact->value, '@');

	if (strstr(contact->value, "://"))
		return contact->value;
	if (strcmp(contact->kind, "mastodon") == 0 && at && at != contact->value)
		return arena_format(arena, "https://%s/@%.*s", at + 1, (int)(at - contact->value),
		        contact->value);
	for (size_t i = 0; i < COUNT(services); i++)
		if (strcmp(contact->kind, services[i].kind) == 0)
			return arena_format(arena, "%s%s", services[i].before, contact->value);
	return contact->value;
}

/* A URI is no text: its commas and semicolons are not escaped. No contact holds a line end. */
static void
contact_add(struct buf *out, const struct contact *contact)
{
	struct arena *arena = out->arena;

	if (strcmp(contact->kind, "email") == 0)
		text_add(out, "EMAIL;TYPE=INTERNET", contact->value);
	else if (strcmp(contact->kind, "phone") == 0)
		text_add(out, "TEL;TYPE=VOICE", contact->value);
	else if (strcmp(contact->kind, "url") == 0)
		line_add(out, arena_format(arena, "URL:%s", contact->value));
	else
		line_add(out,
		        arena_format(arena, "X-SOCIALPROFILE;TYPE=%s:%s", contact->kind,
		                profile_url(arena, contact)));
}

void
vcard_add(struct buf *out, const struct vcard *card)
{
	const struct person *person = card->person;

	line_add(out, "BEGIN:VCARD");
	line_add(out, "VERSION:3.0");
	name_add(out, person->name);
	text_add(out, "ORG", person->affiliation);
	text_add(out, "TITLE", person->role);
	for (size_t i = 0; i < card->contact_count; i++)
		contact_add(out, &card->contacts[i]);
	text_add(out, "NOTE", card->note);
	text_add(out, "UID", card->uid);
	line_add(out, "END:VCARD");
}
