/* SPDX-License-Identifier: MIT */

/* Talks for calendars: which, when, and nothing that a shared calendar must not show. */
#include "report/calendar.h"

#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static const struct trip_question questions[] = {
        {.question = {.id = 2, .body = "How, exactly; and when?", .state = "open"}},
        {.question = {.id = 3, .body = "Settled", .state = "answered"}},
        {.question = {.id = 4, .body = "Secret", .state = "open", .private = true}},
        {.question = {.id = 5, .body = "The rest\nof it", .state = "partial"}},
};

static const struct trip_talk talks[] = {
        {
                .talk = {.id = 1,
                        .title = "Balancers, in Lua",
                        .room = "Pembroke",
                        .url = "https://conf.example/a",
                        .status = "planned",
                        .starts_at = 1504096800,
                        .ends_at = 1504099800},
                .questions = questions,
                .question_count = COUNT(questions),
        },
        {.talk = {.id = 2, .title = "No time"}, .questions = questions, .question_count = 1},
        {
                .talk = {.id = 3, .title = "Only settled and private ones", .starts_at = 1},
                .questions = &questions[1],
                .question_count = 2,
        },
        {
                .talk = {.id = 4, .title = "Off", .status = "cancelled", .starts_at = 1504103400},
                .questions = questions,
                .question_count = 1,
        },
};

static void
test_events(void **state)
{
	static const char expected[] =
	        "BEGIN:VEVENT\r\nUID:T1.srecon17@askback.invalid\r\nDTSTAMP:20170830T125200Z\r\n"
	        "DTSTART:20170830T124000Z\r\nDTEND:20170830T133000Z\r\n"
	        "SUMMARY:Balancers\\, in Lua\r\nLOCATION:Pembroke\r\n"
	        "DESCRIPTION:Q2: How\\, exactly\\; and when?\\nQ5: The rest\\nof it\r\n"
	        "URL:https://conf.example/a\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\n"
	        "BEGIN:VEVENT\r\nUID:T4.srecon17@askback.invalid\r\nDTSTAMP:20170830T125200Z\r\n"
	        "DTSTART:20170830T143000Z\r\nSUMMARY:Off\r\n"
	        "DESCRIPTION:Q2: How\\, exactly\\; and when?\r\nSTATUS:CANCELLED\r\n"
	        "END:VEVENT\r\n";
	const struct trip trip = {
	        .conference = {.code = "srecon17"},
	        .as_of = 1504097520,
	        .talks = talks,
	        .talk_count = COUNT(talks),
	};
	struct arena arena;
	struct buf out;
	size_t count;

	(void)state;
	arena_init(&arena);
	buf_init(&out, &arena, 0);
	calendar_add(&out, &trip, &count);
	assert_string_equal(out.text, expected);
	assert_int_equal(count, 2);
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_events)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
