/* SPDX-License-Identifier: MIT */
#include "flow/pace.h"

#include "flow/verdict.h"

int64_t
pace_find_opening(const struct gate *gate, int64_t pace, int64_t now)
{
	int64_t unblocked = gate->blocked_until;
	int64_t paced = gate->last_at + pace;

	if (unblocked > now + VERDICT_DAY)
		unblocked = 0;
	if (pace == 0 || gate->last_at == 0 || paced > now + pace)
		paced = 0;
	return unblocked > paced ? unblocked : paced;
}
