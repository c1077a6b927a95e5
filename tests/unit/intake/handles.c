/* SPDX-License-Identifier: MIT */
#include "intake/handles.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

struct row {
	const char *field;
	const char *value;
	const char *service; /* NULL: refused */
	const char *name;
	const char *url;
};

static const struct row rows[] = {
        {.field = "twitter",
                .value = "@askback_test",
                .service = "x",
                .name = "askback_test",
                .url = "https://x.com/askback_test"},
        {.field = "Twitter",
                .value = "askback_test",
                .service = "x",
                .name = "askback_test",
                .url = "https://x.com/askback_test"},
        {.field = "twitter",
                .value = " https://www.twitter.com/@Some_One/?lang=en ",
                .service = "x",
                .name = "Some_One",
                .url = "https://x.com/Some_One"},
        {.field = "website",
                .value = "https://mobile.twitter.com/some/status/1",
                .service = "x",
                .name = "some",
                .url = "https://x.com/some"},
        {.field = "twitter",
                .value = "https://twitter.com/#!/some",
                .service = "x",
                .name = "some",
                .url = "https://x.com/some"},
        {.field = "twitter",
                .value = "https://twitter.com/intent/user?a=b&screen_name=some&c=d",
                .service = "x",
                .name = "some",
                .url = "https://x.com/some"},
        {.field = "twitter",
                .value = "https://twitter.com/search?q=some",
                .service = "url",
                .name = "https://twitter.com/search?q=some",
                .url = "https://twitter.com/search?q=some"},
        {.field = "twitter", .value = "a name with blanks"},
        {.field = "twitter", .value = "longer_than_fifteen_characters"},
        {.field = "github",
                .value = "/some-one",
                .service = "github",
                .name = "some-one",
                .url = "https://github.com/some-one"},
        {.field = "github",
                .value = "github.com/some-one/project",
                .service = "github",
                .name = "some-one",
                .url = "https://github.com/some-one"},
        {.field = "github",
                .value = "https://github.com/orgs/some",
                .service = "url",
                .name = "https://github.com/orgs/some",
                .url = "https://github.com/orgs/some"},
        {.field = "github", .value = "double--hyphen"},
        {.field = "gitlab",
                .value = "https://gitlab.com/some.one",
                .service = "gitlab",
                .name = "some.one",
                .url = "https://gitlab.com/some.one"},
        {.field = "LinkedIn",
                .value = "de.linkedin.com/in/some-one/en?trk=x",
                .service = "linkedin",
                .name = "in/some-one",
                .url = "https://www.linkedin.com/in/some-one"},
        {.field = "linkedin",
                .value = "https://www.linkedin.com/in/zo%C3%AB-o",
                .service = "linkedin",
                .name = "in/zo\u00eb-o",
                .url = "https://www.linkedin.com/in/zo%C3%AB-o"},
        {.field = "linkedin",
                .value = "https://www.linkedin.com/company/acme",
                .service = "linkedin-company",
                .name = "company/acme",
                .url = "https://www.linkedin.com/company/acme"},
        {.field = "linkedin",
                .value = "https://www.linkedin.com/in/%00",
                .service = "url",
                .name = "https://www.linkedin.com/in/%00",
                .url = "https://www.linkedin.com/in/%00"},
        {.field = "linkedin", .value = "s"},
        {.field = "facebook",
                .value = "https://m.facebook.com/profile.php?id=12&x=y",
                .service = "facebook",
                .name = "profile.php?id=12",
                .url = "https://www.facebook.com/profile.php?id=12"},
        {.field = "website",
                .value = "https://medium.com/@some",
                .service = "medium",
                .name = "@some",
                .url = "https://medium.com/@some"},
        {.field = "website",
                .value = "https:// blog.example.org",
                .service = "url",
                .name = "https://blog.example.org",
                .url = "https://blog.example.org"},
        {.field = "website",
                .value = "https://a.example/, www.b.example",
                .service = "url",
                .name = "https://a.example/",
                .url = "https://a.example/"},
        {.field = "website",
                .value = "www.example.org/me",
                .service = "url",
                .name = "https://www.example.org/me",
                .url = "https://www.example.org/me"},
        {.field = "website", .value = "javascript:alert(1)"},
        {.field = "website", .value = "ftp://example.org/"},
        {.field = "website", .value = "https://user:password@example.org/"},
        {.field = "website", .value = "n/a"},
        {.field = "website", .value = ""},
        {.field = "mastodon",
                .value = "@some@Social.Example",
                .service = "mastodon",
                .name = "some@social.example",
                .url = "https://social.example/@some"},
        {.field = "mastodon",
                .value = "https://social.example/users/some",
                .service = "mastodon",
                .name = "some@social.example",
                .url = "https://social.example/@some"},
        {.field = "website",
                .value = "https://fosstodon.org/@some@social.example",
                .service = "mastodon",
                .name = "some@social.example",
                .url = "https://social.example/@some"},
        {.field = "website",
                .value = "https://blog.example.org/@some",
                .service = "url",
                .name = "https://blog.example.org/@some",
                .url = "https://blog.example.org/@some"},
        {.field = "bluesky",
                .value = "@some.example.org",
                .service = "bluesky",
                .name = "some.example.org",
                .url = "https://bsky.app/profile/some.example.org"},
        {.field = "BLUESKY",
                .value = "https://bsky.app/profile/did:plc:abc123",
                .service = "bluesky",
                .name = "did:plc:abc123",
                .url = "https://bsky.app/profile/did:plc:abc123"},
        {.field = "matrix",
                .value = "@some:example.org",
                .service = "matrix",
                .name = "@some:example.org"},
        {.field = "website",
                .value = "https://matrix.to/#/@some:example.org",
                .service = "matrix",
                .name = "@some:example.org"},
        {.field = "email",
                .value = "Some One <Some.One@Example.ORG>",
                .service = "email",
                .name = "Some.One@example.org"},
        {.field = "website",
                .value = "mailto:some@example.org?subject=x",
                .service = "email",
                .name = "some@example.org"},
        {.field = "website",
                .value = "some@example.org",
                .service = "email",
                .name = "some@example.org"},
        {.field = "email", .value = "some [at] example [dot] org"},
        {.field = "email", .value = "a@b.example\nBcc: c@d.example"},
};

static bool
is_same(const char *one, const char *other)
{
	return one == other || (one && other && strcmp(one, other) == 0);
}

static void
brings_profiles_into_one_form(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct handle handle = {0};

		if (!handle_parse(&arena, rows[i].field, rows[i].value, &handle))
			handle = (struct handle){0};
		if (!is_same(handle.service, rows[i].service) ||
		        !is_same(handle.name, rows[i].name) || !is_same(handle.url, rows[i].url))
			fail_msg("row %zu, %s: %s %s %s", i, rows[i].value,
			        handle.service ? handle.service : "-",
			        handle.name ? handle.name : "-", handle.url ? handle.url : "-");
	}
	arena_close(&arena);
}

static void
doubts_owners_of_repositories(void **state)
{
	struct handle handle;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_true(handle_parse(&arena, "github", "https://github.com/some/thing", &handle));
	assert_true(handle.doubtful);
	assert_true(handle_parse(&arena, "github", "https://github.com/some", &handle));
	assert_false(handle.doubtful);
	arena_close(&arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(brings_profiles_into_one_form),
	        cmocka_unit_test(doubts_owners_of_repositories),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
