/* SPDX-License-Identifier: MIT */

/* Titles, bodies and names as trackers take them. */
#include "channel/forge.h"

#include <string.h>

#include "base/random.h"
#include "text/safe.h"
#include "text/utf8.h"

enum { FORM_URL_MOST = 8000 };

static const char zero_width_space[] = "\u200B";
static const char marker_start[] = "<!-- askback:";
static const char marker_end[] = " -->";
static const char ellipsis[] = "…";

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	        ((unsigned char)c & 0x80);
}

/* @user, #12, GH-12, !12, &12 */
static bool
is_reference(const char *text, const char *at)
{
	switch (*at) {
	case '@':
	case '#':
		return is_word(at[1]);
	case '!':
	case '&':
		return is_digit(at[1]);
	case '-':
		return is_digit(at[1]) && at - text >= 2 && strncasecmp(at - 2, "GH", 2) == 0;
	default:
		return false;
	}
}

/* One line without what is there already to break references: that would become visible. */
static const char *
line_joined(struct arena *arena, const char *text)
{
	struct buf out;

	buf_init(&out, arena, 0);
	for (; *text; text++) {
		if (strncmp(text, zero_width_space, strlen(zero_width_space)) == 0)
			text += strlen(zero_width_space) - 1;
		else
			buf_add_char(&out, strchr("\r\n\t", *text) ? ' ' : *text);
	}
	return safe_line(arena, out.text);
}

/* The same, and it mentions nobody and refers to nothing. */
static const char *
line_plain(struct arena *arena, const char *text)
{
	const char *line = line_joined(arena, text);
	struct buf out;

	buf_init(&out, arena, 0);
	for (const char *at = line; *at; at++) {
		buf_add_char(&out, *at);
		if (is_reference(line, at))
			buf_add_text(&out, zero_width_space);
	}
	return out.text;
}

/* The start of a text that has at most so many code points. */
static size_t
points_fit(const char *text, size_t most)
{
	const char *end = text + strlen(text);
	const char *at = text;

	while (at < end && most--)
		utf8_next(&at, end);
	return (size_t)(at - text);
}

const char *
forge_title(struct arena *arena, const char *title)
{
	const char *line = line_plain(arena, title);
	size_t length = points_fit(line, FORGE_TITLE_MOST);
	size_t cells;
	size_t fits;

	if (line[length] == '\0')
		return line;
	length = points_fit(line, FORGE_TITLE_MOST - 1);
	cells = utf8_width(arena_span(arena, line, length));
	for (fits = utf8_fit(line, cells, NULL); fits > length && cells; cells--)
		fits = utf8_fit(line, cells - 1, NULL);
	return arena_format(arena, "%.*s%s", (int)fits, line, ellipsis);
}

static bool
body_make(struct arena *arena, const struct forge *forge, const struct letter *letter,
        const char **body_out, struct error *err)
{
	size_t length = strlen(letter->body);
	struct buf out;

	if (utf8_valid_length(letter->body, length) < length)
		return error_set(err, ERROR_INVALID, "the text is not UTF-8");
	if (strstr(letter->body, marker_start))
		return error_set(err, ERROR_INVALID, "the text has a marker of askback in it");
	while (length && strchr(" \n", letter->body[length - 1]))
		length--;
	buf_init(&out, arena, SIZE_MAX);
	buf_add(&out, letter->body, length);
	buf_add_format(&out, "\n\n%s%s%s", marker_start, letter->uid, marker_end);
	if (out.length > FORGE_BODY_MOST)
		return error_set(err, ERROR_INVALID,
		        "the text is %zu bytes long; %s gets at most %d", out.length, forge->title,
		        FORGE_BODY_MOST);
	*body_out = out.text;
	return true;
}

bool
forge_write(struct arena *arena, const struct forge *forge, const struct letter *letter,
        json_t *object, struct error *err)
{
	const char *body = NULL;

	if (!body_make(arena, forge, letter, &body, err))
		return false;
	json_put(object, forge->fields.title, json_text(forge_title(arena, letter->title)));
	json_put(object, forge->fields.body, json_text(body));
	return true;
}

