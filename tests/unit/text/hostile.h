/* SPDX-License-Identifier: MIT */

/* Texts that nobody would type: pseudo-random, the same in every run, for tests of properties. */
#ifndef TESTS_UNIT_TEXT_HOSTILE_H
#define TESTS_UNIT_TEXT_HOSTILE_H

#include "base/base.h"

#include <string.h>

enum { HOSTILE_ROUNDS = 20000, HOSTILE_SIZE = 160 };

struct hostile {
	uint64_t state;
	size_t length;
	char text[HOSTILE_SIZE + 1]; /* terminated; no NUL inside */
};

static const char *const hostile_parts[] = {
        "\x1b]52;c;ZXZpbA==\x07",
        "\x1b[2J",
        "\xc2\x9b",
        "\xc0\xaf",
        "\xed\xa0\x80",
        "\xf8\x88\x80\x80",
        "\u202e",
        "\u2066",
        "\u200d",
        "\u200b",
        "\U000e0041",
        "\u0301\u0302",
        "e\u0323",
        "\U0001f469",
        "\U0001f3fd",
        "\ufe0f",
        "\U0001f1ee",
        "\U0001f1ea",
        "\u2764",
        "\u4e2d",
        "\u1100\u1161",
        "\u0915\u094d",
        "\r\n",
        "\n",
        "\t",
        " ",
        "=",
        "\\",
        "\"",
        "|",
        "a\u0308",
        "\u0344",
        "\u3164",
        "\u2028",
        "\xe2\x80",
        "\xf0\x9f",
        "\xff",
        "Zo\u00eb",
        "\u00df\u0130",
        "\ufdfa",
};

static inline size_t
hostile_number(struct hostile *hostile, size_t below)
{
	hostile->state ^= hostile->state << 13;
	hostile->state ^= hostile->state >> 7;
	hostile->state ^= hostile->state << 17;
	return (size_t)(hostile->state >> 11) % below;
}

static inline void
hostile_init(struct hostile *hostile)
{
	*hostile = (struct hostile){.state = 0x5EED};
}

static inline void
hostile_add(struct hostile *hostile, const char *bytes, size_t length)
{
	if (hostile->length + length > HOSTILE_SIZE)
		return;
	memcpy(hostile->text + hostile->length, bytes, length);
	hostile->length += length;
	hostile->text[hostile->length] = '\0';
}

/* Makes the next text: ASCII, any bytes and nasty sequences, mixed. */
static inline void
hostile_next(struct hostile *hostile)
{
	size_t parts = hostile_number(hostile, 24);

	hostile->length = 0;
	hostile->text[0] = '\0';
	while (parts--) {
		size_t kind = hostile_number(hostile, 4);
		const char *part = hostile_parts[hostile_number(hostile, COUNT(hostile_parts))];
		char byte = (char)(kind == 0 ? 1 + hostile_number(hostile, 255)
		                             : ' ' + hostile_number(hostile, 95));

		if (kind < 2)
			hostile_add(hostile, &byte, 1);
		else
			hostile_add(hostile, part, strlen(part));
	}
}

#endif
