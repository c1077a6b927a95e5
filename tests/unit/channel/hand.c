/* SPDX-License-Identifier: MIT */
#include "channel/hand.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

static const struct channel *const hand = &channel_hand;
static const struct account account = {.name = "hand", .type = "hand"};

static int
arena_setup(void **state)
{
	static struct arena arena;

	arena_init(&arena);
	*state = &arena;
	return 0;
}

static int
arena_teardown(void **state)
{
	arena_close(*state);
	return 0;
}

static void
listed_but_never_sent(void **state)
{
	(void)state;
	assert_ptr_equal(channel_find("hand"), hand);
	assert_null(hand->send);
	assert_null(hand->find);
	assert_null(hand->close);
	assert_null(hand->titles);
	assert_false(hand->looks);
	assert_true(hand->is_public);
	assert_int_equal(hand->markup(&account), MARKUP_COMMONMARK);
}

struct place {
	const char *text;
	const char *place; /* NULL: none */
};

static const struct place places[] = {
        {"https://github.com/o/r", "https://github.com/o/r"},
        {"the mailing list of the tool", "the mailing list of the tool"},
        {"  Zulip, stream #help ", "Zulip, stream #help"},
        {"J\xC3\xBCrgen", "J\xC3\xBCrgen"},
        {"", NULL},
        {"  ", NULL},
        {"one\ntwo", NULL},
        {"one\rtwo", NULL},
        {"\x1B[2J", NULL},
        {"a\tb", NULL},
        {"a\x7F", NULL},
        {"\xFF", NULL},
};

static void
place_is_one_line(void **state)
{
	for (size_t i = 0; i < COUNT(places); i++) {
		struct error err = {.kind = ERROR_NONE};
		const char *place = NULL;
		const char *kind = NULL;
		bool good = hand->place(*state, places[i].text, &place, &kind, &err);

		assert_int_equal(good, places[i].place != NULL);
		if (good) {
			assert_string_equal(place, places[i].place);
			assert_string_equal(kind, "note");
		} else {
			assert_int_equal(err.kind, ERROR_INVALID);
		}
	}
}

struct text {
	const char *title;
	const char *body;
	const char *payload; /* NULL: refused */
};

static const struct text texts[] = {
        {"How fast?", "Asked at T.\n\n> How fast?", "How fast?\n\nAsked at T.\n\n> How fast?\n"},
        {"How fast?", "one\ntwo\n\n\n", "How fast?\n\none\ntwo\n"},
        {"two\nlines", "x", "two lines\n\nx\n"},
        {"Is @ada there?", "x",
                "Is @\u200B"
                "ada there?\n\nx\n"},
        {"How fast?", "", "How fast?\n\n\n"},
        {"How fast?", "\xC3(", NULL},
};

static void
payload_is_what_one_pastes(void **state)
{
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct letter letter = {
		        .uid = "00112233445566778899aabbccddeeff",
		        .place = "there",
		        .title = texts[i].title,
		        .body = texts[i].body,
		};
		struct followup followup = {.place = "there"};
		struct error err = {.kind = ERROR_NONE};
		bool good = hand->compose(*state, &account, &letter, &followup.payload, &err);

		assert_int_equal(good, texts[i].payload != NULL);
		if (good) {
			assert_string_equal(followup.payload, texts[i].payload);
			assert_string_equal(hand->read(*state, &followup), texts[i].payload);
		} else {
			assert_int_equal(err.kind, ERROR_INVALID);
		}
	}
}

static void
check_has_nobody_to_ask(void **state)
{
	struct call call = {.arena = *state, .account = &account};
	struct channel_report report = {.login = "stale", .server = "stale", .lacks = "stale"};
	struct error err = {.kind = ERROR_NONE};

	assert_true(hand->check(&call, "there", &report, &err));
	assert_null(report.login);
	assert_null(report.server);
	assert_null(report.lacks);
}

struct form {
	const char *place;
	const char *page; /* in front of the question mark; NULL: no form */
	const char *fields;
};

