/* SPDX-License-Identifier: MIT */
#include "text/number.h"

bool
number_parse(const char *text, int64_t low, int64_t high, int64_t *number_out)
{
	int64_t number = 0;

	if (!*text)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		if (__builtin_mul_overflow(number, 10, &number) ||
		        __builtin_add_overflow(number, *text - '0', &number))
			return false;
	}
	if (number < low || number > high)
		return false;
	*number_out = number;
	return true;
}

size_t
number_format(int64_t number, char text[static NUMBER_TEXT_SIZE])
{
	uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;
	char digits[NUMBER_TEXT_SIZE];
	size_t count = 0, length = 0;

	do {
		digits[count++] = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	if (number < 0)
		text[length++] = '-';
	while (count)
		text[length++] = digits[--count];
	text[length] = '\0';
	return length;
}
