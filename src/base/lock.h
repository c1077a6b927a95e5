/* SPDX-License-Identifier: MIT */

/* A lock that ends with its process: flock on a file that is made for it and stays. */
#ifndef BASE_LOCK_H
#define BASE_LOCK_H

#include "base/error.h"

/*
 * Does not wait: ERROR_BUSY when somebody else holds it, ERROR_MISSING when there is no folder for
 * the file, ERROR_FULL, ERROR_IO. lock_out is for lock_close; -1 is fine there.
 */
MUST_CHECK bool lock_open(const char *path, int *lock_out, struct error *err);
void lock_close(int lock);

#endif
