/* SPDX-License-Identifier: MIT */
#include "cmd/auth.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cmd/app.h"
#include "cmd/check.h"
#include "cmd/view_json.h"
#include "config/secret.h"
#include "flow/account_url.h"
#include "flow/device.h"
#include "term/prompt.h"
#include "text/safe.h"

struct login_options {
	bool with_token;
	bool device;
};

static const struct option login_rows[] = {
        OPTION_ROW_SWITCH(0, "with-token", "read the secret from standard input",
                struct login_options, with_token),
        OPTION_ROW_SWITCH(0, "device", "by a code that you type into a page of GitHub",
                struct login_options, device),
        OPTION_ROW_END,
};

#ifdef ASKBACK_FULL

enum { INPUT_MOST = 8192 };

/* One login while it goes on. */
struct login {
	struct app *app;
	const struct login_options *options;
	const struct account *account;
	char *text; /* the secret */
	struct channel_report report;
	const char *where;
};

/* Which page of a service makes a secret, and what it must allow. */
static const struct {
	const char *type;
	const char *page;
	const char *what;
} guides[] = {
        {.type = "github",
                .page = "/settings/tokens/new?scopes=public_repo&description=askback",
                .what = "a classic token with the scope public_repo, or repo for private "
                        "repositories; a fine-grained one cannot write to repositories of others"},
        {.type = "gitlab",
                .page = "/-/user_settings/personal_access_tokens?name=askback&scopes=api",
                .what = "a personal access token with the scope api"},
        {.type = "gitea",
                .page = "/user/settings/applications",
                .what = "a token that may read and write issues, and read the user"},
        {.type = "redmine",
                .page = "/my/account",
                .what = "your API access key; an administrator must have switched the REST API on"},
};

static void
guide_show(const struct login *login)
{
	const struct account *account = login->account;

	for (size_t i = 0; i < COUNT(guides); i++)
		if (strcmp(guides[i].type, account->type) == 0)
			app_note(login->app, "%s needs %s: %s%s", account->name, guides[i].what,
			        account_url_pages(&login->app->arena, account), guides[i].page);
	if (account->auth)
		app_note(login->app, "%s needs %s for %s", account->name,
		        strcmp(account->auth, "xoauth2") == 0
		                ? "an access token"
		                : "the password, or one made for programs,",
		        account->user);
}

/* The first line; what is behind it is nobody's. */
static bool
input_read(struct login *login, struct error *err)
{
	char bytes[INPUT_MOST];
	size_t length = 0;
	ssize_t got = 1;

	while (got > 0 && length < sizeof(bytes)) {
		got = read(STDIN_FILENO, bytes + length, sizeof(bytes) - length);
		if (got < 0 && errno == EINTR)
			got = 1;
		else if (got > 0)
			length += (size_t)got;
	}
	if (got < 0)
		error_set(err, ERROR_IO, "cannot read the secret: %s", strerror(errno));
	else if (length == sizeof(bytes) || memchr(bytes, '\0', length))
		error_set(err, ERROR_INVALID, "standard input holds no secret");
	else
		login->text = arena_span(&login->app->arena, bytes, length);
	explicit_bzero(bytes, sizeof(bytes));
	if (!login->text)
		return false;
	login->text[strcspn(login->text, "\r\n")] = '\0';
	return true;
}

static bool
prompt_read(struct login *login, struct error *err)
{
	struct app *app = login->app;
	const char *name = login->account->name;

	if (!app->term.input_terminal) {
		error_set(err, ERROR_USAGE,
		        "cannot ask for the secret of %s: standard input is no terminal", name);
		return error_hint(err, "askback auth login %s --with-token < FILE", name);
	}
	guide_show(login);
	return prompt_secret(&app->arena, &app->term,
	        arena_format(&app->arena, "Secret for %s (it is not shown): ", name), &login->text,
	        err);
}

