/* SPDX-License-Identifier: MIT */

/* Everything that the store holds, row by row. */
#ifndef STORE_EXPORT_H
#define STORE_EXPORT_H

#include "store/store.h"
#include "text/json.h"

/* Called for each row with an object {"type":"question", ...}; the visitor takes it. False ends. */
typedef bool export_visit(void *visitor, json_t *record, struct error *err);

/*
 * All rows of all tables but what accounts wait for, those that others refer to first. A moment is
 * RFC 3339 in UTC, a flag is true or false, everything else is as it is stored. history: the
 * operations as well.
 */
MUST_CHECK bool store_export(
        struct store *store, bool history, export_visit *visit, void *visitor, struct error *err);

#endif
