/* SPDX-License-Identifier: MIT */
#include "net/smtp.h"

#include <signal.h>

#include "base/buf.h"
#include "tests/unit/net/mailserver.h"

#define MAIL "Subject: Hi\r\n\r\n.one\r\n..two\r\nlast\r\n"
#define HELLO "EHLO home.example"
#define PLAIN "AUTH PLAIN|AGFza2VyAGNvcnJlY3QgaG9yc2U="
#define BEARER "AUTH XOAUTH2|dXNlcj1hc2tlcgFhdXRoPUJlYXJlciBjb3JyZWN0IGhvcnNlAQE="
#define LOGIN "AUTH LOGIN|YXNrZXI=|Y29ycmVjdCBob3JzZQ=="
#define FROM "MAIL FROM:<asker@home.example>"
#define TO "RCPT TO:<emil@shop.example>"
#define DATA ".34"

/* Up to the first word that the mode changes, over TLS and logged in. */
#define START "TLS|" HELLO "|" PLAIN

struct outcome {
	bool begun;
	bool whole;
	bool untrusted;
	bool denied;
	int code;
	const char *words; /* part of them */
	enum error_kind kind;
};

struct scenario {
	const char *mode;
	enum mailserver_way way;
	enum smtp_auth auth;
	size_t extra;    /* bytes of a mail that is long */
	int64_t seconds; /* 0: 20 */
	struct outcome outcome;
	const char *log;
};

