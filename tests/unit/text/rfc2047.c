/* SPDX-License-Identifier: MIT */

/* Encoded words in mail headers, and what only looks like them. */
#include "text/rfc2047.h"

#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/buf.h"
#include "text/utf8.h"

static const struct {
	const char *text;
	const char *expected;
} cases[] = {
        {"", ""},
        {"Emil Stolarsky", "Emil Stolarsky"},
        {"=?utf-8?Q?Zo=C3=AB?=", "Zoë"},
        {"=?UTF-8?q?Zo=c3=ab?= O'Hara", "Zoë O'Hara"},
        {"=?utf-8*en?Q?Zo=C3=AB?=", "Zoë"},
        {"=?iso-8859-1?Q?Zo=EB_O=27Hara?=", "Zoë O'Hara"},
        {"=?windows-1252?Q?=80?=", "€"},
        {"=?iso-8859-15?Q?=A4?=", "€"},
        {"=?utf-8?B?Wm/Dqw==?=", "Zoë"},
        {"=?utf-8?B?Wm/Dqw?=", "Zoë"},
        {"=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"},
        {"=?koi8-r?B?6tLOzA==?=", "Йрнл"},
        /* Blanks between encoded words go, those beside other text stay. */
        {"=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"},
        {"=?utf-8?Q?a?= \t =?iso-8859-1?Q?=EB?= c", "aë c"},
        {"x =?utf-8?Q?a?= y =?utf-8?Q?b?=", "x a y b"},
        /* Cut in the middle of a character. */
        {"=?utf-8?Q?Zo=C3?= =?UTF-8?Q?=AB?=", "Zoë"},
        {"=?utf-8?B?Wm/D?= =?utf-8?B?qw==?=", "Zoë"},
        {"=?utf-8?B?Wm/D?= =?utf-8?Q?=AB?=", "Zoë"},
        {"=?utf-8?Q?=?=", "="},
        {"=?utf-8?Q?a=?=", "a="},
        {"=?utf-8?Q?a=4?=", "a=4"},
        {"=?utf-8?Q?=zz?=", "=zz"},
        {"=?utf-8?Q?\?=", ""},
        {"=?utf-8?B?\?=", ""},
        /* What cannot be decoded stays. */
        {"=?utf-8?Q?=FF?=", "=?utf-8?Q?=FF?="},
        {"=?utf-8?Q?a?= =?utf-8?Q?=FF?=", "=?utf-8?Q?a?= =?utf-8?Q?=FF?="},
        {"=?utf-8?B?***?= x", "=?utf-8?B?***?= x"},
        {"=?unknown-8bit?Q?a?=", "=?unknown-8bit?Q?a?="},
        {"=?utf-8//IGNORE?Q?a?=", "=?utf-8//IGNORE?Q?a?="},
        {"=?../../x?Q?a?=", "=?../../x?Q?a?="},
        {"=?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?Q?a?=",
                "=?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?Q?a?="},
        {"=?utf-8?X?a?=", "=?utf-8?X?a?="},
        {"=?utf-8?Q?a b?=", "=?utf-8?Q?a b?="},
        {"=?utf-8?Q?a?", "=?utf-8?Q?a?"},
        {"=?utf-8?Q?", "=?utf-8?Q?"},
        {"=?utf-8?Q", "=?utf-8?Q"},
        {"=?utf-8?", "=?utf-8?"},
        {"=?utf-8", "=?utf-8"},
        {"=?\?\?=", "=?\?\?="},
        {"=?", "=?"},
        {"=", "="},
        {"=?=?utf-8?Q?a?=", "=?a"},
        /* A decoded word is not looked at again, and brings no control characters. */
        {"=?utf-8?Q?=3D=3Futf-8=3FQ=3Fa=3F=3D?=", "=?utf-8?Q?a?="},
        {"=?utf-8?Q?a=0D=0ABcc:_b=00c=1B[31m=7F?=", "a  Bcc: b c [31m "},
        {"a\tb\x01", "a b "},
};

static void
test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena arena;

		arena_init(&arena);
		assert_string_equal(rfc2047_read(&arena, cases[i].text), cases[i].expected);
		arena_close(&arena);
	}
}

/* Whatever is cut off, it ends, and what was decoded is UTF-8. */
static void
test_cuts(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		for (size_t length = 0; length <= strlen(cases[i].text); length++) {
			struct arena arena;
			const char *text;

			arena_init(&arena);
			text = rfc2047_read(&arena, arena_span(&arena, cases[i].text, length));
			assert_int_equal(utf8_valid_length(text, strlen(text)), strlen(text));
			arena_close(&arena);
		}
}

/* Sixty-four kilobytes of the beginnings of encoded words take no time worth speaking of. */
static void
test_long(void **state)
{
	static const char *const parts[] = {"=?", "=?utf-8?Q?", "=?utf-8?Q?a?= ", "?="};

	(void)state;
	for (size_t i = 0; i < COUNT(parts); i++) {
		struct arena arena;
		struct buf text;

		arena_init(&arena);
		buf_init(&text, &arena, 0);
		buf_add_repeat(&text, parts[i], 64 * 1024 / strlen(parts[i]));
		assert_non_null(rfc2047_read(&arena, text.text));
		arena_close(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_cases),
	        cmocka_unit_test(test_cuts),
	        cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
