/* SPDX-License-Identifier: MIT */

/*
 * Where a question goes when the store cannot take it: a file beside the store whose first
 * 256 KiB were reserved on the disk when the store was made, so that even a full disk has room. The
 * next run moves the records into the store, each exactly once: every record has a uid, and one
 * that is in the store already is left out.
 *
 * A record begins at a multiple of 512 bytes: "ASKB", length and checksum in hexadecimal, line
 * feed, then the bytes; the rest of its last block and all unused blocks are zero. A block that is
 * neither zero nor part of a sound record is skipped, and kept in a second file before the spool is
 * emptied.
 */
#ifndef STORE_SPOOL_H
#define STORE_SPOOL_H

#include "base/arena.h"
#include "base/error.h"

struct spool;

struct spool_record {
	const char *text;
	size_t length;
};

/* Makes the file and reserves its space. */
MUST_CHECK bool spool_reserve(struct arena *arena, const char *store_path, struct error *err);

/* Adds a record; it is on the disk when this returns true. */
MUST_CHECK bool spool_add(struct arena *arena, const char *store_path, const char *text,
        size_t length, struct error *err);

/* Is there anything to move? Cheap; false also when it cannot be known. */
bool spool_has_records(struct arena *arena, const char *store_path);

/* Reads all records and keeps other processes out until spool_close. */
MUST_CHECK bool spool_open(
        struct arena *arena, const char *store_path, struct spool **spool_out, struct error *err);
const struct spool_record *spool_records(const struct spool *spool, size_t *count_out);

/* Was there anything that is no record? spool_clear sets it aside in STORE.spool.damaged. */
bool spool_is_damaged(const struct spool *spool);

/* Sets all of it aside when it is cleared: there is a record that makes no sense. */
void spool_keep(struct spool *spool);

/* Forgets what was read; call it after the store's commit. */
MUST_CHECK bool spool_clear(struct spool *spool, struct error *err);
void spool_close(struct spool *spool);

#endif
