/* SPDX-License-Identifier: MIT */

/* What each service's names and profile pages look like. */
#ifndef INTAKE_PROFILES_H
#define INTAKE_PROFILES_H

#include "intake/address.h"
#include "intake/handles.h"

/* The name that somebody has on a service, as a form's field holds it; service may be NULL. */
bool
profile_parse(struct arena *arena, const char *service, const char *text, struct handle *handle);

/* Whose profile the address is; service is what the form's field says, or NULL. */
bool profile_read(struct arena *arena, const char *service, const struct address *address,
        struct handle *handle);

#endif
