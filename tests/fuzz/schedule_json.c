/* SPDX-License-Identifier: MIT */

/* frab JSON and schedule2, by their form. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	json_auto_t *tree = NULL;
	struct programme programme;
	struct draft draft;
	struct arena arena;
	struct error err;

	arena_init(&arena);
	draft_init(&draft, &arena, "fuzz", &programme);
	if (json_parse("fuzz", (const char *)bytes, length, &tree, &err) &&
	        (schedule2_is(tree) ? schedule2_read : schedule_json_read)(&draft, tree, &err))
		fuzz_finish(&draft);
	arena_close(&arena);
	return 0;
}
