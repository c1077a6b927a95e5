/* SPDX-License-Identifier: MIT */
#include "channel/mail.h"

#include <signal.h>
#include <sys/stat.h>

#include "tests/unit/net/mailserver.h"

#define UID "0123456789abcdef0123456789abcdef"
#define ID UID "@home.example"

static struct account
account_of(enum mailserver_way way)
{
	return (struct account){
	        .name = "mail",
	        .type = "mail",
	        .url = mailserver.urls[way],
	        .user = "asker",
	        .cafile = mailserver.cafile,
	        .seconds = 20,
	        .sender = "asker@home.example",
	        .sender_name = "Ada Asker",
	        .reply_to = "asker+askback@home.example",
	        .auth = "password",
	};
}

static struct letter
letter_of(const char *body)
{
	return (struct letter){
	        .uid = UID,
	        .place = "emil@shop.example",
	        .title = "Questions about load balancers",
	        .body = body,
	        .name = "Emil Stolarsky",
	        .written_at = 1504097520,
	};
}

struct
try {
	struct arena arena;
	struct account account;
	struct followup followup;
	struct outcome outcome;
	struct wire wire;
	char asked[8];
	char refused; /* 'F', 'L' */
};

static bool
point_pass(void *context, enum wire_point point)
{
	struct try *try = context;
	size_t length = strlen(try->asked);
	char letter = point == WIRE_FIRST ? 'F' : 'L';

	assert_in_range(length, 0, sizeof(try->asked) - 2);
	try->asked[length] = letter;
	return letter != try->refused;
}

static void
try_open(struct try *try, enum mailserver_way way)
{
	struct letter letter = letter_of("Dear Emil,\n\n.how large is it?\n");
	struct error err;

	*try = (struct try){.account = account_of(way)};
	try->wire = (struct wire){.pass = point_pass, .context = try};
	arena_init(&try->arena);
	try->followup = (struct followup){.uid = UID, .place = letter.place};
	if (!channel_mail.compose(
	            &try->arena, &try->account, &letter, &try->followup.payload, &err))
		fail_msg("%s", err.text);
}

static void
try_send(struct try *try)
{
	const struct call call = {
	        .arena = &try->arena,
	        .account = &try->account,
	        .secret = "correct horse",
	        .wire = &try->wire,
	};

	channel_mail.send(&call, &try->followup, &try->outcome);
}

struct way {
	const char *mode;
	enum verdict verdict;
	int64_t wait;
	bool limited;
	bool denied;
	const char *words;
	const char *asked;
	enum mailserver_way way;
	int64_t seconds;
};

static const struct way ways[] = {
        {"ok", VERDICT_SENT, -1, .words = "250 2.0.0 Ok: queued as 12345", .asked = "FL"},
        {"ok", VERDICT_SENT, -1, .words = "queued", .asked = "FL", .way = WAY_NAME},
        {"quit-silent", VERDICT_SENT, -1, .words = "queued", .asked = "FL"},
        {"greeting-421", VERDICT_LATER, 300, .limited = true, .words = "421 4.3.2", .asked = ""},
        {"greeting-554", VERDICT_DOWN, -1, .words = "554 5.7.1", .asked = ""},
        {"greeting-silent", VERDICT_DOWN, -1, .words = "too long", .asked = "", .seconds = 1},
        {"starttls-none", VERDICT_DOWN, -1, .words = "STARTTLS", .asked = "", .way = WAY_NAME},
        {"starttls-garbage", VERDICT_DOWN, -1, .words = "secure", .asked = "", .way = WAY_NAME},
        {"starttls-454", VERDICT_LATER, 300, .limited = true, .words = "4.7.0", .asked = "",
                .way = WAY_NAME},
        {"ok", VERDICT_DOWN, -1, .words = "certificate", .asked = "", .way = WAY_MISNAMED},
        {"auth-none", VERDICT_DOWN, -1, .denied = true, .words = "AUTH", .asked = ""},
        {"auth-535-plain", VERDICT_DOWN, -1, .denied = true, .words = "535 5.7.8", .asked = ""},
        {"auth-454", VERDICT_LATER, 300, .limited = true, .words = "454 4.7.0", .asked = ""},
        {"mail-451", VERDICT_LATER, 300, .words = "451 4.3.0", .asked = "F"},
        {"mail-550", VERDICT_REFUSED, -1, .words = "550 5.7.1", .asked = "F"},
        {"rcpt-450", VERDICT_LATER, 300, .words = "450 4.2.0 Greylisted", .asked = "F"},
        {"rcpt-550", VERDICT_REFUSED, -1, .words = "550 5.1.1 No such user", .asked = "F"},
        {"rcpt-closed", VERDICT_LATER, 300, .words = "broke", .asked = "F"},
        {"data-451", VERDICT_LATER, 300, .words = "451 4.3.0", .asked = "F"},
        {"data-554", VERDICT_REFUSED, -1, .words = "554 5.7.1", .asked = "F"},
        {"dot-closed", VERDICT_UNCERTAIN, -1, .words = "broke", .asked = "FL"},
        {"dot-silent", VERDICT_UNCERTAIN, -1, .words = "too long", .asked = "FL", .seconds = 1},
        {"dot-451", VERDICT_LATER, 300, .words = "451 4.3.0", .asked = "FL"},
        {"dot-554", VERDICT_REFUSED, -1, .words = "like spam<ESC>[2J", .asked = "FL"},
};

