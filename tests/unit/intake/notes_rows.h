/* SPDX-License-Identifier: MIT */

/* Notes and what is found in them, as rows of a table. */
#ifndef TESTS_UNIT_INTAKE_NOTES_ROWS_H
#define TESTS_UNIT_INTAKE_NOTES_ROWS_H

#include "base/buf.h"
#include "intake/notes.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

struct row {
	const char *style;
	const char *text;
	const char *finds; /* as finds_format writes them */
};

static const char *const kinds[] = {
        [NOTES_CONFERENCE] = "conference",
        [NOTES_TALK] = "talk",
        [NOTES_SPEAKER] = "speaker",
        [NOTES_QUESTION] = "question",
        [NOTES_ANSWER] = "answer",
};
static const char *const askers[] = {
        [NOTES_ASKER_UNKNOWN] = "",
        [NOTES_ASKER_ME] = " me",
        [NOTES_ASKER_AUDIENCE] = " audience",
};

/* One line each: "question 3 me: text", with a "?" behind what is only suspected, and what it is
 * part of by its line. */
static const char *
finds_format(struct arena *arena, const struct notes *notes)
{
	struct buf out;

	buf_init(&out, arena, 0);
	for (size_t i = 0; i < notes->count; i++) {
		const struct notes_find *find = &notes->finds[i];

		buf_add_format(&out, "%s%s %zu", kinds[find->kind],
		        find->trust == NOTES_CERTAIN ? "" : "?", find->line);
		if (find->last_line != find->line)
			buf_add_format(&out, "-%zu", find->last_line);
		if (find->part_of != NOTES_NONE)
			buf_add_format(&out, " of %zu", notes->finds[find->part_of].line);
		buf_add_format(&out, "%s: %s", askers[find->asker], find->text);
		if (find->affiliation || find->date)
			buf_add_format(
			        &out, " (%s)", find->affiliation ? find->affiliation : find->date);
		buf_add_char(&out, '\n');
	}
	return out.text;
}

static void
check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct notes notes;
		struct arena arena;
		struct error err;
		const char *finds;

		arena_init(&arena);
		if (!notes_parse(&arena, "notes", rows[i].text, strlen(rows[i].text), &notes, &err))
			fail_msg("%s: %s", rows[i].style, err.text);
		finds = finds_format(&arena, &notes);
		if (strcmp(finds, rows[i].finds) != 0)
			fail_msg("%s\n--- found\n%s--- wanted\n%s", rows[i].style, finds,
			        rows[i].finds);
		arena_close(&arena);
	}
}

#endif
