/* SPDX-License-Identifier: MIT */

/* A web address taken apart, as far as finding out whose profile it is needs it. */
#ifndef INTAKE_ADDRESS_H
#define INTAKE_ADDRESS_H

#include "base/arena.h"

enum { ADDRESS_SEGMENTS = 8 };

struct address {
	const char *whole;
	const char *host;  /* in lower case, without www. and the like */
	const char *path;  /* behind the first '/', as written, without query and fragment */
	const char *query; /* "" when there is none */
	const char *segment[ADDRESS_SEGMENTS]; /* of the path, decoded; absent ones are "" */
};

/* Only http and https, and nobody's password. */
bool address_read(struct arena *arena, const char *text, struct address *address);

/* Without percent signs, in NFC; "" when that would not be text. */
const char *address_decode(struct arena *arena, const char *text, size_t length);

const char *address_lower(struct arena *arena, const char *text);

bool address_is_host(const char *text);

/* Only ASCII letters, digits and the other characters, from least to most of them. */
bool address_is_made_of(const char *text, const char *others, size_t least, size_t most);

#endif
