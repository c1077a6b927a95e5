/* SPDX-License-Identifier: MIT */
#include "cmd/app.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "flow/capture.h"
#include "flow/place.h"
#include "store/spool.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "text/when.h"

enum { FLUSH_AT = 64 * 1024 };

static bool
app_init_clock(struct app *app, struct error *err)
{
	const char *text = app->options.now ? app->options.now : getenv("ASKBACK_NOW");
	int64_t now = (int64_t)time(NULL);

	app->now = now;
	if (!text || !*text)
		return true;
	return when_parse(text, now, NULL, WHEN_PAST, &app->now, err) ||
	        error_in(err, "cannot set the clock");
}

/*
 * A password in an address would be in the process list and in the shell's history. An address is
 * never taken for the name of a file.
 */
static bool
store_path_check(const char *path, struct error *err)
{
	const char *host = strstr(path, "://");
	const char *colon, *at;

	if (!host)
		return true;
	at = strchr(host + 3, '@');
	colon = strchr(host + 3, ':');
	if (!at || !colon || colon > at)
		return error_set(err, ERROR_UNSUPPORTED,
		        "cannot open store %s: this askback keeps stores in files only", path);
	error_set(err, ERROR_USAGE, "cannot use a store address with a password in it");
	return error_hint(err, "keep it in ~/.pgpass or a connection service file");
}

static bool
app_init_store(struct app *app, struct error *err)
{
	const char *configured = config_get(app->config, "store", NULL, "path");
	const char *path = app->options.store;

	if (!path && getenv("ASKBACK_STORE") && *getenv("ASKBACK_STORE"))
		path = app->paths.store;
	if (!path)
		path = configured ? configured : app->paths.store;
	app->store_options = (struct store_options){
	        .path = path,
	        .now = app->now,
	        .author = app->author,
	        .command = app->command_name,
	        .program = ASKBACK_VERSION,
	};
	return !path || store_path_check(path, err);
}

static void
app_init_author(struct app *app)
{
	const char *names[] = {
	        config_get(app->config, "user", NULL, "email"),
	        config_get(app->config, "user", NULL, "name"),
	        getenv("USER"),
	        getenv("LOGNAME"),
	        "me",
	};

	for (size_t i = 0; i < COUNT(names) && !app->author; i++)
		if (names[i] && *names[i] &&
		        utf8_valid_length(names[i], strlen(names[i])) == strlen(names[i]))
			app->author = names[i];
}

static void
app_init_format(struct app *app)
{
	app->format = app->options.format;
	if (app->options.json && !app->format)
		app->format = "json";
	if (!app->format)
		app->format = app->term.output_terminal ? "table" : "tsv";
}

bool
app_init(struct app *app, struct error *err)
{
	const char *colour = app->options.color;

	buf_init(&app->out, &app->arena, SIZE_MAX / 2);
	term_init(&app->term, colour, NULL);
	paths_init(&app->arena, &app->paths);
	if (!config_open(&app->arena, app->paths.config, &app->config, err))
		return false;
	if (!colour && config_get(app->config, "ui", NULL, "color"))
		term_init(&app->term, NULL, config_get(app->config, "ui", NULL, "color"));
	app_init_author(app);
	app_init_format(app);
	return app_init_clock(app, err) && app_init_store(app, err);
}

void
app_close(struct app *app)
{
	app_close_store(app);
	arena_close(&app->arena);
}

static void
news_note(const struct app *app, const struct store_news *news)
{
	if (news->made)
		app_hint(app, "your questions are kept in %s", app->store_options.path);
	if (news->upgraded_from)
		app_note(app, "brought the store up to date; a copy of the old one is %s",
		        news->copy);
}

void
app_drain_spool(struct app *app)
{
	struct drained drained;
	struct error err;

	if (!spool_has_records(&app->arena, app->store_options.path))
		return;
	if (!capture_drain(&app->arena, &app->store_options, &drained, &err)) {
		/* Whoever keeps the store busy was waited for once; that is enough for one command.
		 */
		if (err.kind == ERROR_BUSY)
			app->store_options.busy_ms = 1;
		app_note(app, "questions wait in %s.spool: %s", app->store_options.path, err.text);
		return;
	}
	if (drained.damaged)
		app_note(app,
		        "a part of the spool could not be read; it is kept in %s.spool.damaged",
		        app->store_options.path);
	if (drained.count == 1)
		app_note(app, "moved a question out of the spool: Q%lld", (long long)drained.first);
	else if (drained.count)
		app_note(app, "moved %lld questions out of the spool: Q%lld to Q%lld",
		        (long long)drained.count, (long long)drained.first,
		        (long long)drained.last);
}

