/* SPDX-License-Identifier: MIT */

/* The parts of `askback outbox` that are files of their own, and what they share. */
#ifndef CMD_OUTBOX_H
#define CMD_OUTBOX_H

#include "cmd/app.h"
#include "flow/accounts.h"
#include "store/followup.h"

extern const struct command outbox_show_entry;
extern const struct command outbox_edit_entry;
extern const struct command outbox_resolve_entry;
extern const struct command outbox_retract_entry;
extern const struct command outbox_hold_entry;
extern const struct command outbox_release_entry;
extern const struct command outbox_retry_entry;
extern const struct command outbox_cancel_entry;

/* Changes one follow-up in memory; more_out (may stay NULL) is said behind its line. What is left
 * as it was is not written. */
typedef bool outbox_change(struct app *app, void *context, struct followup *followup,
        const char **more_out, struct error *err);

/*
 * The same change to one or many: three or more ask first; then all in one transaction, or, when
 * one of them cannot be changed, none. verb: "hold", for the prompt and the errors.
 */
MUST_CHECK bool outbox_run(struct app *app, const struct args *args, const char *verb,
        outbox_change *change, void *context, struct error *err);

/* ERROR_INVALID while one is being delivered, or when an interrupted push left it so: only push
 * finds out whether it arrived. */
MUST_CHECK bool outbox_check_still(const struct followup *followup, struct error *err);

/* The account that a follow-up goes by, and the channel of its type; NULL with the error when the
 * configuration has no such account any more. */
const struct channel *outbox_channel(struct app *app, const struct followup *followup,
        const struct account **account_out, struct error *err);

#endif
