/* SPDX-License-Identifier: MIT */

/* The one list of commands. A new command is one file and one line in commands.c. */
#ifndef CMD_COMMANDS_H
#define CMD_COMMANDS_H

#include "base/error.h"
#include "cmd/command.h"

/* All commands, in the order of the help; ended by NULL. */
extern const struct command *const commands[];

/* askback --version is askback version. */
extern const struct command cmd_version;

/* Every option that all commands understand; the destination is struct app_options (app.h). */
extern const struct option global_options[];

/* The command groups in the order of the help; ended by NULL. */
extern const char *const command_groups[];

/*
 * The command (parent_out NULL) or subcommand named by the first operands of words, which are the
 * whole command line: options before and between these operands are stepped over. used_out is how
 * many operands that took, so the caller parses words with the rows of what was found and drops
 * that many operands. NULL with ERROR_USAGE and suggestions when there is no such command; NULL
 * with ERROR_NONE when words name no command at all.
 */
const struct command *command_find(const char *const *words, size_t count,
        const struct command **parent_out, size_t *used_out, struct error *err);

#endif
