/* SPDX-License-Identifier: MIT */

/* Accounts from the configuration, and destinations among them. */
#include "flow/accounts.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdio.h>
#include <unistd.h>
#include <cmocka.h>

struct place {
	struct arena arena;
	char folder[64];
	const char *path;
};

static int
place_open(void **state)
{
	static struct place place;
	const char *base = getenv("TMPDIR");

	(void)snprintf(
	        place.folder, sizeof(place.folder), "%s/accounts-XXXXXX", base ? base : "/tmp");
	if (!mkdtemp(place.folder))
		return -1;
	arena_init(&place.arena);
	place.path = arena_format(&place.arena, "%s/config", place.folder);
	*state = &place;
	return 0;
}

static int
place_close(void **state)
{
	struct place *place = *state;

	(void)unlink(place->path);
	(void)rmdir(place->folder);
	arena_close(&place->arena);
	return 0;
}

static bool
accounts_load(
        struct place *place, const char *text, struct account_list *list_out, struct error *err)
{
	struct config *config;

	return file_write(place->path, text, strlen(text), err) &&
	        config_open(&place->arena, place->path, &config, err) &&
	        accounts_read(&place->arena, config, list_out, err);
}

static const struct account *
account_load(struct place *place, const char *text, const char *name)
{
	struct error err = {.kind = ERROR_NONE};
	const struct account *account;
	struct account_list list;

	if (!accounts_load(place, text, &list, &err))
		fail_msg("%s: %s", text, err.text);
	account = accounts_find(&list, name);
	assert_non_null(account);
	return account;
}

static void
expect(const char *seen, const char *wanted, size_t number, const char *what)
{
	if (!seen != !wanted || (seen && strcmp(seen, wanted) != 0))
		fail_msg("case %zu: %s is %s, not %s", number, what, seen ? seen : "NULL",
		        wanted ? wanted : "NULL");
}

static void
test_built_in(void **state)
{
	static const struct {
		const char *name;
		const char *type;
		const char *url;
		const char *secret_env;
	} cases[] = {
	        {"github", "github", "https://api.github.com",
	                "ASKBACK_SECRET_GITHUB GH_TOKEN GITHUB_TOKEN"},
	        {"gitlab", "gitlab", "https://gitlab.com/api/v4",
	                "ASKBACK_SECRET_GITLAB GITLAB_TOKEN"},
	        {"codeberg", "gitea", "https://codeberg.org/api/v1", "ASKBACK_SECRET_CODEBERG"},
	        {"hand", "hand", NULL, NULL},
	};
	struct account_list list;
	struct error err;

	assert_true(accounts_load(*state, "", &list, &err));
	assert_int_equal(list.count, COUNT(cases));
	for (size_t i = 0; i < COUNT(cases); i++) {
		expect(list.items[i].name, cases[i].name, i, "name");
		expect(list.items[i].type, cases[i].type, i, "type");
		expect(list.items[i].url, cases[i].url, i, "url");
		expect(list.items[i].secret_env, cases[i].secret_env, i, "secret_env");
	}
	assert_null(accounts_find(&list, "mail"));
	assert_null(accounts_find(&list, "GitHub"));
}

