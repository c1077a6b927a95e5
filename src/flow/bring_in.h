/* SPDX-License-Identifier: MIT */

/*
 * A programme that was read from somebody's file into the store: talks are added, changed, moved
 * and marked as gone, never doubled, and never deleted; questions that waited in the inbox are
 * attached by their time.
 */
#ifndef FLOW_BRING_IN_H
#define FLOW_BRING_IN_H

#include "model/programme.h"
#include "store/programme.h"

struct bring_in {
	const struct programme *programme;
	const char *conference; /* into which: code, id or words; a new name is a new conference;
	                           NULL: as the file says */
	const char *source;     /* path or URL, as it was given */
	const char *digest;     /* of the bytes; NULL: not to be remembered */
	const char *etag;
	const char *modified;
	bool contacts; /* take e-mail addresses over */
};

/* What changed; a talk may count under several of the kinds of change. */
struct bring_in_summary {
	struct conference conference;
	bool made; /* the conference is new */
	int64_t talks;
	int64_t speakers; /* people with a talk */
	int64_t rooms;
	int64_t added;
	int64_t changed; /* in any way */
	int64_t moved;   /* begins at another time, or in another room */
	int64_t retitled;
	int64_t lengthened; /* other duration, longer or shorter */
	int64_t cast;       /* other speakers */
	int64_t cancelled;
	int64_t known;    /* that an earlier import brought, and that were not gone */
	int64_t vanished; /* no longer in the file */
	int64_t revived;
	int64_t people;   /* new people */
	int64_t contacts; /* new contacts */
	int64_t attached; /* questions taken out of the inbox */
	int64_t doubtful; /* questions that fit several talks */
	bool uids_changed;
	int64_t shift; /* every talk begins so many seconds later than before; 0: not so */
};

/*
 * Inside the caller's transaction. Nothing is written when the store has it all already
 * (store_has_changed).
 */
MUST_CHECK bool bring_in_programme(struct store *store, struct arena *arena,
        const struct bring_in *bring, struct bring_in_summary *summary_out, struct error *err);

/*
 * Has a file of this digest been taken in as the last one of the conference that is meant, or of
 * any when none is named? id 0: no.
 */
MUST_CHECK bool bring_in_find(struct store *store, struct arena *arena,
        const struct bring_in *bring, struct conference *conference_out, struct error *err);

#endif
