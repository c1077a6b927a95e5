/* SPDX-License-Identifier: MIT */
#include "config/ini.h"

#include "base/buf.h"

#include <string.h>

void
ini_init(struct ini *ini, struct arena *arena, const char *path, const char *text, size_t length)
{
	*ini = (struct ini){
	        .arena = arena,
	        .path = path,
	        .at = text,
	        .end = text + length,
	        .line = 1,
	};
	if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		ini->at += 3;
}

static bool
ini_wrong(const struct ini *ini, const char *what, struct error *err)
{
	return error_set(err, ERROR_INVALID, "%s:%zu: %s", ini->path, ini->item_line, what);
}

/* The next character; CR LF is LF, and the end of the file ends a line too. */
static char
ini_peek(const struct ini *ini)
{
	if (ini->at == ini->end)
		return '\n';
	if (*ini->at == '\r' && ini->at + 1 < ini->end && ini->at[1] == '\n')
		return '\n';
	return *ini->at;
}

static void
ini_step(struct ini *ini)
{
	if (ini->at == ini->end)
		return;
	if (ini_peek(ini) == '\n') {
		ini->line++;
		ini->at += *ini->at == '\r';
	}
	ini->at++;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_word(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
}

static void
ini_skip_blanks(struct ini *ini)
{
	while (is_blank(ini_peek(ini)))
		ini_step(ini);
}

static void
ini_skip_line(struct ini *ini)
{
	while (ini_peek(ini) != '\n')
		ini_step(ini);
}

/* Sections and keys are compared without case, so they are read in lower case. */
static const char *
word_read(struct ini *ini)
{
	struct buf word;

	buf_init(&word, ini->arena, 0);
	for (char c; is_word(c = ini_peek(ini)); ini_step(ini))
		buf_add_char(&word, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
	return word.text;
}

/* The name of a section, in quotes; a backslash only keeps the character behind it. */
static bool
name_read(struct ini *ini, struct error *err)
{
	struct buf name;

	buf_init(&name, ini->arena, 0);
	for (ini_step(ini); ini_peek(ini) != '"'; ini_step(ini)) {
		if (ini_peek(ini) == '\\')
			ini_step(ini);
		if (ini_peek(ini) == '\n')
			return ini_wrong(ini, "the quote is not closed", err);
		buf_add_char(&name, ini_peek(ini));
	}
	ini_step(ini);
	ini->name = name.text;
	return true;
}

static bool
section_read(struct ini *ini, struct error *err)
{
	ini_step(ini);
	ini->name = NULL;
	ini->section = word_read(ini);
	if (!ini->section[0])
		return ini_wrong(ini, "the section has no name", err);
	ini_skip_blanks(ini);
	if (ini_peek(ini) == '"' && !name_read(ini, err))
		return false;
	if (ini_peek(ini) != ']')
		return ini_wrong(ini, "the section is not closed by ]", err);
	ini_step(ini);
	return true;
}

/* What stands behind a backslash; a line end continues the value on the next line. */
static bool
escape_read(struct ini *ini, struct buf *value, struct error *err)
{
	char c = ini_peek(ini);

	if (c == 'n')
		buf_add_char(value, '\n');
	else if (c == 't')
		buf_add_char(value, '\t');
	else if (c == '"' || c == '\\')
		buf_add_char(value, c);
	else if (c != '\n')
		return ini_wrong(ini, "a backslash may stand before \" \\ n t or a line end", err);
	return true;
}

static bool
value_read(struct ini *ini, struct error *err)
{
	struct buf value;
	bool quoted = false;
	size_t kept = 0; /* blanks behind this length are not part of the value */

	buf_init(&value, ini->arena, 0);
	ini_skip_blanks(ini);
	for (char c; (c = ini_peek(ini)) != '\n'; ini_step(ini)) {
		if (!quoted && (c == '#' || c == ';'))
			break;
		if (c == '"') {
			quoted = !quoted;
		} else if (c == '\\') {
			ini_step(ini);
			if (!escape_read(ini, &value, err))
				return false;
			kept = value.length;
		} else {
			buf_add_char(&value, c);
			if (quoted || !is_blank(c))
				kept = value.length;
		}
	}
	if (quoted)
		return ini_wrong(ini, "the quote is not closed", err);
	ini_skip_line(ini);
	value.text[kept] = '\0';
	ini->value = value.text;
	return true;
}

static bool
key_read(struct ini *ini, struct error *err)
{
	ini->key = word_read(ini);
	ini->value = NULL;
	ini_skip_blanks(ini);
	if (!ini->section)
		return ini_wrong(ini, "a key stands before the first [section]", err);
	if (ini_peek(ini) == '\n')
		return true;
	if (ini_peek(ini) != '=')
		return ini_wrong(ini, "expected = behind the key", err);
	ini_step(ini);
	return value_read(ini, err);
}

enum ini_item
ini_read(struct ini *ini, struct error *err)
{
	while (ini->at < ini->end) {
		char c = ini_peek(ini);

		ini->item_line = ini->line;
		if (c == '[')
			return section_read(ini, err) ? INI_SECTION : INI_FAILED;
		if (is_letter(c))
			return key_read(ini, err) ? INI_VALUE : INI_FAILED;
		if (c == '#' || c == ';')
			ini_skip_line(ini);
		else if (is_blank(c) || c == '\n')
			ini_step(ini);
		else {
			(void)ini_wrong(ini, "expected a [section], a key or a comment", err);
			return INI_FAILED;
		}
	}
	return INI_END;
}
