/* SPDX-License-Identifier: MIT */
#include "store/export.h"

#include <string.h>

#include "store/store_private.h"

static const struct {
	const char *type;
	enum query query;
} tables[] = {
        {"conference", Q_EXPORT_CONFERENCE},
        {"person", Q_EXPORT_PERSON},
        {"contact", Q_EXPORT_CONTACT},
        {"talk", Q_EXPORT_TALK},
        {"speaker", Q_EXPORT_SPEAKER},
        {"question", Q_EXPORT_QUESTION},
        {"tag", Q_EXPORT_TAG},
        {"candidate", Q_EXPORT_CANDIDATE},
        {"origin", Q_EXPORT_ORIGIN},
        {"answer", Q_EXPORT_ANSWER},
        {"followup", Q_EXPORT_FOLLOWUP},
        {"followup_question", Q_EXPORT_FOLLOWUP_QUESTION},
        {"route", Q_EXPORT_ROUTE},
        {"setting", Q_EXPORT_SETTING},
        {"operation", Q_EXPORT_OPERATION},
};

static bool
is_moment(const char *name)
{
	size_t length = strlen(name);

	return strcmp(name, "at") == 0 || (length > 3 && strcmp(name + length - 3, "_at") == 0);
}

static bool
is_flag(const char *name)
{
	return strcmp(name, "private") == 0 || strcmp(name, "accepted") == 0 ||
	        strcmp(name, "do_not_contact") == 0;
}

static json_t *
column_json(const struct rows *rows, int column)
{
	const char *name = row_name(rows, column);

	switch (row_type(rows, column)) {
	case VALUE_NULL:
		return json_null();
	case VALUE_TEXT:
		return json_text(row_text(rows, column));
	case VALUE_NUMBER:
		break;
	}
	if (is_moment(name))
		return json_moment(row_number(rows, column));
	if (is_flag(name))
		return json_boolean(row_number(rows, column) != 0);
	return json_integer(row_number(rows, column));
}

static bool
table_export(struct store *store, const char *type, enum query query, export_visit *visit,
        void *visitor, struct error *err)
{
	struct rows *rows;
	enum row row = ROW_FAILED;
	bool more = true;

	if (db_start(store->db, query, NO_ARGS, &rows, err))
		while (more && (row = db_next(rows, err)) == ROW_YES) {
			json_t *record = json_object();

			json_put(record, "type", json_text(type));
			for (int i = 0; i < row_columns(rows); i++)
				json_put(record, row_name(rows, i), column_json(rows, i));
			more = visit(visitor, record, err);
		}
	db_stop(rows);
	return more && row == ROW_END;
}

bool
store_export(
        struct store *store, bool history, export_visit *visit, void *visitor, struct error *err)
{
	for (size_t i = 0; i < COUNT(tables); i++) {
		if (tables[i].query == Q_EXPORT_OPERATION && !history)
			continue;
		if (!table_export(store, tables[i].type, tables[i].query, visit, visitor, err))
			return false;
	}
	return true;
}
