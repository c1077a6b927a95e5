/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cmd/app.h"
#include "cmd/commands.h"
#include "cmd/manual.h"
#include "text/suggest.h"

struct help_options {
	const char *page;
	bool list;
};

static const struct option help_rows[] = {
        OPTION_ROW_TEXT(0, "page", "DATE", "the man page's source, dated DATE", COMPLETE_NOTHING,
                struct help_options, page),
        OPTION_ROW_SWITCH(0, "list", "only the names of the commands", struct help_options, list),
        OPTION_ROW_END,
};

static const struct topic *
topic_find(const char *name)
{
	for (const struct topic *topic = topics; topic->name; topic++)
		if (strcmp(topic->name, name) == 0)
			return topic;
	return NULL;
}

static bool
help_of(struct app *app, const struct args *args, const char *page, struct error *err)
{
	const struct command *command, *parent;
	const struct topic *topic = topic_find(args->words[0]);
	size_t used;

	if (topic && args->count == 1) {
		manual_add_topic(&app->out, topic, app->term.output_colour);
		return true;
	}
	command = command_find(args->words, args->count, &parent, &used, err);
	if (!command)
		return false;
	if (page)
		manual_add_page(&app->out, parent ? parent : command, page);
	else
		manual_add_help(&app->out, parent, command, app->term.output_colour);
	return true;
}

static bool
help_run(struct app *app, const struct args *args, struct error *err)
{
	const struct help_options *options = args->options;

	if (args->count)
		return help_of(app, args, options->page, err);
	if (options->page)
		manual_add_page(&app->out, NULL, options->page);
	else if (!options->list)
		manual_add_overview(&app->out, app->term.output_colour);
	for (size_t i = 0; commands[i] && options->list; i++)
		if (!(commands[i]->needs & HIDDEN))
			buf_add_format(&app->out, "%s\n", commands[i]->name);
	return true;
}

const struct command cmd_help = {
        .name = "help",
        .group = "keep",
        .summary = "help for a command or a topic",
        .usage = "[COMMAND|TOPIC]",
        .examples =
                (const struct example[]){
                        {"askback help log", "the same as askback log -h"},
                        {"askback help times", "how moments are written"},
                        {NULL, NULL},
                },
        .options = help_rows,
        .options_size = sizeof(struct help_options),
        .operands = COMPLETE_COMMAND,
        .most = 2,
        .needs = PAGES,
        .run = help_run,
};
