/* SPDX-License-Identifier: MIT */

/* The parts of `askback person` that are files of their own, and what they share. */
#ifndef CMD_PERSON_H
#define CMD_PERSON_H

#include "cmd/app.h"
#include "model/person.h"

extern const struct command person_add_from_entry;
extern const struct command person_export_entry;
extern const struct command person_forget_entry;
extern const struct command person_merge_entry;

/* The one line that a change of a person prints: "P1 Emil Stolarsky, Production Engineer". */
MUST_CHECK bool person_line(struct app *app, const struct person *person, struct error *err);

/*
 * Shows the plan and asks the question, unless --yes answered it. The store is closed meanwhile:
 * nobody else has to wait while a person thinks.
 */
MUST_CHECK bool
person_confirm(struct app *app, const char *plan, const char *question, struct error *err);

#endif
