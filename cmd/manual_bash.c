/* SPDX-License-Identifier: MIT */
#include "cmd/manual_shell.h"

#include "cmd/commands.h"
#include "cmd/option.h"

#include <string.h>

/* Reads the line: what was said before the cursor, and what could be said now. */
static const char reading[] =
        "# The words up to the cursor, in \"words\". Readline also splits at = and :, here they "
        "are rejoined;\n"
        "# \"kept\" is the part of the last word that readline will not replace.\n"
        "_askback_words() {\n"
        "\tlocal i word rest=${COMP_LINE:0:COMP_POINT}\n"
        "\tfor ((i = 0; i <= COMP_CWORD; i++)); do\n"
        "\t\tword=${COMP_WORDS[i]}\n"
        "\t\tif ((i)) && [[ $rest == [^[:blank:]]* ]]; then\n"
        "\t\t\tkept=${words[-1]}\n"
        "\t\t\t((i < COMP_CWORD)) || word=$rest\n"
        "\t\t\twords[-1]+=$word\n"
        "\t\t\t[[ $word != [=:] ]] || kept=${words[-1]}\n"
        "\t\telse\n"
        "\t\t\trest=${rest#\"${rest%%[![:blank:]]*}\"}\n"
        "\t\t\tkept=\n"
        "\t\t\t((i < COMP_CWORD)) || word=$rest\n"
        "\t\t\twords+=(\"$word\")\n"
        "\t\tfi\n"
        "\t\trest=${rest:${#word}}\n"
        "\tdone\n"
        "}\n"
        "\n"
        "# What a word says to the program, in \"plain\", and the quote that is still open, in "
        "\"quote\". The\n"
        "# word is only cut, never evaluated.\n"
        "_askback_plain() {\n"
        "\tquote=\n"
        "\tplain=$1\n"
        "\tcase $plain in\n"
        "\t\\'*) quote=\\' plain=${plain#\\'} plain=${plain%\\'} ;;\n"
        "\t\\\"*) quote=\\\" plain=${plain#\\\"} plain=${plain%\\\"} plain=${plain//\\\\/} ;;\n"
        "\t*) plain=${plain//\\\\/} ;;\n"
        "\tesac\n"
        "}\n"
        "\n"
        "_askback_store() {\n"
        "\t_askback_plain \"$1\"\n"
        "\tstore=$plain\n"
        "\t[[ $quote || $store != \\~/* ]] || store=$HOME/${store:2}\n"
        "}\n"
        "\n"
        "# Sets \"argument\" to what completes the argument of an option; fails when it takes "
        "none.\n"
        "_askback_takes() {\n"
        "\tlocal row\n"
        "\tfor row in \"${arguments[@]}\"; do\n"
        "\t\targument=${row#*$'\\t'}\n"
        "\t\t[[ ${row%%$'\\t'*} != \"$1\" ]] || return 0\n"
        "\tdone\n"
        "\treturn 1\n"
        "}\n"
        "\n"
        "# Reads one word that stands before the cursor.\n"
        "_askback_word() {\n"
        "\tlocal i\n"
        "\tif [[ $option ]]; then\n"
        "\t\t[[ $option != --store ]] || _askback_store \"$1\"\n"
        "\t\toption=\n"
        "\telif [[ $ended ]]; then\n"
        "\t\treturn\n"
        "\telif [[ $1 == -- ]]; then\n"
        "\t\tended=1\n"
        "\telif [[ $1 == --store=* ]]; then\n"
        "\t\t_askback_store \"${1#*=}\"\n"
        "\telif [[ $1 == --* ]]; then\n"
        "\t\t! _askback_takes \"$1\" || option=$1\n"
        "\telif [[ $1 == -* ]]; then\n"
        "\t\tfor ((i = 1; i < ${#1}; i++)); do\n"
        "\t\t\t_askback_takes \"-${1:i:1}\" || continue\n"
        "\t\t\t((i + 1 < ${#1})) || option=-${1:i:1}\n"
        "\t\t\treturn\n"
        "\t\tdone\n"
        "\telif ((${#commands[@]})); then\n"
        "\t\tpath=${path:+$path }$1\n"
        "\t\t_askback_level \"$path\"\n"
        "\tfi\n"
        "}\n"
        "\n"
        "# Fills \"lines\" with VALUE<tab>DESCRIPTION.\n"
        "_askback_lines() {\n"
        "\tcase $1 in\n"
        "\t'') ;;\n"
        "\tfile) compopt -o default 2>/dev/null ;;\n"
        "\tfolder) compopt -o dirnames 2>/dev/null ;;\n"
        "\t*'|'*) mapfile -t lines <<<\"${1//|/$'\\n'}\" ;;\n"
        "\t*)\n"
        "\t\tmapfile -t lines < <(askback ${store:+--store \"$store\"} __complete \"$1\" -- \\\n"
        "\t\t\t\"$plain\" </dev/null 2>/dev/null)\n"
        "\t\t;;\n"
        "\tesac\n"
        "}\n";

