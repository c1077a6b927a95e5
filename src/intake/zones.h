/* SPDX-License-Identifier: MIT */

/* Time zone names as files write them, and the IANA names they mean. */
#ifndef INTAKE_ZONES_H
#define INTAKE_ZONES_H

#include "base/arena.h"

/*
 * The name the system has a zone file for: the text itself, or what it plainly means ("US /
 * Eastern", "Europe-Brussels", Windows and outdated names, names behind an iCalendar prefix).
 * NULL when there is none; abbreviations such as IST mean several zones and are never read.
 */
const char *zones_find(struct arena *arena, const char *text);

/* A zone that always has this offset: "Etc/GMT-1" is east of UTC. "UTC" when there is none. */
const char *zones_fixed(struct arena *arena, int32_t offset);

#endif
