/* SPDX-License-Identifier: MIT */
#include "net/mime.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/buf.h"
#include "net/smtp.h"

enum {
	QP_LINE_MOST = 76,
	WORD_MOST = 63,   /* inside of an encoded word of 75 columns */
	LETTER_MOST = 12, /* a character of four bytes, encoded */
};

static bool
header_check(const char *what, const char *text, struct error *err)
{
	for (const char *at = text; at && *at; at++)
		if ((unsigned char)*at < ' ' || *at == 0x7F)
			return error_set(err, ERROR_INVALID,
			        "the mail is not written: its %s has a control character", what);
	return true;
}

/* Message-ID is atoms and an @, so that nothing else can be in it. */
static bool
mail_check(struct arena *arena, const struct mime_mail *mail, struct error *err)
{
	return header_check("subject", mail->subject, err) &&
	        header_check("sender's name", mail->from_name, err) &&
	        header_check("recipient's name", mail->to_name, err) &&
	        smtp_address_check(arena, mail->from, err) &&
	        smtp_address_check(arena, mail->to, err) &&
	        smtp_address_check(arena, mail->message_id, err) &&
	        (!mail->reply_to || smtp_address_check(arena, mail->reply_to, err));
}

static bool
needs_encoding(const char *text)
{
	for (const char *at = text; *at; at++)
		if ((unsigned char)*at >= 0x80)
			return true;
	return strstr(text, "=?") != NULL;
}

/* How a character is written in an encoded word, also in one for a name (RFC 2047, 5 (3)). */
static void
word_add(struct buf *out, const char *character, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (character[i] == ' ')
			buf_add_char(out, '_');
		else if (g_ascii_isalnum(character[i]) || strchr("!*+-/", character[i]))
			buf_add_char(out, character[i]);
		else
			buf_add_format(out, "=%02X", (unsigned char)character[i]);
	}
}

/*
 * A header's text in encoded words, where it needs them; gmime only folds them. Its own would be
 * base64 that is padded in the middle, which gmime itself, and so every reader built on it, reads
 * only to the padding; and it takes a text that looks encoded already for that.
 */
static const char *
header_text(struct arena *arena, const char *text)
{
	struct buf out;
	struct buf word;

	if (!needs_encoding(text))
		return text;
	buf_init(&out, arena, 0);
	buf_init(&word, arena, 0);
	while (*text) {
		size_t length = 1;

		while (((unsigned char)text[length] & 0xC0) == 0x80)
			length++;
		word_add(&word, text, length);
		text += length;
		if (*text && word.length <= WORD_MOST - LETTER_MOST)
			continue;
		buf_add_format(&out, "%s=?utf-8?Q?%s?=", out.length ? " " : "", word.text);
		buf_reset(&word);
	}
	return out.text;
}

static void
address_add(struct arena *arena, GMimeMessage *message, GMimeAddressType type, const char *name,
        const char *address)
{
	const char *words = name && *name ? header_text(arena, name) : NULL;
	InternetAddress *mailbox = internet_address_mailbox_new(words, address);

	/* Left alone gmime takes ISO-8859-1 where that is enough. */
	internet_address_set_charset(mailbox, "utf-8");
	internet_address_list_add(g_mime_message_get_addresses(message, type), mailbox);
	g_object_unref(mailbox);
}

static void
headers_add(struct arena *arena, GMimeMessage *message, const struct mime_mail *mail)
{
	GDateTime *date = g_date_time_new_from_unix_utc(mail->date);
	char *id = g_strdup_printf("<%s>", mail->message_id);

	address_add(arena, message, GMIME_ADDRESS_TYPE_FROM, mail->from_name, mail->from);
	address_add(arena, message, GMIME_ADDRESS_TYPE_TO, mail->to_name, mail->to);
	if (mail->reply_to)
		address_add(arena, message, GMIME_ADDRESS_TYPE_REPLY_TO, NULL, mail->reply_to);
	g_mime_message_set_subject(message, header_text(arena, mail->subject), "utf-8");
	g_mime_message_set_date(message, date);
	/* g_mime_message_set_message_id() would spell it Message-Id. */
	g_mime_object_append_header(GMIME_OBJECT(message), "Message-ID", id, "utf-8");
	g_free(id);
	g_date_time_unref(date);
}

static void
text_add(GMimeMessage *message, const char *text)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, strlen(text));
	GMimeDataWrapper *content =
	        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
	GMimePart *part = GMIME_PART(g_mime_text_part_new());

	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	g_mime_message_set_mime_part(message, GMIME_OBJECT(part));
	g_object_unref(part);
	g_object_unref(content);
	g_object_unref(stream);
}