static void
judges_servers(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(ways); i++) {
		const struct way *way = &ways[i];
		struct try try;

		mailserver_set(way->mode);
		try_open(&try, way->way == WAY_CLEAR ? WAY_TLS : way->way);
		if (way->seconds)
			try.account.seconds = way->seconds;
		try_send(&try);
		if (try.outcome.verdict != way->verdict || try.outcome.wait != way->wait ||
		        try.outcome.limited != way->limited || try.outcome.denied != way->denied ||
		        !strstr(try.outcome.words, way->words) ||
		        strcmp(try.asked, way->asked) != 0)
			fail_msg("%s: verdict %d wait %lld limited %d denied %d asked \"%s\": %s",
			        way->mode, (int)try.outcome.verdict, (long long)try.outcome.wait,
			        try.outcome.limited, try.outcome.denied, try.asked,
			        try.outcome.words);
		if (strstr(mailserver_log(), "OPEN"))
			fail_msg("%s: the connection stays open", way->mode);
		if (way->verdict == VERDICT_SENT) {
			assert_string_equal(try.outcome.remote_id, ID);
			assert_string_equal(mailserver_mail(&try.arena), try.followup.payload);
		}
		arena_close(&try.arena);
	}
}

static void
needs_a_password_for_auth(void **state)
{
	struct try try;

	(void)state;
	try_open(&try, WAY_TLS);
	channel_mail.send(&(struct call){.arena = &try.arena, .account = &try.account},
	        &try.followup, &try.outcome);
	assert_int_equal(try.outcome.verdict, VERDICT_DOWN);
	assert_true(try.outcome.denied);
	arena_close(&try.arena);
}

struct command {
	const char *command;
	enum verdict verdict;
	int64_t wait;
	const char *words;
};

static const struct command commands[] = {
        {"cat >\"$MAIL_OUT\"", VERDICT_SENT, -1, ""},
        {"cat >/dev/null; echo queued", VERDICT_SENT, -1, "queued"},
        {"exit 0", VERDICT_SENT, -1, ""},
        {"cat >\"$MAIL_OUT\"; echo no mailbox >&2; exit 67", VERDICT_REFUSED, -1, "no mailbox"},
        {"exit 75", VERDICT_LATER, 300, "status 75"},
        {"exit 74", VERDICT_UNCERTAIN, -1, "status 74"},
        {"exit 1", VERDICT_UNCERTAIN, -1, "status 1"},
        {"exit 77", VERDICT_DOWN, -1, "status 77"},
        {"/does/not/exist -t", VERDICT_DOWN, -1, "not found"},
        {"kill -9 $$", VERDICT_UNCERTAIN, -1, "killed"},
        {"sleep 30", VERDICT_UNCERTAIN, -1, "did not end in time"},
        {"test -z \"$MAIL_TOKEN$HIDDEN\"", VERDICT_SENT, -1, ""},
        {"test -n \"$SHOWN\"", VERDICT_SENT, -1, ""},
};

static void
judges_commands(void **state)
{
	(void)state;
	(void)setenv("MAIL_TOKEN", "canary", 1);
	(void)setenv("HIDDEN", "canary", 1);
	(void)setenv("SHOWN", "yes", 1);
	for (size_t i = 0; i < COUNT(commands); i++) {
		const struct command *command = &commands[i];
		struct try try;

		try_open(&try, WAY_TLS);
		(void)setenv("MAIL_OUT", arena_format(&try.arena, "%s/mail", mailserver.folder), 1);
		try.account.url = NULL;
		try.account.sendmail = command->command;
		try.account.secret_env = "OTHER HIDDEN";
		try.account.seconds = strstr(command->command, "sleep") ? 1 : 20;
		try_send(&try);
		if (try.outcome.verdict != command->verdict || try.outcome.wait != command->wait ||
		        !strstr(try.outcome.words, command->words))
			fail_msg("%s: verdict %d: %s", command->command, (int)try.outcome.verdict,
			        try.outcome.words);
		assert_string_equal(try.asked, "FL");
		if (i == 0)
			assert_string_equal(mailserver_mail(&try.arena),
			        "From: Ada Asker <asker@home.example>\n"
			        "To: Emil Stolarsky <emil@shop.example>\n"
			        "Reply-To: asker+askback.0123456789ab@home.example\n"
			        "Subject: Questions about load balancers\n"
			        "Date: Wed, 30 Aug 2017 12:52:00 +0000\n"
			        "Message-ID: <" ID ">\n"
			        "MIME-Version: 1.0\n"
			        "Content-Type: text/plain; charset=utf-8\n"
			        "Content-Transfer-Encoding: quoted-printable\n"
			        "\n"
			        "Dear Emil,\n\n=2Ehow large is it?\n");
		arena_close(&try.arena);
	}
}

