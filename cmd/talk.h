/* SPDX-License-Identifier: MIT */

/* What the commands about talks share. */
#ifndef CMD_TALK_H
#define CMD_TALK_H

#include "cmd/app.h"
#include "store/programme.h"

extern const struct command cmd_talk_add;
extern const struct command cmd_talk_edit;

/* The one line after a change; it is read back, so that it tells what is stored. */
MUST_CHECK bool talk_line(struct app *app, int64_t talk_id, struct error *err);

/* The talk that a text names, looked for in the conference in use first. */
MUST_CHECK bool
talk_find(struct app *app, const char *text, struct talk *talk_out, struct error *err);

/* The conference named, or the one in use, or the only one there is. */
MUST_CHECK bool talk_find_conference(
        struct app *app, const char *text, struct conference *conference, struct error *err);

#endif
