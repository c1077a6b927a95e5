/* SPDX-License-Identifier: MIT */

/* The channels that make issues; channels.c lists them. */
#ifndef CHANNEL_TRACKERS_H
#define CHANNEL_TRACKERS_H

#include "channel/channel.h"

extern const struct channel channel_github;
extern const struct channel channel_gitlab;
extern const struct channel channel_gitea;
extern const struct channel channel_redmine;

#endif