static void
runs_nothing_when_it_may_not(void **state)
{
	static const char refused[] = {'F', 'L'};

	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct try try;
		const char *path;

		try_open(&try, WAY_TLS);
		path = arena_format(&try.arena, "%s/ran", mailserver.folder);
		try.account.url = NULL;
		try.account.sendmail = arena_format(&try.arena, "touch %s", path);
		try.refused = refused[i];
		try_send(&try);
		assert_int_equal(try.outcome.verdict, VERDICT_LATER);
		assert_int_not_equal(access(path, F_OK), 0);
		arena_close(&try.arena);
	}
}

static void
writes_files(void **state)
{
	struct try try;
	const char *path, *bytes;
	size_t length;
	struct stat status;
	struct error err;

	(void)state;
	try_open(&try, WAY_TLS);
	try.account.url = NULL;
	try.account.folder = mailserver.folder;
	path = arena_format(&try.arena, "%s/" UID ".eml", mailserver.folder);
	try.refused = 'L';
	try_send(&try);
	assert_int_equal(try.outcome.verdict, VERDICT_LATER);
	assert_int_not_equal(access(path, F_OK), 0);

	/* Again: the same file is the same mail. */
	try.refused = 0;
	for (int turn = 0; turn < 2; turn++) {
		try.asked[0] = try.asked[1] = '\0';
		try_send(&try);
		assert_int_equal(try.outcome.verdict, VERDICT_SENT);
		assert_string_equal(try.outcome.remote_id, ID);
		assert_string_equal(try.asked, turn ? "" : "FL");
		assert_true(file_read(&try.arena, path, 4096, &bytes, &length, &err));
		assert_string_equal(bytes, try.followup.payload);
	}
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);

	try.followup.payload = "Subject: another\r\n\r\n";
	try_send(&try);
	assert_int_equal(try.outcome.verdict, VERDICT_REFUSED);
	assert_int_equal(unlink(path), 0);
	try.account.folder = "Makefile/mails";
	try_send(&try);
	assert_int_equal(try.outcome.verdict, VERDICT_DOWN);
	try.followup.uid = "../" UID;
	try_send(&try);
	assert_int_equal(try.outcome.verdict, VERDICT_REFUSED);
	arena_close(&try.arena);
}

struct place {
	const char *text;
	const char *place; /* NULL: none */
};

static const struct place places[] = {
        {"emil@shop.example", "emil@shop.example"},
        {" emil@shop.example\n", "emil@shop.example"},
        {"emil+talks@shop.example", "emil+talks@shop.example"},
        {"emil", NULL},
        {"emil@shop", NULL},
        {"Emil <emil@shop.example>", NULL},
        {"a@x.example,b@x.example", NULL},
        {"emil@sh\xc3\xb6p.example", NULL},
        {"emil@shop.example?cc=x", NULL},
        {"a@b.example\r\nRCPT TO:<c@d.example>", NULL},
        {"", NULL},
};

static void
knows_addresses(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(places); i++) {
		const char *place = NULL, *kind = NULL;
		struct error err = {.kind = ERROR_NONE};
		bool ok = channel_mail.place(&arena, places[i].text, &place, &kind, &err);

		if (ok != (places[i].place != NULL))
			fail_msg("\"%s\": %s", places[i].text, err.text);
		if (!ok)
			assert_int_equal(err.kind, ERROR_INVALID);
		else
			assert_string_equal(place, places[i].place);
		assert_string_equal(kind, "mail");
	}
	arena_close(&arena);
}

struct reply_to {
	const char *address;
	const char *header;
};

static const struct reply_to replies[] = {
        {NULL, NULL},
        {"asker@home.example", "asker@home.example"},
        {"asker+@home.example", "asker+0123456789ab@home.example"},
        {"asker+askback@home.example", "asker+askback.0123456789ab@home.example"},
        {"asker@home+x.example", NULL},
};

