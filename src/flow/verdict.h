/* SPDX-License-Identifier: MIT */

/*
 * What is to be done with a follow-up, and what it becomes by what a channel says of it: the rules
 * alone, without store, network or clock.
 */
#ifndef FLOW_VERDICT_H
#define FLOW_VERDICT_H

#include "channel/channel.h"

enum { VERDICT_DAY = 24 * 60 * 60 }; /* nothing is put off for longer: the clock was wrong */

/* How to go on from what the store says; whoever asks holds the lock of deliveries. */
enum recovery {
	RECOVERY_NONE,  /* nothing to deliver: settled, or put aside */
	RECOVERY_SEND,  /* in a new attempt */
	RECOVERY_AGAIN, /* in the attempt that broke off before anything had left */
	RECOVERY_LOOK,  /* for its marker: it may have arrived */
	RECOVERY_HOLD,  /* it may have arrived, and nobody can look */
};
enum recovery recovery_find(const struct followup *followup, bool looks);

/* A follow-up after a request about it, and what the rules go by. */
struct trial {
	const struct followup *followup; /* as in the store, with the phase it came to */
	const struct outcome *outcome;
	bool looks; /* of the channel */
	int64_t lookups;
	int64_t settle;
	int64_t now;
	int64_t chance; /* at random, from 0 to below VERDICT_CHANCES */
};
enum { VERDICT_CHANCES = 1 << 16 };

struct ruling {
	struct followup followup; /* what it becomes */
	int64_t blocked_until;    /* nothing goes to the account before; 0: open */
	bool down;                /* nothing more goes to the account in this run */
	bool worked;              /* the service said what it thinks of it */
	bool failed;              /* several of these, with none that worked, and it is down */
};

/* After send. What the channel calls uncertain is so only from the point on that the attempt
 * passed: before, nothing had left. */
void verdict_send(struct arena *arena, const struct trial *trial, struct ruling *ruling_out);

/* After find. */
void verdict_find(const struct trial *trial, enum found found, struct ruling *ruling_out);

#endif