/* The line with a marker, whoever's: nothing else is on it but blanks behind it. NULL: none. */
static const char *
marker_find(const char *body, const char *uid)
{
	for (const char *at = body; (at = strstr(at, marker_start)); at++) {
		const char *end = at + strlen(marker_start);
		size_t length = strspn(end, "0123456789abcdef");

		if (at > body && at[-1] != '\n')
			continue;
		if (length != UID_SIZE - 1 || (uid && strncmp(end, uid, length) != 0))
			continue;
		end += length;
		if (strncmp(end, marker_end, strlen(marker_end)) != 0)
			continue;
		end += strlen(marker_end);
		end += strspn(end, " \t\r");
		if (*end == '\n' || *end == '\0')
			return at;
	}
	return NULL;
}

bool
forge_body_has(const char *body, const char *uid)
{
	return strlen(uid) == UID_SIZE - 1 && marker_find(body, uid);
}

/* What was written into a payload; "" where a person has changed it beyond that. */
static void
payload_read(struct arena *arena, const struct forge *forge, const char *payload,
        const char **title_out, const char **body_out)
{
	struct error unread = {.kind = ERROR_NONE};
	json_auto_t *tree = NULL;
	const json_t *letter = NULL;
	const char *title;
	const char *body;

	if (json_parse("payload", payload, strlen(payload), &tree, &unread))
		letter = forge_member(tree, forge->fields.sent);
	title = json_get_text(letter, forge->fields.title);
	body = json_get_text(letter, forge->fields.body);
	*title_out = title ? arena_text(arena, title) : "";
	*body_out = body ? arena_text(arena, body) : "";
}

const char *
forge_read(struct arena *arena, const struct forge *forge, const struct followup *followup)
{
	const char *title;
	const char *body;
	const char *end;
	size_t length;

	payload_read(arena, forge, followup->payload, &title, &body);
	end = marker_find(body, NULL);
	length = end ? (size_t)(end - body) : strlen(body);
	while (length && body[length - 1] == '\n')
		length--;
	return arena_format(arena, "%s\n\n%.*s\n", title, (int)length, body);
}

const char *
forge_note(struct arena *arena, enum markup markup, const char *note)
{
	struct buf out;

	if (markup != MARKUP_COMMONMARK)
		return line_plain(arena, note);
	buf_init(&out, arena, 0);
	safe_add_markdown(&out, note);
	return out.text;
}

const char *
forge_path(struct arena *arena, const char *text)
{
	const char *host = strstr(text, "://");
	size_t length;

	if (host) {
		text = host + strlen("://");
		text += strcspn(text, "/?#");
		text += strspn(text, "/");
	}
	length = host ? strcspn(text, "?#") : strlen(text);
	while (length && text[length - 1] == '/')
		length--;
	if (length > 4 && strncmp(text + length - 4, ".git", 4) == 0)
		length -= 4;
	return arena_span(arena, text, length);
}

size_t
forge_name(const char *at)
{
	size_t length =
	        strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

	return strspn(at, ".") == length ? 0 : length;
}

size_t
forge_owner_repo(const char *text)
{
	size_t owner = forge_name(text);
	size_t repo = owner && text[owner] == '/' ? forge_name(text + owner + 1) : 0;

	return repo ? owner + 1 + repo : 0;
}

/* "issue[title]=...", the name in the form that the service gives it. */
static void
field_add(struct buf *out, const struct forge *forge, const char *name, const char *value)
{
	const char *start = strchr(forge->form, '%');

	buf_add(out, forge->form, (size_t)(start - forge->form));
	buf_add_format(out, "%s%s=%s", name, start + strlen("%s"), http_encode(out->arena, value));
}

const char *
forge_form_url(struct arena *arena, const struct forge *forge, const struct followup *followup,
        const char *page)
{
	const char *title;
	const char *body;
	struct buf out;

	payload_read(arena, forge, followup->payload, &title, &body);
	buf_init(&out, arena, 0);
	buf_add_format(&out, "%s%c", page, strchr(page, '?') ? '&' : '?');
	field_add(&out, forge, forge->fields.title, title);
	buf_add_char(&out, '&');
	field_add(&out, forge, forge->fields.body, body);
	return out.length <= FORM_URL_MOST ? out.text : NULL;
}
