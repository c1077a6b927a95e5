/* SPDX-License-Identifier: MIT */

/* The commands of `auth` that have a file of their own. */
#ifndef CMD_AUTH_H
#define CMD_AUTH_H

#include "cmd/command.h"

extern const struct command auth_login_entry;

#endif