/* Answers: quotes what fits and hands it to readline. */
static const char answering[] =
        "# \"value\" as it has to stand on the line.\n"
        "_askback_quote() {\n"
        "\tcase $quote in\n"
        "\t\\') value=${value//\\'/\"'\\\\''\"} ;;\n"
        "\t\\\")\n"
        "\t\tvalue=${value//\\\\/\"\\\\\\\\\"}\n"
        "\t\tvalue=${value//\\\"/\"\\\\\\\"\"}\n"
        "\t\tvalue=${value//\\$/\"\\\\\\$\"}\n"
        "\t\tvalue=${value//\\`/\"\\\\\\`\"}\n"
        "\t\tvalue=${value//!/\"\\\"\\\\!\\\"\"}\n"
        "\t\t;;\n"
        "\t*)\n"
        "\t\tprintf -v value %q \"$value\"\n"
        "\t\tvalue=$front$value\n"
        "\t\tvalue=${value#\"$kept\"}\n"
        "\t\t;;\n"
        "\tesac\n"
        "}\n"
        "\n"
        "# Puts the lines whose value begins with what was typed into COMPREPLY.\n"
        "_askback_reply() {\n"
        "\tlocal i line value\n"
        "\tlocal -a shown=()\n"
        "\tfor line in \"${lines[@]}\"; do\n"
        "\t\tvalue=${line%%$'\\t'*}\n"
        "\t\t[[ $value && $value == \"$plain\"* ]] || continue\n"
        "\t\tshown+=(\"$value  ${line:${#value}+1}\")\n"
        "\t\t_askback_quote\n"
        "\t\tCOMPREPLY+=(\"$value\")\n"
        "\tdone\n"
        "\t# 63: the list is only shown, nothing of it is put on the line.\n"
        "\tif [[ ${COMP_TYPE-} == 63 ]] && ((${#shown[@]} > 1)); then\n"
        "\t\tfor i in \"${!shown[@]}\"; do\n"
        "\t\t\tCOMPREPLY[i]=${shown[i]:0:${COLUMNS:-80} - 2}\n"
        "\t\tdone\n"
        "\tfi\n"
        "}\n"
        "\n"
        "_askback() {\n"
        "\tlocal path='' ended='' option='' store='' argument='' operands='' plain='' quote=''\n"
        "\tlocal front='' kept='' typed word\n"
        "\tlocal -a words=() commands=() options=() negations=() arguments=() lines=()\n"
        "\tCOMPREPLY=()\n"
        "\t_askback_words\n"
        "\t_askback_level ''\n"
        "\tfor word in \"${words[@]:1:${#words[@]}-2}\"; do\n"
        "\t\t_askback_word \"$word\"\n"
        "\tdone\n"
        "\ttyped=${words[-1]}\n"
        "\tif [[ $option ]]; then\n"
        "\t\t_askback_takes \"$option\"\n"
        "\t\t_askback_plain \"$typed\"\n"
        "\t\t_askback_lines \"$argument\"\n"
        "\telif [[ ! $ended && $typed == --*=* ]]; then\n"
        "\t\t_askback_takes \"${typed%%=*}\" || return 0\n"
        "\t\tfront=${typed%%=*}=\n"
        "\t\t_askback_plain \"${typed#*=}\"\n"
        "\t\t_askback_lines \"$argument\"\n"
        "\telif [[ ! $ended && $typed == -* ]]; then\n"
        "\t\t_askback_plain \"$typed\"\n"
        "\t\tlines=(\"${options[@]}\")\n"
        "\t\t[[ $plain != --no* ]] || lines+=(\"${negations[@]}\")\n"
        "\telse\n"
        "\t\t_askback_plain \"$typed\"\n"
        "\t\t_askback_lines \"$operands\"\n"
        "\t\tlines+=(\"${commands[@]}\")\n"
        "\tfi\n"
        "\t_askback_reply\n"
        "}\n"
        "\n"
        "complete -F _askback askback\n";

