/* SPDX-License-Identifier: MIT */

/*
 * A change to one or many questions in one command: three or more ask first; then all in one
 * transaction, or, when one of them cannot be changed, none.
 */
#ifndef CMD_MANY_H
#define CMD_MANY_H

#include "cmd/app.h"
#include "cmd/ids.h"
#include "store/question.h"

/* Changes one question; more_out (may stay NULL) is said behind its line. */
typedef bool many_change(struct app *app, void *context, int64_t id, struct question *question_out,
        const char **more_out, struct error *err);

/* Asks "VERB 3 NAMES?" when there are three or more; names: "questions". */
MUST_CHECK bool
many_confirm(struct app *app, size_t count, const char *verb, const char *names, struct error *err);

/* verb: "answer", for the prompt and the errors. */
MUST_CHECK bool many_run(struct app *app, const struct ids *ids, const char *verb,
        many_change *change, void *context, struct error *err);

#endif
