/* SPDX-License-Identifier: MIT */

/* When the talks of a draft start and end: zones chosen, contradictions settled. */
#ifndef INTAKE_SLOTS_H
#define INTAKE_SLOTS_H

#include "intake/draft.h"
#include "intake/moment.h"

/* A day of UTC in which the clocks of a zone are not changed. */
struct offset_range {
	const char *zone;
	int64_t from;
	int64_t to;
	int32_t offset;
};

struct slots {
	struct draft *draft;
	const char *zone; /* of the programme; NULL when nothing in the file tells */
	bool guessed;     /* the zone comes from an offset: no local time can be read in it */
	int day_change;   /* seconds after midnight */
	struct offset_range range; /* the last one asked for: talks come day by day */
};

/* One talk's; 0 for what is not known. */
struct slot {
	struct moment start;
	int64_t starts_at;
	int64_t ends_at;
};

/* Chooses the zone: the user's (or NULL), the file's, a talk's, or the offset of its times. */
void slots_init(struct slots *slots, struct draft *draft, const char *zone);

/* What cannot be read is a warning; ERROR_INVALID only for a local time without a zone. */
MUST_CHECK bool slots_find(
        struct slots *slots, const struct draft_talk *talk, struct slot *slot, struct error *err);

/* The zone's offset at a moment. */
int32_t slots_offset(struct slots *slots, const char *zone, int64_t at);

#endif
