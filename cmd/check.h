/* SPDX-License-Identifier: MIT */

/* What is known of an account: where its secret comes from, and what its service says to it. */
#ifndef CMD_CHECK_H
#define CMD_CHECK_H

#include "channel/channel.h"
#include "cmd/app.h"
#include "flow/accounts.h"

struct check {
	const struct account *account;
	bool takes_secret;
	const char *where;  /* the secret comes from; NULL: there is none */
	const char *unused; /* why the one that was put away is of no use; or NULL */
	bool asked;         /* the service was, with success */
	struct channel_report report;
	struct error err; /* what is wrong; ERROR_NONE: nothing */
};

/* Is it the user's: in the configuration, or with a secret? The built-in ones are there for all. */
bool check_is_own(const struct app *app, const struct check *check);

/* Asks the service whose the secret is. ERROR_DENIED: it is not accepted. */
MUST_CHECK bool check_ask(struct app *app, const struct account *account, const char *secret,
        struct channel_report *report_out, struct error *err);

/* Offline no command that knows a secret is run, because it may ask for another one. */
void
check_run(struct app *app, const struct account *account, bool online, struct check *check_out);

#endif
