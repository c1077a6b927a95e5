/* SPDX-License-Identifier: MIT */

/* Random names that nobody can guess or meet twice; and chance. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include "base/base.h"
#include "base/error.h"

enum { UID_SIZE = 33 };

/* 128 random bits as 32 lower-case hexadecimal digits and a terminator. */
MUST_CHECK bool random_uid(char uid_out[UID_SIZE], struct error *err);

/* A number from 0 to below limit, each as likely as the others as far as 2^63 divides by it. */
MUST_CHECK bool random_below(int64_t limit, int64_t *number_out, struct error *err);

#endif
