/* SPDX-License-Identifier: MIT */
#include "cmd/manual.h"

#include "cmd/commands.h"
#include "cmd/option.h"
#include "cmd/prose.h"
#include "cmd/roff.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Where the topics stand in askback(1): mdoc has an order of sections, and names for some. */
struct section {
	const char *topic;
	const char *title;
	const char *macro; /* for the terms of its items */
};

static const struct section sections[] = {
        {.topic = "formatting", .title = "OUTPUT", .macro = "Cm"},
        {.topic = "states", .title = "STATES", .macro = "Cm"},
        {.topic = "times", .title = "DATES AND TIMES", .macro = "Sy"},
        {.topic = "config", .title = "CONFIGURATION", .macro = "Sy"},
        {.topic = "environment", .title = "ENVIRONMENT", .macro = "Ev"},
        {.topic = "files", .title = "FILES", .macro = "Pa"},
        {.topic = "exit-codes", .title = "EXIT STATUS", .macro = "Sy"},
};

/* Begins or ends the list or the display that a line of this kind stands in. */
static void
add_border(struct buf *out, enum prose_kind last, enum prose_kind next)
{
	if (last == next)
		return;
	if (last == PROSE_ITEM)
		buf_add_text(out, ".El\n");
	if (last == PROSE_LITERAL)
		buf_add_text(out, ".Ed\n");
	if (next == PROSE_ITEM)
		buf_add_text(out, ".Bl -tag -width 9n\n");
	if (next == PROSE_LITERAL)
		buf_add_text(out, ".Bd -literal -offset indent\n");
}

/* following: other text stands before it in its section. macro: for the terms of items. */
static void
add_prose(struct buf *out, const char *text, bool following, const char *macro)
{
	enum prose_kind last = PROSE_END;
	struct prose prose;

	while (prose_read(out->arena, &text, &prose)) {
		add_border(out, last, prose.kind);
		switch (prose.kind) {
		case PROSE_ITEM:
			roff_add_item(out, macro, prose.term);
			roff_add_text(out, prose.text);
			break;
		case PROSE_LITERAL:
			roff_add_literal(out, prose.text + strspn(prose.text, " "));
			break;
		case PROSE_PARAGRAPH:
			if (following || last != PROSE_END)
				buf_add_text(out, ".Pp\n");
			roff_add_text(out, prose.text);
			break;
		case PROSE_END:
			break;
		}
		last = prose.kind;
	}
	add_border(out, last, PROSE_END);
}

static void
add_options(struct buf *out, const struct option *rows)
{
	if (!rows)
		return;
	buf_add_text(out, ".Bl -tag -width Ds\n");
	for (const struct option *row = rows; row->name; row++) {
		buf_add_text(out, ".It");
		if (row->letter)
			buf_add_format(out, " Fl %c ,", row->letter);
		buf_add_text(out, " Fl");
		roff_add_arguments(out, arena_format(out->arena, "-%s", row->name));
		if (row->argument) {
			buf_add_text(out, " Ar");
			roff_add_arguments(out, row->argument);
		}
		buf_add_char(out, '\n');
		roff_add_sentence(out, option_help(out->arena, row), ".");
	}
	buf_add_text(out, ".El\n");
}

/* following: others stand before them in their section. */
static void
add_examples(struct buf *out, const struct example *examples, bool following)
{
	for (; examples && examples->command; examples++) {
		if (following)
			buf_add_text(out, ".Pp\n");
		following = true;
		roff_add_sentence(out, examples->what, ":");
		buf_add_text(out, ".Bd -literal -offset indent\n");
		roff_add_literal(out, examples->command);
		buf_add_text(out, ".Ed\n");
	}
}

static void
add_head(struct buf *out, const char *name, const char *summary, const char *date)
{
	char *title = arena_text(out->arena, name);

	for (char *at = title; *at; at++)
		*at = (char)toupper((unsigned char)*at);
	buf_add_format(
	        out, ".\\\" SPDX-License-Identifier: MIT\n.Dd %s\n.Dt %s 1\n.Os\n", date, title);
	buf_add_text(out, ".Sh NAME\n");
	roff_add_macro(out, "Nm", name);
	roff_add_macro(out, "Nd", summary);
}

static void
add_synopsis(struct buf *out, const char *path, const struct command *command)
{
	roff_add_macro(out, "Nm", path);
	roff_add_text(out,
	        arena_format(out->arena, "%s%s", command->options ? "[OPTION...] " : "",
	                command->usage ? command->usage : ""));
}

