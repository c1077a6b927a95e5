/* SPDX-License-Identifier: MIT */
#include "net/mime.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static struct mime_mail
mail_of(const char *subject, const char *text)
{
	return (struct mime_mail){
	        .from_name = "Ada Asker",
	        .from = "asker@home.example",
	        .to = "emil@shop.example",
	        .subject = subject,
	        .message_id = "0123456789abcdef0123456789abcdef@home.example",
	        .date = 1504097520,
	        .text = text,
	};
}

static const char *
format(struct arena *arena, const struct mime_mail *mail)
{
	const char *bytes;
	struct error err;

	if (!mime_format(arena, mail, &bytes, &err))
		fail_msg("%s", err.text);
	return bytes;
}

static void
writes_these_bytes(void **state)
{
	struct mime_mail mail = mail_of("ECMP group", "Dear Emil,\n\nhow large is it?\n");
	struct arena arena;
	const char *bytes;

	(void)state;
	arena_init(&arena);
	mail.to_name = "Emil Stolarsky";
	mail.reply_to = "asker+0123456789ab@home.example";
	bytes = format(&arena, &mail);
	assert_string_equal(bytes,
	        "From: Ada Asker <asker@home.example>\r\n"
	        "To: Emil Stolarsky <emil@shop.example>\r\n"
	        "Reply-To: asker+0123456789ab@home.example\r\n"
	        "Subject: ECMP group\r\n"
	        "Date: Wed, 30 Aug 2017 12:52:00 +0000\r\n"
	        "Message-ID: <0123456789abcdef0123456789abcdef@home.example>\r\n"
	        "MIME-Version: 1.0\r\n"
	        "Content-Type: text/plain; charset=utf-8\r\n"
	        "Content-Transfer-Encoding: quoted-printable\r\n"
	        "\r\n"
	        "Dear Emil,\r\n\r\nhow large is it?\r\n");
	assert_string_equal(format(&arena, &mail), bytes);
	arena_close(&arena);
}

struct body {
	const char *text;
	const char *bytes;
};

#define SEVENTY "1234567890123456789012345678901234567890123456789012345678901234567890"

#define DOTS "........................................................................"

static const struct body bodies[] = {
        {"", "\r\n"},
        {"no end", "no end\r\n"},
        {"a\r\nb\rc\n", "a\r\nb\r\nc\r\n"},
        {"Zo\xc3\xab = 1\n", "Zo=C3=AB =3D 1\r\n"},
        {"blank \ntab\t\n", "blank=20\r\ntab=09\r\n"},
        {".\n..\n.a\n", "=2E\r\n=2E.\r\n=2Ea\r\n"},
        {"From me\nFrom\nFromage\n From \n", "=46rom me\r\nFrom\r\nFromage\r\n From=20\r\n"},
        {"a\x01\x1b[2J\n", "a=01=1B[2J\r\n"},
        /* A line that is full is broken again, and what comes then begins with a dot as well. */
        {"." SEVENTY "1234567\n", "=2E=\r\n" SEVENTY "1234=\r\n567\r\n"},
        {"." SEVENTY "1234\n", "=2E=\r\n" SEVENTY "1234\r\n"},
        {DOTS "........\n", "=2E=\r\n=2E=\r\n=2E" DOTS "=\r\n=2E....\r\n"},
        {"\xf0\x9f\x8e\x89\n", "=F0=9F=8E=89\r\n"},
};

static void
writes_bodies_that_no_relay_changes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bodies); i++) {
		struct mime_mail mail = mail_of("Hi", bodies[i].text);
		struct arena arena;
		const char *bytes;

		arena_init(&arena);
		bytes = strstr(format(&arena, &mail), "\r\n\r\n") + 4;
		assert_string_equal(bytes, bodies[i].bytes);
		arena_close(&arena);
	}
}

static const char *const subjects[] = {
        "ECMP group",
        "Fragen \xf0\x9f\x8e\x89\xf0\x9f\x8e\x89 zu \xe2\x80\x9eStanding\xe2\x80\x9c",
        "=?utf-8?q?not_encoded?=",
        "\xc3\xa4\xc3\xb6 =?utf-8?q?not_encoded?= \xf0\x9f\x8e\x89 and more of it, until the line "
        "ends",
        "Re: [Q7] a: b; c, <d@e> \"f\" (g)",
        "and  double  blanks",
        SEVENTY SEVENTY,
        "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f \xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f "
        "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f \xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f "
        "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f \xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f "
        "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f \xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f",
        "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e",
};

/* ASCII, CRLF only, no line too long, and the headers that there should be. */
static void
assert_travels(const char *bytes)
{
	size_t column = 0;
	size_t lines = 0;

	for (const char *at = bytes; *at; at++) {
		assert_in_range((unsigned char)*at, 1, 126);
		if (*at == '\n')
			fail_msg("a lone LF");
		if (*at != '\r') {
			column++;
			continue;
		}
		at++;
		assert_int_equal(*at, '\n');
		assert_in_range(column, 0, 998);
		column = 0;
		lines++;
	}
	assert_int_equal(column, 0);
	assert_in_range(lines, 9, 1000000);
}

