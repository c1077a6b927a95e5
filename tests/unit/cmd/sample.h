/* SPDX-License-Identifier: MIT */

/* A small program for the tests of what is made from commands; it has one of everything. */
#ifndef TESTS_UNIT_CMD_SAMPLE_H
#define TESTS_UNIT_CMD_SAMPLE_H

#include "cmd/commands.h"

struct sample_global {
	const char *store;
	const char *colour;
	bool quiet;
	bool no_pager;
	bool help;
};

struct sample_options {
	const char *message;
	const char *talk;
	const char *file;
	const char *asked;
	struct words tags;
	int64_t limit;
	bool private;
	bool yes;
};

const struct option global_options[] = {
        OPTION_ROW_TEXT(
                0, "store", "STORE", "use this store", COMPLETE_FILE, struct sample_global, store),
        OPTION_ROW_CHOICE(0, "color", "WHEN", "colour the output", "always|never|auto",
                struct sample_global, colour),
        OPTION_ROW_SWITCH('q', "quiet", "say nothing on success", struct sample_global, quiet),
        OPTION_ROW_SWITCH(0, "no-pager", "do not page", struct sample_global, no_pager),
        OPTION_ROW_SWITCH('h', "help", "show help", struct sample_global, help),
        OPTION_ROW_END,
};

static const struct option log_rows[] = {
        OPTION_ROW_TEXT('m', "message", "TEXT", "the question", COMPLETE_NOTHING,
                struct sample_options, message),
        OPTION_ROW_TEXT('t', "talk", "TALK", "attach to TALK, not to [the one: on] now",
                COMPLETE_TALK, struct sample_options, talk),
        OPTION_ROW_TEXT('F', "file", "FILE", "read the text from FILE", COMPLETE_FILE,
                struct sample_options, file),
        OPTION_ROW_CHOICE(0, "asked", "HOW", "how it was asked", "no|live|hallway|online",
                struct sample_options, asked),
        OPTION_ROW_LIST(0, "tag", "TAG", "add a tag; may be repeated", COMPLETE_TAG,
                struct sample_options, tags),
        OPTION_ROW_NUMBER('n', "limit", "N", "at most N", struct sample_options, limit),
        OPTION_ROW_SWITCH(
                0, "private", "don't show it in public reports", struct sample_options, private),
        OPTION_ROW_SWITCH('y', "yes", "ask nothing", struct sample_options, yes),
        OPTION_ROW_END,
};

static const struct example log_examples[] = {
        {.command = "askback log \"What's the size of the ECMP group?\"", .what = "log a question"},
        {.command = "askback log -F - --private", .what = "from standard input"},
        {.command = NULL},
};

static const struct command command_log = {
        .name = "log",
        .group = "capture",
        .summary = "log a question",
        .usage = "[TEXT...]",
        .about = "Nothing inside the text is read as syntax: C:\\path, ~home, `x` and \"quotes\" "
                 "stay as they are. Use --private for what is not for others.\n"
                 "fri\tFriday\n"
                 "  .literal 'line' \\n --x\n"
                 ".dotted and 'quoted' paragraphs are text.",
        .examples = log_examples,
        .options = log_rows,
        .options_size = sizeof(struct sample_options),
        .most = SIZE_MAX,
        .needs = TAKES_TEXT,
};

static const struct command command_show = {
        .name = "show",
        .group = "look",
        .summary = "show questions: text, answers and history",
        .usage = "ID...",
        .operands = COMPLETE_QUESTION,
        .least = 1,
        .most = SIZE_MAX,
};

static const struct command command_person_add = {
        .name = "add",
        .summary = "add a person",
        .usage = "NAME",
        .options = log_rows,
        .options_size = sizeof(struct sample_options),
        .least = 1,
        .most = 1,
};

static const struct command command_person_edit = {
        .name = "edit",
        .summary = "change a person",
        .usage = "PERSON",
        .operands = COMPLETE_PERSON,
        .least = 1,
        .most = 1,
};

static const struct command *const person_subcommands[] = {
        &command_person_add,
        &command_person_edit,
        NULL,
};

static const struct command command_person = {
        .name = "person",
        .group = "people",
        .summary = "speakers and others",
        .subcommands = person_subcommands,
};

static const struct command command_import = {
        .name = "import",
        .group = "capture",
        .summary = "read a programme",
        .usage = "FILE",
        .operands = COMPLETE_FILE,
        .least = 1,
        .most = 1,
};

static const struct command command_hidden = {
        .name = "__complete",
        .group = "look",
        .summary = "for completion scripts",
        .most = 2,
        .needs = HIDDEN,
};

const struct command *const commands[] = {
        &command_log,
        &command_import,
        &command_show,
        &command_person,
        &command_hidden,
        NULL,
};

const char *const command_groups[] = {"capture", "look", "people", NULL};

#endif