/* Which address of an API, and which variables, come of a type and an address. */
static void
test_urls(void **state)
{
	static const struct {
		const char *type;
		const char *url;
		const char *api;
		const char *variables; /* behind ASKBACK_SECRET_W_1 */
	} cases[] = {
	        {"github", "https://github.com", "https://api.github.com",
	                " GH_TOKEN GITHUB_TOKEN"},
	        {"github", "https://github.com/", "https://api.github.com",
	                " GH_TOKEN GITHUB_TOKEN"},
	        {"github", "HTTPS://www.GitHub.com:443", "https://api.github.com",
	                " GH_TOKEN GITHUB_TOKEN"},
	        {"github", "github.com", "https://api.github.com", " GH_TOKEN GITHUB_TOKEN"},
	        {"github", "https://api.github.com/", "https://api.github.com",
	                " GH_TOKEN GITHUB_TOKEN"},
	        {"github", "https://corp.ghe.com", "https://api.corp.ghe.com",
	                " GH_TOKEN GITHUB_TOKEN"},
	        {"github", "https://api.corp.ghe.com", "https://api.corp.ghe.com",
	                " GH_TOKEN GITHUB_TOKEN"},
	        {"github", "https://git.example", "https://git.example/api/v3",
	                " GH_ENTERPRISE_TOKEN GITHUB_ENTERPRISE_TOKEN"},
	        {"github", "https://git.example:8443/api/v3/", "https://git.example:8443/api/v3",
	                " GH_ENTERPRISE_TOKEN GITHUB_ENTERPRISE_TOKEN"},
	        {"github", "https://github.com.evil.example",
	                "https://github.com.evil.example/api/v3",
	                " GH_ENTERPRISE_TOKEN GITHUB_ENTERPRISE_TOKEN"},
	        {"github", "https://evilghe.com", "https://evilghe.com/api/v3",
	                " GH_ENTERPRISE_TOKEN GITHUB_ENTERPRISE_TOKEN"},
	        {"github", "http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v3",
	                " GH_ENTERPRISE_TOKEN GITHUB_ENTERPRISE_TOKEN"},
	        {"gitlab", "https://gitlab.com", "https://gitlab.com/api/v4", " GITLAB_TOKEN"},
	        {"gitlab", "https://gitlab.example/git/", "https://gitlab.example/git/api/v4", ""},
	        {"gitlab", "gitlab.example:444/api/v4", "https://gitlab.example:444/api/v4", ""},
	        {"gitlab", "http://[::1]:3000", "http://[::1]:3000/api/v4", ""},
	        {"gitea", "https://git.example", "https://git.example/api/v1", ""},
	        {"gitea", "https://git.example/api/v1", "https://git.example/api/v1", ""},
	        {"redmine", "https://redmine.example/tracker/", "https://redmine.example/tracker",
	                ""},
	        {"mail", "smtps://mail.example", "smtps://mail.example:465", ""},
	        {"mail", "SMTP://mail.example/", "smtp://mail.example:587", ""},
	        {"mail", "mail.example:2465", "smtps://mail.example:2465", ""},
	        {"mail", "smtp://[::1]:25", "smtp://[::1]:25", ""},
	};
	struct place *place = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct account *account = account_load(place,
		        arena_format(&place->arena,
		                "[user]\nemail = a@b.example\n[channel \"w-1\"]\ntype = %s\n"
		                "url = \"%s\"\n",
		                cases[i].type, cases[i].url),
		        "w-1");

		expect(account->url, cases[i].api, i, "url");
		expect(account->secret_env,
		        arena_format(&place->arena, "ASKBACK_SECRET_W_1%s", cases[i].variables), i,
		        "secret_env");
	}
}

static void
test_mail(void **state)
{
	static const char user[] = "[user]\nname = Ann Onymous\nemail = ann@x.example\n";
	struct place *place = *state;
	const struct account *account;

	account = account_load(place,
	        arena_format(
	                &place->arena, "%s[channel \"mail\"]\nurl = smtps://x.example\n", user),
	        "mail");
	expect(account->type, "mail", 0, "type");
	expect(account->sender, "ann@x.example", 0, "sender");
	expect(account->sender_name, "Ann Onymous", 0, "sender_name");
	expect(account->user, "ann@x.example", 0, "user");
	expect(account->auth, "password", 0, "auth");
	expect(account->reply_to, NULL, 0, "reply_to");
	account = account_load(place,
	        arena_format(&place->arena,
	                "%s[channel \"mail\"]\nurl = smtp://x.example\nfrom = me@y.example\n"
	                "name = Me\nuser = login\nauth = xoauth2\nreply-to = me+q@y.example\n"
	                "timeout = 30\npace = 2\n",
	                user),
	        "mail");
	expect(account->sender, "me@y.example", 1, "sender");
	expect(account->sender_name, "Me", 1, "sender_name");
	expect(account->user, "login", 1, "user");
	expect(account->auth, "xoauth2", 1, "auth");
	expect(account->reply_to, "me+q@y.example", 1, "reply_to");
	assert_int_equal(account->seconds, 30);
	assert_int_equal(account->pace, 2);
	account = account_load(place,
	        arena_format(&place->arena,
	                "%s[channel \"post\"]\ntype = mail\n"
	                "sendmail = msmtp -t\n",
	                user),
	        "post");
	expect(account->sendmail, "msmtp -t", 2, "sendmail");
	expect(account->url, NULL, 2, "url");
	expect(account->auth, "none", 2, "auth");
	expect(account->user, NULL, 2, "user");
	expect(account->secret_env, NULL, 2, "secret_env");
}

