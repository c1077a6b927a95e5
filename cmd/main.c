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
	/* A limit on the size of files is an error to be reported, with the text, not a death. */
	(void)signal(SIGXFSZ, SIG_IGN);
	(void)signal(SIGPIPE, SIG_IGN);
	(void)umask(077);
	for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
		if (fcntl(stream, F_GETFD) < 0 && errno == EBADF)
			(void)open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

static bool
operands_check(const struct app *app, const struct args *args, struct error *err)
{
	const struct command *command = app->command;

	if (args->count >= command->least && args->count <= command->most)
		return true;
	error_set(err, ERROR_USAGE,
	        args->count < command->least ? "%s needs more words: askback %s %s"
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

/* Formats that only some commands know. */
static const struct {
	const char *format;
	unsigned needs;
	const char *what;
	const char *hint;
} special_formats[] = {
        {"html", WRITES_HTML, "HTML: only a report", "askback report CONFERENCE --format html"},
        {"ics", WRITES_ICS, "a calendar: only an export", "askback export --format ics"},
};

static bool
format_check(const struct app *app, struct error *err)
{
	for (size_t i = 0; i < COUNT(special_formats); i++) {
		if (strcmp(app->format, special_formats[i].format) != 0 ||
		        (app->command->needs & special_formats[i].needs))
			continue;
		error_set(err, ERROR_USAGE, "%s cannot be written as %s can", app->command_name,
		        special_formats[i].what);
		return error_hint(err, "%s", special_formats[i].hint);
	}
	return true;
}

/* A group of commands without one of them, as `askback contact`: its help, but that is a mistake.
 */
static bool
command_check(const struct app *app, struct error *err)
{
	const struct command *command = app->command;

	if (!command->run && !(command->needs & NEEDS_FULL)) {
		error_set(err, ERROR_USAGE, "%s needs a command", app->command_name);
		return error_hint(err, "askback %s -h", app->command_name);
	}
	return format_check(app, err);
}

static bool
app_start(struct app *app, char **argv, struct error *err)
{
	struct arena *arena = &app->arena;
	const char *const *words = (const char *const *)argv + 1;
	const struct option *rows = NULL;
	struct words operands = {.count = 0};
	struct args args;
	size_t count = 0, used = 0;
	void *options;

	while (words[count])
		count++;
	app->command = command_find(words, count, &app->parent, &used, err);
	if (!app->command && err->kind != ERROR_NONE)
		return false;
	if (app->command) {
		rows = app->command->options;
		app->command_name = app->parent
		        ? arena_format(arena, "%s %s", app->parent->name, app->command->name)
		        : app->command->name;
	}
	options = arena_get(arena, app->command ? app->command->options_size + 1 : 1);
	if (!options_parse(arena, rows, options, global_options, &app->options,
	            app->command && (app->command->needs & TAKES_TEXT), words, count, &operands,
	            err))
		return false;
	/* Help must not need a sound configuration: it may be what is asked about. */
	if (!app_init(app, err) && !app->options.help)
		return false;
	if (app->options.version && !app->command)
		app->command = &cmd_version;
	if (app->options.help || !app->command) {
		help_show(app);
		return true;
	}
	args = (struct args){
	        .options = options, .words = operands.items + used, .count = operands.count - used};
	return command_check(app, err) && operands_check(app, &args, err) &&
	        command_run_it(app, &args, argv, err);
}

/* Saved but not shown is a status of its own; a reader that left early is nobody's mistake. */
static int
exit_status(const struct app *app, bool ok, const struct error *err)
{
	if (!ok)
		return app_status(err->kind);
	if (app->broken && (app->changed || app->broken != EPIPE))
		return app_status(ERROR_OUTPUT);
	return app->status;
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
		fprintf(stderr, "askback: saved%s, but the output could not be written\n",
		        app.saved);
	else if (app.broken && app.broken != EPIPE)
		fprintf(stderr, "askback: the output could not be written: %s\n",
		        strerror(app.broken));
	status = exit_status(&app, ok, &err);
	app_close(&app);
	return status;
}
