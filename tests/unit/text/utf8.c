/* SPDX-License-Identifier: MIT */
#include "text/utf8.h"

#include "base/buf.h"
#include "tests/unit/text/hostile.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

struct bytes {
	const char *text;
	size_t valid;
};

static const struct bytes byte_rows[] = {
        {.text = "", .valid = 0},
        {.text = "plain", .valid = 5},
        {.text = "Zo\u00eb", .valid = 4},
        {.text = "\U0010ffff", .valid = 4},
        {.text = "a\x80", .valid = 1},                 /* a tail without a head */
        {.text = "a\xc3", .valid = 1},                 /* cut */
        {.text = "a\xe2\x82", .valid = 1},             /* cut */
        {.text = "a\xf0\x9f\x98", .valid = 1},         /* cut */
        {.text = "a\xc0\xaf", .valid = 1},             /* overlong */
        {.text = "a\xc1\xbf", .valid = 1},             /* overlong */
        {.text = "a\xe0\x80\xaf", .valid = 1},         /* overlong */
        {.text = "a\xf0\x80\x80\xaf", .valid = 1},     /* overlong */
        {.text = "a\xed\xa0\x80", .valid = 1},         /* surrogate */
        {.text = "a\xed\xbf\xbf", .valid = 1},         /* surrogate */
        {.text = "a\xf4\x90\x80\x80", .valid = 1},     /* beyond U+10FFFF */
        {.text = "a\xf5\x80\x80\x80", .valid = 1},     /* likewise */
        {.text = "a\xf8\x88\x80\x80\x80", .valid = 1}, /* five bytes */
        {.text = "a\xff", .valid = 1},
        {.text = "a\xc3(", .valid = 1},
};

static void
tells_well_formed_bytes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(byte_rows); i++) {
		const char *text = byte_rows[i].text;

		if (utf8_valid_length(text, strlen(text)) != byte_rows[i].valid)
			fail_msg("row %zu", i);
	}
	assert_int_equal(utf8_valid_length("a\0b", 3), 1);
	assert_int_equal(utf8_valid_length("Zo\u00eb", 3), 2);
}

static void
decodes_what_it_encodes(void **state)
{
	(void)state;
	for (int32_t code = 1; code <= 0x10FFFF; code++) {
		char bytes[4];
		const char *at = bytes;
		size_t length = utf8_write(code, bytes);
		bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;

		assert_int_equal(utf8_valid_length(bytes, length), length);
		assert_int_equal(utf8_next(&at, bytes + length), is_surrogate ? 0xFFFD : code);
		assert_ptr_equal(at, bytes + length);
	}
}

static void
skips_no_malformed_byte(void **state)
{
	static const char text[] = "a\xed\xa0z\xc3";
	static const int32_t codes[] = {'a', UTF8_MALFORMED + 0xED, UTF8_MALFORMED + 0xA0, 'z',
	        UTF8_MALFORMED + 0xC3, -1, -1};
	const char *at = text;

	(void)state;
	for (size_t i = 0; i < COUNT(codes); i++)
		assert_int_equal(utf8_next(&at, text + strlen(text)), codes[i]);
}

struct pair {
	const char *in;
	const char *out;
};

static const struct pair clean_rows[] = {
        {.in = "", .out = ""},
        {.in = "How do you drain?", .out = "How do you drain?"},
        {.in = " \t\r\n How?\v\f\r\n", .out = "How?"},
        {.in = " \n\t ", .out = ""},
        {.in = "one\r\ntwo\rthree\n\r\nfour", .out = "one\ntwo\nthree\n\nfour"},
        {.in = "\u00e9\r\ntwo\rthree\n\r\nfour", .out = "\u00e9\ntwo\nthree\n\nfour"},
        {.in = "Zoe\u0308", .out = "Zo\u00eb"},
        {.in = "\u212b", .out = "\u00c5"},
        {.in = "q\u0323\u0307 q\u0307\u0323", .out = "q\u0323\u0307 q\u0323\u0307"},
        {.in = "\u00a0\u3000Zo\u00eb\u2003\xc2\x85\u2028", .out = "Zo\u00eb"},
        {.in = "\u3000", .out = ""},
        {.in = "\uff25\uff23\uff2d\uff30", .out = "\uff25\uff23\uff2d\uff30"},
        {.in = "\U0001f469\u200d\U0001f467", .out = "\U0001f469\u200d\U0001f467"},
};

