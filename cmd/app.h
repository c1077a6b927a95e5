/* SPDX-License-Identifier: MIT */

/*
 * One run of the program: what was asked for everywhere (global options), where things are, what
 * the streams are connected to, and the one buffer that becomes standard output.
 */
#ifndef CMD_APP_H
#define CMD_APP_H

#include "base/buf.h"
#include "cmd/command.h"
#include "config/config.h"
#include "config/paths.h"
#include "report/report.h"
#include "store/store.h"
#include "term/term.h"

struct app_options {
	const char *store;
	const char *format;
	const char *color;
	const char *now;
	bool json;
	bool pager;
	bool quiet;
	bool yes;
	bool help;
	bool version;
};

struct app {
	struct arena arena;
	struct app_options options;
	struct paths paths;
	struct config *config;
	struct term term;
	int64_t now;
	const char *format; /* table, tsv, json, jsonl, csv, md or html: given, or by what standard
	                       output is */
	const char *author;
	const struct command *command;
	const struct command *parent; /* of a subcommand; else NULL */
	const char *command_name;     /* "talk add" */
	struct store_options store_options;
	struct store *store;
	struct buf out;
	int pager;
	int broken;     /* why standard output took no more (an errno); 0: it took all */
	char saved[24]; /* the id of what was saved, for when it cannot be shown */
	bool changed;   /* something was saved: a failing output is then status 74 */
	int status;     /* of a command that did what it could, but not all: 3, 4 or 75 */
};

/* Reads the environment, the config and the clock. The arena must be there already. */
MUST_CHECK bool app_init(struct app *app, struct error *err);
void app_close(struct app *app);

/*
 * The store, opened on first use. What waits in the spool is moved in first, and a note says so;
 * when that is not possible just now, it waits on.
 */
MUST_CHECK bool app_open_store(struct app *app, enum store_mode mode, struct error *err);

/* Lets other writers in, before a prompt, a pager or an editor; app_open_store opens again. */
void app_close_store(struct app *app);

/* Moves the spool's questions into the store if there are any; used by app_open_store and log. */
void app_drain_spool(struct app *app);

/*
 * A moment as it was typed, in the zone of the conference at hand; the resolved date is echoed to
 * people. A store that cannot be read is no reason to fail: the machine's zone serves then.
 */
MUST_CHECK bool app_read_time(
        struct app *app, const char *what, const char *text, int64_t *at_out, struct error *err);

/* Is the output for people at a terminal (or told to be so)? */
bool app_is_table(const struct app *app);
bool app_is_json(const struct app *app);

/* Writes the buffer to standard output if it is large, or in any case. */
void app_flush_some(struct app *app);
void app_flush(struct app *app);

/* One line on standard error, escaped; nothing with --quiet. */
FORMAT(2, 3) void app_note(const struct app *app, const char *format, ...);

/* A hint line, unless ui.hints is off. */
FORMAT(2, 3) void app_hint(const struct app *app, const char *format, ...);

/* The error and its hint on standard error. */
void app_report(const struct app *app, const struct error *err);

/* The exit status that an error kind has, by CLI.md's table. */
int app_status(enum error_kind kind);

#endif
