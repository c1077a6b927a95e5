/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 16 * 1024 };

struct arena_block {
	struct arena_block *older;
	size_t size;
	size_t used;
	_Alignas(max_align_t) unsigned char bytes[];
};

void
arena_init(struct arena *arena)
{
	arena->block = NULL;
}

static void
blocks_close(struct arena_block *block)
{
	while (block) {
		struct arena_block *older = block->older;

		free(block);
		block = older;
	}
}

void
arena_reset(struct arena *arena)
{
	struct arena_block *block = arena->block;

	if (!block)
		return;
	blocks_close(block->older);
	block->older = NULL;
	block->used = 0;
}

void
arena_close(struct arena *arena)
{
	blocks_close(arena->block);
	arena->block = NULL;
}

static void
block_add(struct arena *arena, size_t need)
{
	size_t size = need > BLOCK_SIZE ? need : BLOCK_SIZE;
	struct arena_block *block = NULL;

	if (size < SIZE_MAX - sizeof(*block))
		block = malloc(sizeof(*block) + size);
	if (!block)
		abort();
	block->older = arena->block;
	block->size = size;
	block->used = 0;
	arena->block = block;
}

static void *
bytes_get(struct arena *arena, size_t size)
{
	size_t align = _Alignof(max_align_t);
	unsigned char *at;

	if (size > SIZE_MAX - align)
		abort();
	size = (size + align - 1) / align * align;
	if (!arena->block || arena->block->size - arena->block->used < size)
		block_add(arena, size);
	at = arena->block->bytes + arena->block->used;
	arena->block->used += size;
	return at;
}

void *
arena_get(struct arena *arena, size_t size)
{
	return memset(bytes_get(arena, size), 0, size);
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		abort();
	return arena_get(arena, total);
}

void *
arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
	void *larger;

	if (count < *capacity)
		return items;
	*capacity = *capacity ? *capacity * 2 : 8;
	larger = arena_array(arena, *capacity, size);
	if (count)
		memcpy(larger, items, count * size);
	return larger;
}

char *
arena_span(struct arena *arena, const char *bytes, size_t length)
{
	char *copy = bytes_get(arena, length + 1);

	if (length)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}

char *
arena_text(struct arena *arena, const char *text)
{
	return text ? arena_span(arena, text, strlen(text)) : NULL;
}

char *
arena_format_list(struct arena *arena, const char *format, va_list list)
{
	char small[256];
	va_list again;
	int length;
	char *text;

	va_copy(again, list);
	length = vsnprintf(small, sizeof(small), format, again);
	va_end(again);
	if (length < 0)
		abort();
	if ((size_t)length < sizeof(small))
		return arena_span(arena, small, (size_t)length);
	text = arena_array(arena, (size_t)length + 1, 1);
	(void)vsnprintf(text, (size_t)length + 1, format, list);
	return text;
}

char *
arena_format(struct arena *arena, const char *format, ...)
{
	va_list list;
	char *text;

	va_start(list, format);
	text = arena_format_list(arena, format, list);
	va_end(list);
	return text;
}