static int64_t
clock_seconds(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static void
clock_wait(int64_t seconds)
{
	struct timespec rest = {.tv_sec = (time_t)seconds};

	while (clock_nanosleep(CLOCK_MONOTONIC, 0, &rest, &rest) == EINTR)
		continue;
}

/* Shown even with --quiet: without the code nothing goes on. */
static void
code_show(const struct login *login, const struct device *device)
{
	struct arena *arena = &login->app->arena;

	fprintf(stderr, "Open %s and enter the code %s\n", safe_line(arena, device->page),
	        safe_line(arena, device->user_code));
}

static bool
device_wait(struct login *login, struct http *http, struct device *device, struct error *err)
{
	int64_t end = clock_seconds() + device->seconds;
	enum device_turn turn = DEVICE_WAIT;
	const char *token = NULL;

	while (turn == DEVICE_WAIT) {
		if (clock_seconds() + device->interval > end)
			return error_set(err, ERROR_BUSY, "the code was not entered in time");
		clock_wait(device->interval);
		turn = device_poll(&login->app->arena, http, login->account, device, &token, err);
	}
	if (turn == DEVICE_DONE)
		login->text = arena_text(&login->app->arena, token);
	return turn == DEVICE_DONE;
}

static bool
device_read(struct login *login, struct error *err)
{
	const struct account *account = login->account;
	struct http *http = NULL;
	struct device device;
	bool ok;

	if (!account->client_id) {
		error_set(err, ERROR_USAGE, "%s has no client-id, so there is no code for it",
		        account->name);
		return error_hint(err, "askback auth login %s", account->name);
	}
	ok = http_open(&http, err) && device_open(&login->app->arena, http, account, &device, err);
	if (ok) {
		code_show(login, &device);
		ok = device_wait(login, http, &device, err);
	}
	http_close(http);
	return ok;
}

static bool
text_read(struct login *login, struct error *err)
{
	if (login->options->with_token)
		return input_read(login, err);
	return login->options->device ? device_read(login, err) : prompt_read(login, err);
}

/* Is there any use in a secret that is put away? */
static bool
account_check(const struct login *login, struct error *err)
{
	const struct account *account = login->account;

	if (!account->secret_env)
		return error_set(err, ERROR_USAGE, "%s needs no secret", account->name);
	if (login->options->with_token && login->options->device)
		return error_set(err, ERROR_USAGE, "--with-token and --device do not go together");
	if (!account->secret_command)
		return login->app->paths.data_folder ||
		        paths_missing("secrets", "secret-command in the configuration", err);
	error_set(err, ERROR_USAGE, "%s gets its secret from the command %s", account->name,
	        account->secret_command);
	return error_hint(err, "remove secret-command from the configuration first");
}

static void
login_show(const struct login *login)
{
	struct app *app = login->app;
	const char *name = login->account->name;
	const char *user = login->report.login;
	struct check check;
	json_t *tree;

	check_run(app, login->account, false, &check);
	if (app_is_json(app)) {
		tree = json_object();
		json_put(tree, "name", json_text(name));
		json_put(tree, "url", json_text(login->account->url));
		json_put(tree, "secret", json_text(login->where));
		json_put(tree, "login", json_text(user));
		json_put(tree, "lacks", json_text(login->report.lacks));
		view_json(app, "account", tree);
	} else if (!app->options.quiet) {
		buf_add_format(&app->out, "%s: ", name);
		safe_add_line(&app->out, user ? user : "logged in");
		buf_add_text(&app->out, user ? " logged in, " : ", ");
		safe_add_line(
		        &app->out, arena_format(&app->arena, "the secret is in %s", login->where));
		buf_add_char(&app->out, '\n');
	}
	if (login->report.lacks)
		app_note(app, "it is not allowed to do everything: %s", login->report.lacks);
	if (check.where && strcmp(check.where, login->where) != 0)
		app_note(app, "%s is used before it", check.where);
}

static bool
login_run(struct app *app, const struct args *args, struct error *err)
{
	struct login login = {.app = app, .options = args->options};
	struct account_list accounts;
	bool ok;

	if (!accounts_read(&app->arena, app->config, &accounts, err) ||
	        !accounts_get(
	                &accounts, args->count ? args->words[0] : "github", &login.account, err) ||
	        !account_check(&login, err) || !text_read(&login, err))
		return false;
	ok = secret_check(login.text, err) &&
	        check_ask(app, login.account, login.text, &login.report, err) &&
	        secret_write(&app->arena, app->paths.data_folder, login.account, login.text,
	                &login.where, err);
	explicit_bzero(login.text, strlen(login.text));
	if (!ok)
		return false;
	app->changed = true;
	login_show(&login);
	return true;
}

#endif

const struct command auth_login_entry = {
        .name = "login",
        .summary = "put the secret of an account away, after a look whether it is accepted",
        .usage = "[ACCOUNT]",
        .about =
                "ACCOUNT is github unless it is named. It is said which page makes a secret and "
                "what "
                "that must allow; then it is asked for and not shown. It is kept in the keyring "
                "when the program secret-tool and a keyring are there, else in a file that only "
                "you can read, and it is used for the account's address only.\n"
                "There are two ways to keep no secret here: secret-command in the configuration, "
                "as "
                "\"gh auth token\" or \"pass show NAME\", and a variable, as GH_TOKEN for "
                "github.com or ASKBACK_SECRET_NAME for any account.\n"
                "With --device nothing is typed here: GitHub shows a page for a code. That needs a "
                "client-id in the configuration.",
        .examples =
                (const struct example[]){
                        {"askback auth login", "log in to github.com"},
                        {"askback auth login work --with-token < token.txt", ""},
                        {NULL, NULL},
                },
        .options = login_rows,
        .options_size = sizeof(struct login_options),
        .most = 1,
        .needs = NEEDS_FULL,
        .run = FULL_ONLY(login_run),
};