/* A section changes what is built in, and only what it names. */
static void
test_changed(void **state)
{
	const struct account *account = account_load(*state,
	        "[channel \"github\"]\nsecret-command = gh auth token\npace = 0\nclient-id = Iv1\n",
	        "github");
	struct account_list list;
	struct error err;

	expect(account->url, "https://api.github.com", 0, "url");
	expect(account->secret_command, "gh auth token", 0, "secret_command");
	expect(account->client_id, "Iv1", 0, "client_id");
	assert_int_equal(account->pace, 0);
	assert_int_equal(account_load(*state, "", "github")->pace, channel_find("github")->pace);
	account = account_load(
	        *state, "[channel \"codeberg\"]\ntype = gitlab\nsecret-env = A B\n", "codeberg");
	expect(account->url, "https://gitlab.com/api/v4", 1, "url");
	expect(account->secret_env, "ASKBACK_SECRET_CODEBERG A B", 1, "secret_env");
	account =
	        account_load(*state, "[channel \"red\"]\ntype = redmine\nurl = r.example\n", "red");
	expect(account->markup, "textile", 2, "markup");
	assert_true(accounts_load(*state,
	        "[channel \"b\"]\ntype = hand\n[channel \"github\"]\n[channel \"a\"]\ntype = "
	        "hand\n",
	        &list, &err));
	assert_int_equal(list.count, 6);
	expect(list.items[0].name, "github", 3, "name");
	expect(list.items[4].name, "b", 3, "name");
	expect(list.items[5].name, "a", 3, "name");
}

static void
test_refused(void **state)
{
	static const struct {
		const char *text; /* of [channel "w"] */
		const char *message;
	} cases[] = {
	        {"", "the account has no type"},
	        {"type = gitea\n", "the account has no url"},
	        {"type = redmine\n", "the account has no url"},
	        {"type = hand\nurl = https://a.example\n",
	                "url means nothing to an account of type hand"},
	        {"type = github\nfrom = a@b.example\n",
	                "from means nothing to an account of type github"},
	        {"type = gitlab\nurl = http://gitlab.example\n",
	                "cannot use http://gitlab.example: only https is fetched"},
	        {"type = gitlab\nurl = http://localhost\n",
	                "cannot use http://localhost: only https is fetched"},
	        {"type = gitlab\nurl = ftp://a.example\n",
	                "cannot use ftp://a.example: only https is fetched"},
	        {"type = gitlab\nurl = https://me:pw@a.example\n",
	                "cannot use ...@a.example: it holds a user name or a password"},
	        {"type = gitlab\nurl = https://a.example/?private_token=pw\n",
	                "the address of a service has no query and no fragment: "
	                "https://a.example/"},
	        {"type = gitlab\nurl = \"https://a.example/#x\"\n",
	                "the address of a service has no query and no fragment: "
	                "https://a.example/"},
	        {"type = github\nurl = https://github.com/o/r\n",
	                "the address of a GitHub ends with its host: https://github.com"},
	        {"type = github\nurl = https://git.example/o\n",
	                "the address of a GitHub ends with its host: https://git.example"},
	        {"type = gitlab\nsecret-env = A GH_TOKEN\n",
	                "a token for github.com is not for https://gitlab.com/api/v4"},
	        {"type = github\nurl = https://git.example\nsecret-env = GITHUB_TOKEN\n",
	                "a token for github.com is not for https://git.example/api/v3"},
	        {"type = mail\nurl = smtps://a.example\n", "nobody is the sender"},
	        {"type = mail\nfrom = me@a.example\n", "there is no way to send a mail"},
	        {"type = mail\nfrom = me@a.example\nfolder = x\nsendmail = y\n",
	                "there is more than one way to send a mail"},
	        {"type = mail\nfrom = \"me@a.example NOTIFY=NEVER\"\nfolder = x\n", "from: "},
	        {"type = mail\nfrom = me@a.example\nname = \"a\\nBcc: x\"\nfolder = x\n",
	                "name has a control character in it"},
	        {"type = mail\nfrom = me@a.example\nurl = smtps://me@a.example\n",
	                "the address of a mail server holds no user name"},
	        {"type = mail\nfrom = me@a.example\nurl = https://a.example\n",
	                "\"https://a.example\" is no mail server: smtps://HOST:465 or "
	                "smtp://HOST:587"},
	        {"type = mail\nfrom = me@a.example\nurl = smtps://a.example/x\n",
	                "\"smtps://a.example/x\" is no mail server: smtps://HOST:465 or "
	                "smtp://HOST:587"},
	        {"type = mail\nfrom = me@a.example\nurl = smtps://a.example:70000\n",
	                "\"smtps://a.example:70000\" is no mail server: smtps://HOST:465 or "
	                "smtp://HOST:587"},
	        {"type = mail\nfrom = me@a.example\nurl = smtps://[::1\n",
	                "\"smtps://[::1\" is no mail server: smtps://HOST:465 or smtp://HOST:587"},
	        {"type = github\ntimeout = 3601\n", "timeout is at most 3600, not 3601"},
	};
	struct place *place = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct error err = {.kind = ERROR_NONE};
		const char *wanted;
		struct account_list list;

		if (accounts_load(place,
		            arena_format(&place->arena, "[channel \"w\"]\n%s", cases[i].text),
		            &list, &err))
			fail_msg("case %zu was taken", i);
		assert_int_equal(err.kind, ERROR_INVALID);
		wanted = arena_format(&place->arena, "[channel \"w\"]: %s", cases[i].message);
		if (strncmp(err.text, wanted, strlen(wanted)) != 0)
			fail_msg("case %zu: %s", i, err.text);
	}
}

