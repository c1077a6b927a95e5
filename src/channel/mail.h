/* SPDX-License-Identifier: MIT */

/* Mail: by a server (SMTP), by a command such as msmtp -t, or as .eml files in a folder. Nobody can
 * look whether one has arrived. */
#ifndef CHANNEL_MAIL_H
#define CHANNEL_MAIL_H

#include "channel/channel.h"

extern const struct channel channel_mail;

#endif
