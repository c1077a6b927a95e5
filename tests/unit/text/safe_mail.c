/* SPDX-License-Identifier: MIT */

/* Text in mails, and in Redmine's Textile. */
#include "text/safe.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

typedef void add(struct buf *out, const char *text);

struct row {
	add *add;
	const char *begun;
	const char *text;
	const char *expected;
};

#define ZW "\u200B"

static const struct row rows[] = {
        {safe_add_mail, "", "a\n\n-- \nb\nFrom me\n>From", "a\n\n -- \nb\n From me\n>From"},
        {safe_add_mail, "", "-- a", " -- a"},
        {safe_add_mail, "", "--", " --"},
        {safe_add_mail, "", "--a\nFrom: b", "--a\nFrom: b"},
        {safe_add_mail, "x", "-- a", "x-- a"},
        {safe_add_mail, "  [Q7] ", "a\n\n-- \nb", "  [Q7] a\n\n       -- \n       b"},
        {safe_add_mail, "  - ", "a\nb", "  - a\n    b"},
        {safe_add_mail, "", "a\x1b[2J\u202e\x07 @\u200bb\xff\u2028", "a[2J @b"},
        {safe_add_mail, "", "", ""},
        {safe_add_subject, "", " a\n\nb\t c\u202e\r\nX: y ", "a b c X: y"},
        {safe_add_textile_block, "", "*bold* auto-matic @x #1",
                ZW ZW "*" ZW "bold*" ZW " auto-matic " ZW "@" ZW "x " ZW "#" ZW "1"},
        {safe_add_textile_block, "> ", "h1. a\n> b", "> " ZW "h1. a\n> " ZW ZW ">" ZW " b"},
        {safe_add_textile_block, "in ", "bq. a", "in bq. a"},
        {safe_add_textile_block, "", "\"a\":https://x.example/?b=1&c",
                ZW ZW "\"" ZW "a\"" ZW ":https://x.example/?b=1&c"},
        {safe_add_textile_block, "", "{{m}} [[w]] a|b x<pre>",
                ZW ZW "{" ZW ZW "{" ZW "m}" ZW ZW "}" ZW " " ZW "[" ZW ZW "[" ZW "w]" ZW ZW "]" ZW
                      " a|" ZW "b x<" ZW "pre>" ZW},
};

static void
adds(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out;

		buf_init(&out, &arena, 0);
		buf_add_text(&out, rows[i].begun);
		rows[i].add(&out, rows[i].text);
		if (strcmp(out.text, rows[i].expected) != 0)
			fail_msg("row %zu: \"%s\"", i, out.text);
	}
	arena_close(&arena);
}

static void
wraps(void **state)
{
	static const struct {
		const char *text;
		const char *expected;
	} cases[] = {
	        {"one two three four", "one two three\nfour"},
	        {"  [Q1] one two", "  [Q1] one two"},
	        {"  [Q1] one two three", "  [Q1] one two\n       three"},
	        {"- one two three", "- one two\n  three"},
	        {"a\n\nb\n", "a\n\nb\n"},
	        {"one two three -- four", "one two three\n -- four"},
	        {"one two three From", "one two three\nFrom"},
	        {"one two three From me", "one two three\n From me"},
	        {"-- \nme", "-- \nme"},
	        {"a https://x.example/long b", "a\nhttps://x.example/long\nb"},
	        {"  https://x.example/long", "  https://x.example/long"},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out;

		buf_init(&out, &arena, 0);
		safe_wrap_mail(&out, cases[i].text, 14);
		assert_string_equal(out.text, cases[i].expected);
	}
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(adds), cmocka_unit_test(wraps)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
