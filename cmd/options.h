/* SPDX-License-Identifier: MIT */

/*
 * Option rows: one row states letter, name, argument, help, kind and destination. The same rows
 * parse the command line, print the help, make the man pages and the shell completions, so these
 * cannot differ. Names are never abbreviated (a prefix that works today would freeze the name
 * space), options may stand before and after operands, "--" ends them, and every switch --x has a
 * --no-x.
 */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include "base/arena.h"
#include "base/error.h"

enum option_kind {
	OPTION_SWITCH, /* bool: present or --no-x */
	OPTION_TEXT,   /* const char *: the last one counts */
	OPTION_LIST,   /* struct words: each one adds */
	OPTION_NUMBER, /* int64_t: a whole number from 0 */
	OPTION_CHOICE, /* const char *: one of .choices, separated by | */
};

/* What completion offers for an argument. */
enum complete {
	COMPLETE_NOTHING,
	COMPLETE_FILE,
	COMPLETE_FOLDER,
	COMPLETE_QUESTION,
	COMPLETE_FOLLOWUP,
	COMPLETE_TALK,
	COMPLETE_ROOM,
	COMPLETE_PERSON,
	COMPLETE_CONFERENCE,
	COMPLETE_TAG,
	COMPLETE_PLACE, /* talk, room or speaker */
	COMPLETE_ZONE,
	COMPLETE_COMMAND,
	COMPLETE_CHOICE, /* the row's own choices */
};

/* Words in the order given. */
struct words {
	const char **items;
	size_t count;
	size_t capacity;
};

struct option {
	const char *name; /* without the dashes; NULL ends the rows */
	char letter;      /* 0 for none */
	enum option_kind kind;
	const char *argument; /* "TALK"; NULL for a switch */
	const char *help;     /* one line, lower case, no full stop */
	const char *choices;  /* "no|live|hallway|online" for OPTION_CHOICE */
	enum complete complete;
	size_t offset; /* of the destination in the command's options struct */
};

/*
 * Rows are written with these: the compiler refuses a member of the wrong type.
 *   OPTION_ROW_TEXT('t', "talk", "TALK", "attach to TALK", COMPLETE_TALK, struct log_options, talk)
 */
#define OPTION_MEMBER(type, member, wanted) \
	(_Generic(&((type *)0)->member, wanted * : offsetof(type, member)))
#define OPTION_ROW_SWITCH(l, n, h, type, member) \
	{ \
		.letter = (l), .name = (n), .kind = OPTION_SWITCH, .help = (h), \
		.offset = OPTION_MEMBER(type, member, bool) \
	}
#define OPTION_ROW_TEXT(l, n, a, h, c, type, member) \
	{ \
		.letter = (l), .name = (n), .kind = OPTION_TEXT, .argument = (a), .help = (h), \
		.complete = (c), .offset = OPTION_MEMBER(type, member, const char *) \
	}
#define OPTION_ROW_LIST(l, n, a, h, c, type, member) \
	{ \
		.letter = (l), .name = (n), .kind = OPTION_LIST, .argument = (a), .help = (h), \
		.complete = (c), .offset = OPTION_MEMBER(type, member, struct words) \
	}
#define OPTION_ROW_NUMBER(l, n, a, h, type, member) \
	{ \
		.letter = (l), .name = (n), .kind = OPTION_NUMBER, .argument = (a), .help = (h), \
		.offset = OPTION_MEMBER(type, member, int64_t) \
	}
#define OPTION_ROW_CHOICE(l, n, a, h, v, type, member) \
	{ \
		.letter = (l), .name = (n), .kind = OPTION_CHOICE, .argument = (a), .help = (h), \
		.choices = (v), .complete = COMPLETE_CHOICE, \
		.offset = OPTION_MEMBER(type, member, const char *) \
	}
#define OPTION_ROW_END \
	{ \
		.name = NULL \
	}

/*
 * Reads words into the two option structs (global rows are understood everywhere) and the rest into
 * operands_out, in order. ERROR_USAGE: an unknown option (with suggestions; when the command takes
 * free text the hint shows how "--" makes it text), a missing or a superfluous argument, a value
 * that is no number or no choice (with suggestions).
 */
MUST_CHECK bool options_parse(struct arena *arena, const struct option *rows, void *options,
        const struct option *global_rows, void *global_options, bool free_text,
        const char *const *words, size_t count, struct words *operands_out, struct error *err);

#endif
