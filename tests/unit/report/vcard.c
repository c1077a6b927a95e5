/* SPDX-License-Identifier: MIT */

/* People for address books: escaped, folded, and never cut inside a character. */
#include "report/vcard.h"

#include <setjmp.h>
#include <cmocka.h>

static const struct contact contacts[] = {
        {.kind = "email", .value = "emil@shop.example"},
        {.kind = "phone", .value = "+353 1 234"},
        {.kind = "url", .value = "https://emil.example/?a=1,2;b"},
        {.kind = "github", .value = "emil"},
        {.kind = "mastodon", .value = "emil@social.example"},
        {.kind = "mastodon", .value = "emil"},
        {.kind = "matrix", .value = "emil:chat.example"},
        {.kind = "x", .value = "https://x.com/emil"},
};

static void
test_whole(void **state)
{
	static const char expected[] =
	        "BEGIN:VCARD\r\nVERSION:3.0\r\n"
	        "N:Stolarsky;Emil J.;;;\r\nFN:Emil J. Stolarsky\r\n"
	        "ORG:Shop\\; Ify\\, Inc\r\nTITLE:Engineer\r\n"
	        "EMAIL;TYPE=INTERNET:emil@shop.example\r\n"
	        "TEL;TYPE=VOICE:+353 1 234\r\n"
	        "URL:https://emil.example/?a=1,2;b\r\n"
	        "X-SOCIALPROFILE;TYPE=github:https://github.com/emil\r\n"
	        "X-SOCIALPROFILE;TYPE=mastodon:https://social.example/@emil\r\n"
	        "X-SOCIALPROFILE;TYPE=mastodon:emil\r\n"
	        "X-SOCIALPROFILE;TYPE=matrix:https://matrix.to/#/@emil:chat."
	        "example\r\n"
	        "X-SOCIALPROFILE;TYPE=x:https://x.com/emil\r\n"
	        "NOTE:One\\nTwo \\\\ three\r\nUID:askback-1-P1\r\n"
	        "END:VCARD\r\n";
	const struct person person = {.name = "Emil J. Stolarsky",
	        .role = "Engineer",
	        .affiliation = "Shop; Ify, Inc",
	        .note = "mine"};
	const struct vcard card = {.person = &person,
	        .contacts = contacts,
	        .contact_count = COUNT(contacts),
	        .uid = "askback-1-P1",
	        .note = "One\nTwo \\ three"};
	struct arena arena;
	struct buf out;

	(void)state;
	arena_init(&arena);
	buf_init(&out, &arena, 0);
	vcard_add(&out, &card);
	assert_string_equal(out.text, expected);
	arena_close(&arena);
}

static void
test_names(void **state)
{
	static const struct {
		const char *name;
		const char *expected;
	} cases[] = {
	        {"Madonna", "N:;Madonna;;;\r\nFN:Madonna\r\n"},
	        {"O, Zoë;", "N:Zoë\\;;O\\,;;;\r\nFN:O\\, Zoë\\;\r\n"},
	        {"a\r\nEND:VCARD", "N:;a \\nEND:VCARD;;;\r\nFN:a \\nEND:VCARD\r\n"},
	        {"a\tb\x01", "N:;a b ;;;\r\nFN:a b \r\n"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct person person = {.name = cases[i].name};
		struct vcard card = {.person = &person};
		struct arena arena;
		struct buf out;

		arena_init(&arena);
		buf_init(&out, &arena, 0);
		vcard_add(&out, &card);
		assert_string_equal(out.text,
		        arena_format(&arena, "BEGIN:VCARD\r\nVERSION:3.0\r\n%sEND:VCARD\r\n",
		                cases[i].expected));
		arena_close(&arena);
	}
}

/* Every line has at most 75 octets and begins with a whole character; joined they are the text. */
static void
folded_check(struct arena *arena, const char *text)
{
	struct person person = {.name = "x", .role = text};
	struct vcard card = {.person = &person};
	struct buf out, joined;

	buf_init(&out, arena, 0);
	buf_init(&joined, arena, 0);
	vcard_add(&out, &card);
	for (const char *line = out.text; *line;) {
		size_t length = strcspn(line, "\r");

		assert_in_range(length, 1, 75);
		assert_memory_equal(line + length, "\r\n", 2);
		if (*line == ' ')
			assert_int_not_equal((unsigned char)line[1] & 0xC0, 0x80);
		else if (line != out.text)
			buf_add_char(&joined, '\n');
		buf_add(&joined, line + (*line == ' '), length - (*line == ' '));
		line += length + 2;
	}
	assert_non_null(strstr(joined.text, arena_format(arena, "\nTITLE:%s\n", text)));
}

static void
test_folding(void **state)
{
	static const char *const letters[] = {"a", "ë", "字", "😀"};

	(void)state;
	for (size_t i = 0; i < COUNT(letters); i++)
		for (size_t count = 1; count < 200; count++) {
			struct arena arena;
			struct buf text;

			arena_init(&arena);
			buf_init(&text, &arena, 0);
			buf_add_repeat(&text, letters[i], count);
			folded_check(&arena, text.text);
			folded_check(&arena, arena_format(&arena, "x%s", text.text));
			arena_close(&arena);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_whole),
	        cmocka_unit_test(test_names),
	        cmocka_unit_test(test_folding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
