/* SPDX-License-Identifier: MIT */
#include "report/vcard.h"

#include <string.h>

#include "report/content_line.h"

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

static void
name_add(struct buf *out, const char *name)
{
	const char *blank = strrchr(name, ' ');
	struct buf line;

	buf_init(&line, out->arena, 0);
	buf_add_text(&line, "N:");
	if (blank)
		content_line_add_escaped(&line, blank + 1, strlen(blank + 1));
	buf_add_char(&line, ';');
	content_line_add_escaped(&line, name, blank ? (size_t)(blank - name) : strlen(name));
	buf_add_text(&line, ";;;");
	content_line_add(out, line.text);
	content_line_add_text(out, "FN", name);
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
		content_line_add_text(out, "EMAIL;TYPE=INTERNET", contact->value);
	else if (strcmp(contact->kind, "phone") == 0)
		content_line_add_text(out, "TEL;TYPE=VOICE", contact->value);
	else if (strcmp(contact->kind, "url") == 0)
		content_line_add(out, arena_format(arena, "URL:%s", contact->value));
	else
		content_line_add(out,
		        arena_format(arena, "X-SOCIALPROFILE;TYPE=%s:%s", contact->kind,
		                profile_url(arena, contact)));
}

void
vcard_add(struct buf *out, const struct vcard *card)
{
	const struct person *person = card->person;

	content_line_add(out, "BEGIN:VCARD");
	content_line_add(out, "VERSION:3.0");
	name_add(out, person->name);
	content_line_add_text(out, "ORG", person->affiliation);
	content_line_add_text(out, "TITLE", person->role);
	for (size_t i = 0; i < card->contact_count; i++)
		contact_add(out, &card->contacts[i]);
	content_line_add_text(out, "NOTE", card->note);
	content_line_add_text(out, "UID", card->uid);
	content_line_add(out, "END:VCARD");
}
