/* SPDX-License-Identifier: MIT */
#include "cmd/prose.h"

#include <string.h>

enum prose_kind
prose_read(struct arena *arena, const char **text, struct prose *prose_out)
{
	const char *start = *text + strspn(*text, "\n");
	size_t length = strcspn(start, "\n");
	size_t term = strcspn(start, "\t\n");

	*text = start + length;
	*prose_out = (struct prose){.kind = PROSE_END};
	if (length == 0)
		return PROSE_END;
	prose_out->kind = start[0] == ' ' ? PROSE_LITERAL : PROSE_PARAGRAPH;
	if (term < length) {
		prose_out->kind = PROSE_ITEM;
		prose_out->term = arena_span(arena, start, term);
		start += term + 1;
		length -= term + 1;
	}
	prose_out->text = arena_span(arena, start, length);
	return prose_out->kind;
}
