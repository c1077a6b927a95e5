/* SPDX-License-Identifier: MIT */
#include "store/migrate.h"

#include "migrations.inc"

/*
 * What schema each migration leaves is found by running them: the build does so once with
 * FINGERPRINTS_UNKNOWN and compiles the result in.
 */
#ifdef FINGERPRINTS_UNKNOWN
#define FINGERPRINT(version) 0
#else
#include "fingerprints.inc"
#define FINGERPRINT(version) FINGERPRINT_##version
#endif

const struct migration migrations[] = {
#define MIGRATION(number, words, sum, bytes) \
	{ \
	        .version = (number), \
	        .name = (words), \
	        .checksum = (sum), \
	        .text = (bytes), \
	        .fingerprint = FINGERPRINT(number), \
	},
        MIGRATIONS
#undef MIGRATION
};

const size_t migration_count = COUNT(migrations);
