/* SPDX-License-Identifier: MIT */
#include "channel/forge.h"

#include <setjmp.h>
#include <string.h>

#include "channel/github.h"

#include <cmocka.h>

static const struct {
	const char *url;
	const char *site;
} sites[] = {
        {.url = "https://api.github.com", .site = "https://github.com"},
        {.url = "https://api.octo.ghe.com", .site = "https://octo.ghe.com"},
        {.url = "https://github.example/api/v3", .site = "https://github.example"},
        {.url = "https://api.example/api/v3", .site = "https://api.example"},
        {.url = "http://127.0.0.1:8080/sub/api/v3", .site = "http://127.0.0.1:8080/sub"},
        {.url = "https://github.example", .site = "https://github.example"},
};

static void
test_sites(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(sites); i++) {
		struct account account = {.url = sites[i].url};

		assert_string_equal(forge_site(&arena, &forge_github, &account), sites[i].site);
	}
	arena_close(&arena);
}

/* The page that a service tells is taken only when it is its own. */
static const struct {
	const char *url;
	const char *told;
} pages[] = {
        {.url = "https://github.com/o/r/issues/7", .told = "https://github.com/o/r/issues/7"},
        {.url = "http://GitHub.com:8080/o/r", .told = "http://GitHub.com:8080/o/r"},
        {.url = "https://github.com.evil.example/o/r"},
        {.url = "https://evil.example/github.com"},
        {.url = "https://github.com@evil.example/"},
        {.url = "https://user:word@github.com/"},
        {.url = "javascript:alert(1)"},
        {.url = "//github.com/o/r"},
        {.url = "https://"},
        {.url = ""},
};

static void
test_pages(void **state)
{
	struct account account = {.url = "https://api.github.com"};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(pages); i++) {
		json_auto_t *issue = json_object();
		const char *told;
		const char *page;

		json_put(issue, "number", json_integer(7));
		json_put(issue, "html_url", json_text(pages[i].url));
		told = forge_issue_told(&arena, &forge_github, &account, issue);
		page = forge_issue_page(&arena, &forge_github, &account, "o/r", issue);
		if (!pages[i].told) {
			if (told)
				fail_msg("%s", pages[i].url);
			assert_string_equal(page, "https://github.com/o/r/issues/7");
			continue;
		}
		assert_string_equal(told, pages[i].told);
		assert_string_equal(page, pages[i].told);
	}
	arena_close(&arena);
}

static void
test_members(void **state)
{
	json_auto_t *tree = json_pack("{s:{s:i}}", "a", "b", 7);

	(void)state;
	assert_ptr_equal(forge_member(tree, ""), tree);
	assert_int_equal(json_integer_value(forge_member(tree, "a.b")), 7);
	assert_null(forge_member(tree, "a.c"));
	assert_null(forge_member(tree, "a.b.c"));
	assert_null(forge_member(NULL, "a"));
	assert_null(forge_member(NULL, ""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_sites),
	        cmocka_unit_test(test_pages),
	        cmocka_unit_test(test_members),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
