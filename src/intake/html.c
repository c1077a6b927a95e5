/* SPDX-License-Identifier: MIT */
#include "intake/html.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"

enum effect {
	EFFECT_NONE,
	EFFECT_LINE,      /* starts a new line */
	EFFECT_PARAGRAPH, /* leaves a line empty */
	EFFECT_ITEM,
	EFFECT_LINK,
	EFFECT_HIDE, /* what is inside is no text */
};

struct tag {
	const char *name;
	enum effect effect;
};

/* The tags that people write in abstracts; others do not make a text HTML, but are dropped too. */
static const struct tag tags[] = {
        {.name = "a", .effect = EFFECT_LINK},
        {.name = "abbr", .effect = EFFECT_NONE},
        {.name = "b", .effect = EFFECT_NONE},
        {.name = "blockquote", .effect = EFFECT_PARAGRAPH},
        {.name = "br", .effect = EFFECT_LINE},
        {.name = "code", .effect = EFFECT_NONE},
        {.name = "dd", .effect = EFFECT_LINE},
        {.name = "div", .effect = EFFECT_LINE},
        {.name = "dl", .effect = EFFECT_PARAGRAPH},
        {.name = "dt", .effect = EFFECT_LINE},
        {.name = "em", .effect = EFFECT_NONE},
        {.name = "h1", .effect = EFFECT_PARAGRAPH},
        {.name = "h2", .effect = EFFECT_PARAGRAPH},
        {.name = "h3", .effect = EFFECT_PARAGRAPH},
        {.name = "h4", .effect = EFFECT_PARAGRAPH},
        {.name = "h5", .effect = EFFECT_PARAGRAPH},
        {.name = "h6", .effect = EFFECT_PARAGRAPH},
        {.name = "hr", .effect = EFFECT_PARAGRAPH},
        {.name = "i", .effect = EFFECT_NONE},
        {.name = "img", .effect = EFFECT_NONE},
        {.name = "li", .effect = EFFECT_ITEM},
        {.name = "ol", .effect = EFFECT_PARAGRAPH},
        {.name = "p", .effect = EFFECT_PARAGRAPH},
        {.name = "pre", .effect = EFFECT_PARAGRAPH},
        {.name = "script", .effect = EFFECT_HIDE},
        {.name = "section", .effect = EFFECT_PARAGRAPH},
        {.name = "small", .effect = EFFECT_NONE},
        {.name = "span", .effect = EFFECT_NONE},
        {.name = "strong", .effect = EFFECT_NONE},
        {.name = "style", .effect = EFFECT_HIDE},
        {.name = "sub", .effect = EFFECT_NONE},
        {.name = "sup", .effect = EFFECT_NONE},
        {.name = "table", .effect = EFFECT_PARAGRAPH},
        {.name = "td", .effect = EFFECT_NONE},
        {.name = "tr", .effect = EFFECT_LINE},
        {.name = "tt", .effect = EFFECT_NONE},
        {.name = "u", .effect = EFFECT_NONE},
        {.name = "ul", .effect = EFFECT_PARAGRAPH},
};

/* One tag of the text, or a comment. */
struct markup {
	const struct tag *tag; /* NULL: none of the table */
	bool closing;
	const char *attributes;
	const char *end; /* behind its '>' */
};

struct writer {
	struct buf out;
	size_t feeds; /* line feeds owed before the next word */
	bool blank;   /* a blank owed before the next word */
	bool bullet;
	const char *href; /* of the open link */
	size_t href_length;
	size_t link_at; /* where its text begins */
};

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static const struct tag *
tag_find(const char *name, size_t length)
{
	for (size_t i = 0; i < COUNT(tags); i++)
		if (strlen(tags[i].name) == length && strncasecmp(tags[i].name, name, length) == 0)
			return &tags[i];
	return NULL;
}

/* Reads the markup at a '<'. What never ends, or is no tag, is text. */
static bool
markup_read(const char *at, struct markup *markup)
{
	const char *name;
	const char *p = at + 1;

	*markup = (struct markup){0};
	if (strncmp(at, "<!--", 4) == 0) {
		p = strstr(at + 4, "-->");
		markup->end = p ? p + 3 : at + strlen(at);
		return true;
	}
	markup->closing = *p == '/';
	if (markup->closing)
		p++;
	name = p;
	while (is_letter(*p) || (p > name && *p >= '0' && *p <= '9'))
		p++;
	if (p == name || !(is_space(*p) || *p == '/' || *p == '>'))
		return false;
	markup->tag = tag_find(name, (size_t)(p - name));
	markup->attributes = p;
	p += strcspn(p, "<>");
	markup->end = p + 1;
	return *p == '>';
}