static void
puts_a_token_behind_a_plus(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(replies); i++) {
		struct account account = account_of(WAY_TLS);
		struct letter letter = letter_of("Hi\n");
		const char *payload, *found;
		struct error err;

		account.reply_to = replies[i].address;
		if (!channel_mail.compose(&arena, &account, &letter, &payload, &err)) {
			assert_non_null(replies[i].address);
			assert_null(replies[i].header);
			continue;
		}
		found = strstr(payload, "\r\nReply-To: ");
		if (!replies[i].header) {
			assert_null(found);
			continue;
		}
		assert_non_null(found);
		assert_memory_equal(found + strlen("\r\nReply-To: "), replies[i].header,
		        strlen(replies[i].header));
	}
	arena_close(&arena);
}

static void
shows_a_mail(void **state)
{
	struct letter letter = letter_of("Gr\xc3\xbc\xc3\x9f"
	                                 "e,\nwie gro\xc3\x9f?\n");
	struct account account = account_of(WAY_TLS);
	struct followup followup = {.uid = UID, .place = "a+b@shop.example"};
	struct arena arena;
	struct error err;

	(void)state;
	arena_init(&arena);
	letter.title = "Gr\xc3\xb6\xc3\x9f"
	               "e & mehr\x1b";
	account.reply_to = NULL;
	assert_true(channel_mail.compose(&arena, &account, &letter, &followup.payload, &err));
	assert_string_equal(channel_mail.read(&arena, &followup),
	        "From: Ada Asker <asker@home.example>\n"
	        "To: Emil Stolarsky <emil@shop.example>\n"
	        "Date: Wed, 30 Aug 2017 12:52:00 +0000\n"
	        "Subject: Gr\xc3\xb6\xc3\x9f"
	        "e & mehr<ESC>\n"
	        "Message-ID: <" ID ">\n"
	        "\n"
	        "Gr\xc3\xbc\xc3\x9f"
	        "e,\nwie gro\xc3\x9f?\n");
	assert_string_equal(channel_mail.form_url(&arena, &account, &followup),
	        "mailto:a%2Bb@shop.example?subject=Gr%C3%B6%C3%9Fe%20%26%20mehr%3CESC%3E"
	        "&body=Gr%C3%BC%C3%9Fe%2C%0Awie%20gro%C3%9F%3F%0A");
	arena_close(&arena);
}

struct check {
	const char *mode; /* of the server; NULL: another way */
	const char *sendmail;
	const char *folder;
	const char *words; /* of the error; NULL: it is good */
};

static const struct check checks[] = {
        {.mode = "ok"},
        {.mode = "auth-535-plain", .words = "535"},
        {.mode = "auth-none", .words = "AUTH"},
        {.sendmail = "cat -u"},
        {.sendmail = "$HOME/bin/sendmail -t"},
        {.sendmail = "does-not-exist -t", .words = "there is no program does-not-exist"},
        {.folder = "."},
        {.folder = "does/not/exist"}, /* the first mail makes it */
        {.folder = "Makefile", .words = "Makefile is no folder"},
        {.folder = "Makefile/mails", .words = "Not a directory"},
};

static void
checks_each_way(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(checks); i++) {
		const struct check *check = &checks[i];
		struct channel_report report;
		struct error err = {.kind = ERROR_NONE};
		struct try try;
		bool ok;

		if (check->mode)
			mailserver_set(check->mode);
		try_open(&try, WAY_TLS);
		if (!check->mode)
			try.account.url = NULL;
		try.account.sendmail = check->sendmail;
		try.account.folder = check->folder;
		ok = channel_mail.check(&(struct call){.arena = &try.arena,
		                                .account = &try.account,
		                                .secret = "correct horse"},
		        NULL, &report, &err);
		if (ok != !check->words || (!ok && !strstr(err.text, check->words)))
			fail_msg("check %zu: %s", i, err.text);
		if (ok && check->mode)
			assert_string_equal(report.login, "asker");
		arena_close(&try.arena);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(judges_servers),
	        cmocka_unit_test(needs_a_password_for_auth),
	        cmocka_unit_test(judges_commands),
	        cmocka_unit_test(runs_nothing_when_it_may_not),
	        cmocka_unit_test(writes_files),
	        cmocka_unit_test(knows_addresses),
	        cmocka_unit_test(puts_a_token_behind_a_plus),
	        cmocka_unit_test(shows_a_mail),
	        cmocka_unit_test(checks_each_way),
	};

	return cmocka_run_group_tests(tests, mailserver_open, mailserver_close);
}
