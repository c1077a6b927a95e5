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

bool
talk_is_on(const struct talk *talk, int64_t at)
{
	return talk->starts_at && at >= talk->starts_at && at < talk->ends_at;
}

bool
talk_is_just_over(const struct talk *talk, int64_t at)
{
	return talk->ends_at && at >= talk->ends_at && at < talk_grace_until(talk);
}

const char *
conference_make_code(struct arena *arena, const char *folded)
{
	char *code = arena_text(arena, *folded ? folded : "x");

	for (char *at = code; (at = strchr(at, ' ')); at++)
		*at = '-';
	return code;
}
