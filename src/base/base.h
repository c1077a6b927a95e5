/* SPDX-License-Identifier: MIT */

/* What every file may rely on: integer types, attributes, and the size of a table. */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define FORMAT(text_at, args_at) __attribute__((format(printf, text_at, args_at)))

/* How many items a table has; for arrays only. */
#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

#endif
