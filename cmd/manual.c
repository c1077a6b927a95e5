/* SPDX-License-Identifier: MIT */
#include "cmd/manual.h"

#include "cmd/commands.h"
#include "cmd/option.h"
#include "cmd/prose.h"
#include "text/wrap.h"

#include <ctype.h>
#include <string.h>

enum {
	PAGE_WIDTH = 80,
	INDENT = 2,
	EXAMPLE_INDENT = 6,
	TERM_MOST = 26, /* a longer term stands on a line of its own */
};

/* Two columns: an option and its help, a command and its summary. */
struct pair {
	const char *term;
	const char *text;
};

struct pairs {
	struct pair *items;
	size_t count;
	size_t capacity;
};

static void
add_pair(struct arena *arena, struct pairs *pairs, const char *term, const char *text)
{
	pairs->items = arena_grow(
	        arena, pairs->items, pairs->count, &pairs->capacity, sizeof(pairs->items[0]));
	pairs->items[pairs->count++] = (struct pair){.term = term, .text = text};
}

static void
add_pairs(struct buf *out, const struct pairs *pairs)
{
	size_t width = 0;

	for (size_t i = 0; i < pairs->count; i++) {
		size_t length = strlen(pairs->items[i].term);

		if (length > width && length <= TERM_MOST)
			width = length;
	}
	for (size_t i = 0; i < pairs->count; i++) {
		const struct pair *pair = &pairs->items[i];
		size_t length = strlen(pair->term);
		size_t column = INDENT + width + 2;

		buf_add_repeat(out, " ", INDENT);
		buf_add_text(out, pair->term);
		if (length > width) {
			buf_add_char(out, '\n');
			length = 0;
			buf_add_repeat(out, " ", INDENT);
		}
		buf_add_repeat(out, " ", column - INDENT - length);
		wrap_add(out, pair->text, PAGE_WIDTH, column, column);
		buf_add_char(out, '\n');
	}
}

static void
add_heading(struct buf *out, const char *name, bool bold)
{
	buf_add_text(out, bold ? "\n\033[1m" : "\n");
	for (; *name; name++)
		buf_add_char(out, (char)toupper((unsigned char)*name));
	buf_add_text(out, bold ? "\033[0m\n" : "\n");
}

static void
add_title(struct buf *out, const char *name, const char *summary)
{
	const char *title = arena_format(out->arena, "%s: %s", name, summary);

	wrap_add(out, title, PAGE_WIDTH, 0, 0);
	buf_add_char(out, '\n');
}

static void
add_prose(struct buf *out, const char *text)
{
	struct pairs items = {.count = 0};
	enum prose_kind last = PROSE_END;
	struct prose prose;

	while (prose_read(out->arena, &text, &prose)) {
		if (last == PROSE_ITEM && prose.kind != PROSE_ITEM) {
			add_pairs(out, &items);
			items.count = 0;
		}
		if (prose.kind != last || prose.kind == PROSE_PARAGRAPH)
			buf_add_char(out, '\n');
		if (prose.kind == PROSE_ITEM) {
			add_pair(out->arena, &items, prose.term, prose.text);
		} else {
			if (prose.kind == PROSE_PARAGRAPH)
				wrap_add(out, prose.text, PAGE_WIDTH, 0, 0);
			else
				buf_add_text(out, prose.text);
			buf_add_char(out, '\n');
		}
		last = prose.kind;
	}
	add_pairs(out, &items);
}

static void
add_examples(struct buf *out, const struct example *examples, bool bold)
{
	if (!examples || !examples->command)
		return;
	add_heading(out, "examples", bold);
	for (; examples->command; examples++) {
		buf_add_repeat(out, " ", INDENT);
		buf_add_text(out, examples->command);
		buf_add_char(out, '\n');
		buf_add_repeat(out, " ", EXAMPLE_INDENT);
		wrap_add(out, examples->what, PAGE_WIDTH, EXAMPLE_INDENT, EXAMPLE_INDENT);
		buf_add_char(out, '\n');
	}
}

