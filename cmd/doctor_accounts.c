/* SPDX-License-Identifier: MIT */
#include "cmd/doctor.h"

#ifdef ASKBACK_FULL

#include <inttypes.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd/check.h"

enum { CLOCK_MOST = 300 };

static void
look_at_proxy(struct doctor *doctor)
{
	static const char *const names[] = {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};

	for (size_t i = 0; i < COUNT(names); i++) {
		const char *value = getenv(names[i]);
		const char *at = value ? strrchr(value, '@') : NULL;

		if (!value || !*value)
			continue;
		doctor_add(doctor, DOCTOR_OK, "proxy",
		        arena_format(&doctor->app->arena, "requests go through %s, by %s",
		                at ? at + 1 : value, names[i]),
		        NULL);
		return;
	}
}

/* What the account needs on this machine. */
static void
look_at_parts(struct doctor *doctor, const struct account *account)
{
	struct arena *arena = &doctor->app->arena;

	if (account->cafile && access(account->cafile, R_OK) != 0)
		doctor_add(doctor, DOCTOR_PROBLEM, account->name,
		        arena_format(arena, "its cafile %s cannot be read", account->cafile), NULL);
	if (account->sendmail && !doctor_can_run(account->sendmail))
		doctor_add(doctor, DOCTOR_PROBLEM, account->name,
		        arena_format(
		                arena, "its sendmail %s is not to be found", account->sendmail),
		        NULL);
}

static void
look_at_failure(struct doctor *doctor, const struct check *check)
{
	const char *name = check->account->name;
	const char *login = arena_format(&doctor->app->arena, "askback auth login %s", name);

	doctor_add(doctor, DOCTOR_PROBLEM, name, check->err.text,
	        check->err.kind == ERROR_DENIED && !check->err.hint[0] &&
	                        !check->account->secret_command
	                ? login
	                : check->err.hint);
}

static void
look_at_secret(struct doctor *doctor, const struct check *check)
{
	struct arena *arena = &doctor->app->arena;
	const char *name = check->account->name;
	const char *words;

	if (!check->takes_secret)
		words = "needs no secret";
	else if (!check->where)
		words = check->unused ? check->unused : "has no secret";
	else
		words = arena_format(arena, "its secret comes from %s", check->where);
	if (check->takes_secret && !check->where)
		doctor_add(doctor, DOCTOR_WARNING, name, words,
		        arena_format(arena, "askback auth login %s", name));
	else
		doctor_add(doctor, DOCTOR_OK, name, words, NULL);
}

/* The clock of this very moment: --now is of no help here. */
static void
look_at_clock(struct doctor *doctor, const struct check *check)
{
	int64_t skew = (int64_t)time(NULL) - check->report.server_at;
	int64_t size = skew < 0 ? -skew : skew;

	if (!check->report.server_at || size <= CLOCK_MOST)
		return;
	doctor_add(doctor, DOCTOR_WARNING, check->account->name,
	        arena_format(&doctor->app->arena,
	                "this machine's clock is %" PRId64 " minutes %s the service's", size / 60,
	                skew < 0 ? "behind" : "ahead of"),
	        "set the clock, or let it be set: timedatectl set-ntp true");
}

static void
look_at_answer(struct doctor *doctor, const struct check *check)
{
	struct arena *arena = &doctor->app->arena;
	const struct channel_report *report = &check->report;
	const char *name = check->account->name;

	doctor_add(doctor, DOCTOR_OK, name,
	        arena_format(arena, "%s%s%s", report->server ? report->server : "the service",
	                report->login ? " knows us as " : " answers",
	                report->login ? report->login : ""),
	        NULL);
	if (report->lacks)
		doctor_add(doctor, DOCTOR_WARNING, name,
		        arena_format(arena, "a right is missing: %s", report->lacks),
		        arena_format(arena, "askback auth login %s", name));
	look_at_clock(doctor, check);
}

static void
look_at_check(struct doctor *doctor, const struct check *check)
{
	look_at_parts(doctor, check->account);
	if (check->err.kind != ERROR_NONE && !check->where) {
		look_at_failure(doctor, check);
		return;
	}
	look_at_secret(doctor, check);
	if (check->err.kind != ERROR_NONE)
		look_at_failure(doctor, check);
	else if (check->asked)
		look_at_answer(doctor, check);
}

bool
doctor_look_at_accounts(
        struct doctor *doctor, const struct args *names, bool online, struct error *err)
{
	struct app *app = doctor->app;
	const struct account *account;
	struct account_list accounts;
	struct check check;
	struct error wrong;

	if (!accounts_read(&app->arena, app->config, &accounts, &wrong)) {
		doctor_add(doctor, DOCTOR_PROBLEM, "config", wrong.text, wrong.hint);
		return true;
	}
	for (size_t i = 0; i < names->count; i++)
		if (!accounts_get(&accounts, names->words[i], &account, err))
			return false;
	if (online)
		look_at_proxy(doctor);
	for (size_t i = 0; i < names->count; i++) {
		check_run(app, accounts_find(&accounts, names->words[i]), online, &check);
		look_at_check(doctor, &check);
	}
	for (size_t i = 0; i < accounts.count && !names->count; i++) {
		check_run(app, &accounts.items[i], online, &check);
		if (check_is_own(app, &check))
			look_at_check(doctor, &check);
	}
	return true;
}

#else

/* What accounts there are depends on what channels there are. */
bool
doctor_look_at_accounts(
        struct doctor *doctor, const struct args *names, bool online, struct error *err)
{
	(void)doctor;
	(void)names;
	(void)online;
	(void)err;
	return true;
}

#endif