static const struct scenario scenarios[] = {
        {.mode = "ok",
                .way = WAY_TLS,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {true, true, .code = 250, .words = "2.0.0 Ok: queued as 12345"},
                .log = START "|" FROM "|" TO "|DATA|" DATA "|QUIT|CLOSE"},
        {.mode = "ok",
                .way = WAY_NAME,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {true, true, .code = 250, .words = "queued"},
                .log = HELLO "|STARTTLS|TLS|" HELLO "|" PLAIN "|" FROM "|" TO "|DATA|" DATA
                             "|QUIT|CLOSE"},
        {.mode = "ok",
                .way = WAY_CLEAR,
                .outcome = {true, true, .code = 250, .words = "queued"},
                .log = HELLO "|STARTTLS|TLS|" HELLO "|" FROM "|" TO "|DATA|" DATA "|QUIT|CLOSE"},
        {.mode = "ok",
                .way = WAY_TLS,
                .auth = SMTP_AUTH_XOAUTH2,
                .outcome = {true, true, .code = 250, .words = "queued"},
                .log = "TLS|" HELLO "|" BEARER "|" FROM "|" TO "|DATA|" DATA "|QUIT|CLOSE"},
        {.mode = "login-only",
                .way = WAY_TLS,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {true, true, .code = 250, .words = "queued"},
                .log = "TLS|" HELLO "|" LOGIN "|" FROM "|" TO "|DATA|" DATA "|QUIT|CLOSE"},
        {.mode = "ok-continued",
                .way = WAY_TLS,
                .outcome = {true, true, .code = 250, .words = "2.0.0 Ok: 2.0.0 queued as"},
                .log = "TLS|" HELLO "|" FROM "|" TO "|DATA|" DATA "|QUIT|CLOSE"},
        {.mode = "greeting-slow",
                .way = WAY_TLS,
                .outcome = {true, true, .code = 250, .words = "queued"},
                .log = "TLS|" HELLO "|" FROM "|" TO "|DATA|" DATA "|QUIT|CLOSE"},
        {.mode = "dot-slow",
                .way = WAY_TLS,
                .outcome = {true, true, .code = 250, .words = "queued"},
                .log = "TLS|" HELLO "|" FROM "|" TO "|DATA|" DATA "|QUIT|CLOSE"},
        {.mode = "quit-silent",
                .way = WAY_TLS,
                .outcome = {true, true, .code = 250, .words = "queued"},
                .log = "TLS|" HELLO "|" FROM "|" TO "|DATA|" DATA "|QUIT|CLOSE"},
        /* Before the first byte. */
        {.mode = "greeting-421",
                .way = WAY_TLS,
                .outcome = {.code = 421, .words = "4.3.2 Try again", .kind = ERROR_BUSY},
                .log = "TLS|CLOSED"},
        {.mode = "greeting-554",
                .way = WAY_TLS,
                .outcome = {.code = 554, .words = "5.7.1 No thank you", .kind = ERROR_IO},
                .log = "TLS|CLOSE"},
        {.mode = "greeting-silent",
                .way = WAY_CLEAR,
                .seconds = 1,
                .outcome = {.words = "takes too long", .kind = ERROR_BUSY},
                .log = "CLOSE"},
        {.mode = "greeting-closed",
                .way = WAY_CLEAR,
                .outcome = {.words = "the connection broke", .kind = ERROR_BUSY},
                .log = "CLOSED"},
        {.mode = "greeting-garbage",
                .way = WAY_CLEAR,
                .seconds = 2,
                .outcome = {.words = "takes too long", .kind = ERROR_BUSY},
                .log = "CLOSE"},
        {.mode = "greeting-endless",
                .way = WAY_CLEAR,
                .outcome = {.words = "talks without end", .kind = ERROR_IO},
                .log = "CLOSE"},
        {.mode = "starttls-none",
                .way = WAY_NAME,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.untrusted = true, .words = "STARTTLS", .kind = ERROR_IO},
                .log = HELLO "|CLOSE"},
        {.mode = "starttls-none",
                .way = WAY_CLEAR,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {true, true, .code = 250, .words = "queued"},
                .log = HELLO "|" PLAIN "|" FROM "|" TO "|DATA|" DATA "|QUIT|CLOSE"},
        {.mode = "starttls-none-no-auth",
                .way = WAY_CLEAR,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.denied = true, .words = "AUTH", .kind = ERROR_IO},
                .log = HELLO "|CLOSE"},
        {.mode = "starttls-454",
                .way = WAY_NAME,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.untrusted = true,
                        .code = 454,
                        .words = "4.7.0 TLS not available",
                        .kind = ERROR_BUSY},
                .log = HELLO "|STARTTLS|CLOSE"},
        {.mode = "starttls-500",
                .way = WAY_NAME,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome =
                        {.untrusted = true, .code = 500, .words = "5.5.1 What?", .kind = ERROR_IO},
                .log = HELLO "|STARTTLS|CLOSE"},
        {.mode = "starttls-closed",
                .way = WAY_NAME,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.words = "broke", .kind = ERROR_BUSY},
                .log = HELLO "|STARTTLS|CLOSED"},
        {.mode = "starttls-silent",
                .way = WAY_NAME,
                .auth = SMTP_AUTH_PASSWORD,
                .seconds = 1,
                .outcome = {.words = "takes too long", .kind = ERROR_BUSY},
                .log = HELLO "|STARTTLS|CLOSE"},
        {.mode = "starttls-garbage",
                .way = WAY_NAME,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.untrusted = true, .words = "no secure", .kind = ERROR_IO},
                .log = HELLO "|STARTTLS|CLOSE"},
        {.mode = "starttls-injected",
                .way = WAY_NAME,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.words = "does not speak the protocol", .kind = ERROR_IO},
                .log = HELLO "|STARTTLS|CLOSE"},
        {.mode = "ehlo-welcomes",
                .way = WAY_NAME,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.untrusted = true, .words = "STARTTLS", .kind = ERROR_IO},
                .log = HELLO "|CLOSE"},
        {.mode = "ehlo-500",
                .way = WAY_NAME,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.code = 500, .words = "5.5.1 What?", .kind = ERROR_IO},
                .log = HELLO "|CLOSE"},
        {.mode = "ok",
                .way = WAY_MISNAMED,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.untrusted = true,
                        .words = "certificate is not trusted",
                        .kind = ERROR_IO},
                .log = "TLS|CLOSE"},
        {.mode = "auth-none",
                .way = WAY_TLS,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.denied = true, .words = "AUTH", .kind = ERROR_IO},
                .log = "TLS|" HELLO "|CLOSE"},
        {.mode = "auth-unknown",
                .way = WAY_TLS,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.denied = true, .words = "log in", .kind = ERROR_IO},
                .log = "TLS|" HELLO "|CLOSE"},
        {.mode = "login-only",
                .way = WAY_TLS,
                .auth = SMTP_AUTH_XOAUTH2,
                .outcome = {.denied = true, .words = "log in", .kind = ERROR_IO},
                .log = "TLS|" HELLO "|CLOSE"},
        {.mode = "auth-535-plain",
                .way = WAY_TLS,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.denied = true,
                        .code = 535,
                        .words = "5.7.8 Authentication failed",
                        .kind = ERROR_IO},
                .log = START "|CLOSE"},
        {.mode = "auth-535",
                .way = WAY_TLS,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.denied = true,
                        .code = 535,
                        .words = "holds the password",
                        .kind = ERROR_IO},
                .log = START "|CLOSE"},
        {.mode = "auth-454",
                .way = WAY_TLS,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.code = 454, .words = "4.7.0 Temporary", .kind = ERROR_BUSY},
                .log = START "|CLOSE"},
        {.mode = "auth-closed",
                .way = WAY_TLS,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.words = "broke", .kind = ERROR_BUSY},
                .log = START "|CLOSED"},
        /* Between the first byte and the last. */
        {.mode = "mail-451",
                .way = WAY_TLS,
                .outcome = {true, .code = 451, .words = "4.3.0 Not now", .kind = ERROR_BUSY},
                .log = "TLS|" HELLO "|" FROM "|QUIT|CLOSE"},
        {.mode = "mail-550",
                .way = WAY_TLS,
                .outcome = {true, .code = 550, .words = "5.7.1 Not you", .kind = ERROR_IO},
                .log = "TLS|" HELLO "|" FROM "|QUIT|CLOSE"},
        {.mode = "rcpt-450",
                .way = WAY_TLS,
                .outcome = {true, .code = 450, .words = "4.2.0 Greyl", .kind = ERROR_BUSY},
                .log = "TLS|" HELLO "|" FROM "|" TO "|QUIT|CLOSE"},
        {.mode = "rcpt-550",
                .way = WAY_TLS,
                .outcome = {true, .code = 550, .words = "5.1.1 No such", .kind = ERROR_IO},
                .log = "TLS|" HELLO "|" FROM "|" TO "|QUIT|CLOSE"},
        {.mode = "rcpt-550-mute",
                .way = WAY_TLS,
                .outcome = {true, .code = 550, .words = "5.1.1 No such", .kind = ERROR_IO},
                .log = "TLS|" HELLO "|" FROM "|" TO "|QUIT|CLOSE"},
        {.mode = "rcpt-closed",
                .way = WAY_TLS,
                .outcome = {true, .words = "broke", .kind = ERROR_BUSY},
                .log = "TLS|" HELLO "|" FROM "|" TO "|CLOSED"},
        {.mode = "rcpt-silent",
                .way = WAY_TLS,
                .seconds = 1,
                .outcome = {true, .words = "takes too long", .kind = ERROR_BUSY},
                .log = "TLS|" HELLO "|" FROM "|" TO "|CLOSE"},
        {.mode = "data-451",
                .way = WAY_TLS,
                .outcome = {true, .code = 451, .words = "4.3.0 Not now", .kind = ERROR_BUSY},
                .log = "TLS|" HELLO "|" FROM "|" TO "|DATA|QUIT|CLOSE"},
        {.mode = "data-554",
                .way = WAY_TLS,
                .outcome = {true, .code = 554, .words = "5.7.1 No", .kind = ERROR_IO},
                .log = "TLS|" HELLO "|" FROM "|" TO "|DATA|QUIT|CLOSE"},
        {.mode = "body-closed",
                .way = WAY_CLEAR,
                .extra = 8 * 1024 * 1024,
                .outcome = {true, .words = "broke", .kind = ERROR_BUSY}},
        {.mode = "ok",
                .way = WAY_CLEAR,
                .extra = 1024 * 1024,
                .outcome = {true, true, .code = 250, .words = "queued"}},
        /* Behind the last. */
        {.mode = "dot-451",
                .way = WAY_TLS,
                .outcome = {true, true, .code = 451, .words = "4.3.0 Not", .kind = ERROR_BUSY},
                .log = "TLS|" HELLO "|" FROM "|" TO "|DATA|" DATA "|QUIT|CLOSE"},
        {.mode = "dot-554",
                .way = WAY_TLS,
                .outcome = {true, true, .code = 554, .words = "5.7.1 This looks 5.7.1 like spam",
                        .kind = ERROR_IO},
                .log = "TLS|" HELLO "|" FROM "|" TO "|DATA|" DATA "|QUIT|CLOSE"},
        {.mode = "dot-554-mute",
                .way = WAY_TLS,
                .outcome = {true, true, .code = 554, .words = "5.7.1 No", .kind = ERROR_IO},
                .log = "TLS|" HELLO "|" FROM "|" TO "|DATA|" DATA "|QUIT|CLOSE"},
        {.mode = "dot-closed",
                .way = WAY_TLS,
                .outcome = {true, true, .words = "broke", .kind = ERROR_BUSY},
                .log = "TLS|" HELLO "|" FROM "|" TO "|DATA|" DATA "|CLOSED"},
        {.mode = "dot-silent",
                .way = WAY_TLS,
                .seconds = 1,
                .outcome = {true, true, .words = "takes too long", .kind = ERROR_BUSY},
                .log = "TLS|" HELLO "|" FROM "|" TO "|DATA|" DATA "|CLOSE"},
        {.mode = "dot-garbage",
                .way = WAY_TLS,
                .seconds = 1,
                .outcome = {true, true, .words = "takes too long", .kind = ERROR_BUSY},
                .log = "TLS|" HELLO "|" FROM "|" TO "|DATA|" DATA "|CLOSE"},
};

