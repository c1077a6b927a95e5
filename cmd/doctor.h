/* SPDX-License-Identifier: MIT */

/* What `doctor` finds, and the looks that it takes. */
#ifndef CMD_DOCTOR_H
#define CMD_DOCTOR_H

#include "cmd/app.h"

enum doctor_state { DOCTOR_OK, DOCTOR_WARNING, DOCTOR_PROBLEM };

struct finding {
	enum doctor_state state;
	const char *subject; /* "store" */
	const char *words;
	const char *hint; /* or NULL */
};

struct doctor {
	struct app *app;
	struct finding *items;
	size_t count;
	size_t capacity;
	size_t problems;
};

/* words and hint, which may be NULL, are copied. */
void doctor_add(struct doctor *doctor, enum doctor_state state, const char *subject,
        const char *words, const char *hint);

/* Is the program that a command begins with to be found? True too when only a shell could tell. */
bool doctor_can_run(const char *command);

/* The store with what is beside it. */
void doctor_look_at_store(struct doctor *doctor);

/* Accounts: the user's own, or those that are named. ERROR_MISSING: there is none of that name. */
MUST_CHECK bool doctor_look_at_accounts(
        struct doctor *doctor, const struct args *names, bool online, struct error *err);

#endif