bool
app_open_store(struct app *app, enum store_mode mode, struct error *err)
{
	if (app->store)
		return true;
	if (!app->store_options.path)
		return paths_missing("the store", "--store FILE", err);
	app_drain_spool(app);
	if (!store_open(&app->arena, &app->store_options, mode, &app->store, err))
		return false;
	news_note(app, store_news(app->store));
	return true;
}

void
app_close_store(struct app *app)
{
	store_close(app->store);
	app->store = NULL;
}

bool
app_read_time(
        struct app *app, const char *what, const char *text, int64_t *at_out, struct error *err)
{
	struct error none = {.kind = ERROR_NONE};
	bool opened = app->store != NULL;
	const char *zone = NULL;

	if (app->store_options.path && app_open_store(app, STORE_READ, &none))
		(void)!place_get_zone(app->store, &app->arena, app->now, &zone, &none);
	if (!opened)
		app_close_store(app);
	if (!when_parse(text, app->now, zone, WHEN_PAST, at_out, err))
		return false;
	if (app_is_table(app))
		app_note(app, "%s: %s%s%s%s", what, when_long(&app->arena, *at_out, zone),
		        zone ? " (" : "", zone ? zone : "", zone ? ")" : "");
	return true;
}

bool
app_is_table(const struct app *app)
{
	return strcmp(app->format, "table") == 0;
}

bool
app_is_json(const struct app *app)
{
	return strcmp(app->format, "json") == 0 || strcmp(app->format, "jsonl") == 0;
}

void
app_flush(struct app *app)
{
	if (!app->broken && !file_write_all(STDOUT_FILENO, app->out.text, app->out.length))
		app->broken = errno;
	buf_reset(&app->out);
}

void
app_flush_some(struct app *app)
{
	if (app->out.length >= FLUSH_AT)
		app_flush(app);
}

static void
line_print(const struct app *app, const char *paint, const char *start, const char *text)
{
	struct arena arena;
	bool colour = app->term.error_colour && *paint;

	arena_init(&arena);
	fprintf(stderr, "%s%s%s%s\n", colour ? paint : "", start, colour ? "\033[0m" : "",
	        safe_line(&arena, text));
	arena_close(&arena);
}

void
app_note(const struct app *app, const char *format, ...)
{
	char text[2048];
	va_list list;

	if (app->options.quiet)
		return;
	va_start(list, format);
	(void)vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	line_print(app, "", "askback: ", text);
}

void
app_hint(const struct app *app, const char *format, ...)
{
	const char *wanted = config_get(app->config, "ui", NULL, "hints");
	char text[2048];
	va_list list;

	if (app->options.quiet || (wanted && strcmp(wanted, "false") == 0))
		return;
	va_start(list, format);
	(void)vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	line_print(app, "\033[2m", "hint: ", text);
}

void
app_report(const struct app *app, const struct error *err)
{
	line_print(app, "\033[1;31m", "askback: ", err->text);
	if (err->hint[0])
		line_print(app, "\033[2m", "hint: ", err->hint);
}

int
app_status(enum error_kind kind)
{
	switch (kind) {
	case ERROR_NONE:
		return 0;
	case ERROR_USAGE:
		return 2;
	case ERROR_DENIED:
		return 4;
	case ERROR_CANCELLED:
		return 5;
	case ERROR_OUTPUT:
		return 74;
	case ERROR_BUSY:
		return 75;
	case ERROR_MISSING:
	case ERROR_AMBIGUOUS:
	case ERROR_INVALID:
	case ERROR_IO:
	case ERROR_FULL:
	case ERROR_DAMAGED:
	case ERROR_FOREIGN:
	case ERROR_NEWER:
	case ERROR_UNCERTAIN:
	case ERROR_UNSUPPORTED:
		break;
	}
	return 1;
}
