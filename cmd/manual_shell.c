/* SPDX-License-Identifier: MIT */
#include "cmd/manual_shell.h"

#include "cmd/commands.h"
#include "cmd/manual.h"

#include <string.h>

const char *
shell_kind(enum complete complete)
{
	static const char *const kinds[] = {
	        [COMPLETE_NOTHING] = NULL,
	        [COMPLETE_FILE] = NULL,
	        [COMPLETE_FOLDER] = NULL,
	        [COMPLETE_QUESTION] = "question",
	        [COMPLETE_FOLLOWUP] = "followup",
	        [COMPLETE_TALK] = "talk",
	        [COMPLETE_ROOM] = "room",
	        [COMPLETE_PERSON] = "person",
	        [COMPLETE_CONFERENCE] = "conference",
	        [COMPLETE_TAG] = "tag",
	        [COMPLETE_PLACE] = "place",
	        [COMPLETE_ZONE] = "zone",
	        [COMPLETE_COMMAND] = "command",
	        [COMPLETE_CHOICE] = NULL,
	};

	return kinds[complete];
}

static void
add_levels(struct buf *out, const char *prefix, const struct command *const *list,
        shell_add_level *add)
{
	for (; list && *list; list++) {
		const char *path = arena_format(out->arena, "%s%s", prefix, (*list)->name);

		if ((*list)->needs & HIDDEN)
			continue;
		add(out, path, *list);
		add_levels(out, arena_format(out->arena, "%s ", path), (*list)->subcommands, add);
	}
}

void
shell_add_levels(struct buf *out, shell_add_level *add)
{
	add_levels(out, "", commands, add);
}

static void
add_escaped(struct buf *out, const char *text)
{
	buf_add_char(out, '\'');
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\' || *text == '\t')
			buf_add_char(out, '\\');
		buf_add_char(out, *text == '\t' ? 't' : *text);
	}
	buf_add_char(out, '\'');
}

void
shell_add_quoted(struct buf *out, const char *text)
{
	buf_add_char(out, '$');
	add_escaped(out, text);
}

void
shell_add_quoted_fish(struct buf *out, const char *text)
{
	add_escaped(out, text);
}

bool
manual_add_completion(struct buf *out, const char *shell)
{
	static const struct {
		const char *name;
		void (*add)(struct buf *out);
	} shells[] = {
	        {.name = "bash", .add = bash_add_completion},
	        {.name = "zsh", .add = zsh_add_completion},
	        {.name = "fish", .add = fish_add_completion},
	};

	for (size_t i = 0; i < COUNT(shells); i++)
		if (strcmp(shells[i].name, shell) == 0) {
			shells[i].add(out);
			return true;
		}
	return false;
}
