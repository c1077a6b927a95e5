/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdio.h>
#include <string.h>

enum { DEFAULT_LIMIT = 64 * 1024 * 1024, FIRST_SIZE = 128 };

void
buf_init(struct buf *buf, struct arena *arena, size_t limit)
{
	*buf = (struct buf){
	        .arena = arena,
	        .limit = limit ? limit : DEFAULT_LIMIT,
	        .text = arena_array(arena, FIRST_SIZE, 1),
	        .capacity = FIRST_SIZE,
	};
}

void
buf_reset(struct buf *buf)
{
	buf->length = 0;
	buf->over = false;
	buf->text[0] = '\0';
}

void
buf_add(struct buf *buf, const char *bytes, size_t length)
{
	if (buf->over || length > buf->limit - buf->length) {
		buf->over = true;
		return;
	}
	if (length >= buf->capacity - buf->length) {
		size_t larger = (buf->length + length + 1) * 2;
		char *text = arena_array(buf->arena, larger, 1);

		memcpy(text, buf->text, buf->length);
		buf->text = text;
		buf->capacity = larger;
	}
	if (length)
		memcpy(buf->text + buf->length, bytes, length);
	buf->length += length;
	buf->text[buf->length] = '\0';
}

void
buf_add_text(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void
buf_add_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void
buf_add_repeat(struct buf *buf, const char *text, size_t times)
{
	while (times--)
		buf_add_text(buf, text);
}

void
buf_add_format(struct buf *buf, const char *format, ...)
{
	char small[256];
	va_list list;
	int length;

	va_start(list, format);
	length = vsnprintf(small, sizeof(small), format, list);
	va_end(list);
	if (length >= 0 && (size_t)length < sizeof(small)) {
		buf_add(buf, small, (size_t)length);
		return;
	}
	va_start(list, format);
	buf_add_text(buf, arena_format_list(buf->arena, format, list));
	va_end(list);
}
