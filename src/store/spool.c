/* SPDX-License-Identifier: MIT */
#include "store/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

enum {
	BLOCK = 512,
	RESERVED = 256 * 1024,
	MOST = 64 * 1024 * 1024,
	HEADER = 22, /* "ASKB 0000002a 0123abcd\n" without the terminator is 23 */
	LOCK_TRIES = 200,
};

struct spool {
	struct arena *arena;
	const char *path;
	int descriptor;
	const char *bytes;
	size_t length;
	struct spool_record *records;
	size_t count;
	size_t capacity;
	bool damaged;
};

static uint32_t
checksum(const char *bytes, size_t length)
{
	uint32_t hash = 2166136261u; /* FNV-1a: finds accidents, not attacks */

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
	return hash;
}

static const char *
spool_path(struct arena *arena, const char *store_path)
{
	return arena_format(arena, "%s.spool", store_path);
}

static bool
spool_fail(const char *path, struct error *err)
{
	return error_set(err, errno == ENOSPC ? ERROR_FULL : ERROR_IO, "cannot write %s: %s", path,
	        strerror(errno));
}

bool
spool_reserve(struct arena *arena, const char *store_path, struct error *err)
{
	const char *path = spool_path(arena, store_path);
	int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	int code;

	if (descriptor < 0)
		return spool_fail(path, err);
	code = posix_fallocate(descriptor, 0, RESERVED);
	/* A file system that cannot reserve still spools, without the promise. */
	errno = code == EINVAL || code == EOPNOTSUPP ? 0 : code;
	if (errno == 0 && fsync(descriptor) != 0)
		code = errno;
	(void)close(descriptor);
	if (errno != 0)
		return spool_fail(path, err);
	return file_sync_folder(path, err);
}

/* Others hold the lock for the length of one write: two seconds are ample. */
static bool
spool_lock(int descriptor)
{
	for (int i = 0; i < LOCK_TRIES; i++) {
		if (flock(descriptor, LOCK_EX | LOCK_NB) == 0)
			return true;
		(void)nanosleep(&(struct timespec){.tv_nsec = 10 * 1000000L}, NULL);
	}
	errno = EWOULDBLOCK;
	return false;
}

/* The first block border behind everything that is not zero. */
static size_t
spool_end(const char *bytes, size_t length)
{
	while (length && bytes[length - 1] == '\0')
		length--;
	return (length + BLOCK - 1) / BLOCK * BLOCK;
}

/* Takes back what a write that failed has left of a record: it was not acknowledged. */
static void
spool_undo(struct arena *arena, int descriptor, off_t end, off_t used)
{
	size_t left = used > end ? (size_t)(used - end) : 0;

	if (ftruncate(descriptor, used) == 0 && lseek(descriptor, end, SEEK_SET) == end)
		(void)!file_write_all(descriptor, arena_array(arena, left + 1, 1), left);
}

static bool
spool_append(struct arena *arena, int descriptor, const char *path, const char *text, size_t length,
        struct error *err)
{
	const char *bytes;
	size_t used;
	char *record = arena_format(arena, "ASKB %08zx %08x\n", length, checksum(text, length));
	size_t header = strlen(record);
	char *whole = arena_array(arena, header + length, 1);
	off_t end;

	if (!file_read_from(arena, descriptor, path, MOST, &bytes, &used, err))
		return false;
	memcpy(whole, record, header);
	memcpy(whole + header, text, length);
	end = (off_t)spool_end(bytes, used);
	/* The first byte says whether there is anything: it must not be zero before what follows.
	 */
	if (end && !bytes[0] && pwrite(descriptor, "-", 1, 0) != 1)
		return spool_fail(path, err);
	if (lseek(descriptor, end, SEEK_SET) == end &&
	        file_write_all(descriptor, whole, header + length) && fdatasync(descriptor) == 0)
		return true;
	spool_fail(path, err);
	spool_undo(arena, descriptor, end, (off_t)used);
	return false;
}

bool
spool_add(struct arena *arena, const char *store_path, const char *text, size_t length,
        struct error *err)
{
	const char *path = spool_path(arena, store_path);
	bool made = access(path, F_OK) != 0;
	int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	bool ok;

	if (descriptor < 0 || !spool_lock(descriptor))
		ok = spool_fail(path, err);
	else
		ok = spool_append(arena, descriptor, path, text, length, err);
	if (descriptor >= 0)
		(void)close(descriptor);
	return ok && (!made || file_sync_folder(path, err));
}

