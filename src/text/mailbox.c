/* SPDX-License-Identifier: MIT */
#include "text/mailbox.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "text/rfc2047.h"

/* Text without blanks at its ends. */
static const char *
text_trimmed(const struct buf *buf)
{
	const char *start = buf->text + strspn(buf->text, " \t");
	size_t length = strlen(start);

	while (length && strchr(" \t", start[length - 1]))
		length--;
	return arena_span(buf->arena, start, length);
}

/* From the opening quote to behind the closing one, without the backslashes. */
static const char *
quoted_read(const char *at, struct buf *out)
{
	for (at++; *at && *at != '"'; at++) {
		if (*at == '\\' && at[1])
			at++;
		buf_add_char(out, *at);
	}
	return at + (*at == '"');
}

/* The same for a comment; comments may hold comments. */
static const char *
comment_read(const char *at, struct buf *out)
{
	size_t depth = 0;

	do {
		if (*at == '(')
			depth++;
		else if (*at == ')')
			depth--;
		else {
			if (*at == '\\' && at[1])
				at++;
			buf_add_char(out, *at);
		}
		at++;
	} while (*at && depth);
	return at;
}

/* A mailbox as in "Zoe" <zoe@example.org>, the first one of several. */
static bool
mailbox_parse(struct arena *arena, const char *text, struct mailbox *mailbox_out, struct error *err)
{
	struct buf phrase, comment;
	const char *address = NULL;
	size_t length;

	buf_init(&phrase, arena, 0);
	buf_init(&comment, arena, 0);
	while (*text && *text != ',' && !address) {
		if (*text == '"') {
			text = quoted_read(text, &phrase);
		} else if (*text == '(') {
			text = comment_read(text, &comment);
		} else if (*text == '<') {
			length = strcspn(text, ">");
			address = arena_span(arena, text + 1, length - 1);
		} else {
			buf_add_char(&phrase, *text++);
		}
	}
	if (!address) {
		address = text_trimmed(&phrase);
		phrase = comment;
	}
	if (!*address)
		return error_set(err, ERROR_INVALID, "there is no address in it");
	mailbox_out->address = address;
	mailbox_out->name = rfc2047_read(arena, text_trimmed(&phrase));
	return true;
}

/* One line of the header, without its end; false when there is no further one. */
static bool
line_read(const char **at, const char *end, const char **line_out, size_t *length_out)
{
	const char *feed;

	if (*at == end)
		return false;
	feed = memchr(*at, '\n', (size_t)(end - *at));
	*line_out = *at;
	*length_out = (size_t)((feed ? feed : end) - *at);
	*at = feed ? feed + 1 : end;
	if (*length_out && (*line_out)[*length_out - 1] == '\r')
		--*length_out;
	return *length_out > 0;
}

/* The length of "From:" at the start of a line, or 0. */
static size_t
label_length(const char *line, size_t length)
{
	static const char label[] = "from";
	size_t at = strlen(label);

	if (length < at || strncasecmp(line, label, at) != 0)
		return 0;
	while (at < length && (line[at] == ' ' || line[at] == '\t'))
		at++;
	return at < length && line[at] == ':' ? at + 1 : 0;
}

static void
value_add(struct buf *out, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		buf_add_char(out, bytes[i] ? bytes[i] : ' ');
}

bool
mailbox_find_sender(struct arena *arena, const char *mail, size_t length,
        struct mailbox *mailbox_out, struct error *err)
{
	const char *end = mail + length;
	const char *line;
	struct buf value;
	bool found = false;

	buf_init(&value, arena, 0);
	while (line_read(&mail, end, &line, &length)) {
		size_t label = label_length(line, length);

		if (found && *line != ' ' && *line != '\t')
			break;
		if (!found && !label)
			continue;
		found = true;
		value_add(&value, line + label, length - label);
	}
	if (!found)
		return error_set(err, ERROR_INVALID, "it is no mail: its header has no From");
	return mailbox_parse(arena, value.text, mailbox_out, err) ||
	        error_in(err, "the From of the mail");
}
