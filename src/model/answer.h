/* SPDX-License-Identifier: MIT */

/* An answer to a question: several are allowed, one may be accepted. */
#ifndef MODEL_ANSWER_H
#define MODEL_ANSWER_H

#include "base/base.h"

#define ANSWER_SOURCES "stage|hallway|online|mail|own"

struct answer {
	int64_t id;
	const char *uid;
	int64_t question_id;
	const char *body;
	const char *said_by; /* as written; NULL when not told */
	const char *source;  /* one of ANSWER_SOURCES */
	const char *url;
	bool accepted;
	int64_t answered_at;
	int64_t created_at;
	const char *author; /* who wrote it down */
};

struct answer_list {
	const struct answer *items;
	size_t count;
};

#endif