struct
try {
	struct arena arena;
	struct smtp_mail mail;
	struct smtp_answer answer;
	struct error err;
};

static void
try_open(struct try *try, enum mailserver_way way)
{
	*try = (struct try){.mail = {.url = mailserver.urls[way],
	                            .cafile = mailserver.cafile,
	                            .user = "asker",
	                            .secret = "correct horse",
	                            .from = "asker@home.example",
	                            .to = "emil@shop.example",
	                            .bytes = MAIL,
	                            .length = strlen(MAIL),
	                            .seconds = 20}};
	arena_init(&try->arena);
}

static const char *
mail_of(struct arena *arena, size_t extra)
{
	struct buf mail;

	buf_init(&mail, arena, 0);
	buf_add_text(&mail, MAIL);
	for (size_t i = 0; i < extra; i += 64)
		buf_add_format(&mail, ".%060zu.\r\n", i);
	return mail.text;
}

static void
assert_outcome(const char *mode, bool ok, const struct try *try, const struct outcome *wanted)
{
	const struct smtp_answer *answer = &try->answer;

	if (ok != (wanted->code == 250) || answer->begun != wanted->begun ||
	        answer->whole != wanted->whole || answer->untrusted != wanted->untrusted ||
	        answer->denied != wanted->denied || answer->code != wanted->code ||
	        !strstr(answer->words, wanted->words) || (!ok && try->err.kind != wanted->kind))
		fail_msg("%s: sent %d begun %d whole %d untrusted %d denied %d code %d kind %d "
		         "\"%s\", \"%s\"",
		        mode, ok, answer->begun, answer->whole, answer->untrusted, answer->denied,
		        answer->code, (int)try->err.kind, answer->words, try->err.text);
	if (!ok && !strstr(try->err.text, answer->words))
		fail_msg("%s: \"%s\" does not say \"%s\"", mode, try->err.text, answer->words);
}

