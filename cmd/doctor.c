/* SPDX-License-Identifier: MIT */
#include "cmd/doctor.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/full.h"
#include "cmd/view.h"
#include "cmd/view_json.h"
#include "store/db.h"
#include "term/editor.h"
#include "term/pager.h"
#include "text/safe.h"
#include "text/zone.h"

struct doctor_options {
	bool online;
};

static const struct option doctor_rows[] = {
        OPTION_ROW_SWITCH(0, "online", "ask the services of the accounts, too",
                struct doctor_options, online),
        OPTION_ROW_END,
};

static const struct {
	const char *word;
	const char *glyph;
	const char *ascii;
	const char *colour;
	enum paint paint;
} looks[] = {
        [DOCTOR_OK] = {"ok", "✓", "+", "\033[32m", PAINT_DONE},
        [DOCTOR_WARNING] = {"warning", "!", "!", "\033[33m", PAINT_WAITING},
        [DOCTOR_PROBLEM] = {"problem", "✗", "x", "\033[31m", PAINT_ERROR},
};

static const struct column finding_columns[] = {
        {.key = "state", .title = "STATE", .kind = COLUMN_STATE},
        {.key = "subject", .title = "SUBJECT"},
        {.key = "words", .title = "WORDS", .shrinks = true},
        {.key = "hint", .title = "HINT", .shrinks = true},
};

void
doctor_add(struct doctor *doctor, enum doctor_state state, const char *subject, const char *words,
        const char *hint)
{
	struct arena *arena = &doctor->app->arena;

	doctor->items = arena_grow(
	        arena, doctor->items, doctor->count, &doctor->capacity, sizeof(*doctor->items));
	doctor->items[doctor->count++] = (struct finding){
	        .state = state,
	        .subject = subject,
	        .words = arena_text(arena, words),
	        .hint = hint && *hint ? arena_text(arena, hint) : NULL,
	};
	doctor->problems += state == DOCTOR_PROBLEM;
}

bool
doctor_can_run(const char *command)
{
	const char *start = command + strspn(command, " \t");
	size_t length = strcspn(start, " \t");
	const char *path = getenv("PATH");
	char file[PATH_MAX];

	if (length == 0)
		return false;
	if (strcspn(start, "\"'`$;|&()<>=\\~") < length)
		return true;
	if (memchr(start, '/', length))
		path = "";
	for (const char *at = path ? path : "/usr/bin:/bin";; at++) {
		size_t folder = strcspn(at, ":");

		(void)snprintf(file, sizeof(file), "%.*s%s%.*s", (int)folder, at, folder ? "/" : "",
		        (int)length, start);
		if (access(file, X_OK) == 0)
			return true;
		at += folder;
		if (!*at)
			return false;
	}
}

static void
look_at_program(struct doctor *doctor)
{
	const char *words = arena_format(&doctor->app->arena, "askback %s, %s", ASKBACK_VERSION,
	        db_engine(&doctor->app->arena));

	doctor_add(doctor, DOCTOR_OK, "program", words, NULL);
#ifndef ASKBACK_FULL
	if (!full_is_there())
		doctor_add(doctor, DOCTOR_PROBLEM, "program",
		        "askback-full is not here, so that nothing can be imported or sent",
		        "install it beside askback, or in ../libexec/askback");
#endif
}

static void
look_at_config(struct doctor *doctor)
{
	const char *path = doctor->app->paths.config;

	if (!path)
		doctor_add(doctor, DOCTOR_WARNING, "config", "there is no place for it",
		        "set HOME or ASKBACK_CONFIG");
	else if (access(path, F_OK) != 0)
		doctor_add(doctor, DOCTOR_OK, "config",
		        arena_format(&doctor->app->arena, "none at %s", path), NULL);
	else
		doctor_add(doctor, DOCTOR_OK, "config", path, NULL);
}

/* Folders are made for the user alone; somebody may have opened them since. */
static void
look_at_folder(struct doctor *doctor, const char *subject, const char *path)
{
	struct arena *arena = &doctor->app->arena;
	const char *hint = arena_format(arena, "chmod 700 %s", path ? path : "");
	struct stat status;

	if (!path || (stat(path, &status) != 0 && errno == ENOENT))
		return;
	if (stat(path, &status) != 0)
		doctor_add(doctor, DOCTOR_PROBLEM, subject,
		        arena_format(arena, "cannot look at %s: %s", path, strerror(errno)), NULL);
	else if (status.st_mode & (S_IWGRP | S_IWOTH))
		doctor_add(doctor, DOCTOR_PROBLEM, subject,
		        arena_format(arena, "others can write into %s", path), hint);
	else if (status.st_mode & 077)
		doctor_add(doctor, DOCTOR_WARNING, subject,
		        arena_format(arena, "others can look into %s", path), hint);
	else
		doctor_add(doctor, DOCTOR_OK, subject, path, NULL);
}

static void
look_at_command(struct doctor *doctor, const char *subject, const char *command, const char *hint)
{
	struct arena *arena = &doctor->app->arena;

	if (doctor_can_run(command))
		doctor_add(doctor, DOCTOR_OK, subject, command, NULL);
	else
		doctor_add(doctor, DOCTOR_WARNING, subject,
		        arena_format(arena, "%s is not to be found", command), hint);
}

