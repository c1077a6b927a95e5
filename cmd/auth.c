/* SPDX-License-Identifier: MIT */
#include "cmd/auth.h"

#include "cmd/app.h"
#include "cmd/check.h"
#include "cmd/view.h"
#include "cmd/view_json.h"
#include "config/secret.h"

struct status_options {
	bool offline;
};

static const struct option status_rows[] = {
        OPTION_ROW_SWITCH(0, "offline", "do not ask the services, and run no command for a secret",
                struct status_options, offline),
        OPTION_ROW_END,
};

#ifdef ASKBACK_FULL

static const struct column status_columns[] = {
        {.key = "account", .title = "ACCOUNT", .kind = COLUMN_ID},
        {.key = "state", .title = "STATE", .kind = COLUMN_STATE},
        {.key = "login", .title = "LOGIN"},
        {.key = "secret", .title = "SECRET", .shrinks = true},
        {.key = "url", .title = "ADDRESS", .shrinks = true},
        {.key = "words", .title = "WORDS", .shrinks = true},
};

/* The states of a login, and how a person sees them. */
static const struct {
	const char *state;
	const char *text;
	const char *ascii;
	enum paint paint;
} looks[] = {
        {.state = "accepted", .text = "✓ accepted", .ascii = "+ accepted", .paint = PAINT_DONE},
        {.state = "unasked", .text = "● unasked", .ascii = "o unasked", .paint = PAINT_WAITING},
        {.state = "none", .text = "○ none", .ascii = ". none", .paint = PAINT_DIM},
        {.state = "needless", .text = "○ needless", .ascii = ". needless", .paint = PAINT_DIM},
        {.state = "refused", .text = "✗ refused", .ascii = "x refused", .paint = PAINT_ERROR},
        {.state = "unknown", .text = "✗ unknown", .ascii = "x unknown", .paint = PAINT_ERROR},
};

static const char *
check_state(const struct check *check)
{
	if (check->err.kind == ERROR_DENIED)
		return "refused";
	if (check->err.kind != ERROR_NONE)
		return "unknown";
	if (check->asked)
		return "accepted";
	if (!check->takes_secret)
		return "needless";
	return check->where ? "unasked" : "none";
}

static const char *
check_words(const struct app *app, const struct check *check)
{
	(void)app;
	if (check->err.kind != ERROR_NONE)
		return check->err.text;
	return check->unused ? check->unused : check->report.lacks;
}

static struct cell
state_cell(const struct app *app, const char *state)
{
	struct cell cell = {.text = state, .plain = state};

	for (size_t i = 0; i < COUNT(looks); i++)
		if (strcmp(looks[i].state, state) == 0) {
			cell.paint = looks[i].paint;
			cell.text = app->term.utf8 ? looks[i].text : looks[i].ascii;
		}
	return cell;
}

static json_t *
json_of_check(const struct check *check)
{
	json_t *tree = json_object();

	json_put(tree, "name", json_text(check->account->name));
	json_put(tree, "type", json_text(check->account->type));
	json_put(tree, "url", json_text(check->account->url));
	json_put(tree, "secret", json_text(check->where));
	json_put(tree, "state", json_text(check_state(check)));
	json_put(tree, "login", json_text(check->report.login));
	json_put(tree, "server", json_text(check->report.server));
	json_put(tree, "lacks", json_text(check->report.lacks));
	json_put(tree, "error", json_text(check->err.kind == ERROR_NONE ? NULL : check->err.text));
	return tree;
}

static void
checks_show(struct app *app, const struct check *checks, size_t count)
{
	struct report *report;

	if (app_is_json(app)) {
		view_json_begin(app, "accounts");
		for (size_t i = 0; i < count; i++)
			view_json_member(app, i, json_of_check(&checks[i]));
		view_json_end(app);
		return;
	}
	report = view_open_table(app, status_columns, COUNT(status_columns));
	for (size_t i = 0; i < count; i++)
		report_row(report,
		        (const struct cell[]){view_text(checks[i].account->name),
		                state_cell(app, check_state(&checks[i])),
		                view_text(checks[i].report.login), view_text(checks[i].where),
		                view_text(checks[i].account->url),
		                view_text(check_words(app, &checks[i]))});
	report_end(report);
}

