/* SPDX-License-Identifier: MIT */
#include "cmd/push.h"

#include <string.h>

#include "config/secret.h"
#include "term/progress.h"
#include "term/prompt.h"

#ifdef ASKBACK_FULL

/* One that was found or typed; kept until the program ends, so that it is asked for once. */
struct push_secret {
	const struct account *account;
	const char *text;
	struct push_secret *next;
};

/* A program or a folder takes mails from anybody on this machine. */
static bool
account_has_secret(const struct account *account)
{
	if (strcmp(account->type, "mail") != 0)
		return strcmp(account->type, "hand") != 0;
	return !account->sendmail && !account->folder &&
	        !(account->auth && strcmp(account->auth, "none") == 0);
}

static bool
secret_ask(struct push *push, const struct account *account, const char **secret_out,
        struct error *err)
{
	struct app *app = push->app;
	char *text = NULL;
	bool ok;

	if (!app->term.input_terminal || !app->term.error_terminal) {
		error_set(err, ERROR_DENIED, "there is no secret for %s", account->name);
		return error_hint(err, "askback auth login %s", account->name);
	}
	progress_close(push->progress);
	ok = prompt_secret(&app->arena, &app->term,
	        arena_format(&app->arena, "Secret for %s: ", account->name), &text, err);
	progress_open(&app->term, !app->options.quiet, &push->progress);
	*secret_out = text;
	return ok;
}

bool
push_read_secret(
        void *context, const struct account *account, const char **secret_out, struct error *err)
{
	struct push *push = context;
	struct app *app = push->app;
	struct push_secret *known = push->secrets;
	struct secret secret;

	*secret_out = NULL;
	if (!account_has_secret(account))
		return true;
	for (; known; known = known->next)
		if (known->account == account) {
			*secret_out = known->text;
			return true;
		}
	if (!secret_read(&app->arena, app->paths.data_folder, account, &secret, err))
		return false;
	*secret_out = secret.text;
	if (!secret.text && !secret_ask(push, account, secret_out, err))
		return false;
	known = arena_get(&app->arena, sizeof(*known));
	*known = (struct push_secret){
	        .account = account, .text = *secret_out, .next = push->secrets};
	push->secrets = known;
	return true;
}

#endif
