/* SPDX-License-Identifier: MIT */

/*
 * The store: one file with the programme, the people, the questions and the history of all
 * changes. Nothing outside this folder knows SQL.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/arena.h"
#include "base/error.h"

struct store;

enum store_mode {
	STORE_READ,  /* an absent store reads as an empty one, and is not made */
	STORE_WRITE, /* an absent store is made; other writers wait until it is closed */
};

struct store_options {
	const char *path;
	int64_t now;         /* unix seconds: when changes happen */
	const char *author;  /* who makes them */
	const char *command; /* on whose behalf: "log", "talk add" */
	const char *program; /* version of askback */
	int busy_ms;         /* how long to wait for others; 0 for the default of 5 s */
};

/*
 * Opens, checks that the file is ours and undamaged in its schema, and brings an older schema up to
 * date (after leaving a verified copy beside it: FILE.v1-20170830T125200Z). The strings of options
 * live as long as the store. Fails with ERROR_BUSY, ERROR_FULL, ERROR_IO, ERROR_DAMAGED,
 * ERROR_FOREIGN (somebody else's database, or a schema that is not what the version says),
 * ERROR_NEWER.
 */
MUST_CHECK bool store_open(struct arena *arena, const struct store_options *options,
        enum store_mode mode, struct store **store_out, struct error *err);

/* Lets other writers in. A transaction still open is rolled back. NULL is fine. */
void store_close(struct store *store);

/* Has anything been written since store_begin? */
bool store_has_changed(const struct store *store);

/* The arena that the store was opened in. */
struct arena *store_arena(const struct store *store);

/* The moment in which this command changes things. */
int64_t store_now(const struct store *store);

/*
 * One command is one transaction. When the outcome of a commit is unknown (the disk failed in the
 * middle of it) the store is opened again and the history looked at, so that success and failure
 * are certain; ERROR_UNCERTAIN is left for the case that even this cannot be read.
 */
MUST_CHECK bool store_begin(struct store *store, struct error *err);
MUST_CHECK bool store_commit(struct store *store, struct error *err);
void store_rollback(struct store *store);

/* A list of texts in an arena. */
struct texts {
	const char *const *items;
	size_t count;
};

/* Small facts that last between commands; text_out is NULL when there is none. */
MUST_CHECK bool store_get_setting(struct store *store, struct arena *arena, const char *name,
        const char **text_out, struct error *err);

/* value NULL removes it. Part of the history. */
MUST_CHECK bool
store_update_setting(struct store *store, const char *name, const char *value, struct error *err);

/* Was the store made, or brought up to date, when it was opened? For a note to the user. */
struct store_news {
	bool made;
	int64_t upgraded_from; /* 0: not upgraded */
	const char *copy;      /* the verified copy of the old file */
};
const struct store_news *store_news(const struct store *store);

/* The schema: what the program has and what the store had when it was opened. */
struct store_version {
	int64_t store; /* 0: there is no store yet */
	int64_t program;
};

/* Reads the version without changing anything; refuses what store_open refuses. */
MUST_CHECK bool store_get_version(struct arena *arena, const struct store_options *options,
        struct store_version *version_out, struct error *err);

#endif
