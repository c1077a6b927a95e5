/* SPDX-License-Identifier: MIT */

/* The one list of commands. A new command is one file and one line in commands.c. */
#ifndef CMD_COMMANDS_H
#define CMD_COMMANDS_H

#include "base/error.h"
#include "cmd/command.h"

/* All commands, in the order of the help; ended by NULL. */
extern const struct command *const commands[];

/* Every option that all commands understand; the destination is struct app_options (app.h). */
extern const struct option global_options[];

/* The command groups in the order of the help; ended by NULL. */
extern const char *const command_groups[];

/*
 * The command (parent_out NULL) or subcommand named by the first operands of words; used_out is how
 * many words that took. NULL with ERROR_USAGE and suggestions when there is none.
 */
const struct command *command_find(const char *const *words, size_t count,
        const struct command **parent_out, size_t *used_out, struct error *err);

#endif
