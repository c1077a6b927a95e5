/* SPDX-License-Identifier: MIT */

/* What the fuzz targets of the readers share: a draft, a reader, and the whole way to the end. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/error.h"
#include "intake/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Lets all warnings be said, so that their texts are touched too. */
static inline void
fuzz_finish(struct draft *draft)
{
	struct error err;

	if (!draft_finish(draft, "Europe/Dublin", &err))
		return;
	for (int kind = 0; kind < PROGRAMME_WARNING_KINDS; kind++)
		(void)programme_format_warning(
		        draft->arena, draft->programme, (enum programme_warning_kind)kind);
}

static inline int
fuzz_bytes(bool (*read)(struct draft *, const char *, size_t, struct error *), const uint8_t *bytes,
        size_t length)
{
	struct programme programme;
	struct draft draft;
	struct arena arena;
	struct error err;

	arena_init(&arena);
	draft_init(&draft, &arena, "fuzz", &programme);
	if (read(&draft, (const char *)bytes, length, &err))
		fuzz_finish(&draft);
	arena_close(&arena);
	return 0;
}

#endif
