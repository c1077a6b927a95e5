/* SPDX-License-Identifier: MIT */

/* Open Event: the four files that are read, one after the other with a NUL between them. */
#include "fuzz.h"

#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct intake_file files[] = {{.name = "event.json"}, {.name = "microlocations.json"},
	        {.name = "speakers.json"}, {.name = "sessions.json"}};
	struct intake_source source = {.name = "fuzz",
	        .files = files,
	        .file_count = COUNT(files),
	        .zone = "Europe/Dublin"};
	const char *at = (const char *)bytes;
	struct programme programme;
	struct arena arena;
	struct error err;

	for (size_t i = 0; i < COUNT(files); i++) {
		const char *end = length ? memchr(at, '\0', length) : NULL;
		size_t size = end ? (size_t)(end - at) : length;

		files[i].bytes = at;
		files[i].length = size;
		at += end ? size + 1 : size;
		length -= end ? size + 1 : size;
	}
	arena_init(&arena);
	(void)!intake_read(&arena, &source, &programme, &err);
	arena_close(&arena);
	return 0;
}
