/* SPDX-License-Identifier: MIT */

/* Who sent a mail, also when the mail was made to be hard to read. */
#include "text/mailbox.h"

#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static const struct {
	const char *text;
	const char *name;
	const char *address;
} cases[] = {
        {"Emil Stolarsky <emil@shop.example>", "Emil Stolarsky", "emil@shop.example"},
        {"emil@shop.example", "", "emil@shop.example"},
        {"<emil@shop.example>", "", "emil@shop.example"},
        {"emil@shop.example (Emil (the one) Stolarsky)", "Emil the one Stolarsky",
                "emil@shop.example"},
        {"\"Stolarsky, Emil \\\"E\\\" <x@y.example>\" <emil@shop.example>",
                "Stolarsky, Emil \"E\" <x@y.example>", "emil@shop.example"},
        {"=?utf-8?Q?Zo=C3=AB=2C_x_=3Ca=40b.example=3E?= <zoe@b.example>", "Zoë, x <a@b.example>",
                "zoe@b.example"},
        {"\"=?utf-8?Q?Zo=C3=AB?=\" <zoe@b.example>", "Zoë", "zoe@b.example"},
        {"a@b.example, c@d.example", "", "a@b.example"},
        {"A <a@b.example>, C <c@d.example>", "A", "a@b.example"},
        {"A <a@b.example", "A", "a@b.example"},
        {"\"A <a@b.example>", "", "A <a@b.example>"},
        {"(never closed a@b.example", NULL, NULL},
        {"(a)b@c.example(d", "ad", "b@c.example"},
        {"", NULL, NULL},
        {"<>", NULL, NULL},
        {"<", NULL, NULL},
        {"\"", NULL, NULL},
        {"\"\\", "", "\\"},
        {",", NULL, NULL},
        {"(", NULL, NULL},
        {"(\\", "", NULL},
};

static void
test_parse(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct mailbox mailbox;
		struct arena arena;
		struct error err;
		const char *mail;
		bool ok;

		arena_init(&arena);
		mail = arena_format(&arena, "From: %s\n\n", cases[i].text);
		ok = mailbox_find_sender(&arena, mail, strlen(mail), &mailbox, &err);
		assert_int_equal(ok, cases[i].address != NULL);
		if (ok) {
			assert_string_equal(mailbox.name, cases[i].name);
			assert_string_equal(mailbox.address, cases[i].address);
		} else {
			assert_int_equal(err.kind, ERROR_INVALID);
		}
		arena_close(&arena);
	}
}

static void
test_sender(void **state)
{
	static const struct {
		const char *mail;
		const char *name;
		const char *address;
	} mails[] = {
	        {"From: A <a@b.example>\n\n", "A", "a@b.example"},
	        {"From a@x.example Wed Aug 30\r\nSubject: x\r\nFROM : A\r\n\t<a@b.example>\r\nTo: "
	         "c\r\n\r\nFrom: d@e.example\r\n",
	                "A", "a@b.example"},
	        {"From: A\n <a@b.example>", "A", "a@b.example"},
	        {"From: a@b.example\nFrom: c@d.example\n\n", "", "a@b.example"},
	        {"Fromage: c@d.example\nFrom: a@b.example\n", "", "a@b.example"},
	        {"Subject: x\n From: c@d.example\nFrom: a@b.example\n", "", "a@b.example"},
	        {"Subject: x\n\nFrom: a@b.example\n", NULL, NULL},
	        {"\nFrom: a@b.example\n", NULL, NULL},
	        {"From: \n\n", NULL, NULL},
	        {"From", NULL, NULL},
	        {"", NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(mails); i++) {
		struct mailbox mailbox;
		struct arena arena;
		struct error err;
		bool ok;

		arena_init(&arena);
		ok = mailbox_find_sender(
		        &arena, mails[i].mail, strlen(mails[i].mail), &mailbox, &err);
		assert_int_equal(ok, mails[i].address != NULL);
		if (ok) {
			assert_string_equal(mailbox.name, mails[i].name);
			assert_string_equal(mailbox.address, mails[i].address);
		}
		arena_close(&arena);
	}
}

/* A NUL ends nothing. */
static void
test_zero(void **state)
{
	static const char mail[] = "From: A\0B <a@b.example>\n\n";
	struct mailbox mailbox;
	struct arena arena;
	struct error err;

	(void)state;
	arena_init(&arena);
	assert_true(mailbox_find_sender(&arena, mail, sizeof(mail) - 1, &mailbox, &err));
	assert_string_equal(mailbox.name, "A B");
	assert_string_equal(mailbox.address, "a@b.example");
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_parse),
	        cmocka_unit_test(test_sender),
	        cmocka_unit_test(test_zero),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
