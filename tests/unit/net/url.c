/* SPDX-License-Identifier: MIT */
#include "net/url.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

struct good {
	const char *text;
	const char *same; /* as libcurl writes it; NULL: as it was */
	bool is_plain;
	bool is_loopback;
};

static const struct good goods[] = {
        {.text = "https://a.example/schedule.xml?x=1"},
        {.text = "HTTPS://a.example", .same = "https://a.example/"},
        {.text = "https://a.example/f\xC3\xBC r.ics", .same = "https://a.example/f%c3%bc%20r.ics"},
        {.text = "https://a.example/@who/x"},
        {.text = "https://localhost/"},
        {.text = "https://127.0.0.1:8443/", .is_loopback = true},
        {.text = "https://127.0.0.1.example/"},
        {.text = "http://127.0.0.1:8080/", .is_plain = true, .is_loopback = true},
        {.text = "http://127.255.0.1/", .is_plain = true, .is_loopback = true},
        {.text = "http://0x7f.1/",
                .same = "http://127.0.0.1/",
                .is_plain = true,
                .is_loopback = true},
        {.text = "http://[::1]:80/", .is_plain = true, .is_loopback = true},
        {.text = "http://[0:0:0:0:0:0:0:1]/",
                .same = "http://[::1]/",
                .is_plain = true,
                .is_loopback = true},
};

struct bad {
	const char *text;
	const char *message;
};

static const struct bad bads[] = {
        {.text = "http://a.example/x", .message = "http://a.example/x: only https is fetched"},
        {.text = "http://localhost/", .message = "only https is fetched"},
        {.text = "http://127.0.0.1.example/", .message = "only https is fetched"},
        {.text = "http://127.0.0.1./", .message = "only https is fetched"},
        {.text = "http://128.0.0.1/", .message = "only https is fetched"},
        {.text = "http://[::2]/", .message = "only https is fetched"},
        {.text = "http://[::ffff:127.0.0.1]/", .message = "only https is fetched"},
        {.text = "ftp://127.0.0.1/", .message = "only https is fetched"},
        {.text = "file:///etc/passwd", .message = "only https is fetched"},
        {.text = "a.example/x", .message = "only https is fetched"},
        {.text = "", .message = "only https is fetched"},
        {.text = "https://", .message = "this is not a URL"},
        {.text = "https://a.example:99999/", .message = "this is not a URL"},
        {.text = "https://a b/", .message = "this is not a URL"},
        {.text = "https://a.example/\n", .message = "this is not a URL"},
        {.text = "https://me:secret@a.example/",
                .message = "...@a.example/: it holds a user name or a password"},
        {.text = "https://secret@a.example/", .message = "...@a.example/: it holds a user name"},
        {.text = "https://@a.example/", .message = "...@a.example/: it holds a user name"},
        {.text = "https://me:secret\\@a.example/", .message = "it holds a user name"},
        {.text = "http://me:secret@127.0.0.1/", .message = "it holds a user name"},
        {.text = "https://me:secret/secret@a.example/", .message = "...@a.example/"},
};

static void
takes_good_ones(void **state)
{
	struct arena arena;
	struct error err;
	struct url url;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(goods); i++) {
		const struct good *good = &goods[i];

		if (!url_open(&url, good->text, &err))
			fail_msg("%s", err.text);
		assert_string_equal(url_format(&arena, &url), good->same ? good->same : good->text);
		assert_int_equal(url.is_plain, good->is_plain);
		assert_int_equal(url.is_loopback, good->is_loopback);
		url_close(&url);
	}
	arena_close(&arena);
}

static void
refuses_bad_ones(void **state)
{
	struct arena arena;
	struct error err;
	struct url url;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(bads); i++) {
		if (url_open(&url, bads[i].text, &err))
			fail_msg("%s was taken", bads[i].text);
		assert_int_equal(err.kind, ERROR_INVALID);
		error_in(&err, "%s", url_show(&arena, bads[i].text));
		if (!strstr(err.text, bads[i].message))
			fail_msg("\"%s\" does not say \"%s\"", err.text, bads[i].message);
		assert_null(strstr(err.text, "secret"));
		url_close(&url);
	}
	arena_close(&arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(takes_good_ones),
	        cmocka_unit_test(refuses_bad_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
