/* SPDX-License-Identifier: MIT */

/* Notes: any bytes give finds whose lines are in the file and whose owners stand before them. */
#include "intake/notes.h"
#include "intake/notes_match.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const struct notes_candidate programme[] = {
        {.id = 1, .title = "Scriptable Load Balancers", .speakers = "Emil Stolarsky, Shopify"},
        {.id = 2, .title = "Kubernetes 101", .abstract = "Pods and OpenResty"},
};

static void
check(bool ok)
{
	if (!ok)
		__builtin_trap();
}

static void
finds_check(const struct notes *notes, size_t lines)
{
	for (size_t i = 0; i < notes->count; i++) {
		const struct notes_find *find = &notes->finds[i];

		check(find->line >= 1 && find->line <= find->last_line && find->last_line <= lines);
		check(find->part_of == NOTES_NONE || find->part_of < i);
		check(find->text && find->raw && find->reason);
		check(find->kind != NOTES_TALK || find->context);
		check(find->kind != NOTES_ANSWER ||
		        notes->finds[find->part_of].kind == NOTES_QUESTION);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena arena;
	struct notes notes;
	struct error err;
	size_t lines = 1;

	arena_init(&arena);
	for (size_t i = 0; i < length; i++)
		lines += bytes[i] == '\n' || bytes[i] == '\r' ? 1 : 0;
	if (notes_parse(&arena, "fuzz", (const char *)bytes, length, &notes, &err)) {
		const struct notes_index *index =
		        notes_index_get(&arena, programme, COUNT(programme));

		finds_check(&notes, lines);
		for (size_t i = 0; i < notes.count; i++) {
			if (notes.finds[i].kind == NOTES_TALK)
				check(notes_match(&arena, index, &notes, i) <= 2);
		}
	}
	arena_close(&arena);
	return 0;
}
