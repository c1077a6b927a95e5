/* SPDX-License-Identifier: MIT */
#include "cmd/commands.h"

#include "cmd/option.h"
#include "text/suggest.h"

#include <string.h>

/*
 * The next operand at or after *at, which moves behind it. Options are stepped over with their
 * arguments: the global rows and those of parent say which take one. NULL at the end, at "--", and
 * at an unknown option, which is left to options_parse.
 */
static const char *
read_operand(const struct command *parent, const char *const *words, size_t count, size_t *at)
{
	while (*at < count) {
		const char *word = words[*at];
		size_t span;

		if (!option_is_word(word)) {
			++*at;
			return word;
		}
		span = option_span(global_options, word);
		if (!span && parent)
			span = option_span(parent->options, word);
		if (!span)
			break;
		*at += span;
	}
	return NULL;
}

static const struct command *
find_named(const struct command *const *list, const char *name)
{
	for (; *list; list++)
		if (strcmp((*list)->name, name) == 0)
			return *list;
	return NULL;
}

static const struct command *
fail_unknown(const struct command *const *list, const struct command *parent, const char *word,
        struct error *err)
{
	struct suggest suggest;
	char hint[sizeof(err->hint)];

	suggest_init(&suggest, word);
	for (; *list; list++)
		if (!((*list)->needs & HIDDEN))
			suggest_add(&suggest, (*list)->name);
	suggest_text(&suggest, hint, sizeof(hint));
	if (parent)
		error_set(err, ERROR_USAGE, "%s has no command \"%s\"", parent->name, word);
	else
		error_set(err, ERROR_USAGE, "there is no command \"%s\"", word);
	if (hint[0])
		(void)error_hint(err, "%s", hint);
	else if (parent)
		(void)error_hint(err, "askback %s -h", parent->name);
	else
		(void)error_hint(err, "askback help");
	return NULL;
}

static const struct command *
fail_option(const char *word, struct error *err)
{
	struct arena scratch;

	error_set(err, ERROR_USAGE, "unknown option %s", word);
	(void)error_hint(err, "the options of a command come after its name");
	arena_init(&scratch);
	option_suggest(&scratch, NULL, global_options, word, err);
	arena_close(&scratch);
	return NULL;
}

const struct command *
command_find(const char *const *words, size_t count, const struct command **parent_out,
        size_t *used_out, struct error *err)
{
	const struct command *command;
	const struct command *subcommand;
	const char *word;
	size_t at = 0;

	*parent_out = NULL;
	*used_out = 0;
	error_reset(err);
	word = read_operand(NULL, words, count, &at);
	if (!word)
		return at < count && strcmp(words[at], "--") != 0 ? fail_option(words[at], err)
		                                                  : NULL;
	command = find_named(commands, word);
	if (!command)
		return fail_unknown(commands, NULL, word, err);
	*used_out = 1;
	if (!command->subcommands)
		return command;
	word = read_operand(command, words, count, &at);
	if (!word)
		return command;
	subcommand = find_named(command->subcommands, word);
	if (subcommand) {
		*parent_out = command;
		*used_out = 2;
		return subcommand;
	}
	return command->most > 0 ? command : fail_unknown(command->subcommands, command, word, err);
}
