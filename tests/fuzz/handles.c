/* SPDX-License-Identifier: MIT */

/* Profiles: the field's name, a line feed, and what is in it. */
#include "fuzz.h"

#include <string.h>

#include "intake/handles.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct handle handle = {0};
	struct arena arena;
	char *field;
	char *value;

	arena_init(&arena);
	field = arena_span(&arena, (const char *)bytes, length);
	value = strchr(field, '\n');
	if (value) {
		*value++ = '\0';
		if (handle_parse(&arena, field, value, &handle) &&
		        (!handle.service || !handle.name || !*handle.name))
			__builtin_trap();
	}
	arena_close(&arena);
	return 0;
}