static size_t
count_headers(const char *bytes)
{
	size_t count = 0;

	while (*bytes != '\r') {
		count += *bytes != ' ' && *bytes != '\t';
		bytes = strstr(bytes, "\r\n") + 2;
	}
	return count;
}

static void
brings_headers_home(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(subjects); i++) {
		struct mime_mail mail = mail_of(subjects[i], "Hi\n");
		struct arena arena;
		const char *bytes, *seen;

		arena_init(&arena);
		mail.to_name = subjects[i];
		bytes = format(&arena, &mail);
		assert_travels(bytes);
		assert_int_equal(count_headers(bytes), 8);
		seen = mime_read(&arena, bytes);
		if (!strstr(seen, arena_format(&arena, "\nSubject: %s\n", subjects[i])))
			fail_msg("\"%s\" comes as\n%s", subjects[i], seen);
		arena_close(&arena);
	}
}

static void
splits_a_word_without_end(void **state)
{
	struct arena arena;
	struct mime_mail mail;
	struct buf subject;

	(void)state;
	arena_init(&arena);
	buf_init(&subject, &arena, 0);
	buf_add_repeat(&subject, "a", 3000);
	mail = mail_of(subject.text, "Hi\n");
	assert_travels(format(&arena, &mail));
	arena_close(&arena);
}

static void
folds_headers(void **state)
{
	struct mime_mail mail =
	        mail_of("Standing On the Shoulders of Giants: Unleashing the Power of Scriptable "
	                "Load Balancers, the questions that were left open",
	                "Hi\n");
	struct arena arena;
	const char *bytes;

	(void)state;
	arena_init(&arena);
	mail.from_name = "\xc3\x84sk\xc3\xa9r of a very long Name with many W\xc3\xb6rds in it";
	bytes = format(&arena, &mail);
	for (const char *at = bytes; *at; at = strstr(at, "\r\n") + 2)
		assert_in_range(strcspn(at, "\r"), 0, 78);
	assert_travels(bytes);
	arena_close(&arena);
}

static const char *const dirty[] = {
        "a\nb", "a\r\nBcc: x@x.example", "a\rb", "\t", "a\x7f", "\x1b["};

static void
refuses_what_ends_a_header(void **state)
{
	struct arena arena;
	const char *bytes;
	struct error err;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(dirty); i++) {
		for (size_t field = 0; field < 7; field++) {
			struct mime_mail mail = mail_of("Hi", "Hi\n");
			const char **fields[] = {&mail.from_name, &mail.from, &mail.to_name,
			        &mail.to, &mail.reply_to, &mail.subject, &mail.message_id};

			*fields[field] = dirty[i];
			assert_false(mime_format(&arena, &mail, &bytes, &err));
			assert_int_equal(err.kind, ERROR_INVALID);
		}
	}
	arena_close(&arena);
}

static void
reads_what_people_see(void **state)
{
	struct mime_mail mail = mail_of("Gr\xc3\xbc\xc3\x9f"
	                                "e",
	        ".dot\nFrom Zo\xc3\xab\nlast \n");
	struct arena arena;
	const char *bytes;

	(void)state;
	arena_init(&arena);
	mail.to_name = "Zo\xc3\xab";
	bytes = format(&arena, &mail);
	assert_string_equal(mime_read(&arena, bytes),
	        "From: Ada Asker <asker@home.example>\n"
	        "To: Zo\xc3\xab <emil@shop.example>\n"
	        "Date: Wed, 30 Aug 2017 12:52:00 +0000\n"
	        "Subject: Gr\xc3\xbc\xc3\x9f"
	        "e\n"
	        "Message-ID: <0123456789abcdef0123456789abcdef@home.example>\n"
	        "\n"
	        ".dot\nFrom Zo\xc3\xab\nlast \n");
	assert_string_equal(mime_id_find(&arena, bytes), mail.message_id);
	assert_null(mime_id_find(&arena, "Subject: none\r\n\r\nHi\r\n"));
	assert_non_null(mime_read(&arena, ""));
	assert_non_null(mime_read(&arena, "no mail at all"));
	arena_close(&arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	        cmocka_unit_test(writes_these_bytes),
	        cmocka_unit_test(writes_bodies_that_no_relay_changes),
	        cmocka_unit_test(brings_headers_home),
	        cmocka_unit_test(splits_a_word_without_end),
	        cmocka_unit_test(folds_headers),
	        cmocka_unit_test(refuses_what_ends_a_header),
	        cmocka_unit_test(reads_what_people_see),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