static void
add_line(struct buf *out, const char *value, const char *description)
{
	buf_add_text(out, "\t\t\t");
	shell_add_quoted(out, arena_format(out->arena, "%s\t%s", value, description));
	buf_add_char(out, '\n');
}

static const char *
argument_of(enum complete complete, const char *choices)
{
	const char *kind = shell_kind(complete);

	if (choices)
		return choices;
	if (complete == COMPLETE_FILE)
		return "file";
	if (complete == COMPLETE_FOLDER)
		return "folder";
	return kind ? kind : "";
}

static void
add_arguments(struct buf *out, const struct option *rows)
{
	buf_add_text(out, "\t\targuments+=(\n");
	for (const struct option *row = rows; row->name; row++) {
		const char *argument = argument_of(row->complete, row->choices);

		if (row->kind == OPTION_SWITCH)
			continue;
		add_line(out, arena_format(out->arena, "--%s", row->name), argument);
		if (row->letter)
			add_line(out, arena_format(out->arena, "-%c", row->letter), argument);
	}
	buf_add_text(out, "\t\t)\n");
}

static void
add_options(struct buf *out, const struct option *rows)
{
	if (!rows)
		return;
	buf_add_text(out, "\t\toptions+=(\n");
	for (const struct option *row = rows; row->name; row++)
		add_line(out, arena_format(out->arena, "--%s", row->name), row->help);
	buf_add_text(out, "\t\t)\n\t\tnegations+=(\n");
	for (const struct option *row = rows; row->name; row++) {
		const char *negation = NULL;

		if (row->kind == OPTION_SWITCH)
			negation = option_negation(out->arena, rows, row);
		if (negation)
			add_line(out, arena_format(out->arena, "--%s", negation), "");
	}
	buf_add_text(out, "\t\t)\n");
	add_arguments(out, rows);
}

static void
add_commands(struct buf *out, const struct command *const *list)
{
	buf_add_text(out, "\t\tcommands=(\n");
	for (; list && *list; list++)
		if (!((*list)->needs & HIDDEN))
			add_line(out, (*list)->name, (*list)->summary);
	buf_add_text(out, "\t\t)\n");
}

static void
add_level(struct buf *out, const char *path, const struct command *command)
{
	buf_add_format(out, "\t'%s')\n", path);
	add_commands(out, command->subcommands);
	add_options(out, command->options);
	buf_add_format(out, "\t\toperands='%s'\n\t\t;;\n", argument_of(command->operands, NULL));
}

void
bash_add_completion(struct buf *out)
{
	buf_add_text(out, "# bash completion for askback\n# SPDX-License-Identifier: MIT\n\n");
	buf_add_text(out, "# What can follow the command words $1.\n_askback_level() {\n");
	buf_add_text(out, "\tcommands=()\n\toperands=\n\tcase $1 in\n\t'')\n");
	add_commands(out, commands);
	add_options(out, global_options);
	buf_add_text(out, "\t\t;;\n");
	shell_add_levels(out, add_level);
	buf_add_text(out, "\tesac\n}\n\n");
	buf_add_text(out, reading);
	buf_add_char(out, '\n');
	buf_add_text(out, answering);
}
