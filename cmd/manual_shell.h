/* SPDX-License-Identifier: MIT */

/*
 * Completion scripts. Commands, options and choices stand in the script itself; what is in the
 * store is asked for with the hidden command
 *
 *	askback [--store STORE] __complete KIND [--] [WORD]
 *
 * which prints one candidate per line as VALUE<tab>DESCRIPTION. Anybody who fills in a programme
 * decides what such a line says, so no script ever evaluates one: bash's compgen -W, for example,
 * would run a $(...) in it.
 */
#ifndef CMD_MANUAL_SHELL_H
#define CMD_MANUAL_SHELL_H

#include "base/buf.h"
#include "cmd/command.h"

void bash_add_completion(struct buf *out);
void zsh_add_completion(struct buf *out);
void fish_add_completion(struct buf *out);

/* The KIND that __complete is asked for, or NULL when nothing in the store is wanted. */
const char *shell_kind(enum complete complete);

/* Called with "log" or "person add" and the command of that path. */
typedef void shell_add_level(struct buf *out, const char *path, const struct command *command);

/* Every visible command and then its visible subcommands. */
void shell_add_levels(struct buf *out, shell_add_level *add);

/* text as one word for bash and zsh ($'...') or for fish ('...'). */
void shell_add_quoted(struct buf *out, const char *text);
void shell_add_quoted_fish(struct buf *out, const char *text);

#endif
