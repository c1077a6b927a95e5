/* SPDX-License-Identifier: MIT */

/*
 * A command is one const entry at the end of its own file, listed once in commands.c. The entry
 * holds everything that is known about it: how it parses, what it needs, how it is explained.
 */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "cmd/options.h"

struct app;

/* What the dispatcher does before run. */
enum command_needs {
	NEEDS_STORE = 1 << 0, /* the store is open for reading; an absent one reads as empty */
	NEEDS_STORE_WRITE = 1 << 1, /* the store is open for writing and made when absent */
	NEEDS_FULL = 1 << 2,        /* only askback-full can run it */
	OWN_STORE = 1 << 3,         /* names store files itself; --store is not opened for it */
	TAKES_TEXT = 1 << 4,        /* operands are free text: explain "--" for unknown options */
	PAGES = 1 << 5,             /* long output on a terminal goes through the pager */
	HIDDEN = 1 << 6,            /* not in lists and manuals */
	WRITES_HTML = 1 << 7,       /* knows --format html */
	WRITES_ICS = 1 << 8,        /* knows --format ics */
};

struct args {
	const void *options;      /* the command's own options struct, filled */
	const char *const *words; /* the operands */
	size_t count;
};

struct example {
	const char *command; /* as typed, without the prompt */
	const char *what;    /* one short clause */
};

typedef bool command_run(struct app *app, const struct args *args, struct error *err);

/* Decides after parsing whether this use of the command needs askback-full. May be NULL. */
typedef bool command_full(const struct app *app, const struct args *args);

struct command {
	const char *name;    /* "log"; a subcommand has its own word only: "add" */
	const char *group;   /* "capture", "look", "change", "people", "programme", "in and out",
	                        "keep" */
	const char *summary; /* one line, lower case, no full stop */
	const char *usage;   /* what follows the name: "[TEXT...]"; NULL when a subcommand must */
	const char *about;   /* for -h and the man page, in the notation of prose.h; may be NULL */
	const struct example *examples; /* ended by .command == NULL */
	const struct option *options;   /* may be NULL */
	size_t options_size;            /* of the options struct; 0 without options */
	enum complete operands;         /* what completion offers for an operand */
	size_t least, most;             /* operands; most SIZE_MAX for any number */
	unsigned needs;
	command_full *needs_full;
	command_run *run;
	const struct command *const
	        *subcommands; /* ended by NULL; then run is used without a word */
};

#ifdef ASKBACK_FULL
#define FULL_ONLY(function) function
#else
#define FULL_ONLY(function) NULL
#endif

#endif
