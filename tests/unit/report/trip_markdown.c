/* SPDX-License-Identifier: MIT */

/* A trip as Markdown; whole reports are compared in tests/cli/report.bats. */
#include "report/trip_report.h"

#include "tests/unit/report/trip_sample.h"

static const char *
report(struct arena *arena, const struct trip *trip)
{
	struct buf out;

	buf_init(&out, arena, 0);
	trip_add_markdown(&out, trip);
	return out.text;
}

static void
writes_what_came_of_it(void **state)
{
	struct arena arena;
	struct trip trip;

	(void)state;
	arena_init(&arena);
	trip = sample_trip(&arena);
	assert_string_equal(report(&arena, &trip),
	        "# Trip report: Conf \\<1\\>\n\n"
	        "Wed 30 Aug 2017\n\n"
	        "1 question at 1 of 2 talks: 1 partly answered.\n\n"
	        "## Key figures\n\n"
	        "| Questions | Answered | Partly answered | Open | Talks visited | "
	        "Median days to answer |\n"
	        "| ---: | ---: | ---: | ---: | ---: | ---: |\n"
	        "| 1 | 0 | 1 | 0 | 1 | none yet |\n\n"
	        "## Where they stand\n\n"
	        "| State | Questions | Share |\n| --- | ---: | ---: |\n"
	        "| ✓ answered | 0 | 0 % |\n| ◐ partly answered | 1 | 100 % |\n"
	        "| ● open | 0 | 0 % |\n| ✗ dropped | 0 | 0 % |\n\n"
	        "## Needs me\n\n"
	        "- [ ] **Q7** Is 1 \\< 2?\\\n"
	        "  **ask for the rest**: asked live Wed 30 Aug 2017 12:12, "
	        "[minute 12](https://x.example/v#t=720), at *T\\* \\<x\\>* (A \\& B, C)\n\n"
	        "## Answers worth keeping\n\n"
	        "### T\\* \\<x\\>\n\n"
	        "**Q7** Is 1 \\< 2?\n\n"
	        "> First\n>\n> \\- second @\u200bx\n>\n> — in the hallway, Wed 30 Aug 2017\n\n"
	        "## Talks\n\n"
	        "### Wed 30 Aug 2017\n\n"
	        "#### T\\* \\<x\\>\n\n"
	        "A \\& B; C, R, D · 12:00 to 13:00 · [slides](https://x.example/a%28b%29)\n\n"
	        "- **Q7** Is 1 \\< 2?\\\n"
	        "  ◐ partly answered, asked live Wed 30 Aug 2017 12:12, "
	        "[minute 12](https://x.example/v#t=720)\n\n"
	        "---\n\n"
	        "State of Wed 30 Aug 2017 12:00 (Europe/Dublin). Written by askback 0.\n");
	arena_close(&arena);
}

static void
writes_an_empty_trip(void **state)
{
	struct trip trip = {.conference = {.name = "C", .zone = "UTC"}, .program = "0"};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	trip_count(&arena, &trip);
	expect_part(report(&arena, &trip), "# Trip report: C\n\n0 questions at 0 of 0 talks.\n");
	expect_part(report(&arena, &trip), "Nothing: every question is settled.\n");
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(writes_what_came_of_it),
	        cmocka_unit_test(writes_an_empty_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
