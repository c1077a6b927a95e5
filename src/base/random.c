/* SPDX-License-Identifier: MIT */
#include "base/random.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

bool
random_uid(char uid_out[UID_SIZE], struct error *err)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bits[16];

	if (getentropy(bits, sizeof(bits)) != 0)
		return error_set(err, ERROR_IO, "cannot draw random bits: %s", strerror(errno));
	for (size_t i = 0; i < sizeof(bits); i++) {
		uid_out[2 * i] = digits[bits[i] >> 4];
		uid_out[2 * i + 1] = digits[bits[i] & 15];
	}
	uid_out[UID_SIZE - 1] = '\0';
	return true;
}
