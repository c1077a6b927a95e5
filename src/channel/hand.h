/* SPDX-License-Identifier: MIT */

/* By hand: for destinations that no other channel speaks to. A person pastes the text there. */
#ifndef CHANNEL_HAND_H
#define CHANNEL_HAND_H

#include "channel/channel.h"

extern const struct channel channel_hand;

#endif