static void
add_options(struct buf *out, const char *heading, const struct option *rows, bool bold)
{
	struct pairs pairs = {.count = 0};

	if (!rows)
		return;
	for (const struct option *row = rows; row->name; row++) {
		const char *letter =
		        row->letter ? arena_format(out->arena, "-%c, ", row->letter) : "    ";
		const char *term = arena_format(out->arena, "%s--%s%s%s", letter, row->name,
		        row->argument ? " " : "", row->argument ? row->argument : "");

		add_pair(out->arena, &pairs, term, option_help(out->arena, row));
	}
	add_heading(out, heading, bold);
	add_pairs(out, &pairs);
}

static void
add_usage_line(struct buf *out, const char *path, const struct command *command)
{
	const char *options = command->options ? " [OPTION...]" : "";
	const char *usage = command->usage && command->usage[0] ? command->usage : NULL;
	const char *line = arena_format(
	        out->arena, "%s%s%s%s", path, options, usage ? " " : "", usage ? usage : "");

	buf_add_repeat(out, " ", INDENT);
	wrap_add(out, line, PAGE_WIDTH, INDENT, EXAMPLE_INDENT);
	buf_add_char(out, '\n');
}

/* A command that is only there for its subcommands has no usage of its own. */
static void
add_usage(struct buf *out, const char *path, const struct command *command, bool bold)
{
	add_heading(out, "usage", bold);
	if (command->usage || !command->subcommands)
		add_usage_line(out, path, command);
	for (const struct command *const *at = command->subcommands; at && *at; at++)
		if (!((*at)->needs & HIDDEN))
			add_usage_line(
			        out, arena_format(out->arena, "%s %s", path, (*at)->name), *at);
}

/* The commands of one group, or all when group is NULL. */
static void
add_commands(struct buf *out, const char *heading, const struct command *const *list,
        const char *group, bool bold)
{
	struct pairs pairs = {.count = 0};

	for (; list && *list; list++)
		if (!((*list)->needs & HIDDEN) && (!group || strcmp((*list)->group, group) == 0))
			add_pair(out->arena, &pairs, (*list)->name, (*list)->summary);
	if (!pairs.count)
		return;
	add_heading(out, heading, bold);
	add_pairs(out, &pairs);
}

static void
add_topics(struct buf *out, bool bold)
{
	struct pairs pairs = {.count = 0};

	for (const struct topic *topic = topics; topic->name; topic++)
		add_pair(out->arena, &pairs, topic->name, topic->summary);
	add_heading(out, "topics", bold);
	add_pairs(out, &pairs);
}

static void
add_learn_more(struct buf *out, const char *page, bool bold)
{
	struct pairs pairs = {.count = 0};

	add_pair(out->arena, &pairs, arena_format(out->arena, "man %s", page), "the whole manual");
	add_pair(out->arena, &pairs, "askback help COMMAND", "help for one command");
	add_pair(out->arena, &pairs, "askback help TOPIC",
	        "one of the topics; askback -h lists them");
	add_heading(out, "learn more", bold);
	add_pairs(out, &pairs);
}

void
manual_add_overview(struct buf *out, bool bold)
{
	add_title(out, overview.name, overview.summary);
	add_usage(out, overview.name, &overview, bold);
	add_examples(out, overview.examples, bold);
	for (const char *const *group = command_groups; *group; group++)
		add_commands(out, *group, commands, *group, bold);
	add_options(out, "global options", global_options, bold);
	add_topics(out, bold);
	add_learn_more(out, overview.name, bold);
}

void
manual_add_help(
        struct buf *out, const struct command *parent, const struct command *command, bool bold)
{
	const char *path = arena_format(out->arena, "askback %s%s%s", parent ? parent->name : "",
	        parent ? " " : "", command->name);
	const char *page =
	        arena_format(out->arena, "askback-%s", parent ? parent->name : command->name);

	add_title(out, path, command->summary);
	add_usage(out, path, command, bold);
	add_examples(out, command->examples, bold);
	if (command->about)
		add_prose(out, command->about);
	add_commands(out, "commands", command->subcommands, NULL, bold);
	add_options(out, "options", command->options, bold);
	add_options(out, "global options", global_options, bold);
	add_learn_more(out, page, bold);
}

void
manual_add_topic(struct buf *out, const struct topic *topic, bool bold)
{
	if (bold)
		buf_add_text(out, "\033[1m");
	add_title(out, topic->name, topic->summary);
	if (bold)
		buf_add_text(out, "\033[0m");
	add_prose(out, topic_format(out->arena, topic));
}
