/* SPDX-License-Identifier: MIT */

/* A template, written with lists in lists: no byte of a value may come out unescaped. */
#include "fuzz.h"

#include <string.h>

#include "text/template.h"

static const struct template_name names[] = {
        {.name = "text"},
        {.name = "number"},
        {.name = "nothing"},
        {.name = "list", .section = true},
};

static void
escape(struct buf *out, const char *text)
{
	for (; *text; text++)
		if (*text == '\001')
			buf_add_char(out, '.');
		else
			buf_add_char(out, *text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	json_t *context = json_loads("{\"text\":\"a\\u0001b\",\"number\":7,\"nothing\":null,"
	                             "\"list\":[{\"text\":\"\\u0001\",\"list\":[1,2]},{}]}",
	        0, NULL);
	struct template *template;
	struct error err;
	struct arena arena;
	struct buf out;
	char *text;

	arena_init(&arena);
	text = arena_span(&arena, (const char *)bytes, length);
	for (char *at = text; *at; at++)
		if (*at == '\001')
			*at = '?';
	if (template_parse(&arena, "fuzz", text, names, COUNT(names), &template, &err)) {
		buf_init(&out, &arena, 1024 * 1024);
		template_write(template, context, escape, &out);
		if (strchr(out.text, '\001'))
			__builtin_trap();
	}
	json_decref(context);
	arena_close(&arena);
	return 0;
}
