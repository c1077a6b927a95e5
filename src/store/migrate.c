/* SPDX-License-Identifier: MIT */
#include "store/migrate.h"

static bool
migration_apply(struct db *db, const struct migration *migration, int64_t now, const char *program,
        struct error *err)
{
	if (!db_begin(db, err))
		return false;
	if (db_script(db, migration->text, err) &&
	        db_run(db, Q_SCHEMA_VERSION_ADD,
	                ARGS(V(migration->version), V(migration->name), V(migration->checksum),
	                        V(now), V(program)),
	                NULL, err) &&
	        db_mark(db, STORE_APPLICATION, migration->version, err))
		return db_commit(db, err);
	db_rollback(db);
	return error_in(err, "migration %lld (%s)", (long long)migration->version, migration->name);
}

bool
migrate_run(struct db *db, const struct migration *list, size_t count, int64_t from, int64_t now,
        const char *program, struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].version > from && !migration_apply(db, &list[i], now, program, err))
			return false;
	return true;
}
