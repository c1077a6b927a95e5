/* SPDX-License-Identifier: MIT */
#include "base/random.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static bool
random_draw(void *bits, size_t size, struct error *err)
{
	if (getentropy(bits, size) != 0)
		return error_set(err, ERROR_IO, "cannot draw random bits: %s", strerror(errno));
	return true;
}

bool
random_uid(char uid_out[UID_SIZE], struct error *err)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bits[16];

	if (!random_draw(bits, sizeof(bits), err))
		return false;
	for (size_t i = 0; i < sizeof(bits); i++) {
		uid_out[2 * i] = digits[bits[i] >> 4];
		uid_out[2 * i + 1] = digits[bits[i] & 15];
	}
	uid_out[UID_SIZE - 1] = '\0';
	return true;
}

bool
random_below(int64_t limit, int64_t *number_out, struct error *err)
{
	uint64_t bits;

	if (!random_draw(&bits, sizeof(bits), err))
		return false;
	*number_out = (int64_t)(bits >> 1) % limit;
	return true;
}