static void
tells_what_became_of_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(scenarios); i++) {
		const struct scenario *scenario = &scenarios[i];
		struct try try;
		bool ok;
		const char *log;

		mailserver_set(scenario->mode);
		try_open(&try, scenario->way);
		try.mail.auth = scenario->auth;
		if (scenario->seconds)
			try.mail.seconds = scenario->seconds;
		try.mail.bytes = mail_of(&try.arena, scenario->extra);
		try.mail.length = strlen(try.mail.bytes);
		ok = smtp_send(&try.arena, &try.mail, &try.answer, &try.err);
		log = mailserver_log();
		assert_outcome(scenario->mode, ok, &try, &scenario->outcome);
		if (scenario->log && strcmp(log, scenario->log) != 0)
			fail_msg("%s: the server saw\n%s\nnot\n%s", scenario->mode, log,
			        scenario->log);
		if (ok)
			assert_string_equal(mailserver_mail(&try.arena), try.mail.bytes);
		arena_close(&try.arena);
	}
}

static void
trusts_only_its_authorities(void **state)
{
	struct try try;

	(void)state;
	mailserver_set("ok");
	try_open(&try, WAY_TLS);
	try.mail.cafile = NULL;
	assert_false(smtp_send(&try.arena, &try.mail, &try.answer, &try.err));
	assert_true(try.answer.untrusted);
	assert_string_equal(mailserver_log(), "CLOSE");
	try.mail.cafile = "does/not/exist";
	assert_false(smtp_send(&try.arena, &try.mail, &try.answer, &try.err));
	assert_true(try.answer.untrusted);
	assert_string_equal(mailserver_log(), "CLOSE");
	arena_close(&try.arena);
}

