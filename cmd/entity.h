/* SPDX-License-Identifier: MIT */

/* What the commands for conferences, talks and people have in common. */
#ifndef CMD_ENTITY_H
#define CMD_ENTITY_H

#include "cmd/app.h"

/* Work inside one transaction of the open store: committed when it returns true, else rolled back.
 */
typedef bool entity_work(struct app *app, const struct args *args, struct error *err);
MUST_CHECK bool entity_change(struct app *app, const struct args *args, entity_work *work,
        const char *what, struct error *err);

/* An option's text through the gate: *field is left alone when the option was not given, NULL when
 * it is empty. */
MUST_CHECK bool entity_take(
        struct app *app, const char *what, const char *text, const char **field, struct error *err);

/* The same for an address of a page. */
MUST_CHECK bool
entity_take_url(struct app *app, const char *text, const char **field, struct error *err);

/* The same for a moment, understood in a zone and echoed as a note; empty: 0. */
MUST_CHECK bool entity_take_time(struct app *app, const char *what, const char *text,
        const char *zone, int64_t *field, struct error *err);

#endif
