/* SPDX-License-Identifier: MIT */
#include "store/entity.h"

#include "base/buf.h"

static enum row
entity_find(struct store *store, struct arena *arena, enum query query, struct args_of args,
        const struct field *fields, void *struct_out, struct error *err)
{
	struct rows *rows;
	enum row row = ROW_FAILED;

	if (db_start(store->db, query, args, &rows, err))
		row = db_next(rows, err);
	if (row == ROW_YES)
		row_read(rows, fields, arena, struct_out);
	db_stop(rows);
	return row;
}

bool
entity_get(struct store *store, struct arena *arena, enum query query, int64_t id,
        const struct field *fields, const char *what, void *struct_out, struct error *err)
{
	enum row row = entity_find(store, arena, query, ARGS(V(id)), fields, struct_out, err);

	if (row == ROW_END)
		error_set(err, ERROR_MISSING, "there is no %s%lld", what, (long long)id);
	return row == ROW_YES;
}

bool
entity_list(struct store *store, struct arena *arena, enum query query, struct args_of args,
        const struct field *fields, size_t size, const void **items_out, size_t *count_out,
        struct error *err)
{
	char *items = NULL;
	size_t count = 0, capacity = 0;
	struct rows *rows;
	enum row row = ROW_FAILED;

	if (db_start(store->db, query, args, &rows, err))
		while ((row = db_next(rows, err)) == ROW_YES) {
			items = arena_grow(arena, items, count, &capacity, size);
			row_read(rows, fields, arena, items + count++ * size);
		}
	db_stop(rows);
	*items_out = items;
	*count_out = count;
	return row == ROW_END;
}

bool
number_find(struct store *store, enum query query, struct args_of args, int64_t *number_out,
        struct error *err)
{
	struct rows *rows;
	enum row row = ROW_FAILED;

	if (db_start(store->db, query, args, &rows, err))
		row = db_next(rows, err);
	*number_out = row == ROW_YES ? row_number(rows, 0) : 0;
	db_stop(rows);
	return row != ROW_FAILED;
}

bool
text_list(struct store *store, struct arena *arena, enum query query, struct args_of args,
        struct texts *texts_out, struct error *err)
{
	const char **items = NULL;
	size_t count = 0, capacity = 0;
	struct rows *rows;
	enum row row = ROW_FAILED;

	if (db_start(store->db, query, args, &rows, err))
		while ((row = db_next(rows, err)) == ROW_YES) {
			items = arena_grow(arena, items, count, &capacity, sizeof(*items));
			items[count++] = arena_text(arena, row_text(rows, 0));
		}
	db_stop(rows);
	*texts_out = (struct texts){.items = items, .count = count};
	return row == ROW_END;
}

const char *
store_like(struct arena *arena, const char *word)
{
	struct buf buf;

	buf_init(&buf, arena, 0);
	buf_add_char(&buf, '%');
	for (; word && *word; word++) {
		if (*word == '%' || *word == '_' || *word == '\\')
			buf_add_char(&buf, '\\');
		buf_add_char(&buf, *word);
	}
	if (buf.length > 1)
		buf_add_char(&buf, '%');
	return buf.text;
}