/* What is wrong with the first of them; of those that were named a missing secret is, too. */
static bool
checks_judge(const struct check *checks, size_t count, bool named, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		const struct check *check = &checks[i];

		if (check->err.kind != ERROR_NONE) {
			*err = check->err;
			return false;
		}
		if (named && check->takes_secret && !check->where) {
			error_set(err, ERROR_DENIED, "there is no secret for %s",
			        check->account->name);
			return error_hint(err, "askback auth login %s", check->account->name);
		}
	}
	return true;
}

static bool
status_run(struct app *app, const struct args *args, struct error *err)
{
	const struct status_options *options = args->options;
	const struct account *account;
	struct account_list accounts;
	struct check *checks;
	size_t count = 0;

	if (!accounts_read(&app->arena, app->config, &accounts, err))
		return false;
	checks = arena_array(&app->arena, accounts.count + args->count, sizeof(*checks));
	for (size_t i = 0; i < args->count; i++) {
		if (!accounts_get(&accounts, args->words[i], &account, err))
			return false;
		check_run(app, account, !options->offline, &checks[count++]);
	}
	for (size_t i = 0; i < accounts.count && !args->count; i++) {
		check_run(app, &accounts.items[i], !options->offline, &checks[count]);
		count += check_is_own(app, &checks[count]);
	}
	if (!app->options.quiet)
		checks_show(app, checks, count);
	if (!count)
		app_hint(app, "no account has a secret: askback auth login github");
	app_flush(app);
	return checks_judge(checks, count, args->count > 0, err);
}

static bool
logout_run(struct app *app, const struct args *args, struct error *err)
{
	const struct account *account;
	struct account_list accounts;
	struct check check;
	json_t *tree;
	bool dropped;

	if (!accounts_read(&app->arena, app->config, &accounts, err) ||
	        !accounts_get(&accounts, args->words[0], &account, err))
		return false;
	if (!account->secret_env)
		return error_set(err, ERROR_USAGE, "%s needs no secret", account->name);
	if (!app->paths.data_folder)
		return paths_missing("secrets", "secret-command in the configuration", err);
	if (!secret_drop(&app->arena, app->paths.data_folder, account, &dropped, err))
		return false;
	app->changed = dropped;
	check_run(app, account, false, &check);
	if (app_is_json(app)) {
		tree = json_of_check(&check);
		json_put(tree, "dropped", json_boolean(dropped));
		view_json(app, "account", tree);
		return true;
	}
	if (!app->options.quiet)
		buf_add_format(&app->out, "%s: %s\n", account->name,
		        dropped ? "forgot its secret" : "there was nothing to forget");
	if (check.where)
		app_note(app, "%s still has a secret: from %s", account->name, check.where);
	else if (dropped)
		app_hint(app, "it is good until you revoke it at the service");
	return true;
}

#endif

static const struct command auth_status_entry = {
        .name = "status",
        .summary = "where each secret comes from, and whose it is",
        .usage = "[ACCOUNT...]",
        .about = "Shows accounts that are configured or have a secret, or those that are named; "
                 "never "
                 "a secret itself. A secret is accepted, refused, unasked (with --offline), none, "
                 "or "
                 "needless. Ends with status 4 when a secret is refused, or one of a named account "
                 "is missing.",
        .examples =
                (const struct example[]){
                        {"askback auth status", ""},
                        {"askback auth status work --json", "for scripts"},
                        {NULL, NULL},
                },
        .options = status_rows,
        .options_size = sizeof(struct status_options),
        .most = SIZE_MAX,
        .needs = NEEDS_FULL,
        .run = FULL_ONLY(status_run),
};

static const struct command auth_logout_entry = {
        .name = "logout",
        .summary = "forget the secret that auth login put away",
        .usage = "ACCOUNT",
        .least = 1,
        .most = 1,
        .needs = NEEDS_FULL,
        .run = FULL_ONLY(logout_run),
};

static const struct command *const auth_commands[] = {
        &auth_login_entry,
        &auth_status_entry,
        &auth_logout_entry,
        NULL,
};

const struct command cmd_auth = {
        .name = "auth",
        .group = "keep",
        .summary = "secrets of accounts: log in, status, log out",
        .usage = "COMMAND",
        .subcommands = auth_commands,
};