static int
compare_names(const void *a, const void *b)
{
	const struct command *const *left = a;
	const struct command *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

static void
add_all_references(struct buf *out)
{
	const struct command **sorted;
	size_t count = 0;

	for (size_t i = 0; commands[i]; i++)
		count++;
	sorted = arena_array(out->arena, count, sizeof(*sorted));
	count = 0;
	for (size_t i = 0; commands[i]; i++)
		if (!(commands[i]->needs & HIDDEN))
			sorted[count++] = commands[i];
	qsort(sorted, count, sizeof(*sorted), compare_names);
	for (size_t i = 0; i < count; i++)
		buf_add_format(
		        out, ".Xr askback-%s 1%s\n", sorted[i]->name, i + 1 < count ? " ," : "");
}

static void
add_groups(struct buf *out)
{
	for (const char *const *group = command_groups; *group; group++) {
		bool any = false;

		for (size_t i = 0; commands[i]; i++) {
			if ((commands[i]->needs & HIDDEN) ||
			        strcmp(commands[i]->group, *group) != 0)
				continue;
			if (!any) {
				buf_add_text(out, ".Ss ");
				roff_add_sentence(out, *group, "");
				buf_add_text(out, ".Bl -tag -width Ds\n");
			}
			any = true;
			buf_add_format(out, ".It Xr askback-%s 1\n", commands[i]->name);
			roff_add_sentence(out, commands[i]->summary, ".");
		}
		if (any)
			buf_add_text(out, ".El\n");
	}
}

static void
add_section(struct buf *out, const struct section *section)
{
	for (const struct topic *topic = topics; topic->name; topic++)
		if (strcmp(topic->name, section->topic) == 0) {
			buf_add_format(out, ".Sh %s\n", section->title);
			add_prose(out, topic_format(out->arena, topic), false, section->macro);
		}
}

static void
add_program_page(struct buf *out, const char *date)
{
	add_head(out, overview.name, overview.summary, date);
	buf_add_text(out, ".Sh SYNOPSIS\n");
	add_synopsis(out, overview.name, &overview);
	buf_add_text(out, ".Sh DESCRIPTION\n");
	add_prose(out, overview.about, false, "Sy");
	add_groups(out);
	buf_add_text(out, ".Sh OPTIONS\nEvery command understands these:\n");
	add_options(out, global_options);
	for (size_t i = 0; i < COUNT(sections); i++)
		add_section(out, &sections[i]);
	buf_add_text(out, ".Sh EXAMPLES\n");
	add_examples(out, overview.examples, false);
	buf_add_text(out, ".Sh SEE ALSO\n");
	add_all_references(out);
}

static void
add_subcommands(struct buf *out, const struct command *command)
{
	if (!command->subcommands)
		return;
	buf_add_text(out, ".Sh COMMANDS\n");
	for (const struct command *const *at = command->subcommands; *at; at++) {
		if ((*at)->needs & HIDDEN)
			continue;
		roff_add_macro(out, "Ss", (*at)->name);
		roff_add_sentence(out, (*at)->summary, ".");
		if ((*at)->about)
			add_prose(out, (*at)->about, true, "Sy");
		add_options(out, (*at)->options);
	}
}

static void
add_all_examples(struct buf *out, const struct command *command)
{
	struct buf examples;

	buf_init(&examples, out->arena, 0);
	add_examples(&examples, command->examples, false);
	for (const struct command *const *at = command->subcommands; at && *at; at++)
		if (!((*at)->needs & HIDDEN))
			add_examples(&examples, (*at)->examples, examples.length > 0);
	if (examples.length == 0)
		return;
	buf_add_text(out, ".Sh EXAMPLES\n");
	buf_add(out, examples.text, examples.length);
}

static void
add_all_synopses(struct buf *out, const struct command *command)
{
	const char *path = arena_format(out->arena, "askback %s", command->name);

	buf_add_text(out, ".Sh SYNOPSIS\n");
	if (command->usage || !command->subcommands)
		add_synopsis(out, path, command);
	for (const struct command *const *at = command->subcommands; at && *at; at++)
		if (!((*at)->needs & HIDDEN))
			add_synopsis(
			        out, arena_format(out->arena, "%s %s", path, (*at)->name), *at);
}

static void
add_command_page(struct buf *out, const struct command *command, const char *date)
{
	add_head(
	        out, arena_format(out->arena, "askback-%s", command->name), command->summary, date);
	add_all_synopses(out, command);
	buf_add_text(out, ".Sh DESCRIPTION\n");
	roff_add_sentence(out, command->summary, ".");
	if (command->about)
		add_prose(out, command->about, true, "Sy");
	add_subcommands(out, command);
	buf_add_text(out, ".Sh OPTIONS\n");
	add_options(out, command->options);
	if (command->options)
		buf_add_text(out, ".Pp\n");
	buf_add_text(out,
	        "The options that every command understands are described in\n"
	        ".Xr askback 1 .\n");
	buf_add_text(out, ".Sh ENVIRONMENT\nThe variables are described in\n.Xr askback 1 .\n");
	buf_add_text(out,
	        ".Sh FILES\nThe store and the configuration are described in\n"
	        ".Xr askback 1 .\n");
	for (size_t i = 0; i < COUNT(sections); i++)
		if (strcmp(sections[i].topic, "exit-codes") == 0)
			add_section(out, &sections[i]);
	add_all_examples(out, command);
	buf_add_text(out, ".Sh SEE ALSO\n.Xr askback 1\n");
}

void
manual_add_page(struct buf *out, const struct command *command, const char *date)
{
	if (command)
		add_command_page(out, command, date);
	else
		add_program_page(out, date);
}
