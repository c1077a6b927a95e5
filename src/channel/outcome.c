/* SPDX-License-Identifier: MIT */
#include "channel/channel.h"

#include <string.h>

#include "text/safe.h"

const char *
outcome_line(struct arena *arena, const char *text)
{
	const char *line = safe_line(arena, text);
	size_t length = strlen(line);

	/* Harmless text comes back as it is, and may be gone before the outcome is. */
	if (length <= OUTCOME_LINE_MOST)
		return arena_text(arena, line);
	length = OUTCOME_LINE_MOST - strlen("…");
	while (length && ((unsigned char)line[length] & 0xC0) == 0x80)
		length--;
	return arena_format(arena, "%.*s…", (int)length, line);
}
