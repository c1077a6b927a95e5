/* SPDX-License-Identifier: MIT */
#include "model/talk.h"

#include <string.h>

int64_t
talk_grace_until(const struct talk *talk)
{
	int64_t grace = TALK_GRACE_MOST;

	if (talk->next_starts_at && (talk->next_starts_at - talk->ends_at) / 2 < grace)
		grace = (talk->next_starts_at - talk->ends_at) / 2;
	return talk->ends_at + (grace > 0 ? grace : 0);
}

static int64_t
next_start(const struct talk *talk, const struct talk *later, const struct talk *end)
{
	for (; talk->ends_at && talk->room_folded && later < end; later++)
		if (later->starts_at >= talk->ends_at && later->room_folded &&
		        later->conference_id == talk->conference_id &&
		        strcmp(later->room_folded, talk->room_folded) == 0)
			return later->starts_at;
	return 0;
}

void
talk_update_next(struct talk *talks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		talks[i].next_starts_at = next_start(&talks[i], &talks[i], talks + count);
}

bool
talk_is_planned(const struct talk *talk)
{
	return !talk->status || strcmp(talk->status, "planned") == 0;
}

bool
talk_is_on(const struct talk *talk, int64_t at)
{
	return talk_is_planned(talk) && talk->starts_at && at >= talk->starts_at &&
	        at < talk->ends_at;
}

bool
talk_is_just_over(const struct talk *talk, int64_t at)
{
	return talk_is_planned(talk) && talk->ends_at && at >= talk->ends_at &&
	        at < talk_grace_until(talk);
}

const char *
talk_flag(const char *status, int64_t moved_at, int64_t ends_at, int64_t now)
{
	if (status && strcmp(status, "cancelled") == 0)
		return "cancelled";
	if (status && strcmp(status, "gone") == 0)
		return "gone from the schedule";
	return moved_at && now < ends_at ? "moved" : NULL;
}

const char *
conference_make_code(struct arena *arena, const char *folded)
{
	char *code = arena_text(arena, *folded ? folded : "x");

	for (char *at = code; (at = strchr(at, ' ')); at++)
		*at = '-';
	return code;
}