bool
spool_has_records(struct arena *arena, const char *store_path)
{
	int descriptor = open(spool_path(arena, store_path), O_RDONLY | O_CLOEXEC);
	char first = '\0';
	bool has;

	if (descriptor < 0)
		return false;
	has = read(descriptor, &first, 1) == 1 && first != '\0';
	(void)close(descriptor);
	return has;
}

static bool
block_is_zero(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i])
			return false;
	return true;
}

/* The record at `at`, or one of length 0 when there is no sound one. */
static struct spool_record
record_parse(const char *bytes, size_t length, size_t *size_out)
{
	unsigned int size = 0, sum = 0;
	int header = 0;

	if (length <= HEADER || memcmp(bytes, "ASKB ", 5) != 0 ||
	        sscanf(bytes, "ASKB %8x %8x%n", &size, &sum, &header) != 2 || header != HEADER ||
	        bytes[HEADER] != '\n' || size > length - HEADER - 1 || size == 0 ||
	        checksum(bytes + HEADER + 1, size) != sum)
		return (struct spool_record){NULL, 0};
	*size_out = HEADER + 1 + size;
	return (struct spool_record){.text = bytes + HEADER + 1, .length = size};
}

static void
spool_parse(struct spool *spool)
{
	for (size_t at = 0; at < spool->length; at += BLOCK) {
		size_t left = spool->length - at;
		size_t size = 0;
		struct spool_record record = record_parse(spool->bytes + at, left, &size);

		if (!record.text) {
			if (!block_is_zero(spool->bytes + at, left < BLOCK ? left : BLOCK))
				spool->damaged = true;
			continue;
		}
		spool->records = arena_grow(spool->arena, spool->records, spool->count,
		        &spool->capacity, sizeof(*spool->records));
		record.text = arena_span(spool->arena, record.text, record.length);
		spool->records[spool->count++] = record;
		at += (size - 1) / BLOCK * BLOCK;
	}
}

bool
spool_open(struct arena *arena, const char *store_path, struct spool **spool_out, struct error *err)
{
	struct spool *spool = arena_get(arena, sizeof(*spool));

	spool->arena = arena;
	spool->path = spool_path(arena, store_path);
	spool->descriptor = open(spool->path, O_RDWR | O_CLOEXEC);
	if (spool->descriptor < 0 || !spool_lock(spool->descriptor)) {
		spool_fail(spool->path, err);
		goto fail;
	}
	if (!file_read_from(arena, spool->descriptor, spool->path, MOST, &spool->bytes,
	            &spool->length, err))
		goto fail;
	spool_parse(spool);
	*spool_out = spool;
	return true;
fail:
	spool_close(spool);
	return false;
}

const struct spool_record *
spool_records(const struct spool *spool, size_t *count_out)
{
	*count_out = spool->count;
	return spool->records;
}

bool
spool_is_damaged(const struct spool *spool)
{
	return spool->damaged;
}

void
spool_keep(struct spool *spool)
{
	spool->damaged = true;
}

/* A name that is free: what was set aside before stays. */
static const char *
damaged_path(struct spool *spool)
{
	const char *path = arena_format(spool->arena, "%s.damaged", spool->path);

	for (int i = 1; access(path, F_OK) == 0; i++)
		path = arena_format(spool->arena, "%s.damaged.%d", spool->path, i);
	return path;
}

static bool
zero(struct spool *spool, size_t from, size_t to)
{
	const char *zeros = arena_array(spool->arena, to - from + 1, 1);

	return lseek(spool->descriptor, (off_t)from, SEEK_SET) == (off_t)from &&
	        file_write_all(spool->descriptor, zeros, to - from) &&
	        fdatasync(spool->descriptor) == 0;
}

/*
 * The used blocks become zero in place: giving the space back could mean not getting it again. The
 * first one comes last, so that an interrupted clearing is seen by the next run.
 */
bool
spool_clear(struct spool *spool, struct error *err)
{
	size_t end = spool_end(spool->bytes, spool->length);

	if (spool->damaged && !file_write(damaged_path(spool), spool->bytes, end, err))
		return false;
	if ((end > BLOCK && !zero(spool, BLOCK, end)) || (end && !zero(spool, 0, BLOCK)) ||
	        (end > RESERVED && ftruncate(spool->descriptor, RESERVED) != 0))
		return spool_fail(spool->path, err);
	return true;
}

void
spool_close(struct spool *spool)
{
	if (spool && spool->descriptor >= 0)
		(void)close(spool->descriptor);
}
