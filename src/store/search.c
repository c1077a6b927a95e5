/* SPDX-License-Identifier: MIT */
#include "store/search.h"

#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "store/entity.h"

/* Ranking costs about a microsecond for each match; so many keep a stop word within some 50 ms. */
enum { RANKED_MOST = 50 * 1000 };

/* Adds one word or phrase as an FTS5 string, in which only the quote is special. */
static void
term_add(struct buf *out, const char *term, size_t length, bool beginning)
{
	if (!length)
		return;
	if (out->length)
		buf_add_char(out, ' ');
	buf_add_char(out, '"');
	for (size_t i = 0; i < length; i++)
		buf_add(out, term[i] == '"' ? " " : &term[i], 1);
	buf_add_text(out, beginning ? "\"*" : "\"");
}

/* https://www.sqlite.org/fts5.html#full_text_query_syntax: strings side by side are joined by AND.
 */
static const char *
words_to_match(struct arena *arena, const char *words)
{
	struct buf out;

	buf_init(&out, arena, 0);
	while (*words) {
		size_t length;

		if (isspace((unsigned char)*words)) {
			words++;
		} else if (*words == '"') {
			length = strcspn(++words, "\"");
			term_add(&out, words, length, false);
			words += length + (words[length] == '"');
		} else {
			length = strcspn(words, " \t\n\"");
			if (length > 1 && words[length - 1] == '*')
				term_add(&out, words, length - 1, true);
			else
				term_add(&out, words, length, false);
			words += length;
		}
	}
	return out.text;
}

bool
search_find(struct store *store, struct arena *arena, const char *words, int64_t limit,
        struct search_result *result_out, struct error *err)
{
	const char *match = words_to_match(arena, words);
	struct search_hit *items = NULL;
	size_t count = 0, capacity = 0;
	struct rows *rows;
	enum row row = ROW_FAILED;
	int64_t horizon;

	if (!*match)
		return error_set(err, ERROR_USAGE, "cannot search: there is no word to search for");
	if (!number_find(store, Q_SEARCH_HORIZON, ARGS(V(match), V(RANKED_MOST)), &horizon, err))
		return false;
	if (db_start(store->db, Q_SEARCH_FIND, ARGS(V(match), V(horizon), V(limit)), &rows, err))
		while ((row = db_next(rows, err)) == ROW_YES) {
			int64_t entry = row_number(rows, 0);

			items = arena_grow(arena, items, count, &capacity, sizeof(*items));
			items[count++] = (struct search_hit){
			        .kind = (enum search_kind)(entry % 4), .id = entry / 4};
		}
	db_stop(rows);
	*result_out =
	        (struct search_result){.items = items, .count = count, .bounded = horizon != 0};
	return row == ROW_END;
}
