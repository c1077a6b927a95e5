/* SPDX-License-Identifier: MIT */
#include "cmd/manual_shell.h"

#include "cmd/commands.h"

#include <string.h>

static const char logic[] =
        "\n"
        "# The words of the line, without options and their arguments.\n"
        "function __askback_words\n"
        "    set -l tokens (commandline -opc)\n"
        "    set -l skip\n"
        "    for token in $tokens[2..-1]\n"
        "        if set -q skip[1]\n"
        "            set skip\n"
        "        else if test \"$token\" = --\n"
        "            return\n"
        "        else if contains -- $token $__askback_takes\n"
        "            set skip yes\n"
        "        else if not string match -q -- '-*' $token\n"
        "            printf '%s\\n' $token\n"
        "        end\n"
        "    end\n"
        "end\n"
        "\n"
        "# True when the line's words begin with the given ones.\n"
        "function __askback_in\n"
        "    set -l words (__askback_words)\n"
        "    for i in (seq (count $argv))\n"
        "        test \"$words[$i]\" = \"$argv[$i]\"; or return 1\n"
        "    end\n"
        "end\n"
        "\n"
        "# True when the line's words are the given ones.\n"
        "function __askback_at\n"
        "    test (count (__askback_words)) -eq (count $argv); and __askback_in $argv\n"
        "end\n"
        "\n"
        "# Prints the --store that stands on the line.\n"
        "function __askback_store\n"
        "    set -l tokens (commandline -opc)\n"
        "    set -l store\n"
        "    for i in (seq 2 (count $tokens))\n"
        "        switch $tokens[$i]\n"
        "            case --\n"
        "                break\n"
        "            case --store\n"
        "                set store $tokens[(math $i + 1)]\n"
        "            case '--store=*'\n"
        "                set store (string sub -s 9 -- $tokens[$i])\n"
        "        end\n"
        "    end\n"
        "    string match -q -- '~/*' $store; and set store $HOME/(string sub -s 3 -- $store)\n"
        "    set -q store[1]; and printf '%s\\n' --store $store\n"
        "end\n"
        "\n"
        "# Asks the program what there is of a kind. fish picks what fits and escapes it for the "
        "line.\n"
        "function __askback_live\n"
        "    askback (__askback_store) __complete $argv[1] </dev/null 2>/dev/null\n"
        "end\n";

/* What completes an argument: the rest of a "complete" line. */
static void
add_action(struct buf *out, enum complete complete, const char *choices)
{
	const char *kind = shell_kind(complete);

	if (complete == COMPLETE_FILE) {
		buf_add_text(out, " -F");
	} else if (complete == COMPLETE_FOLDER) {
		buf_add_text(out, " -a '(__fish_complete_directories)'");
	} else if (kind) {
		buf_add_format(out, " -a '(__askback_live %s)'", kind);
	} else if (choices) {
		buf_add_text(out, " -a '");
		for (; *choices; choices++)
			buf_add_char(out, *choices == '|' ? ' ' : *choices);
		buf_add_char(out, '\'');
	}
}

/* condition: the start of the line, up to where the option is described. */
static void
add_options(struct buf *out, const char *condition, const struct option *rows)
{
	for (const struct option *row = rows; row && row->name; row++) {
		buf_add_format(out, "complete -c askback%s -l %s", condition, row->name);
		if (row->letter)
			buf_add_format(out, " -s %c", row->letter);
		if (row->kind != OPTION_SWITCH) {
			buf_add_text(out, row->complete == COMPLETE_FILE ? " -r" : " -x");
			add_action(out, row->complete, row->choices);
		}
		buf_add_text(out, " -d ");
		shell_add_quoted_fish(out, row->help);
		buf_add_char(out, '\n');
	}
}

static void
add_commands(struct buf *out, const char *path, const struct command *const *list)
{
	for (; list && *list; list++) {
		if ((*list)->needs & HIDDEN)
			continue;
		buf_add_format(out, "complete -c askback -n '__askback_at%s' -a %s -d ", path,
		        (*list)->name);
		shell_add_quoted_fish(out, (*list)->summary);
		buf_add_char(out, '\n');
	}
}

static void
add_level(struct buf *out, const char *path, const struct command *command)
{
	/* What a command with subcommands takes for itself is not what they take. */
	const char *where = command->subcommands ? "__askback_at" : "__askback_in";
	const char *condition = arena_format(out->arena, " -n '%s %s'", where, path);

	add_commands(out, arena_format(out->arena, " %s", path), command->subcommands);
	add_options(out, condition, command->options);
	if (command->operands == COMPLETE_NOTHING)
		return;
	buf_add_format(out, "complete -c askback%s", condition);
	add_action(out, command->operands, NULL);
	buf_add_char(out, '\n');
}

static void
add_takes(struct buf *out, const struct option *rows)
{
	for (const struct option *row = rows; row && row->name; row++) {
		if (row->kind == OPTION_SWITCH)
			continue;
		buf_add_format(out, " --%s", row->name);
		if (row->letter)
			buf_add_format(out, " -%c", row->letter);
	}
}

void
fish_add_completion(struct buf *out)
{
	buf_add_text(out, "# fish completion for askback\n# SPDX-License-Identifier: MIT\n\n");
	buf_add_text(out,
	        "# Options before the last command word that take an argument.\n"
	        "set -g __askback_takes");
	add_takes(out, global_options);
	for (const struct command *const *at = commands; *at; at++)
		if ((*at)->subcommands)
			add_takes(out, (*at)->options);
	buf_add_char(out, '\n');
	buf_add_text(out, logic);
	buf_add_text(out, "\ncomplete -c askback -f\n");
	add_commands(out, "", commands);
	add_options(out, "", global_options);
	shell_add_levels(out, add_level);
}
