/* SPDX-License-Identifier: MIT */
#include "store/store_private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lock.h"
#include "store/copy.h"
#include "store/migrate.h"
#include "store/spool.h"

enum { DEFAULT_BUSY_MS = 5 * 1000, LONGEST_NAP_MS = 10 };

enum schema { SCHEMA_REFUSED, SCHEMA_EMPTY, SCHEMA_OLDER, SCHEMA_CURRENT };

static int
busy_ms(const struct store_options *options)
{
	return options->busy_ms ? options->busy_ms : DEFAULT_BUSY_MS;
}

static const struct migration *
migration_last(void)
{
	return &migrations[migration_count - 1];
}

static bool
folder_make(struct arena *arena, const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');

	if (!slash || slash == path)
		return true;
	return file_make_folder(arena_span(arena, path, (size_t)(slash - path)), err);
}

/* Nearly always the folder is there, and making sure would cost a call for each part of its name.
 */
static bool
lock_try(struct arena *arena, const char *path, int *lock_out, struct error *err)
{
	return lock_open(path, lock_out, err) ||
	        (err->kind == ERROR_MISSING && folder_make(arena, path, err) &&
	                lock_open(path, lock_out, err));
}

/*
 * SQLite's own locks let a crowd of writers starve one another; this one is held from before the
 * file is opened until after it is closed. It is polled, not waited for, so that a stopped process
 * that holds it cannot stop a capture for ever.
 */
static bool
lock_take(
        struct arena *arena, const struct store_options *options, int *lock_out, struct error *err)
{
	const char *path = arena_format(arena, "%s.lock", options->path);
	int nap = 1;

	for (int waited = 0; !lock_try(arena, path, lock_out, err); waited += nap) {
		if (err->kind != ERROR_BUSY)
			return false;
		if (waited >= busy_ms(options))
			return error_set(err, ERROR_BUSY, "another askback is writing to it");
		if (nap < LONGEST_NAP_MS)
			nap++;
		(void)nanosleep(&(struct timespec){.tv_nsec = nap * 1000000L}, NULL);
	}
	error_reset(err);
	return true;
}

static bool
file_is_there(const char *path, bool *there_out, struct error *err)
{
	struct stat status;

	*there_out = stat(path, &status) == 0;
	if (!*there_out && errno != ENOENT && errno != ENOTDIR)
		return error_set(err, ERROR_IO, "%s", strerror(errno));
	if (*there_out && !S_ISREG(status.st_mode))
		return error_set(err, ERROR_FOREIGN, "it is not a regular file");
	return true;
}

/* The file exists with mode 0600 before SQLite sees it: SQLite gives its journal the same mode. */
static bool
file_make(const char *path, struct error *err)
{
	int descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (descriptor < 0)
		return error_set(
		        err, errno == ENOSPC ? ERROR_FULL : ERROR_IO, "%s", strerror(errno));
	(void)close(descriptor);
	return file_sync_folder(path, err);
}

/* Whose database is it, how old, and is its schema what that version's must be? */
static enum schema
schema_check(struct db *db, int64_t *version_out, struct error *err)
{
	const struct migration *migration = NULL;
	struct identity identity;

	if (!db_identity(db, &identity, err))
		return SCHEMA_REFUSED;
	*version_out = identity.version;
	if (identity.application == 0 && identity.version == 0 && identity.fingerprint == 0)
		return SCHEMA_EMPTY;
	if (identity.application != STORE_APPLICATION) {
		error_set(err, ERROR_FOREIGN, "it is a database of another program");
		return SCHEMA_REFUSED;
	}
	if (identity.version > migration_last()->version) {
		error_set(err, ERROR_NEWER,
		        "it was made by a newer askback (schema %lld, this program knows %lld)",
		        (long long)identity.version, (long long)migration_last()->version);
		return SCHEMA_REFUSED;
	}
	for (size_t i = 0; i < migration_count; i++)
		if (migrations[i].version == identity.version)
			migration = &migrations[i];
	if (!migration || identity.fingerprint != migration->fingerprint) {
		error_set(err, ERROR_FOREIGN,
		        "its schema is not that of askback: somebody has changed it");
		return SCHEMA_REFUSED;
	}
	return migration == migration_last() ? SCHEMA_CURRENT : SCHEMA_OLDER;
}

static bool
schema_update(struct store *store, int64_t version, struct error *err)
{
	const struct store_options *options = &store->options;

	if (version > 0) {
		store->news.upgraded_from = version;
		if (!store_copy(store->arena, store->db, options, version, &store->news.copy, err))
			return false;
	}
	return migrate_run(store->db, migrations, migration_count, version, options->now,
	        options->program, err);
}

static bool
open_write(struct store *store, struct error *err)
{
	const char *path = store->options.path;
	int64_t version;
	bool there;

	if (!file_is_there(path, &there, err) ||
	        !lock_take(store->arena, &store->options, &store->lock, err) ||
	        !file_is_there(path, &there, err))
		return false;
	/* The spool first: a store that is there has one, wherever a crash fell. */
	if (!there && (!spool_reserve(store->arena, path, err) || !file_make(path, err)))
		return false;
	store->news.made = !there;
	if (!db_open(store->arena, path, DB_WRITE, busy_ms(&store->options), &store->db, err))
		return false;
	switch (schema_check(store->db, &version, err)) {
	case SCHEMA_CURRENT:
		return true;
	case SCHEMA_EMPTY:
	case SCHEMA_OLDER:
		return schema_update(store, version, err);
	case SCHEMA_REFUSED:
		break;
	}
	return false;
}

