/* SPDX-License-Identifier: MIT */
#include "cmd/options.h"

#include "base/buf.h"
#include "cmd/option.h"
#include "text/number.h"
#include "text/suggest.h"

#include <string.h>

/* One table of rows and the struct that they fill. */
struct target {
	const struct option *rows;
	void *options;
};

struct parser {
	struct arena *arena;
	struct target targets[2]; /* the command's own rows come first */
	bool free_text;
	const char *const *words;
	size_t count;
	size_t at; /* the next word */
	struct error *err;
};

/* An option as it was found: its row, where it goes, and how it was typed. */
struct found {
	const struct option *row;
	void *destination;
	const char *typed;
	bool value; /* of a switch */
};

static void
words_add(struct arena *arena, struct words *words, const char *word)
{
	words->items = arena_grow(
	        arena, words->items, words->count, &words->capacity, sizeof(words->items[0]));
	words->items[words->count++] = word;
}

/* In single quotes, unless no shell would see anything in it. */
static const char *
quote(struct arena *arena, const char *word)
{
	static const char plain[] =
	        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
	struct buf out;

	if (word[strspn(word, plain)] == '\0')
		return word;
	buf_init(&out, arena, 0);
	buf_add_char(&out, '\'');
	for (; *word; word++)
		if (*word == '\'')
			buf_add_text(&out, "'\\''");
		else
			buf_add_char(&out, *word);
	buf_add_char(&out, '\'');
	return out.text;
}

/* The sentence is set; adds what helps. A long word would not fit whole, and half of it harms. */
static bool
fail_unknown(struct parser *parser, const char *word)
{
	enum { LONG_WORD = 80 };
	struct error *err = parser->err;
	const char *close;

	option_suggest(parser->arena, parser->targets[0].rows, parser->targets[1].rows, word, err);
	if (!parser->free_text)
		return false;
	close = arena_text(parser->arena, err->hint);
	word = quote(parser->arena, word);
	return error_hint(err, "%s%stext that begins with a dash goes after \"--\"%s%s", close,
	        close[0] ? " or, " : "", strlen(word) < LONG_WORD ? ": -- " : "",
	        strlen(word) < LONG_WORD ? word : "");
}

static bool
read_number(const struct found *found, const char *text, struct error *err)
{
	if (number_parse(text, 0, INT64_MAX, found->destination))
		return true;
	return error_set(
	        err, ERROR_USAGE, "option %s needs a whole number, not \"%s\"", found->typed, text);
}

static bool
read_choice(struct arena *arena, const struct found *found, const char *text, struct error *err)
{
	struct suggest suggest;
	char hint[sizeof(err->hint)];
	const char **destination = found->destination;
	const char *choice;

	suggest_init(&suggest, text);
	for (const char *at = found->row->choices; at;) {
		at = option_read_choice(arena, at, &choice);
		if (strcmp(choice, text) == 0) {
			*destination = choice;
			return true;
		}
		suggest_add(&suggest, choice);
	}
	error_set(err, ERROR_USAGE, "option %s takes %s, not \"%s\"", found->typed,
	        option_choices(arena, found->row), text);
	suggest_text(&suggest, hint, sizeof(hint));
	return error_hint(err, "%s", hint);
}

static bool
read_argument(struct parser *parser, const struct found *found, const char *text)
{
	const char **destination = found->destination;

	switch (found->row->kind) {
	case OPTION_TEXT:
		*destination = text;
		return true;
	case OPTION_LIST:
		words_add(parser->arena, found->destination, text);
		return true;
	case OPTION_NUMBER:
		return read_number(found, text, parser->err);
	case OPTION_CHOICE:
		return read_choice(parser->arena, found, text, parser->err);
	case OPTION_SWITCH:
		break;
	}
	return error_set(parser->err, ERROR_USAGE,
	        "option %s takes no argument, but was given \"%s\"", found->typed, text);
}

/* attached is what followed in the same word, or NULL: then the next word is the argument. */
static bool
read_option(struct parser *parser, const struct found *found, const char *attached)
{
	bool *destination = found->destination;

	if (attached)
		return read_argument(parser, found, attached);
	if (found->row->kind == OPTION_SWITCH) {
		*destination = found->value;
		return true;
	}
	if (parser->at == parser->count)
		return error_set(parser->err, ERROR_USAGE, "option %s needs an argument: %s %s",
		        found->typed, found->typed, found->row->argument);
	return read_argument(parser, found, parser->words[parser->at++]);
}

static bool
read_long(struct parser *parser, const char *word)
{
	size_t length = strcspn(word + 2, "=");
	const char *attached = word[2 + length] ? word + 2 + length + 1 : NULL;
	struct found found = {.typed = arena_span(parser->arena, word, 2 + length)};

	for (size_t i = 0; i < COUNT(parser->targets); i++) {
		const struct target *target = &parser->targets[i];

		found.row = option_find_name(target->rows, word + 2, length, &found.value);
		if (!found.row)
			continue;
		found.destination = (char *)target->options + found.row->offset;
		return read_option(parser, &found, attached);
	}
	error_set(parser->err, ERROR_USAGE, "unknown option %s", found.typed);
	return fail_unknown(parser, word);
}

static bool
find_letter(const struct parser *parser, char letter, struct found *found)
{
	for (size_t i = 0; i < COUNT(parser->targets); i++) {
		const struct target *target = &parser->targets[i];

		found->row = option_find_letter(target->rows, letter);
		if (found->row) {
			found->destination = (char *)target->options + found->row->offset;
			found->typed = arena_format(parser->arena, "-%c", letter);
			return true;
		}
	}
	return false;
}

/* Letters that stand together: switches, and at the end one that may take the rest. */
static bool
read_short(struct parser *parser, const char *word)
{
	for (const char *letter = word + 1; *letter; letter++) {
		struct found found = {.value = true};

		if (!find_letter(parser, *letter, &found)) {
			if (letter == word + 1)
				error_set(parser->err, ERROR_USAGE, "unknown option %s", word);
			else
				error_set(parser->err, ERROR_USAGE, "unknown option -%s in %s",
				        letter, word);
			return fail_unknown(parser, word);
		}
		if (found.row->kind != OPTION_SWITCH)
			return read_option(parser, &found, letter[1] ? letter + 1 : NULL);
		if (!read_option(parser, &found, NULL))
			return false;
	}
	return true;
}

bool
options_parse(struct arena *arena, const struct option *rows, void *options,
        const struct option *global_rows, void *global_options, bool free_text,
        const char *const *words, size_t count, struct words *operands_out, struct error *err)
{
	struct parser parser = {
	        .arena = arena,
	        .targets = {{.rows = rows, .options = options},
	                {.rows = global_rows, .options = global_options}},
	        .free_text = free_text,
	        .words = words,
	        .count = count,
	        .err = err,
	};

	*operands_out = (struct words){.items = NULL};
	while (parser.at < count) {
		const char *word = words[parser.at++];

		if (strcmp(word, "--") == 0)
			break;
		if (!option_is_word(word))
			words_add(arena, operands_out, word);
		else if (!(word[1] == '-' ? read_long(&parser, word) : read_short(&parser, word)))
			return false;
	}
	while (parser.at < count)
		words_add(arena, operands_out, words[parser.at++]);
	return true;
}