static void
cleans(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(clean_rows); i++) {
		struct error err = {.kind = ERROR_NONE};
		const char *clean = NULL;

		assert_true(utf8_clean(&arena, "the question", clean_rows[i].in,
		        strlen(clean_rows[i].in), &clean, &err));
		if (strcmp(clean, clean_rows[i].out) != 0)
			fail_msg("row %zu: \"%s\"", i, clean);
	}
	arena_close(&arena);
}

struct refusal {
	const char *text;
	size_t length;
	const char *message;
};

static const struct refusal refusals[] = {
        {.text = "What about Z\xe9?",
                .length = 14,
                .message = "the question is not UTF-8: byte 0xE9 at position 13"},
        {.text = "a\0b",
                .length = 3,
                .message = "the question is not UTF-8: byte 0x00 at position 2"},
        {.text = "\u00e9\0b",
                .length = 4,
                .message = "the question is not UTF-8: byte 0x00 at position 3"},
        {.text = "\xc3",
                .length = 1,
                .message = "the question is not UTF-8: byte 0xC3 at position 1"},
};

static void
refuses_other_encodings(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(refusals); i++) {
		struct error err = {.kind = ERROR_NONE};
		const char *clean = NULL;

		assert_false(utf8_clean(&arena, "the question", refusals[i].text,
		        refusals[i].length, &clean, &err));
		assert_int_equal(err.kind, ERROR_INVALID);
		assert_string_equal(err.text, refusals[i].message);
		assert_null(clean);
	}
	arena_close(&arena);
}

/* Sorting marks is quadratic: unlimited, this one would take minutes. */
static void
endures_floods_of_marks(void **state)
{
	enum { MARKS = 200000 };
	struct error err = {.kind = ERROR_NONE};
	const char *clean = NULL, *again = NULL;
	struct arena arena;
	struct buf flood;

	(void)state;
	arena_init(&arena);
	buf_init(&flood, &arena, 0);
	buf_add_char(&flood, 'q');
	buf_add_repeat(&flood, "\u0301", MARKS);
	buf_add_repeat(&flood, "\u0323", MARKS);
	buf_add_repeat(&flood, "\u0344", MARKS);
	assert_true(utf8_clean(&arena, "it", flood.text, flood.length, &clean, &err));
	assert_true(utf8_clean(&arena, "it", clean, strlen(clean), &again, &err));
	assert_string_equal(clean, again);
	arena_close(&arena);
}

static void
cleans_once_for_all(void **state)
{
	struct hostile hostile;
	struct arena arena;
	size_t cleaned = 0;

	(void)state;
	arena_init(&arena);
	hostile_init(&hostile);
	for (size_t round = 0; round < HOSTILE_ROUNDS; round++) {
		struct error err = {.kind = ERROR_NONE};
		const char *clean = NULL, *again = NULL;
		size_t valid;

		hostile_next(&hostile);
		arena_reset(&arena);
		valid = utf8_valid_length(hostile.text, hostile.length);
		assert_int_equal(
		        utf8_clean(&arena, "it", hostile.text, hostile.length, &clean, &err),
		        valid == hostile.length);
		assert_true(utf8_clean(&arena, "it", hostile.text, valid, &clean, &err));
		assert_true(utf8_clean(&arena, "it", clean, strlen(clean), &again, &err));
		assert_string_equal(clean, again);
		assert_null(strchr(clean, '\r'));
		assert_int_equal(utf8_valid_length(clean, strlen(clean)), strlen(clean));
		cleaned += valid == hostile.length;
	}
	assert_in_range(cleaned, HOSTILE_ROUNDS / 20, HOSTILE_ROUNDS - 1);
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(tells_well_formed_bytes),
	        cmocka_unit_test(decodes_what_it_encodes),
	        cmocka_unit_test(skips_no_malformed_byte),
	        cmocka_unit_test(cleans),
	        cmocka_unit_test(refuses_other_encodings),
	        cmocka_unit_test(endures_floods_of_marks),
	        cmocka_unit_test(cleans_once_for_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