static void
look_around(struct doctor *doctor)
{
	const struct app *app = doctor->app;
	const char *pager = pager_find(config_get(app->config, "ui", NULL, "pager"));
	struct error err;
	const char *editor;

	if (zone_check("Europe/Dublin", &err))
		doctor_add(doctor, DOCTOR_OK, "zones", "the time zones are known", NULL);
	else
		doctor_add(doctor, DOCTOR_PROBLEM, "zones", "this machine knows no time zones",
		        "apt-get install tzdata");
	if (editor_find(config_get(app->config, "ui", NULL, "editor"), &editor, &err))
		look_at_command(doctor, "editor", editor, "set EDITOR to one that is installed");
	else
		doctor_add(doctor, DOCTOR_WARNING, "editor", err.text, err.hint);
	if (pager && *pager)
		look_at_command(doctor, "pager", pager, "set PAGER to one that is installed");
	if (!app->term.utf8)
		doctor_add(doctor, DOCTOR_WARNING, "locale",
		        "its character set is not UTF-8: signs are drawn in ASCII",
		        "set LC_ALL to a UTF-8 locale, as C.UTF-8");
}

static json_t *
json_of_finding(const struct finding *finding)
{
	json_t *tree = json_object();

	json_put(tree, "state", json_text(looks[finding->state].word));
	json_put(tree, "subject", json_text(finding->subject));
	json_put(tree, "words", json_text(finding->words));
	json_put(tree, "hint", json_text(finding->hint));
	return tree;
}

static void
finding_show(struct app *app, const struct finding *finding)
{
	bool colour = app->term.output_colour;

	buf_add_format(&app->out, "%s%s %-7s%s  ", colour ? looks[finding->state].colour : "",
	        app->term.utf8 ? looks[finding->state].glyph : looks[finding->state].ascii,
	        looks[finding->state].word, colour ? "\033[0m" : "");
	safe_add_line(&app->out, finding->subject);
	buf_add_text(&app->out, ": ");
	safe_add_line(&app->out, finding->words);
	buf_add_char(&app->out, '\n');
	if (!finding->hint)
		return;
	buf_add_text(&app->out, "           hint: ");
	safe_add_line(&app->out, finding->hint);
	buf_add_char(&app->out, '\n');
}

/* At a terminal they are sentences: nothing of them is cut. */
static void
findings_show(const struct doctor *doctor)
{
	struct app *app = doctor->app;
	struct report *report;

	if (app_is_json(app)) {
		view_json_begin(app, "checks");
		for (size_t i = 0; i < doctor->count; i++)
			view_json_member(app, i, json_of_finding(&doctor->items[i]));
		view_json_end(app);
		return;
	}
	if (app_is_table(app)) {
		for (size_t i = 0; i < doctor->count; i++)
			if (!app->options.quiet || doctor->items[i].state != DOCTOR_OK)
				finding_show(app, &doctor->items[i]);
		return;
	}
	report = view_open_table(app, finding_columns, COUNT(finding_columns));
	for (size_t i = 0; i < doctor->count; i++) {
		const struct finding *finding = &doctor->items[i];

		if (!app->options.quiet || finding->state != DOCTOR_OK)
			report_row(report,
			        (const struct cell[]){view_text(looks[finding->state].word),
			                view_text(finding->subject), view_text(finding->words),
			                view_text(finding->hint)});
	}
	report_end(report);
}

static bool
doctor_run(struct app *app, const struct args *args, struct error *err)
{
	const struct doctor_options *options = args->options;
	struct doctor doctor = {.app = app};

	if (!args->count) {
		look_at_program(&doctor);
		look_at_config(&doctor);
		look_at_folder(&doctor, "data", app->paths.data_folder);
		look_at_folder(&doctor, "state", app->paths.state_folder);
		doctor_look_at_store(&doctor);
		look_around(&doctor);
	}
	if (!doctor_look_at_accounts(&doctor, args, options->online, err))
		return false;
	findings_show(&doctor);
	app_flush(app);
	if (doctor.problems == 1)
		return error_set(err, ERROR_INVALID, "there is a problem");
	return !doctor.problems ||
	        error_set(err, ERROR_INVALID, "there are %zu problems", doctor.problems);
}

/* Accounts are known to askback-full alone; where that is missing, that is the first finding. */
static bool
doctor_needs_full(const struct app *app, const struct args *args)
{
	const struct doctor_options *options = args->options;

	(void)app;
	return options->online || args->count || full_is_there();
}

const struct command cmd_doctor = {
        .name = "doctor",
        .group = "keep",
        .summary = "look whether everything is well, and say what to do where it is not",
        .usage = "[ACCOUNT...]",
        .about =
                "Looks at the configuration, the store and its spool, at who else could read them, "
                "at the programs that askback calls, and at the accounts with their secrets; with "
                "names, at these accounts only. Nothing is changed. Without --online nothing "
                "leaves this machine.\n"
                "Online, each account's service is asked whose the secret is: a refused secret and "
                "a service out of reach are problems; a missing right, a clock that is wrong by "
                "more than five minutes, and a missing secret are warnings.\n"
                "Ends with status 1 when there is a problem.",
        .examples =
                (const struct example[]){
                        {"askback doctor", ""},
                        {"askback doctor --online work", "one account, and its service"},
                        {NULL, NULL},
                },
        .options = doctor_rows,
        .options_size = sizeof(struct doctor_options),
        .most = SIZE_MAX,
        .needs_full = doctor_needs_full,
        .run = doctor_run,
};
