/* SPDX-License-Identifier: MIT */

/* People's Markdown becomes HTML; people's HTML stays text. */
#include "report/commonmark.h"

#include "tests/unit/text/hostile.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

static void
renders(void **state)
{
	static const struct {
		const char *text;
		const char *expected;
	} cases[] = {
	        {"", ""},
	        {"Is 1 < 2 & 3?", "<p>Is 1 &lt; 2 &amp; 3?</p>\n"},
	        {"*a* **b** `c<d>`",
	                "<p><em>a</em> <strong>b</strong> <code>c&lt;d&gt;</code></p>\n"},
	        {"one\n\ntwo", "<p>one</p>\n<p>two</p>\n"},
	        {"3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"},
	        {"> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"},
	        {"``` x\" onload=y\na\n```", "<pre><code>a\n</code></pre>\n"},
	        {"# A *b*", "<p><strong>A <em>b</em></strong></p>\n"},
	        {"A\n=", "<p><strong>A</strong></p>\n"},
	        {"a vector<int> b", "<p>a vector&lt;int&gt; b</p>\n"},
	        {"<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n"},
	        {"a <!-- b --> c", "<p>a &lt;!-- b --&gt; c</p>\n"},
	        {"[a](https://x.example \"t\")", "<p><a href=\"https://x.example\">a</a></p>\n"},
	        {"[a](https://x.example/?b&c\"d)",
	                "<p><a href=\"https://x.example/?b&amp;c%22d\">a</a></p>\n"},
	        {"<https://x.example>",
	                "<p><a href=\"https://x.example\">https://x.example</a></p>\n"},
	        {"<a@x.example>", "<p><a href=\"mailto:a@x.example\">a@x.example</a></p>\n"},
	        {"[*a*](javascript:x) [b](data:x) [c](//x.example) [d](e.html)",
	                "<p><em>a</em> b c d</p>\n"},
	        {"[a](java&#x73;cript:x) [b](JAVASCRIPT:x)", "<p>a b</p>\n"},
	        {"![a](https://x.example/p.png)",
	                "<p><a href=\"https://x.example/p.png\">a</a></p>\n"},
	        {"![](https://x.example/p.png)",
	                "<p><a href=\"https://x.example/p.png\">https://x.example/p.png</a></p>\n"},
	        {"[![a](https://x.example/p.png)](https://y.example)",
	                "<p><a href=\"https://y.example\">a</a></p>\n"},
	        {"a\x1b[2J\u202e\xff", "<p>a&lt;ESC&gt;[2J&lt;U+202E&gt;&lt;0xFF&gt;</p>\n"},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out;

		buf_init(&out, &arena, 0);
		commonmark_add_html(&out, cases[i].text);
		assert_string_equal(out.text, cases[i].expected);
	}
	arena_close(&arena);
}

/* Pieces of Markdown and HTML, and what may come out of them. */
static const char *const pieces[] = {"<script>", "</a>", "<!--", "-->", "[", "](", ")",
        "javascript:", "![", "](https://x.example/", "](data:", "<", ">", "`", "```", "\n", "\n\n",
        "    ", "> ", "- ", "1. ", "# ", "*", "_", "\\", "&lt;", "&#60;", "]: ", "\"", "'", "<?",
        "?>", "<![CDATA[", "]]>", "<b onclick=x>", "a", "<https://x.example>", "---"};
static const char *const tags[] = {"p", "em", "strong", "code", "pre", "blockquote", "ul", "ol",
        "li", "br /", "hr /", "a", "a href=\"https://", "ol start=\""};

static bool
tag_is_ours(const char *at)
{
	at += *at == '/';
	for (size_t i = 0; i < COUNT(tags); i++) {
		size_t length = strlen(tags[i]);

		if (strncmp(at, tags[i], length) == 0 &&
		        (at[length] == '>' || strchr(tags[i], '"')))
			return true;
	}
	return false;
}

static void
gives_only_our_elements(void **state)
{
	struct hostile hostile;
	struct arena arena;

	(void)state;
	hostile_init(&hostile);
	arena_init(&arena);
	for (int round = 0; round < HOSTILE_ROUNDS; round++) {
		struct buf text, out;

		arena_reset(&arena);
		buf_init(&text, &arena, 0);
		buf_init(&out, &arena, 0);
		for (size_t parts = hostile_number(&hostile, 30); parts; parts--)
			buf_add_text(&text, pieces[hostile_number(&hostile, COUNT(pieces))]);
		hostile_next(&hostile);
		buf_add_text(&text, hostile.text);
		commonmark_add_html(&out, text.text);
		for (const char *at = strchr(out.text, '<'); at; at = strchr(at + 1, '<'))
			if (!tag_is_ours(at + 1))
				fail_msg("\"%s\" gives \"%s\"", text.text, out.text);
	}
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(renders),
	        cmocka_unit_test(gives_only_our_elements),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
