/* SPDX-License-Identifier: MIT */

/* Which questions a command is about: options, words such as state:open, and views of the config.
 */
#ifndef CMD_FILTER_H
#define CMD_FILTER_H

#include "cmd/app.h"
#include "store/question.h"

struct filter_options {
	const char *talk;
	const char *conference;
	const char *speaker;
	const char *tag;
	const char *asked;
	const char *state;
	const char *since;
	const char *sort;
	int64_t limit;
	bool all;
	bool inbox;
};

extern const struct option filter_rows[];

/* Looks the names up in the open store. Words add to, and come after, the options. */
MUST_CHECK bool
filter_read(struct app *app, const struct filter_options *options, const char *const *words,
        size_t count, struct question_filter *filter_out, struct error *err);

#endif
