/* SPDX-License-Identifier: MIT */

/* iCalendar. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	return fuzz_bytes(ical_read, bytes, length);
}
