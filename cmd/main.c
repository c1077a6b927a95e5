/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/app.h"
#include "cmd/commands.h"
#include "cmd/full.h"
#include "cmd/manual.h"
#include "term/pager.h"

/*
 * A standard stream that was closed would become the next file that is opened, perhaps the store.
 * Standard output is opened for reading, so that writing to it fails as it would have.
 */
static void
streams_init(void)
{
	(void)signal(SIGPIPE, SIG_IGN);
	(void)umask(077);
	for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
		if (fcntl(stream, F_GETFD) < 0 && errno == EBADF)
			(void)open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

/* The words of the command's name are the first that are no options; they are taken out. */
struct line {
	const char **words; /* without the command's name */
	size_t count;
	const char *names[2]; /* the first two words that are no options */
	size_t at[2];
	size_t found;
};

static bool
option_takes_next(const char *word)
{
	if (strchr(word, '='))
		return false;
	for (const struct option *row = global_options; row->name; row++) {
		if (row->kind == OPTION_SWITCH)
			continue;
		if (strncmp(word, "--", 2) == 0 && strcmp(word + 2, row->name) == 0)
			return true;
		if (row->letter && word[1] == row->letter && !word[2])
			return true;
	}
	return false;
}

static void
line_read(struct arena *arena, char **argv, struct line *line)
{
	bool ended = false;
	size_t argc = 0;

	while (argv[argc])
		argc++;
	*line = (struct line){.words = arena_array(arena, argc + 1, sizeof(*line->words))};
	for (size_t i = 1; i < argc; i++) {
		const char *word = argv[i];

		line->words[line->count++] = word;
		ended = ended || line->found == COUNT(line->names) || strcmp(word, "--") == 0;
		if (ended)
			continue;
		if (word[0] != '-' || !word[1]) {
			line->names[line->found] = word;
			line->at[line->found++] = line->count - 1;
		} else if (option_takes_next(word) && i + 1 < argc) {
			line->words[line->count++] = argv[++i];
		}
	}
}

static void
line_drop_names(struct line *line, size_t used)
{
	while (used-- > 0) {
		memmove(&line->words[line->at[used]], &line->words[line->at[used] + 1],
		        (line->count - line->at[used]) * sizeof(*line->words));
		line->count--;
	}
}

static bool
operands_check(const struct app *app, const struct words *operands, struct error *err)
{
	const struct command *command = app->command;

	if (operands->count >= command->least && operands->count <= command->most)
		return true;
	error_set(err, ERROR_USAGE,
	        operands->count < command->least ? "%s needs more words: askback %s %s"
	                                         : "%s takes fewer words: askback %s %s",
	        app->command_name, app->command_name, command->usage);
	return error_hint(err, "askback %s -h", app->command_name);
}

static bool
command_run_it(struct app *app, const struct args *args, char **argv, struct error *err)
{
	bool ok;

	if (full_is_needed(app, args))
		return full_run(app, argv, err);
	if ((app->command->needs & PAGES) && app->options.pager && app_is_table(app))
		pager_start(&app->term, config_get(app->config, "ui", NULL, "pager"), &app->pager);
	ok = app->command->run(app, args, err);
	app_close_store(app);
	app_flush(app);
	pager_wait(app->pager);
	return ok;
}

static void
help_show(struct app *app)
{
	bool bold = app->term.output_colour;

	if (app->command)
		manual_add_help(&app->out, app->parent, app->command, bold);
	else
		manual_add_overview(&app->out, bold);
	app_flush(app);
}

static bool
app_start(struct app *app, char **argv, struct error *err)
{
	struct arena *arena = &app->arena;
	struct words operands = {.count = 0};
	struct args args = {.count = 0};
	struct line line;
	size_t used = 0;
	void *options;

	line_read(arena, argv, &line);
	if (line.found) {
		app->command = command_find(line.names, line.found, &app->parent, &used, err);
		if (!app->command)
			return false;
		line_drop_names(&line, used);
		app->command_name = app->parent
		        ? arena_format(arena, "%s %s", app->parent->name, app->command->name)
		        : app->command->name;
	}
	options = arena_get(arena, app->command ? app->command->options_size + 1 : 1);
	if (!options_parse(arena, app->command ? app->command->options : NULL, options,
	            global_options, &app->options,
	            app->command && (app->command->needs & TAKES_TEXT), line.words, line.count,
	            &operands, err) ||
	        !app_init(app, err))
		return false;
	if (app->options.version && !app->command)
		app->command =
		        command_find((const char *const[]){"version"}, 1, &app->parent, &used, err);
	if (app->options.help || !app->command) {
		help_show(app);
		return true;
	}
	args = (struct args){.options = options, .words = operands.items, .count = operands.count};
	return operands_check(app, &operands, err) && command_run_it(app, &args, argv, err);
}

/* Saved but not shown is a status of its own; a reader that left early is nobody's mistake. */
static int
exit_status(const struct app *app, bool ok, const struct error *err)
{
	if (!ok)
		return app_status(err->kind);
	if (app->broken && (app->changed || app->broken != EPIPE))
		return app_status(ERROR_OUTPUT);
	return app->partly ? 3 : 0;
}

int
main(int argc, char **argv)
{
	struct app app = {.options = {.pager = true}};
	struct error err = {.kind = ERROR_NONE};
	int status;
	bool ok;

	(void)argc;
	streams_init();
	arena_init(&app.arena);
	ok = app_start(&app, argv, &err);
	if (!ok)
		app_report(&app, &err);
	else if (app.broken && app.changed)
		fprintf(stderr, "askback: saved, but the output could not be written\n");
	status = exit_status(&app, ok, &err);
	app_close(&app);
	return status;
}
