/* SPDX-License-Identifier: MIT */
#include "intake/html.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

struct row {
	const char *html;
	const char *text;
};

static const struct row rows[] = {
        {.html = "<p>One\ntwo</p>\n<p>three</p>", .text = "One two\n\nthree"},
        {.html = "a<br/>b<BR>c", .text = "a\nb\nc"},
        {.html = "<ul><li>one</li><li>two</li></ul>after", .text = "- one\n- two\n\nafter"},
        {.html = "see <a href=\"https://x.example/?a=1&amp;b=2\">this</a>.",
                .text = "see this (https://x.example/?a=1&b=2)."},
        {.html = "<a href='https://x.example'>https://x.example</a>", .text = "https://x.example"},
        {.html = "<a href=\"javascript:alert(1)\">x</a>", .text = "x"},
        {.html = "&lt;b&gt; &amp;amp; &nbsp; &#228; &#xE4; &auml;",
                .text = "<b> &amp; \u00a0 \u00e4 \u00e4 \u00e4"},
        {.html = "&#0;&#xD800;&#99999999;&nosuch;&", .text = "\ufffd\ufffd\ufffd&nosuch;&"},
        {.html = "a<script>alert('<p>')</script>b", .text = "ab"},
        {.html = "a<script>never closed", .text = "a"},
        {.html = "a <!-- <p> --> b", .text = "a b"},
        {.html = "a <!-- never closed <p>", .text = "a"},
        {.html = "1 < 2 and <p>3 > 2", .text = "1 < 2 and\n\n3 > 2"},
        {.html = "<p", .text = "<p"},
        {.html = "<custom-tag>x</custom-tag>", .text = "<custom-tag>x</custom-tag>"},
        {.html = "<font color=red>x</font>", .text = "x"},
        {.html = "", .text = ""},
};

static void
makes_text_of_html(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *text = html_text(&arena, rows[i].html);

		if (strcmp(text, rows[i].text) != 0)
			fail_msg("row %zu: \"%s\"", i, text);
	}
	arena_close(&arena);
}

static void
tells_html_from_markdown(void **state)
{
	(void)state;
	assert_true(html_is("<p>text"));
	assert_true(html_is("text<br />more"));
	assert_true(html_is("3 < 4 <em>really</em>"));
	assert_false(html_is("if a < b then c > d"));
	assert_false(html_is("vector<int> and List<String>"));
	assert_false(html_is("<https://example.org> is a link"));
	assert_false(html_is("<!-- a <p> in a comment -->"));
	assert_false(html_is("# Title\n\n* item &amp; more"));
}

/* A comment that never ends was once searched for from each of its beginnings. */
static void
takes_time_in_proportion(void **state)
{
	struct arena arena;
	char *text;

	(void)state;
	arena_init(&arena);
	text = arena_array(&arena, 4000001, 1);
	for (size_t i = 0; i < 1000000; i++)
		memcpy(text + 4 * i, "<!--", 4);
	assert_false(html_is(text));
	assert_string_equal(html_text(&arena, text), "");
	arena_close(&arena);
}

static void
decodes_entities_once(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(html_decode(&arena, "Q&amp;A"), "Q&A");
	assert_string_equal(html_decode(&arena, "&amp;amp;"), "&amp;");
	assert_string_equal(html_decode(&arena, "AT&T; R&D"), "AT&T; R&D");
	arena_close(&arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(makes_text_of_html),
	        cmocka_unit_test(tells_html_from_markdown),
	        cmocka_unit_test(takes_time_in_proportion),
	        cmocka_unit_test(decodes_entities_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