static void
test_names(void **state)
{
	static const char *const good[] = {"a", "A1", "work.2", "o_o", "9-x"};
	static const char *const bad[] = {"a:b", "a b", "../x", ".x", "-x", "a/b", "https", "http",
	        "mailto", "\303\244", "a@b"};
	struct place *place = *state;
	struct account_list list;
	struct error err;

	for (size_t i = 0; i < COUNT(good); i++)
		assert_non_null(account_load(place,
		        arena_format(&place->arena, "[channel \"%s\"]\ntype = hand\n", good[i]),
		        good[i]));
	for (size_t i = 0; i < COUNT(bad); i++) {
		if (accounts_load(place,
		            arena_format(&place->arena, "[channel \"%s\"]\ntype = hand\n", bad[i]),
		            &list, &err))
			fail_msg("%s was taken", bad[i]);
		assert_int_equal(err.kind, ERROR_INVALID);
	}
}

static const char services[] =
        "[channel \"mail\"]\nfrom = me@x.example\nfolder = x\n"
        "[channel \"work\"]\ntype = gitlab\nurl = https://gitlab.example\n"
        "[channel \"deep\"]\ntype = gitea\nurl = https://gitlab.example/git\n"
        "[channel \"red\"]\ntype = redmine\nurl = https://redmine.example/pm\n"
        "[channel \"corp\"]\ntype = github\nurl = https://corp.ghe.com\n";