#define PLAIN_FIELDS "title=A%20%26%20B&body=x%20%3D%20%22y%22%0A%0A%F0%9F%99%82%0A"
#define GITLAB_FIELDS \
	"issue%5Btitle%5D=A%20%26%20B&issue%5Bdescription%5D=" \
	"x%20%3D%20%22y%22%0A%0A%F0%9F%99%82%0A"

static const struct form forms[] = {
        {"https://github.com/o/r", "https://github.com/o/r/issues/new", PLAIN_FIELDS},
        {"https://github.com/o/r/", "https://github.com/o/r/issues/new", PLAIN_FIELDS},
        {"https://github.com/o/r.git", "https://github.com/o/r/issues/new", PLAIN_FIELDS},
        {"HTTPS://GitHub.com/o/r/issues?q=1#x", "https://github.com/o/r/issues/new", PLAIN_FIELDS},
        {"https://github.com/o/r/tree/a%20b", "https://github.com/o/r/issues/new", PLAIN_FIELDS},
        {"https://codeberg.org/o/r/issues", "https://codeberg.org/o/r/issues/new", PLAIN_FIELDS},
        {"https://gitlab.com/g/p", "https://gitlab.com/g/p/-/issues/new", GITLAB_FIELDS},
        {"https://gitlab.com/g/h/i/p/-/boards/3", "https://gitlab.com/g/h/i/p/-/issues/new",
                GITLAB_FIELDS},
        {.place = "https://github.com/o"},
        {.place = "https://github.com"},
        {.place = "https://github.com/o/r%20x"},
        {.place = "https://github.com/../r"},
        {.place = "https://gitlab.com/g"},
        {.place = "https://gitlab.com/g/p/a b"},
        {.place = "http://github.com/o/r"},
        {.place = "https://github.com.example/o/r"},
        {.place = "https://example.org/o/r"},
        {.place = "https://github/o/r"},
        {.place = "https://me@github.com/o/r"},
        {.place = "github.com/o/r"},
        {.place = "the mailing list"},
};

static void
form_is_filled_in(void **state)
{
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct followup followup = {
		        .place = forms[i].place,
		        .payload = "A & B\n\nx = \"y\"\n\n\U0001F642\n",
		};
		const char *url = hand->form_url(*state, &account, &followup);
		size_t length = forms[i].page ? strlen(forms[i].page) : 0;

		if (!forms[i].page) {
			assert_null(url);
			continue;
		}
		assert_non_null(url);
		assert_memory_equal(url, forms[i].page, length);
		assert_int_equal(url[length], '?');
		assert_string_equal(url + length + 1, forms[i].fields);
	}
}

/* A person may have edited it to anything. */
static void
form_of_an_edited_payload(void **state)
{
	struct followup followup = {.place = "https://github.com/o/r", .payload = "only a title"};

	assert_string_equal(hand->form_url(*state, &account, &followup),
	        "https://github.com/o/r/issues/new?title=only%20a%20title&body=");
	followup.payload = "";
	assert_string_equal(hand->form_url(*state, &account, &followup),
	        "https://github.com/o/r/issues/new?title=&body=");
}

static void
form_fits_a_request_line(void **state)
{
	static const char start[] = "https://github.com/o/r/issues/new?title=t&body=";
	char payload[8300] = "t\n\n";
	size_t most = 8192 - strlen(start);
	struct followup followup = {.place = "https://github.com/o/r", .payload = payload};

	memset(payload + 3, 'x', most);
	assert_non_null(hand->form_url(*state, &account, &followup));
	payload[3 + most] = 'x';
	assert_null(hand->form_url(*state, &account, &followup));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(listed_but_never_sent),
	        cmocka_unit_test(place_is_one_line),
	        cmocka_unit_test(payload_is_what_one_pastes),
	        cmocka_unit_test(check_has_nobody_to_ask),
	        cmocka_unit_test(form_is_filled_in),
	        cmocka_unit_test(form_of_an_edited_payload),
	        cmocka_unit_test(form_fits_a_request_line),
	};

	return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
