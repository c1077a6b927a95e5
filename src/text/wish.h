/* SPDX-License-Identifier: MIT */

/*
 * What a person asked for when they wrote a time, before anybody knows what time it is now:
 * the syntax of text/when.h, which gives the wish its meaning.
 */
#ifndef TEXT_WISH_H
#define TEXT_WISH_H

#include "text/zone.h"

enum { WISH_TEXT_MOST = 64, WISH_NO_WEEKDAY = -1 };

enum wish_form {
	WISH_SPAN,    /* now, 12m, "in 3 days" */
	WISH_DAY,     /* today, "tomorrow 9:00": span from today */
	WISH_NEAREST, /* fri, 13:52, "fri 14:05" */
	WISH_DATE,    /* 2017-08-30, "30 aug", "30 aug 2017 13:52" */
};

/* Days are calendar days and keep the clock time; seconds are exact. */
struct wish_span {
	int64_t days;
	int64_t seconds;
};

struct wish {
	enum wish_form form;
	struct wish_span span;
	int sign;                /* of span: 1 or -1; 0 where the side decides */
	int weekday;             /* or WISH_NO_WEEKDAY */
	struct local_time local; /* date (year 0: the nearest one) and clock time */
	bool has_clock;
	bool has_offset; /* local.offset was written and counts instead of the zone */
};

/*
 * False when text has none of the forms. Clock times are in range; whether a date exists is for
 * the caller to find out.
 */
bool wish_parse(const char *text, struct wish *wish_out);

/* A length of time in seconds; a bare number is minutes. */
bool wish_parse_span(const char *text, int64_t *seconds_out);

#endif
