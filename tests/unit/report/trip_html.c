/* SPDX-License-Identifier: MIT */

/* A trip as a page; whole reports are compared in tests/cli/report.bats. */
#include "report/trip_report.h"

#include "tests/unit/report/trip_sample.h"

static const char *
report(struct arena *arena, const struct trip *trip)
{
	struct buf out;

	buf_init(&out, arena, 0);
	trip_add_html(&out, trip);
	return out.text;
}

static void
writes_what_came_of_it(void **state)
{
	struct arena arena;
	struct trip trip;
	const char *page;

	(void)state;
	arena_init(&arena);
	trip = sample_trip(&arena);
	page = report(&arena, &trip);
	expect_part(page, "<title>Trip report: Conf &lt;1&gt;</title>\n");
	expect_part(page,
	        "<li id=\"q7\" class=\"partial\">\n<div class=\"text\" dir=\"auto\">\n"
	        "<p>Is 1 &lt; 2?</p>\n</div>\n");
	expect_part(page,
	        "<a href=\"#q7\">Q7</a>, asked live "
	        "<time datetime=\"2017-08-30T12:12:00+01:00\">Wed 30 Aug 2017 12:12</time>, "
	        "<a href=\"https://x.example/v#t=720\">minute 12</a>");
	expect_part(page,
	        "<p>First</p>\n<ul>\n<li>second @x</li>\n</ul>\n</div>\n"
	        "<footer>in the hallway, ");
	expect_part(page,
	        "<h4 id=\"t3\" dir=\"auto\">T* &lt;x&gt;</h4>\n"
	        "<p class=\"line\">A &amp; B; C, R, D · 12:00 to 13:00 · "
	        "<a href=\"https://x.example/a%28b%29\">slides</a></p>\n");
	expect_no_part(page, "javascript");
	expect_no_part(page, "<cite>");
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
	expect_part(report(&arena, &trip),
	        "<h1 dir=\"auto\">Trip report: C</h1>\n<p class=\"mut\"></p>\n"
	        "<p>0 questions at 0 of 0 talks.</p>\n");
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
