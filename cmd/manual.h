/* SPDX-License-Identifier: MIT */

/*
 * Help, man pages and completions, made from the command entries and option rows and from nothing
 * else.
 */
#ifndef CMD_MANUAL_H
#define CMD_MANUAL_H

#include "base/buf.h"
#include "cmd/command.h"
#include "config/config.h"

/* A page of text that is not about one command. */
struct topic {
	const char *name;
	const char *summary;
	const char *text;               /* in the notation of prose.h, as .about is */
	const struct setting *settings; /* told behind it, key by key; or NULL */
};

extern const struct topic topics[]; /* ended by .name == NULL */

/* All that there is to say in a topic, in the notation of prose.h. */
const char *topic_format(struct arena *arena, const struct topic *topic);

/* What there is to say about the program as a whole; not in the list of commands. */
extern const struct command overview;

/* The first screen: what askback is, usage, examples, the commands by group. bold: on a terminal.
 */
void manual_add_overview(struct buf *out, bool bold);

/* askback COMMAND -h: one sentence, USAGE, EXAMPLES, about, OPTIONS, GLOBAL OPTIONS, LEARN MORE. */
void manual_add_help(
        struct buf *out, const struct command *parent, const struct command *command, bool bold);

void manual_add_topic(struct buf *out, const struct topic *topic, bool bold);

/*
 * mdoc(7) source: askback(1) when command is NULL, else askback-COMMAND(1) with its subcommands.
 * date: the date line ("August 30, 2017"), so that builds are reproducible.
 */
void manual_add_page(struct buf *out, const struct command *command, const char *date);

/* The completion script of a shell: "bash", "zsh" or "fish"; false for any other. */
bool manual_add_completion(struct buf *out, const char *shell);

#endif