/* What is asked on the way, and which question is answered with no. */
struct asker {
	char asked[8];
	char refused; /* 'F', 'L' */
};

static bool
point_pass(void *context, enum wire_point point)
{
	struct asker *asker = context;
	size_t length = strlen(asker->asked);
	char letter = point == WIRE_FIRST ? 'F' : 'L';

	assert_in_range(length, 0, sizeof(asker->asked) - 2);
	asker->asked[length] = letter;
	return letter != asker->refused;
}

struct refusal {
	char refused;
	const char *mode;
	const char *asked;
	bool begun;
	bool whole;
	const char *log;
};

static const struct refusal refusals[] = {
        {.mode = "ok",
                .asked = "FL",
                .begun = true,
                .whole = true,
                .log = START "|" FROM "|" TO "|DATA|" DATA "|QUIT|CLOSE"},
        {.refused = 'F', .mode = "ok", .asked = "F", .log = START "|CLOSE"},
        {.refused = 'L',
                .mode = "ok",
                .asked = "FL",
                .begun = true,
                .log = START "|" FROM "|" TO "|DATA|~34|CLOSE"},
        {.mode = "rcpt-550",
                .asked = "F",
                .begun = true,
                .log = START "|" FROM "|" TO "|QUIT|CLOSE"},
        {.mode = "data-451",
                .asked = "F",
                .begun = true,
                .log = START "|" FROM "|" TO "|DATA|QUIT|CLOSE"},
        {.mode = "auth-535", .asked = "", .log = START "|CLOSE"},
};

static void
asks_before_each_point_of_no_return(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refusals); i++) {
		const struct refusal *refusal = &refusals[i];
		struct asker asker = {.refused = refusal->refused};
		struct wire wire = {.pass = point_pass, .context = &asker};
		struct try try;
		bool ok;

		mailserver_set(refusal->mode);
		try_open(&try, WAY_TLS);
		try.mail.auth = SMTP_AUTH_PASSWORD;
		try.mail.wire = &wire;
		ok = smtp_send(&try.arena, &try.mail, &try.answer, &try.err);
		assert_string_equal(asker.asked, refusal->asked);
		assert_int_equal(ok, refusal->whole);
		assert_int_equal(try.answer.begun, refusal->begun);
		assert_int_equal(try.answer.whole, refusal->whole);
		if (refusal->refused)
			assert_int_equal(try.err.kind, ERROR_CANCELLED);
		assert_string_equal(mailserver_log(), refusal->log);
		arena_close(&try.arena);
	}
}

