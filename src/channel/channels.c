/* SPDX-License-Identifier: MIT */
#include "channel/channel.h"

#include <string.h>

#include "channel/hand.h"
#include "channel/mail.h"
#include "channel/trackers.h"

static const struct channel *const channels[] = {
        &channel_github,
        &channel_gitlab,
        &channel_gitea,
        &channel_redmine,
        &channel_mail,
        &channel_hand,
        NULL,
};

const struct channel *
channel_find(const char *type)
{
	for (size_t i = 0; channels[i]; i++)
		if (strcmp(channels[i]->type, type) == 0)
			return channels[i];
	return NULL;
}
