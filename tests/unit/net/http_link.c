/* SPDX-License-Identifier: MIT */
#include "net/http.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

struct page {
	const char *link;
	const char *second; /* another Link header; or NULL */
	const char *next;   /* NULL: none */
};

static const char here[] = "https://api.example/repos/o/r/issues?page=1";

#define NEXT "https://api.example/x?page=2"

static const struct page pages[] = {
        {.link = "<" NEXT ">; rel=\"next\"", .next = NEXT},
        {.link = "<" NEXT ">;rel=next", .next = NEXT},
        {.link = "<" NEXT "> ;\tREL = \"NEXT\" ", .next = NEXT},
        {.link = "<" NEXT ">; title=\"a, <b>; rel=x \\\" \"; rel=next", .next = NEXT},
        {.link = "<" NEXT ">; rel=\"last next\"", .next = NEXT},
        {.link = "<https://api.example/1>; rel=\"prev\", <" NEXT ">; rel=\"next\"", .next = NEXT},
        {.link = ", <https://api.example/a,b>; rel=prev, , <" NEXT ">; rel=next", .next = NEXT},
        {.link = "<https://api.example/1>; rel=first",
                .second = "<" NEXT ">; rel=next",
                .next = NEXT},
        {.link = "</x?page=2>; rel=next", .next = NEXT},
        {.link = "<?page=2>; rel=next", .next = "https://api.example/repos/o/r/issues?page=2"},
        {.link = "<//api.example/x?page=2>; rel=next", .next = NEXT},
        {.link = "<https://API.example:443/x>; rel=next", .next = "https://API.example:443/x"},
        {.link = "<https://api.example/1>; rel=prev"},
        {.link = "<" NEXT ">; rel=nextish"},
        {.link = "<" NEXT ">; rel=\"pre-next\""},
        {.link = "<" NEXT ">; rel=prev; rel=next"},
        {.link = "<" NEXT ">; rel=next; anchor=\"#other\""},
        {.link = "<" NEXT ">; title=\"rel=next\""},
        {.link = "<" NEXT ">"},
        {.link = "<" NEXT "; rel=next"},
        {.link = NEXT "; rel=next"},
        {.link = "<" NEXT ">; rel=\"next", .next = NEXT},
        {.link = "<" NEXT "> x; rel=next"},
        {.link = "<" NEXT ">; ; ;=; rel"},
        {.link = "<>; rel=next"},
        {.link = ""},
        /* elsewhere */
        {.link = "<http://api.example/x>; rel=next"},
        {.link = "<https://api.example:8443/x>; rel=next"},
        {.link = "<https://api.example.elsewhere.example/x>; rel=next"},
        {.link = "<https://elsewhere.example/x>; rel=next"},
        {.link = "<//elsewhere.example/x>; rel=next"},
        {.link = "<https://me@api.example/x>; rel=next"},
        {.link = "<https://api.example@elsewhere.example/x>; rel=next"},
        {.link = "<https://api.example\\@elsewhere.example/x>; rel=next"},
        {.link = "<ftp://api.example/x>; rel=next"},
        {.link = "<file:///etc/passwd>; rel=next"},
        {.link = "<javascript:x>; rel=next"},
};

static void
finds_the_next_page(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(pages); i++) {
		const struct page *page = &pages[i];
		const struct http_header headers[] = {
		        {.name = "X", .value = "<" NEXT ">; rel=next"},
		        {.name = "LINK", .value = page->link},
		        {.name = "link", .value = page->second}};
		const struct http_answer answer = {
		        .headers = headers, .header_count = page->second ? 3 : 2};
		const char *next = http_next_page(&arena, &answer, here);

		if ((next == NULL) != (page->next == NULL) ||
		        (next && strcmp(next, page->next) != 0))
			fail_msg("%s: %s", page->link, next ? next : "none");
	}
	arena_close(&arena);
}

struct origin {
	const char *url;
	const char *origin; /* NULL: no URL */
};

static const struct origin origins[] = {
        {.url = "https://api.github.com", .origin = "https://api.github.com:443"},
        {.url = "https://api.github.com:443/", .origin = "https://api.github.com:443"},
        {.url = "HTTPS://API.GitHub.com/x?y#z", .origin = "https://api.github.com:443"},
        {.url = "https://a.example:8443/api/v4", .origin = "https://a.example:8443"},
        {.url = "http://127.0.0.1:8080", .origin = "http://127.0.0.1:8080"},
        {.url = "http://[::1]/", .origin = "http://[::1]:80"},
        {.url = "smtps://mail.example", .origin = "smtps://mail.example:465"},
        {.url = "https://a.example/two words", .origin = "https://a.example:443"},
        {.url = "https://me@a.example/"},
        {.url = "a.example"},
        {.url = "https://"},
        {.url = ""},
};

static void
writes_origins(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(origins); i++) {
		const char *origin = http_origin(&arena, origins[i].url);

		if (origins[i].origin)
			assert_string_equal(origin, origins[i].origin);
		else
			assert_null(origin);
	}
	arena_close(&arena);
}

static void
encodes_texts(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(http_encode(&arena, ""), "");
	assert_string_equal(http_encode(&arena, "AZaz09-._~"), "AZaz09-._~");
	assert_string_equal(http_encode(&arena, "group/sub project"), "group%2Fsub%20project");
	assert_string_equal(
	        http_encode(&arena, "\xC3\xBC&=+?#%\n\x7F"), "%C3%BC%26%3D%2B%3F%23%25%0A%7F");
	assert_string_equal(http_encode(&arena, "@[`{/:"), "%40%5B%60%7B%2F%3A");
	arena_close(&arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(finds_the_next_page),
	        cmocka_unit_test(writes_origins),
	        cmocka_unit_test(encodes_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
