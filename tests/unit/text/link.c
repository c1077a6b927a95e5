/* SPDX-License-Identifier: MIT */

/* Which addresses become links, and how a link finds its minute. */
#include "text/link.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

static void
knows_web_addresses(void **state)
{
	static const struct {
		const char *url;
		bool web;
	} cases[] = {
	        {"https://x.example/a?b#c", true},
	        {"http://x.example", true},
	        {"HTTPS://X.EXAMPLE", true},
	        {"https://", false},
	        {"https:///a", false},
	        {"javascript:alert(1)", false},
	        {" https://x.example", false},
	        {"https://x.example/a b", false},
	        {"https://x.example/\n", false},
	        {"https://x.example/\x7f", false},
	        {"java\nscript:https://x.example", false},
	        {"data:text/html,x", false},
	        {"ftp://x.example", false},
	        {"//x.example", false},
	        {"", false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (link_is_web(cases[i].url) != cases[i].web)
			fail_msg("\"%s\"", cases[i].url);
}

static void
encodes_what_could_end_it(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(link_encoded(&arena, "https://x.example/a%20b?c=d&e=f#g"),
	        "https://x.example/a%20b?c=d&e=f#g");
	assert_string_equal(link_encoded(&arena, "<>()[]{}\"'`|\\^\x01\u202e"),
	        "%3C%3E%28%29%5B%5D%7B%7D%22%27%60%7C%5C%5E%01%E2%80%AE");
	arena_close(&arena);
}

static void
finds_the_second(void **state)
{
	static const struct {
		const char *url;
		const char *expected; /* NULL: no link */
	} cases[] = {
	        {"https://www.youtube.com/watch?v=abc",
	                "https://www.youtube.com/watch?v=abc&t=754s"},
	        {"https://www.youtube.com/watch?t=3&v=abc&start=1",
	                "https://www.youtube.com/watch?v=abc&t=754s"},
	        {"https://youtu.be/abc", "https://youtu.be/abc?t=754s"},
	        {"https://YouTu.be/abc?t=5#t=9", "https://YouTu.be/abc?t=754s"},
	        {"https://www.twitch.tv/videos/12", "https://www.twitch.tv/videos/12?t=754s"},
	        {"https://notyoutube.com/v", "https://notyoutube.com/v#t=754"},
	        {"https://youtube.com.evil.example/v", "https://youtube.com.evil.example/v#t=754"},
	        {"https://vimeo.com/123", "https://vimeo.com/123#t=754s"},
	        {"https://media.ccc.de/v/a", "https://media.ccc.de/v/a#t=754"},
	        {"https://x.example/v.webm?a=1", "https://x.example/v.webm?a=1#t=754"},
	        {"https://x.example/v.webm#t=5", "https://x.example/v.webm#t=754"},
	        {"https://x.example/#/talks/5", NULL},
	        {"javascript:alert(1)", NULL},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *link = link_at_second(&arena, cases[i].url, 754);

		if (!link || !cases[i].expected)
			assert_true(link == cases[i].expected);
		else
			assert_string_equal(link, cases[i].expected);
	}
	arena_close(&arena);
}

static void
leaves_no_trace(void **state)
{
	static const struct {
		const char *url;
		const char *expected;
	} cases[] = {
	        {"https://github.com/a/b/issues/1", "https://redirect.github.com/a/b/issues/1"},
	        {"https://www.GitHub.com/a/b/pull/1#c", "https://redirect.github.com/a/b/pull/1#c"},
	        {"http://github.com/a/b/discussions/1?x",
	                "https://redirect.github.com/a/b/discussions/1?x"},
	        {"https://github.com//a/b/issues/1", "https://redirect.github.com//a/b/issues/1"},
	        {"https://github.com/a/b", "https://github.com/a/b"},
	        {"https://github.com/a/b/issues", "https://github.com/a/b/issues"},
	        {"https://x.example/a/b/issues/1", "https://x.example/a/b/issues/1"},
	        {"no address", "no address"},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(link_without_trace(&arena, cases[i].url), cases[i].expected);
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(knows_web_addresses),
	        cmocka_unit_test(encodes_what_could_end_it),
	        cmocka_unit_test(finds_the_second),
	        cmocka_unit_test(leaves_no_trace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
