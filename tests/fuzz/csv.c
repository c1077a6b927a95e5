/* SPDX-License-Identifier: MIT */

/* Tables: the reader of cells, and the columns of schedules. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	return fuzz_bytes(schedule_csv_read, bytes, length);
}
