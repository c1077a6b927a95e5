/* SPDX-License-Identifier: MIT */

/*
 * Part of the build: runs the migrations one after another in memory and prints what schema each
 * leaves, as the definitions that src/store/migrations.c compiles in.
 */
#include <inttypes.h>
#include <stdio.h>

#include "store/migrate.h"

int
main(void)
{
	struct arena arena;
	struct error err;
	struct db *db = NULL;
	struct identity identity;
	int status = 1;

	arena_init(&arena);
	if (!db_open(&arena, NULL, DB_MEMORY, 0, &db, &err))
		goto out;
	for (size_t i = 0; i < migration_count; i++) {
		int64_t from = i ? migrations[i - 1].version : 0;

		if (!migrate_run(db, migrations, i + 1, from, 0, "build", &err) ||
		        !db_identity(db, &identity, &err))
			goto out;
		printf("#define FINGERPRINT_%" PRId64 " UINT64_C(0x%016" PRIx64 ")\n",
		        migrations[i].version, identity.fingerprint);
	}
	status = 0;
out:
	if (status)
		fprintf(stderr, "fingerprint: %s\n", err.text);
	db_close(db);
	arena_close(&arena);
	return status;
}
