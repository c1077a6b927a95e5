/* SPDX-License-Identifier: MIT */

/* frab XML: a document of any size, well-formed or not. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	return fuzz_bytes(schedule_xml_read, bytes, length);
}