static void
test_destinations(void **state)
{
	static const struct {
		const char *text;
		const char *account;
		const char *place;
		const char *kind;
	} cases[] = {
	        {"github:owner/repo", "github", "owner/repo", "issue"},
	        {"github:owner/repo/discussions", "github", "owner/repo/discussions", "discussion"},
	        {"work:group/sub/project", "work", "group/sub/project", "issue"},
	        {"mail", "mail", NULL, "mail"},
	        {"mail:emil@shop.example", "mail", "emil@shop.example", "mail"},
	        {"emil@shop.example", "mail", "emil@shop.example", "mail"},
	        {"mailto:emil@shop.example", "mail", "emil@shop.example", "mail"},
	        {"https://github.com/owner/repo", "github", "owner/repo", "issue"},
	        {"https://GitHub.com/owner/repo.git", "github", "owner/repo", "issue"},
	        {"https://github.com/owner/repo/", "github", "owner/repo", "issue"},
	        {"https://github.com/owner/repo/issues/12#issuecomment-1", "github", "owner/repo",
	                "issue"},
	        {"https://github.com/owner/repo/tree/main/discussions", "github", "owner/repo",
	                "issue"},
	        {"https://github.com/owner/repo/discussions?x=1", "github",
	                "owner/repo/discussions", "discussion"},
	        {"https://github.com/owner/repo/discussions/7", "github", "owner/repo/discussions",
	                "discussion"},
	        {"https://corp.ghe.com/owner/repo", "corp", "owner/repo", "issue"},
	        {"https://gitlab.com/g/s/p/-/issues/4", "gitlab", "g/s/p", "issue"},
	        {"https://gitlab.example/g/p.git", "work", "g/p", "issue"},
	        {"https://gitlab.example/git/o/r/issues", "deep", "o/r", "issue"},
	        {"https://gitlab.example/github/o/-/issues", "work", "github/o", "issue"},
	        {"https://codeberg.org/o/r/issues", "codeberg", "o/r", "issue"},
	        {"https://redmine.example/pm/projects/web/issues", "red", "web", "issue"},
	};
	struct place *place = *state;
	struct account_list list;
	struct error err = {.kind = ERROR_NONE};

	if (!accounts_load(place, services, &list, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct destination destination;

		if (!destination_parse(&place->arena, &list, cases[i].text, &destination, &err))
			fail_msg("%s: %s", cases[i].text, err.text);
		expect(destination.account->name, cases[i].account, i, "account");
		expect(destination.channel->type, destination.account->type, i, "channel");
		expect(destination.place, cases[i].place, i, "place");
		expect(destination.kind, cases[i].kind, i, "kind");
		/* What is shown and kept means the same again. */
		assert_true(destination_parse(&place->arena, &list,
		        destination_format(&place->arena, destination.account, destination.place),
		        &destination, &err));
		expect(destination.place, cases[i].place, i, "place again");
	}
}

static void
test_no_destinations(void **state)
{
	static const struct {
		const char *text;
		enum error_kind kind;
		const char *message; /* NULL: the channel's own */
		const char *hint;
	} cases[] = {
	        {"githib:o/r", ERROR_MISSING, "there is no account githib",
	                "did you mean github, or gitlab?"},
	        {"zzzz", ERROR_MISSING, "there is no account zzzz",
	                "add a section [channel \"zzzz\"] to the configuration"},
	        {"github", ERROR_INVALID, "github alone is no destination", NULL},
	        {"github:", ERROR_INVALID, "github alone is no destination", NULL},
	        {"github:owner", ERROR_INVALID, NULL, NULL},
	        {"owner/repo", ERROR_INVALID, "\"owner/repo\" is no destination",
	                "write ACCOUNT:PLACE, as github:OWNER/REPO, or mail"},
	        {"", ERROR_INVALID, "\"\" is no destination", NULL},
	        {":x", ERROR_INVALID, "\":x\" is no destination", NULL},
	        {"https://git.example/o/r", ERROR_MISSING,
	                "no account is for https://git.example/o/r",
	                "add a section [channel \"NAME\"] with type and url"},
	        {"http://github.com/o/r", ERROR_MISSING, "no account is for http://github.com/o/r",
	                NULL},
	        {"https://github.com.example/o/r", ERROR_MISSING,
	                "no account is for https://github.com.example/o/r", NULL},
	        {"https://redmine.example/pmx/projects/web", ERROR_MISSING,
	                "no account is for https://redmine.example/pmx/projects/web", NULL},
	        {"https://github.com/", ERROR_INVALID, NULL, NULL},
	        {"https://redmine.example/pm/login", ERROR_INVALID, NULL, NULL},
	        {"emil@", ERROR_INVALID, NULL, NULL},
	};
	struct place *place = *state;
	struct destination destination;
	struct account_list list;
	struct error err = {.kind = ERROR_NONE};

	assert_true(accounts_load(place, services, &list, &err));
	for (size_t i = 0; i < COUNT(cases); i++) {
		if (destination_parse(&place->arena, &list, cases[i].text, &destination, &err))
			fail_msg("\"%s\" was taken", cases[i].text);
		if (err.kind != cases[i].kind)
			fail_msg("\"%s\": %s", cases[i].text, err.text);
		if (cases[i].message)
			assert_string_equal(err.text, cases[i].message);
		if (cases[i].hint)
			assert_string_equal(err.hint, cases[i].hint);
	}
	assert_true(accounts_load(place, "", &list, &err));
	assert_false(
	        destination_parse(&place->arena, &list, "emil@shop.example", &destination, &err));
	assert_int_equal(err.kind, ERROR_MISSING);
	assert_string_equal(err.hint, "add a section [channel \"mail\"] to the configuration");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_built_in),
	        cmocka_unit_test(test_urls),
	        cmocka_unit_test(test_mail),
	        cmocka_unit_test(test_changed),
	        cmocka_unit_test(test_refused),
	        cmocka_unit_test(test_names),
	        cmocka_unit_test(test_destinations),
	        cmocka_unit_test(test_no_destinations),
	};

	return cmocka_run_group_tests(tests, place_open, place_close);
}