bool
html_is(const char *text)
{
	struct markup markup;

	for (const char *at = strchr(text, '<'); at; at = strchr(at, '<')) {
		bool is_markup = markup_read(at, &markup);

		if (is_markup && markup.tag)
			return true;
		at = is_markup ? markup.end : at + 1;
	}
	return false;
}

/* The value of href="...", if the tag has one. */
static void
href_find(struct writer *writer, const struct markup *markup)
{
	const char *at = markup->attributes;
	char quote;

	writer->href = NULL;
	while (at + 6 < markup->end && strncasecmp(at, "href=", 5) != 0)
		at++;
	if (at + 6 >= markup->end)
		return;
	at += 5;
	quote = *at == '"' || *at == '\'' ? *at++ : '\0';
	writer->href = at;
	while (at + 1 < markup->end && (quote ? *at != quote : !is_space(*at)))
		at++;
	writer->href_length = (size_t)(at - writer->href);
	writer->link_at = writer->out.length;
}

static void
writer_add(struct writer *writer, const char *bytes, size_t length)
{
	if (writer->feeds && writer->out.length)
		buf_add_repeat(&writer->out, "\n", writer->feeds);
	else if (writer->blank && writer->out.length)
		buf_add_char(&writer->out, ' ');
	if (writer->bullet)
		buf_add_text(&writer->out, "- ");
	writer->feeds = 0;
	writer->blank = false;
	writer->bullet = false;
	buf_add(&writer->out, bytes, length);
}

/* Adds one character or entity of the text and returns what is behind it. */
static const char *
writer_add_text(struct writer *writer, const char *at)
{
	char utf8[9];
	size_t length;

	if (is_space(*at)) {
		writer->blank = true;
		return at + 1;
	}
	length = html_entity(at, utf8);
	if (length) {
		writer_add(writer, utf8, strlen(utf8));
		return at + length;
	}
	length = 1;
	while (at[length] && !is_space(at[length]) && at[length] != '&' && at[length] != '<')
		length++;
	writer_add(writer, at, length);
	return at + length;
}

static bool
starts_with_scheme(const char *href, size_t length)
{
	return (length > 7 && strncasecmp(href, "http://", 7) == 0) ||
	        (length > 8 && strncasecmp(href, "https://", 8) == 0);
}

/* The address goes behind the link's text, unless it is the text. */
static void
link_close(struct writer *writer)
{
	const char *text = writer->out.text + writer->link_at;
	const char *href = writer->href;

	writer->href = NULL;
	if (!href || !starts_with_scheme(href, writer->href_length) ||
	        memmem(text, strlen(text), href, writer->href_length))
		return;
	writer->blank = true;
	writer_add(writer, "(", 1);
	for (size_t i = 0; i < writer->href_length;) {
		char utf8[9];
		size_t length = html_entity(href + i, utf8);

		if (length)
			buf_add_text(&writer->out, utf8);
		else
			buf_add_char(&writer->out, href[i]);
		i += length ? length : 1;
	}
	buf_add_char(&writer->out, ')');
}

static void
feeds_owe(struct writer *writer, size_t feeds)
{
	if (feeds > writer->feeds)
		writer->feeds = feeds;
}

/* Obeys a tag and returns where the text goes on. */
static const char *
markup_write(struct writer *writer, const struct markup *markup)
{
	const char *end = markup->end;

	if (!markup->tag)
		return end;
	switch (markup->tag->effect) {
	case EFFECT_NONE:
		break;
	case EFFECT_LINE:
		feeds_owe(writer, 1);
		break;
	case EFFECT_PARAGRAPH:
		feeds_owe(writer, 2);
		break;
	case EFFECT_ITEM:
		feeds_owe(writer, 1);
		writer->bullet = !markup->closing;
		break;
	case EFFECT_LINK:
		if (markup->closing)
			link_close(writer);
		else
			href_find(writer, markup);
		break;
	case EFFECT_HIDE:
		for (; !markup->closing && *end; end++)
			if (end[0] == '<' && end[1] == '/' &&
			        strncasecmp(
			                end + 2, markup->tag->name, strlen(markup->tag->name)) == 0)
				break;
		break;
	}
	return end;
}

const char *
html_text(struct arena *arena, const char *html)
{
	struct writer writer = {0};

	buf_init(&writer.out, arena, 0);
	for (const char *at = html; *at;) {
		struct markup markup;

		if (*at == '<' && markup_read(at, &markup))
			at = markup_write(&writer, &markup);
		else
			at = writer_add_text(&writer, at);
	}
	return writer.out.text;
}

const char *
html_decode(struct arena *arena, const char *text)
{
	struct buf out;

	if (!strchr(text, '&'))
		return text;
	buf_init(&out, arena, 0);
	while (*text) {
		char utf8[9];
		size_t length = html_entity(text, utf8);

		if (length)
			buf_add_text(&out, utf8);
		else
			buf_add_char(&out, *text);
		text += length ? length : 1;
	}
	return out.text;
}
