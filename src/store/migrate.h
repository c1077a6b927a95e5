/* SPDX-License-Identifier: MIT */

/*
 * From an older schema to this program's. Each migration runs in one transaction together with its
 * line in schema_version; a fresh store runs the same texts, there is no second schema.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/db.h"

struct migration {
	int64_t version;
	const char *name;
	const char *checksum; /* SHA-256 of the text */
	const char *text;
	uint64_t fingerprint; /* of the schema that it leaves; 0 while the program is being built */
};

/* This program's migrations, oldest first. */
extern const struct migration migrations[];
extern const size_t migration_count;

/* "ASKB": tells our files from others (PRAGMA application_id). */
enum { STORE_APPLICATION = 0x41534B42 };

/* Applies the ones above `from`, in order. now and program go into schema_version. */
MUST_CHECK bool migrate_run(struct db *db, const struct migration *list, size_t count, int64_t from,
        int64_t now, const char *program, struct error *err);

#endif