static volatile sig_atomic_t stop;

static void
stop_set(int number)
{
	(void)number;
	stop = true;
}

static void
stops_while_nothing_is_lost(void **state)
{
	struct wire wire = {.stop = &stop};
	struct try try;

	(void)state;
	mailserver_set("greeting-silent");
	try_open(&try, WAY_CLEAR);
	try.mail.wire = &wire;
	stop = false;
	(void)signal(SIGALRM, stop_set);
	(void)alarm(1);
	assert_false(smtp_send(&try.arena, &try.mail, &try.answer, &try.err));
	assert_int_equal(try.err.kind, ERROR_CANCELLED);
	assert_string_equal(mailserver_log(), "CLOSE");
	arena_close(&try.arena);
}

static bool
stop_at_first(void *context, enum wire_point point)
{
	(void)context;
	(void)point;
	stop = true;
	return true;
}

static void
does_not_stop_halfway(void **state)
{
	struct wire wire = {.pass = stop_at_first, .stop = &stop};
	struct try try;

	(void)state;
	stop = false;
	mailserver_set("dot-slow");
	try_open(&try, WAY_TLS);
	try.mail.wire = &wire;
	assert_true(smtp_send(&try.arena, &try.mail, &try.answer, &try.err));
	assert_int_equal(try.answer.code, 250);
	arena_close(&try.arena);
}

struct bad {
	const char *url; /* NULL: of the server, as the others */
	const char *from;
	const char *to;
	const char *bytes;
	size_t length;
	const char *secret;
};

#define BYTES(text) .bytes = (text), .length = sizeof(text) - 1

static const struct bad bads[] = {
        {.url = "http://127.0.0.1:25"},
        {.url = "smtp://asker@127.0.0.1:25"},
        {.url = "smtp://127.0.0.1:25/mail.example"},
        {.url = "smtp://127.0.0.1:25?x"},
        {.url = "mail.example"},
        {.url = "smtp://127.0.0.1\r\nX:25"},
        {.from = "asker@home.example> SIZE=1"},
        {.from = "asker@home.example\r\nRCPT TO:<evil@x.example>"},
        {.from = "asker@home.example%0d%0aNOOP"},
        {.from = "<asker@home.example>"},
        {.to = "emil@shop.example\nDATA"},
        {.to = "<emil@shop.example> NOTIFY=FAILURE"},
        {.to = " emil@shop.example"},
        {.to = "emil"},
        {.to = "emil@sh\xc3\xb6p.example"},
        {.to = "\xc3\xa9mil@shop.example"},
        {.to = "emil@shop_.example"},
        {.to = ""},
        {BYTES("")},
        {BYTES("Subject: Hi\r\n\r\nno line end")},
        {BYTES("Subject: Hi\n\nlast\r\n")},
        {BYTES("Subject: Hi\r\n\r\n\n.\nMAIL FROM:<x@x.example>\r\n")},
        {BYTES("Subject: Hi\r\n\r\na\rb\r\n")},
        {BYTES("Subject: Hi\r\n\r\na\r\n\r")},
        {BYTES("Subject: Hi\r\n\r\na\0b\r\n")},
        {.secret = "correct\r\nNOOP"},
        {.secret = ""},
};

