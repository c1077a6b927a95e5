/* SPDX-License-Identifier: MIT */
#include "cmd/app.h"

extern const struct command cmd_import_notes;
extern const struct command cmd_import_schedule;

static const struct command *const import_commands[] = {
        &cmd_import_schedule,
        &cmd_import_notes,
        NULL,
};

const struct command cmd_import = {
        .name = "import",
        .group = "in and out",
        .summary = "take in a programme, or notes",
        .subcommands = import_commands,
};
