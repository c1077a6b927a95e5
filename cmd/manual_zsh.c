/* SPDX-License-Identifier: MIT */
#include "cmd/manual_shell.h"

#include "cmd/commands.h"
#include "cmd/option.h"

#include <string.h>

static const char logic[] =
        "# Asks the program what there is of the kind $1. compadd quotes what it puts on the "
        "line.\n"
        "_askback_live() {\n"
        "\tlocal expl text\n"
        "\tlocal -a values shown\n"
        "\tfor text in \"${(@f)$(askback \"${(@)_askback_store}\" __complete $1 -- "
        "\"${(Q)PREFIX}\" \\\n"
        "\t\t</dev/null 2>/dev/null)}\"; do\n"
        "\t\t[[ -n $text ]] || continue\n"
        "\t\tvalues+=(\"${text%%$'\\t'*}\")\n"
        "\t\tshown+=(\"${text/$'\\t'/  }\")\n"
        "\tdone\n"
        "\t_wanted $1 expl $1 compadd -l -d shown -a values\n"
        "}\n"
        "\n"
        "# Completes what follows the command words $1.\n"
        "_askback_at() {\n"
        "\tlocal curcontext=$curcontext state line\n"
        "\tlocal -a commands specs\n"
        "\tlocal -A opt_args\n"
        "\t_askback_level \"$1\"\n"
        "\tif (($#commands == 0)); then\n"
        "\t\t_arguments -s -S $_askback_global $specs\n"
        "\t\treturn\n"
        "\tfi\n"
        "\t_arguments -s -S -C $_askback_global $specs '1: :->command' '*:: :->words' && return\n"
        "\tcase $state in\n"
        "\tcommand) _describe -t commands 'askback command' commands ;;\n"
        "\twords) _askback_at \"${1:+$1 }$line[1]\" ;;\n"
        "\tesac\n"
        "}\n"
        "\n"
        "_askback() {\n"
        "\tlocal i store\n"
        "\tlocal -a _askback_store\n"
        "\tfor ((i = 2; i < CURRENT; i++)); do\n"
        "\t\tcase $words[i] in\n"
        "\t\t--) break ;;\n"
        "\t\t--store) store=$words[i+1] ;;\n"
        "\t\t--store=*) store=${words[i]#*=} ;;\n"
        "\t\t*) continue ;;\n"
        "\t\tesac\n"
        "\t\t[[ $store != '~/'* ]] || store=$HOME/${store#*/}\n"
        "\t\t_askback_store=(--store \"${(Q)store}\")\n"
        "\tdone\n"
        "\t_askback_at ''\n"
        "}\n"
        "\n"
        "if [[ $funcstack[1] == _askback ]]; then\n"
        "\t_askback \"$@\"\n"
        "else\n"
        "\tcompdef _askback askback\n"
        "fi\n";

/* What _arguments and _describe would take for their own syntax. */
static const char *
escape(struct arena *arena, const char *text)
{
	struct buf out;

	buf_init(&out, arena, 0);
	for (; *text; text++) {
		if (strchr("[]:\\", *text))
			buf_add_char(&out, '\\');
		buf_add_char(&out, *text);
	}
	return out.text;
}

static void
add_word(struct buf *out, const char *word)
{
	buf_add_text(out, "\t\t\t");
	shell_add_quoted(out, word);
	buf_add_char(out, '\n');
}

/* What completes an argument, as an action of _arguments. */
static const char *
action(struct arena *arena, enum complete complete, const char *choices)
{
	const char *kind = shell_kind(complete);
	struct buf out;

	if (complete == COMPLETE_FILE)
		return "_files";
	if (complete == COMPLETE_FOLDER)
		return "_files -/";
	if (kind)
		return arena_format(arena, " _askback_live %s", kind);
	if (!choices)
		return " ";
	buf_init(&out, arena, 0);
	buf_add_format(&out, "(%s)", choices);
	for (char *at = out.text; *at; at++)
		if (*at == '|')
			*at = ' ';
	return out.text;
}

/* Two specifications for a letter and a name, each of which rules out the other. */
static void
add_option(struct buf *out, const struct option *rows, const struct option *row)
{
	struct arena *arena = out->arena;
	const char *help = escape(arena, row->help);
	const char *repeat = row->kind == OPTION_LIST ? "*" : "";
	const char *others = "";
	const char *argument = "";
	const char *negation = NULL;

	if (row->kind == OPTION_SWITCH)
		negation = option_negation(arena, rows, row);
	else
		argument = arena_format(arena, ":%s:%s", escape(arena, row->argument),
		        action(arena, row->complete, row->choices));
	if (row->letter && row->kind != OPTION_LIST)
		others = arena_format(arena, "(-%c --%s)", row->letter, row->name);
	add_word(out,
	        arena_format(arena, "%s%s--%s%s[%s]%s", others, repeat, row->name,
	                argument[0] ? "=" : "", help, argument));
	if (row->letter)
		add_word(out,
		        arena_format(arena, "%s%s-%c%s[%s]%s", others, repeat, row->letter,
		                argument[0] ? "+" : "", help, argument));
	/* Understood, but offered only by its positive name. */
	if (negation)
		add_word(out, arena_format(arena, "!--%s", negation));
}

static void
add_options(struct buf *out, const struct option *rows)
{
	for (const struct option *row = rows; row && row->name; row++)
		add_option(out, rows, row);
}

static void
add_commands(struct buf *out, const struct command *const *list)
{
	buf_add_text(out, "\t\tcommands=(\n");
	for (; list && *list; list++)
		if (!((*list)->needs & HIDDEN))
			add_word(out,
			        arena_format(out->arena, "%s:%s", (*list)->name,
			                escape(out->arena, (*list)->summary)));
	buf_add_text(out, "\t\t)\n");
}

static void
add_level(struct buf *out, const char *path, const struct command *command)
{
	buf_add_format(out, "\t'%s')\n", path);
	add_commands(out, command->subcommands);
	buf_add_text(out, "\t\tspecs=(\n");
	add_options(out, command->options);
	if (!command->subcommands && command->operands != COMPLETE_NOTHING)
		add_word(out,
		        arena_format(
		                out->arena, "*: :%s", action(out->arena, command->operands, NULL)));
	buf_add_text(out, "\t\t)\n\t\t;;\n");
}

void
zsh_add_completion(struct buf *out)
{
	buf_add_text(out, "#compdef askback\n# SPDX-License-Identifier: MIT\n\n");
	buf_add_text(out, "# What can follow the command words $1.\n_askback_level() {\n");
	buf_add_text(out, "\tcase $1 in\n\t'')\n");
	add_commands(out, commands);
	buf_add_text(out, "\t\t;;\n");
	shell_add_levels(out, add_level);
	buf_add_text(out, "\tesac\n}\n\n_askback_global=(\n");
	add_options(out, global_options);
	buf_add_text(out, ")\n\n");
	buf_add_text(out, logic);
}
