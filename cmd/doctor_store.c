/* SPDX-License-Identifier: MIT */
#include "cmd/doctor.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "store/db.h"
#include "store/spool.h"

enum { SPACE_LEAST = 16 * 1024 * 1024 };

/* Reads the whole file: a page that broke since it was written is found here first. */
static bool
content_check(struct app *app, struct error *err)
{
	struct db *db = NULL;
	bool ok = db_open(&app->arena, app->store_options.path, DB_READ, app->store_options.busy_ms,
	                  &db, err) &&
	        db_check(db, err);

	db_close(db);
	return ok;
}

static void
look_at_content(struct doctor *doctor, const char *path)
{
	struct app *app = doctor->app;
	struct store_version version;
	struct error err;

	if (!store_get_version(&app->arena, &app->store_options, &version, &err) ||
	        !content_check(app, &err))
		doctor_add(doctor, err.kind == ERROR_BUSY ? DOCTOR_WARNING : DOCTOR_PROBLEM,
		        "store", err.text, err.hint);
	else
		doctor_add(doctor, DOCTOR_OK, "store",
		        arena_format(&app->arena, "%s is sound and has schema %lld%s", path,
		                (long long)version.store,
		                version.store < version.program
		                        ? ", which the next command brings up to date"
		                        : ""),
		        NULL);
}

static void
look_at_space(struct doctor *doctor, const char *path)
{
	struct statvfs space;

	if (statvfs(path, &space) == 0 && (uint64_t)space.f_bavail * space.f_frsize < SPACE_LEAST)
		doctor_add(doctor, DOCTOR_WARNING, "store", "the disk is nearly full",
		        "make room: a full disk leaves only the space of the spool");
}

static void
look_at_spool(struct doctor *doctor, const char *path)
{
	struct arena *arena = &doctor->app->arena;
	const char *spool = arena_format(arena, "%s.spool", path);
	const char *damaged = arena_format(arena, "%s.damaged", spool);

	if (spool_has_records(arena, path))
		doctor_add(doctor, DOCTOR_WARNING, "spool",
		        arena_format(arena, "questions wait in %s", spool),
		        "the next command moves them into the store: askback list");
	else
		doctor_add(doctor, DOCTOR_OK, "spool", "no question waits", NULL);
	if (access(damaged, F_OK) == 0)
		doctor_add(doctor, DOCTOR_WARNING, "spool",
		        arena_format(arena, "what could not be read is in %s", damaged),
		        "look for questions in it, and remove it");
}

void
doctor_look_at_store(struct doctor *doctor)
{
	struct arena *arena = &doctor->app->arena;
	const char *path = doctor->app->store_options.path;
	struct stat status;

	if (!path) {
		doctor_add(doctor, DOCTOR_PROBLEM, "store", "there is no place for it",
		        "set HOME, or use --store FILE");
		return;
	}
	if (stat(path, &status) == 0 && status.st_mode & 077)
		doctor_add(doctor, DOCTOR_WARNING, "store",
		        arena_format(arena, "others can read %s", path),
		        arena_format(arena, "chmod 600 %s", path));
	if (access(path, F_OK) == 0) {
		look_at_content(doctor, path);
		look_at_space(doctor, path);
	} else {
		doctor_add(doctor, errno == ENOENT ? DOCTOR_OK : DOCTOR_PROBLEM, "store",
		        errno == ENOENT ? arena_format(arena, "none at %s yet", path)
		                        : arena_format(arena, "cannot look at %s: %s", path,
		                                  strerror(errno)),
		        NULL);
	}
	look_at_spool(doctor, path);
}
