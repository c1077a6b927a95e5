/* SPDX-License-Identifier: MIT */

/*
 * Which talk of a programme that is read again is which talk of the last time. Identifiers of
 * exporters are missing, reused, or made anew with every export, so a talk is looked for by its
 * identifier first and by its content then, and is taken for the same only when it is the only one
 * on either side.
 */
#ifndef MODEL_RECONCILE_H
#define MODEL_RECONCILE_H

#include "base/arena.h"

/* What both sides are compared by. Texts are folded (utf8_fold); NULL where there is nothing. */
struct reconcile_talk {
	const char *uid;
	const char *code;
	const char *title;
	const char *room;
	const char *speakers; /* folded names in order of the alphabet, joined */
	int64_t starts_at;
};

enum { RECONCILE_NEW = -1 };

struct reconcile {
	const int64_t *old_of; /* for each new talk: the index of its old one, or RECONCILE_NEW */
	const bool *kept;      /* for each old talk: has it been found? */
	size_t by_uid;         /* how many were found by their identifier */
	bool uids_changed; /* most identifiers are new while the content is not: they were not used
	                    */
};

void reconcile(struct arena *arena, const struct reconcile_talk *old, size_t old_count,
        const struct reconcile_talk *new, size_t new_count, struct reconcile *result_out);

#endif
