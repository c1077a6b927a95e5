/* SPDX-License-Identifier: MIT */
#include "text/utf8.h"

#include "tests/unit/text/hostile.h"

#include <setjmp.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

struct row {
	const char *text;
	size_t width;
};

static const struct row rows[] = {
        {.text = "", .width = 0},
        {.text = "plain", .width = 5},
        {.text = "Zo\u00eb", .width = 3},
        {.text = "Zoe\u0308", .width = 3},
        {.text = "\u4e2d\u6587", .width = 4},
        {.text = "\uff21", .width = 2},
        {.text = "\ud55c", .width = 2},
        {.text = "\u1112\u1161\u11ab", .width = 2},
        {.text = "\U0001f600", .width = 2},
        {.text = "\U0001f44d\U0001f3fd", .width = 2},                       /* skin tone */
        {.text = "\U0001f469\u200d\U0001f469\u200d\U0001f467", .width = 2}, /* family */
        {.text = "\U0001f1ee\U0001f1ea", .width = 2},                       /* flag */
        {.text = "\U0001f1ee\U0001f1ea\U0001f1e9\U0001f1ea", .width = 4},   /* two flags */
        {.text = "\u2764", .width = 1},
        {.text = "\u2764\ufe0f", .width = 2}, /* emoji style */
        {.text = "\u2764\ufe0f\u200d\U0001f525", .width = 2},
        {.text = "1\ufe0f\u20e3", .width = 2}, /* keycap */
        {.text = "a\ufe0f", .width = 1},
        {.text = " \ufe0f", .width = 1},
        {.text = "\u0e01\u0e33", .width = 2}, /* Thai am */
        {.text = "\u0301", .width = 0},
        {.text = "a\xff"
                 "b",
                .width = 3},
        {.text = "a\nb\x1b\x7f", .width = 2},
};

static void
measures_cells(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t width = utf8_width(rows[i].text);

		if (width != rows[i].width)
			fail_msg("row %zu: %zu cells", i, width);
	}
}

struct fit {
	const char *text;
	size_t cells;
	size_t length;
	size_t width;
};

static const struct fit fits[] = {
        {.text = "plain", .cells = 3, .length = 3, .width = 3},
        {.text = "plain", .cells = 9, .length = 5, .width = 5},
        {.text = "plain", .cells = 0, .length = 0, .width = 0},
        {.text = "Zoe\u0308s", .cells = 3, .length = 5, .width = 3},
        {.text = "e\u0308", .cells = 0, .length = 0, .width = 0},
        {.text = "\u4e2d\u6587", .cells = 3, .length = 3, .width = 2},
        {.text = "a\U0001f469\u200d\U0001f467", .cells = 2, .length = 1, .width = 1},
        {.text = "a\U0001f469\u200d\U0001f467", .cells = 3, .length = 12, .width = 3},
};

static void
fits_whole_graphemes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(fits); i++) {
		size_t width = 99;

		assert_int_equal(utf8_fit(fits[i].text, fits[i].cells, &width), fits[i].length);
		assert_int_equal(width, fits[i].width);
		assert_int_equal(utf8_fit(fits[i].text, fits[i].cells, NULL), fits[i].length);
	}
}

/* By the library's own word: is there a border between clusters at this byte? */
static bool
is_border(const char *text, size_t length, size_t border)
{
	const char *at = text;
	utf8proc_int32_t last = utf8_next(&at, text + length), style = 0;

	if (border == 0 || border == length)
		return true;
	while (at < text + length) {
		size_t position = (size_t)(at - text);
		utf8proc_int32_t code = utf8_next(&at, text + length);
		bool breaks = utf8proc_grapheme_break_stateful(last, code, &style);

		if (position == border)
			return breaks;
		last = code;
	}
	return false;
}

static void
never_cuts_a_grapheme(void **state)
{
	struct hostile hostile;

	(void)state;
	hostile_init(&hostile);
	for (size_t round = 0; round < HOSTILE_ROUNDS; round++) {
		size_t cells, width = 0, length;

		hostile_next(&hostile);
		cells = hostile_number(&hostile, 20);
		length = utf8_fit(hostile.text, cells, &width);
		assert_in_range(width, 0, cells);
		if (!is_border(hostile.text, hostile.length, length))
			fail_msg("round %zu: cut at byte %zu", round, length);
		assert_int_equal(
		        utf8_width(hostile.text), width + utf8_width(hostile.text + length));
		hostile.text[length] = '\0';
		assert_int_equal(utf8_width(hostile.text), width);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(measures_cells),
	        cmocka_unit_test(fits_whole_graphemes),
	        cmocka_unit_test(never_cuts_a_grapheme),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
