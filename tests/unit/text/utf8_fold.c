/* SPDX-License-Identifier: MIT */
#include "text/utf8.h"

#include "tests/unit/text/hostile.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

struct pair {
	const char *in;
	const char *out;
};

static const struct pair fold_rows[] = {
        {.in = "", .out = ""},
        {.in = "Zo\u00eb  O'Hara", .out = "zoe o hara"},
        {.in = "Zoe\u0308 O\u2019Hara", .out = "zoe o hara"},
        {.in = "Co\u00f6rdination", .out = "coordination"},
        {.in = "Gr\u00e1inne", .out = "grainne"},
        {.in = "\uff25\uff23\uff2d\uff30", .out = "ecmp"},
        {.in = "  --Load, balancers!  ", .out = "load balancers"},
        {.in = "S\u00f8ren K\u00e6r \u0141\u00f3d\u017a \u0110or\u0111e",
                .out = "soren kaer lodz dorde"},
        {.in = "Stra\u00dfe STRA\u1e9eE", .out = "strasse strasse"},
        {.in = "\u00d0\u00f3ra \u00de\u00f3r \u0152uvre", .out = "dora thor oeuvre"},
        {.in = "\u01ff", .out = "o"},
        {.in = "\u0130stanbul D\u0131yarbak\u0131r", .out = "istanbul diyarbakir"},
        {.in = "\u2121 \u00bd \u2167", .out = "tel 1 2 viii"},
        {.in = "co\u00adoperate zero\u200bwidth", .out = "cooperate zerowidth"},
        {.in = "\u041c\u041e\u0421\u041a\u0412\u0410",
                .out = "\u043c\u043e\u0441\u043a\u0432\u0430"},
        {.in = "\u4e2d\u6587", .out = "\u4e2d\u6587"},
        {.in = "C++ C#", .out = "c c"},
        {.in = "\U0001f600 Q12\U0001f600", .out = "q12"},
        {.in = "a\xff"
               "b",
                .out = "a b"},
};

static void
folds(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(fold_rows); i++) {
		const char *folded = utf8_fold(&arena, fold_rows[i].in);

		if (strcmp(folded, fold_rows[i].out) != 0)
			fail_msg("row %zu: \"%s\"", i, folded);
	}
	arena_close(&arena);
}

static void
folds_every_character_once_for_all(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (int32_t code = 1; code <= 0x10FFFF; code++) {
		char text[5] = "";
		const char *folded;

		arena_reset(&arena);
		text[utf8_write(code, text)] = '\0';
		folded = utf8_fold(&arena, text);
		if (strcmp(folded, utf8_fold(&arena, folded)) != 0)
			fail_msg("U+%04X", (unsigned)code);
	}
	arena_close(&arena);
}

static void
folds_hostile_text_to_words(void **state)
{
	struct hostile hostile;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	hostile_init(&hostile);
	for (size_t round = 0; round < HOSTILE_ROUNDS; round++) {
		const char *folded;
		size_t length;

		hostile_next(&hostile);
		arena_reset(&arena);
		folded = utf8_fold(&arena, hostile.text);
		length = strlen(folded);
		assert_int_equal(utf8_valid_length(folded, length), length);
		assert_null(strstr(folded, "  "));
		assert_true(!length || (folded[0] != ' ' && folded[length - 1] != ' '));
		assert_string_equal(folded, utf8_fold(&arena, folded));
		assert_int_equal(utf8_has_words(folded, folded), length > 0);
	}
	arena_close(&arena);
}

struct match {
	const char *folded;
	const char *wanted;
	bool has;
};

static const struct match matches[] = {
        {.folded = "emil stolarsky", .wanted = "emil", .has = true},
        {.folded = "emil stolarsky", .wanted = "stol em", .has = true},
        {.folded = "emil stolarsky", .wanted = "e e", .has = true},
        {.folded = "emil stolarsky", .wanted = "emil stolarsky", .has = true},
        {.folded = "emil stolarsky", .wanted = "mil", .has = false},
        {.folded = "emil stolarsky", .wanted = "emil x", .has = false},
        {.folded = "emil stolarsky", .wanted = "emilia", .has = false},
        {.folded = "emil stolarsky", .wanted = "stolarskys", .has = false},
        {.folded = "emil", .wanted = "", .has = false},
        {.folded = "", .wanted = "", .has = false},
        {.folded = "", .wanted = "a", .has = false},
};

static void
finds_beginnings_of_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(matches); i++) {
		if (utf8_has_words(matches[i].folded, matches[i].wanted) != matches[i].has)
			fail_msg("\"%s\" in \"%s\"", matches[i].wanted, matches[i].folded);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(folds),
	        cmocka_unit_test(folds_every_character_once_for_all),
	        cmocka_unit_test(folds_hostile_text_to_words),
	        cmocka_unit_test(finds_beginnings_of_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
