/* SPDX-License-Identifier: MIT */

/* The part of `route` that has a file of its own. */
#ifndef CMD_ROUTE_H
#define CMD_ROUTE_H

#include "cmd/command.h"

extern const struct command cmd_route_explain;

#endif
