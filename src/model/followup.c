/* SPDX-License-Identifier: MIT */
#include "model/followup.h"

#include <string.h>

static const struct {
	const char *state;
	const char *next;
} transitions[] = {
        {"queued", "sending"},
        {"queued", "refused"},
        {"queued", "held"},
        {"queued", "cancelled"},
        {"sending", "sent"},
        {"sending", "queued"},
        {"sending", "refused"},
        {"sending", "uncertain"},
        {"sending", "held"},
        {"uncertain", "sent"},
        {"uncertain", "queued"},
        {"uncertain", "held"},
        {"held", "sent"},
        {"held", "queued"},
        {"held", "cancelled"},
        {"refused", "queued"},
        {"refused", "held"},
        {"refused", "cancelled"},
        {"cancelled", "queued"},
        {"sent", "acked"},
        {"sent", "bounced"},
        {"sent", "replied"},
        {"sent", "closed"},
        {"acked", "bounced"},
        {"acked", "replied"},
        {"acked", "closed"},
        {"bounced", "replied"},
        {"bounced", "closed"},
        {"replied", "closed"},
        {"closed", "replied"},
};

static bool
state_is_in(const char *const *states, size_t count, const char *state)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(states[i], state) == 0)
			return true;
	return false;
}

bool
followup_can_become(const char *state, const char *next)
{
	for (size_t i = 0; i < COUNT(transitions); i++)
		if (strcmp(transitions[i].state, state) == 0 &&
		        strcmp(transitions[i].next, next) == 0)
			return true;
	return false;
}

bool
followup_is_under_way(const char *state)
{
	static const char *const states[] = {"queued", "sending", "uncertain", "held", "refused"};

	return state_is_in(states, COUNT(states), state);
}

bool
followup_has_arrived(const char *state)
{
	static const char *const states[] = {"sent", "acked", "bounced", "replied", "closed"};

	return state_is_in(states, COUNT(states), state);
}

bool
followup_is_in_doubt(const struct followup *followup)
{
	return strcmp(followup->state, "uncertain") == 0 ||
	        (strcmp(followup->state, "held") == 0 && followup->phase);
}
