/* SPDX-License-Identifier: MIT */

/*
 * Logging a question: the one job that never fails for a reason that is not its own. What the store
 * cannot take goes to the spool; what the spool cannot take is the caller's to print back.
 */
#ifndef FLOW_CAPTURE_H
#define FLOW_CAPTURE_H

#include "flow/place.h"
#include "model/question.h"

struct capture {
	const char *text; /* has passed utf8_clean */
	struct attach_wish wish;
	const char *asked; /* one of QUESTION_ASKED */
	bool private;
	struct texts tags;
	const char *answer; /* what was answered on the spot; NULL */
};

struct captured {
	struct question question; /* id 0: it is in the spool */
	struct attach attach;
	struct error spooled; /* why it is in the spool */
	struct store_news news;
};

/*
 * On success the question is on the disk, in the store or in the spool. ERROR_MISSING and
 * ERROR_AMBIGUOUS: the talk or speaker that was named; anything else: neither place could take it.
 */
MUST_CHECK bool capture_question(struct arena *arena, const struct store_options *options,
        const struct capture *capture, struct captured *captured_out, struct error *err);

/*
 * Moves what is in the spool into the store, each question exactly once; first_out and last_out are
 * the ids given. A talk that cannot be found now leaves its question in the inbox. To be called
 * when spool_has_records says so.
 */
struct drained {
	int64_t count; /* moved now */
	int64_t first;
	int64_t last;
	bool damaged; /* a part of the spool was no record; it has been set aside */
};
MUST_CHECK bool capture_drain(struct arena *arena, const struct store_options *options,
        struct drained *drained_out, struct error *err);

#endif