static void
refuses_what_could_be_a_command(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bads); i++) {
		const struct bad *bad = &bads[i];
		struct asker asker = {.refused = 'F'};
		struct wire wire = {.pass = point_pass, .context = &asker};
		struct try try;

		try_open(&try, WAY_CLEAR);
		mailserver_set("ok");
		try.mail.wire = &wire;
		try.mail.auth = SMTP_AUTH_PASSWORD;
		try.mail.url = bad->url ? bad->url : try.mail.url;
		try.mail.from = bad->from ? bad->from : try.mail.from;
		try.mail.to = bad->to ? bad->to : try.mail.to;
		try.mail.secret = bad->secret ? bad->secret : try.mail.secret;
		if (bad->bytes) {
			try.mail.bytes = bad->bytes;
			try.mail.length = bad->length;
		}
		if (smtp_send(&try.arena, &try.mail, &try.answer, &try.err) ||
		        try.err.kind != ERROR_INVALID || asker.asked[0])
			fail_msg("bad %zu: kind %d \"%s\"", i, (int)try.err.kind, try.err.text);
		if (strstr(try.err.text, "correct"))
			fail_msg("bad %zu shows the password", i);
		arena_close(&try.arena);
	}
}

static const struct scenario checks[] = {
        {.mode = "ok",
                .way = WAY_TLS,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.code = 235, .words = "2.7.0 Welcome"},
                .log = START "|CLOSE"},
        {.mode = "ok",
                .way = WAY_NAME,
                .outcome = {.code = 250, .words = ""},
                .log = HELLO "|STARTTLS|TLS|" HELLO "|CLOSE"},
        {.mode = "auth-none",
                .way = WAY_TLS,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.denied = true, .words = "AUTH", .kind = ERROR_IO},
                .log = "TLS|" HELLO "|CLOSE"},
        {.mode = "auth-535-plain",
                .way = WAY_TLS,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.denied = true, .code = 535, .words = "5.7.8", .kind = ERROR_IO},
                .log = START "|CLOSE"},
        {.mode = "starttls-none",
                .way = WAY_NAME,
                .auth = SMTP_AUTH_PASSWORD,
                .outcome = {.untrusted = true, .words = "STARTTLS", .kind = ERROR_IO},
                .log = HELLO "|CLOSE"},
};

static void
looks_without_sending(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(checks); i++) {
		const struct scenario *check = &checks[i];
		struct outcome wanted = check->outcome;
		struct try try;
		bool ok;

		mailserver_set(check->mode);
		try_open(&try, check->way);
		try.mail.auth = check->auth;
		ok = smtp_check(&try.arena, &try.mail, &try.answer, &try.err);
		assert_int_equal(ok, wanted.code > 0 && wanted.code < 400);
		if (ok)
			assert_int_equal(try.answer.code, wanted.code);
		else
			assert_outcome(check->mode, ok, &try, &wanted);
		assert_string_equal(mailserver_log(), check->log);
		arena_close(&try.arena);
	}
}

static void
says_why_nobody_answers(void **state)
{
	struct try try;

	(void)state;
	try_open(&try, WAY_TLS);
	try.mail.url = "smtp://127.0.0.1:1";
	assert_false(smtp_send(&try.arena, &try.mail, &try.answer, &try.err));
	assert_int_equal(try.err.kind, ERROR_BUSY);
	assert_string_equal(
	        try.err.text, "cannot send by smtp://127.0.0.1:1: nobody answers there");
	arena_close(&try.arena);
}

static void
uses_no_proxy_for_this_machine(void **state)
{
	struct try try;

	(void)state;
	mailserver_set("ok");
	(void)setenv("all_proxy", "http://127.0.0.1:1", 1);
	try_open(&try, WAY_TLS);
	assert_true(smtp_send(&try.arena, &try.mail, &try.answer, &try.err));
	(void)unsetenv("all_proxy");
	arena_close(&try.arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(tells_what_became_of_it),
	        cmocka_unit_test(trusts_only_its_authorities),
	        cmocka_unit_test(asks_before_each_point_of_no_return),
	        cmocka_unit_test(stops_while_nothing_is_lost),
	        cmocka_unit_test(does_not_stop_halfway),
	        cmocka_unit_test(refuses_what_could_be_a_command),
	        cmocka_unit_test(looks_without_sending),
	        cmocka_unit_test(says_why_nobody_answers),
	        cmocka_unit_test(uses_no_proxy_for_this_machine),
	};

	return cmocka_run_group_tests(tests, mailserver_open, mailserver_close);
}
