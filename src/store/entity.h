/* SPDX-License-Identifier: MIT */

/* Reading rows into structs, the same way for every entity. */
#ifndef STORE_ENTITY_H
#define STORE_ENTITY_H

#include "store/store_private.h"

/* The row of an id; ERROR_MISSING when there is none: "there is no talk T7". */
MUST_CHECK bool entity_get(struct store *store, struct arena *arena, enum query query, int64_t id,
        const struct field *fields, const char *what, void *struct_out, struct error *err);

/* All rows as an array of structs of the given size. */
MUST_CHECK bool entity_list(struct store *store, struct arena *arena, enum query query,
        struct args_of args, const struct field *fields, size_t size, const void **items_out,
        size_t *count_out, struct error *err);

/* The first column of the first row as a number; 0 when there is no row. */
MUST_CHECK bool number_find(struct store *store, enum query query, struct args_of args,
        int64_t *number_out, struct error *err);

/* The first column of all rows as texts. */
MUST_CHECK bool text_list(struct store *store, struct arena *arena, enum query query,
        struct args_of args, struct texts *texts_out, struct error *err);

/* The pattern of LIKE ... ESCAPE '\\' for texts that hold a word; NULL or "": all texts. */
const char *store_like(struct arena *arena, const char *word);

#endif