/* A reader that meets an older schema becomes a writer for a moment. */
static bool
open_upgraded(struct store *store, struct error *err)
{
	struct store *writer;

	db_close(store->db);
	store->db = NULL;
	if (!store_open(store->arena, &store->options, STORE_WRITE, &writer, err))
		return false;
	store->news = writer->news;
	store_close(writer);
	return db_open(store->arena, store->options.path, DB_READ, busy_ms(&store->options),
	        &store->db, err);
}

static bool
open_empty(struct store *store, struct error *err)
{
	return db_open(store->arena, NULL, DB_MEMORY, 0, &store->db, err) &&
	        migrate_run(store->db, migrations, migration_count, 0, store->options.now,
	                store->options.program, err);
}

static bool
open_read(struct store *store, struct error *err)
{
	const char *path = store->options.path;
	int64_t version;
	bool there;

	if (!file_is_there(path, &there, err))
		return false;
	if (!there)
		return open_empty(store, err);
	if (!db_open(store->arena, path, DB_READ, busy_ms(&store->options), &store->db, err))
		return false;
	switch (schema_check(store->db, &version, err)) {
	case SCHEMA_CURRENT:
		return true;
	case SCHEMA_OLDER:
		return open_upgraded(store, err);
	case SCHEMA_EMPTY:
		db_close(store->db);
		store->db = NULL;
		return open_empty(store, err);
	case SCHEMA_REFUSED:
		break;
	}
	return false;
}

bool
store_open(struct arena *arena, const struct store_options *options, enum store_mode mode,
        struct store **store_out, struct error *err)
{
	struct store *store = arena_get(arena, sizeof(*store));
	bool ok;

	*store = (struct store){.arena = arena, .options = *options, .lock = -1};
	ok = mode == STORE_WRITE ? open_write(store, err) : open_read(store, err);
	if (!ok) {
		store_close(store);
		return error_in(err, "cannot open store %s", options->path);
	}
	*store_out = store;
	return true;
}

void
store_close(struct store *store)
{
	if (!store)
		return;
	store_rollback(store);
	db_close(store->db);
	store->db = NULL;
	lock_close(store->lock);
	store->lock = -1;
}

bool
store_begin(struct store *store, struct error *err)
{
	store->command_id = 0;
	if (!random_uid(store->command_uid, err))
		return false;
	if (!db_begin(store->db, err))
		return error_in(err, "cannot write to store %s", store->options.path);
	store->writing = true;
	store->changes = db_changes(store->db);
	return true;
}

void
store_rollback(struct store *store)
{
	if (store->writing && store->db)
		db_rollback(store->db);
	store->writing = false;
}

/* Opens again and asks the history whether this command is in it. */
static bool
commit_settle(struct store *store, struct error *err)
{
	struct error cause = *err;
	struct rows *rows = NULL;
	enum row row = ROW_FAILED;

	db_close(store->db);
	store->db = NULL;
	if (!db_open(store->arena, store->options.path, DB_WRITE, busy_ms(&store->options),
	            &store->db, err))
		return error_set(err, ERROR_UNCERTAIN, "%s", cause.text);
	if (db_start(store->db, Q_OPERATION_HAS, ARGS(V(store->command_id), V(store->command_uid)),
	            &rows, err))
		row = db_next(rows, err);
	db_stop(rows);
	if (row == ROW_FAILED)
		return error_set(err, ERROR_UNCERTAIN, "%s", cause.text);
	if (row == ROW_END)
		return error_set(err, ERROR_IO, "%s", cause.text);
	error_reset(err);
	return true;
}

bool
store_commit(struct store *store, struct error *err)
{
	bool ok = db_commit(store->db, err);

	store->writing = false;
	if (!ok && err->kind == ERROR_UNCERTAIN)
		ok = commit_settle(store, err);
	return ok || error_in(err, "cannot save to store %s", store->options.path);
}

const struct store_news *
store_news(const struct store *store)
{
	return &store->news;
}

bool
store_get_version(struct arena *arena, const struct store_options *options,
        struct store_version *version_out, struct error *err)
{
	struct db *db = NULL;
	enum schema schema;
	bool there;

	*version_out = (struct store_version){.program = migration_last()->version};
	if (!file_is_there(options->path, &there, err))
		return error_in(err, "cannot open store %s", options->path);
	if (!there)
		return true;
	if (!db_open(arena, options->path, DB_READ, busy_ms(options), &db, err))
		return error_in(err, "cannot open store %s", options->path);
	schema = schema_check(db, &version_out->store, err);
	db_close(db);
	return schema != SCHEMA_REFUSED || error_in(err, "cannot open store %s", options->path);
}

bool
store_has_changed(const struct store *store)
{
	return db_changes(store->db) != store->changes;
}

int64_t
store_now(const struct store *store)
{
	return store->options.now;
}

struct arena *
store_arena(const struct store *store)
{
	return store->arena;
}
