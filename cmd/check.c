/* SPDX-License-Identifier: MIT */
#include "cmd/check.h"

#ifdef ASKBACK_FULL

#include <string.h>

#include "config/secret.h"

bool
check_is_own(const struct app *app, const struct check *check)
{
	struct arena arena;
	size_t count;
	const char *const *names;
	bool found = check->where != NULL || check->unused != NULL;

	arena_init(&arena);
	names = config_names(&arena, app->config, "channel", &count);
	for (size_t i = 0; i < count && !found; i++)
		found = strcmp(names[i], check->account->name) == 0;
	arena_close(&arena);
	return found;
}

bool
check_ask(struct app *app, const struct account *account, const char *secret,
        struct channel_report *report_out, struct error *err)
{
	const struct channel *channel = channel_find(account->type);
	struct http *http = NULL;
	struct call call = {
	        .arena = &app->arena,
	        .account = account,
	        .secret = secret,
	        .now = app->now,
	};
	bool ok;

	*report_out = (struct channel_report){.login = NULL};
	if (!channel || !channel->check)
		return true;
	ok = http_open(&http, err);
	call.http = http;
	ok = ok && channel->check(&call, NULL, report_out, err);
	http_close(http);
	return ok;
}

void
check_run(struct app *app, const struct account *account, bool online, struct check *check)
{
	struct secret secret = {.source = SECRET_NONE};

	*check = (struct check){
	        .account = account,
	        .takes_secret = account->secret_env != NULL,
	        .err = {.kind = ERROR_NONE},
	};
	if (account->secret_command && !online) {
		check->where = arena_format(&app->arena, "the command %s", account->secret_command);
		return;
	}
	if (!secret_read(&app->arena, app->paths.data_folder, account, &secret, &check->err))
		return;
	check->where = secret.text ? secret.where : NULL;
	check->unused = secret.text ? NULL : secret.where;
	if (online && account->url && (secret.text || !check->takes_secret))
		check->asked = check_ask(app, account, secret.text, &check->report, &check->err);
	secret_wipe(&secret);
}

#endif