/* The text with LF as the end of every line, the last one too. */
static const char *
text_clean(struct arena *arena, const char *text)
{
	struct buf clean;

	buf_init(&clean, arena, 0);
	for (; *text; text++) {
		if (*text != '\r')
			buf_add_char(&clean, *text);
		else if (text[1] != '\n')
			buf_add_char(&clean, '\n');
	}
	if (!clean.length || clean.text[clean.length - 1] != '\n')
		buf_add_char(&clean, '\n');
	return clean.text;
}

/*
 * gmime leaves a dot and "From " at the start of a line alone. Relays that get the one wrong, and
 * mailboxes that change the other, are answered by writing their first letter as =XX. What then
 * does not fit into the line goes into the next.
 */
static void
line_add(struct buf *out, const char *line, size_t length)
{
	while (length && (*line == '.' || (length >= 5 && memcmp(line, "From ", 5) == 0))) {
		buf_add_format(out, "=%02X", (unsigned)*line);
		line++;
		length--;
		if (length + 3 <= QP_LINE_MOST)
			break;
		buf_add_text(out, "=\r\n");
	}
	buf_add(out, line, length);
	buf_add_text(out, "\r\n");
}

static const char *
mail_finish(struct arena *arena, const char *mail)
{
	const char *text = strstr(mail, "\r\n\r\n") + 4;
	struct buf out;

	buf_init(&out, arena, 0);
	buf_add(&out, mail, (size_t)(text - mail));
	while (*text) {
		size_t length = strcspn(text, "\r");

		line_add(&out, text, length);
		text += length + strlen("\r\n");
	}
	return out.text;
}

bool
mime_format(struct arena *arena, const struct mime_mail *mail, const char **bytes_out,
        struct error *err)
{
	GMimeFormatOptions *options;
	GMimeMessage *message;
	char *bytes;

	if (!mail_check(arena, mail, err))
		return false;
	/* Counts how often it is called; what it holds is kept until the program ends. */
	g_mime_init();
	options = g_mime_format_options_new();
	g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
	message = g_mime_message_new(false);
	headers_add(arena, message, mail);
	text_add(message, text_clean(arena, mail->text));
	bytes = g_mime_object_to_string(GMIME_OBJECT(message), options);
	*bytes_out = mail_finish(arena, bytes);
	g_free(bytes);
	g_object_unref(message);
	g_mime_format_options_free(options);
	return true;
}

/* To be unreferenced; NULL: no mail. */
static GMimeMessage *
message_parse(const char *bytes)
{
	GMimeStream *stream;
	GMimeParser *parser;
	GMimeMessage *message;

	g_mime_init();
	stream = g_mime_stream_mem_new_with_buffer(bytes, strlen(bytes));
	parser = g_mime_parser_new_with_stream(stream);
	message = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	g_object_unref(stream);
	return message;
}

static void
read_header(struct buf *out, GMimeMessage *message, const char *name)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(message));
	GMimeHeader *header = g_mime_header_list_get_header(list, name);

	if (header)
		buf_add_format(out, "%s: %s\n", name, g_mime_header_get_value(header));
}

static void
read_text(struct buf *out, GMimeMessage *message)
{
	GMimeObject *part = g_mime_message_get_mime_part(message);
	char *text;

	if (!part || !GMIME_IS_TEXT_PART(part))
		return;
	text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
	for (const char *at = text; at && *at; at++)
		if (*at != '\r' || at[1] != '\n')
			buf_add_char(out, *at);
	g_free(text);
}

const char *
mime_read(struct arena *arena, const char *bytes)
{
	static const char *const names[] = {
	        "From", "To", "Reply-To", "Date", "Subject", "Message-ID"};
	GMimeMessage *message = message_parse(bytes);
	struct buf out;

	if (!message)
		return arena_text(arena, bytes);
	buf_init(&out, arena, 0);
	for (size_t i = 0; i < COUNT(names); i++)
		read_header(&out, message, names[i]);
	buf_add_char(&out, '\n');
	read_text(&out, message);
	g_object_unref(message);
	return out.text;
}

const char *
mime_id_find(struct arena *arena, const char *bytes)
{
	GMimeMessage *message = message_parse(bytes);
	const char *id = message ? arena_text(arena, g_mime_message_get_message_id(message)) : NULL;

	if (message)
		g_object_unref(message);
	return id;
}
