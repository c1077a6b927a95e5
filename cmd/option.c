/* SPDX-License-Identifier: MIT */
#include "cmd/option.h"

#include "base/buf.h"
#include "text/suggest.h"

#include <string.h>

const struct option *
option_find_letter(const struct option *rows, char letter)
{
	for (const struct option *row = rows; row && row->name; row++)
		if (row->letter == letter)
			return row;
	return NULL;
}

static bool
is_named(const struct option *row, const char *name, size_t length)
{
	return strlen(row->name) == length && strncmp(row->name, name, length) == 0;
}

static bool
is_negation(const struct option *row, const char *name, size_t length)
{
	if (row->kind != OPTION_SWITCH)
		return false;
	if (strncmp(row->name, "no-", 3) == 0 && strlen(row->name + 3) == length)
		return strncmp(row->name + 3, name, length) == 0;
	return length > 3 && strncmp(name, "no-", 3) == 0 && is_named(row, name + 3, length - 3);
}

const struct option *
option_find_name(const struct option *rows, const char *name, size_t length, bool *value_out)
{
	*value_out = true;
	for (const struct option *row = rows; row && row->name; row++)
		if (is_named(row, name, length))
			return row;
	*value_out = false;
	for (const struct option *row = rows; row && row->name; row++)
		if (is_negation(row, name, length))
			return row;
	return NULL;
}

const char *
option_negation(struct arena *arena, const struct option *rows, const struct option *row)
{
	const char *name = strncmp(row->name, "no-", 3) == 0
	        ? row->name + 3
	        : arena_format(arena, "no-%s", row->name);

	for (; rows->name; rows++)
		if (strcmp(rows->name, name) == 0)
			return NULL;
	return name;
}

const char *
option_read_choice(struct arena *arena, const char *text, const char **choice_out)
{
	size_t length = strcspn(text, "|");

	*choice_out = arena_span(arena, text, length);
	return text[length] ? text + length + 1 : NULL;
}

const char *
option_choices(struct arena *arena, const struct option *row)
{
	struct buf out;
	const char *choice;

	buf_init(&out, arena, 0);
	for (const char *at = row->choices; at;) {
		at = option_read_choice(arena, at, &choice);
		if (out.length)
			buf_add_text(&out, at ? ", " : " or ");
		buf_add_text(&out, choice);
	}
	return out.text;
}

const char *
option_help(struct arena *arena, const struct option *row)
{
	if (!row->choices)
		return row->help;
	return arena_format(arena, "%s: %s", row->help, option_choices(arena, row));
}

bool
option_is_word(const char *word)
{
	return word[0] == '-' && word[1] != '\0';
}

static size_t
long_span(const struct option *rows, const char *word)
{
	size_t length = strcspn(word + 2, "=");
	bool value;
	const struct option *row = option_find_name(rows, word + 2, length, &value);

	if (!row)
		return 0;
	return row->kind == OPTION_SWITCH || word[2 + length] == '=' ? 1 : 2;
}

size_t
option_span(const struct option *rows, const char *word)
{
	if (strncmp(word, "--", 2) == 0)
		return long_span(rows, word);
	for (const char *letter = word + 1; *letter; letter++) {
		const struct option *row = option_find_letter(rows, *letter);

		if (!row)
			return 0;
		if (row->kind != OPTION_SWITCH)
			return letter[1] ? 1 : 2;
	}
	return 1;
}

static void
suggest_rows(struct arena *arena, struct suggest *suggest, const struct option *rows)
{
	bool negated = strncmp(suggest->word, "--no-", 5) == 0;

	for (const struct option *row = rows; row && row->name; row++) {
		const char *negation = NULL;

		if (negated && row->kind == OPTION_SWITCH)
			negation = option_negation(arena, rows, row);
		suggest_add(suggest, arena_format(arena, "--%s", row->name));
		if (negation)
			suggest_add(suggest, arena_format(arena, "--%s", negation));
	}
}

void
option_suggest(struct arena *arena, const struct option *rows, const struct option *global_rows,
        const char *word, struct error *err)
{
	struct suggest suggest;
	char text[sizeof(err->hint)];
	size_t length = strcspn(word, "=");

	/* A single letter is close to everything. */
	if (length < 3)
		return;
	/* "-json" is most often a "--json" that lost a dash. */
	suggest_init(&suggest,
	        arena_format(arena, "%s%.*s", word[1] == '-' ? "" : "-", (int)length, word));
	suggest_rows(arena, &suggest, rows);
	suggest_rows(arena, &suggest, global_rows);
	suggest_text(&suggest, text, sizeof(text));
	if (text[0])
		(void)error_hint(err, "%s", text);
}
