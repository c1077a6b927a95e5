/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include <stdio.h>
#include <string.h>

void
error_reset(struct error *err)
{
	err->kind = ERROR_NONE;
	err->text[0] = '\0';
	err->hint[0] = '\0';
}

bool
error_set(struct error *err, enum error_kind kind, const char *format, ...)
{
	va_list list;

	error_reset(err);
	err->kind = kind;
	va_start(list, format);
	(void)vsnprintf(err->text, sizeof(err->text), format, list);
	va_end(list);
	return false;
}

bool
error_in(struct error *err, const char *format, ...)
{
	char cause[sizeof(err->text)];
	va_list list;
	int length;

	memcpy(cause, err->text, sizeof(cause));
	va_start(list, format);
	length = vsnprintf(err->text, sizeof(err->text), format, list);
	va_end(list);
	if (length >= 0 && (size_t)length + 3 < sizeof(err->text))
		(void)snprintf(err->text + length, sizeof(err->text) - (size_t)length, ": %.*s",
		        (int)(sizeof(err->text) - (size_t)length - 3), cause);
	return false;
}

bool
error_hint(struct error *err, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	(void)vsnprintf(err->hint, sizeof(err->hint), format, list);
	va_end(list);
	return false;
}
