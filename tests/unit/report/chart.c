/* SPDX-License-Identifier: MIT */

/* One bar in parts, readable without eyes and without colours. */
#include "report/chart.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

#define BAR_START \
	"<svg class=\"bar\" role=\"img\" width=\"100%\" height=\"40\" " \
	"aria-labelledby=\"b-title b-text\">\n<title id=\"b-title\">T &lt; 1</title>\n" \
	"<desc id=\"b-text\">D &amp; d</desc>\n"

static const char *
bar(struct arena *arena, const struct chart_part *parts, size_t count)
{
	struct buf out;

	buf_init(&out, arena, 0);
	chart_add_bar(&out, "b", "T < 1", "D & d", parts, count);
	return out.text;
}

static void
draws_parts(void **state)
{
	static const struct chart_part parts[] = {
	        {.name = "answered", .label = "a", .value = 2},
	        {.name = "open", .label = "<b>", .value = 1},
	        {.name = "partial", .label = "nothing", .value = 0},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(bar(&arena, parts, COUNT(parts)),
	        BAR_START "<rect class=\"answered\" x=\"0.00%\" width=\"66.66%\" height=\"40\"/>\n"
	                  "<text x=\"33.33%\" y=\"26\">a</text>\n"
	                  "<rect class=\"open\" x=\"66.66%\" width=\"33.34%\" height=\"40\"/>\n"
	                  "<text x=\"83.33%\" y=\"26\">&lt;b&gt;</text>\n"
	                  "</svg>\n");
	arena_close(&arena);
}

/* A label that has no room is left out; the table below the bar has the number. */
static void
leaves_narrow_labels_out(void **state)
{
	static const struct chart_part parts[] = {
	        {.name = "answered", .label = "few", .value = 1},
	        {.name = "open", .label = "many", .value = 99},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_null(strstr(bar(&arena, parts, COUNT(parts)), "few"));
	assert_non_null(strstr(bar(&arena, parts, COUNT(parts)), "many"));
	assert_non_null(strstr(bar(&arena, parts, COUNT(parts)), "width=\"1.00%\""));
	arena_close(&arena);
}

static void
draws_nothing(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(bar(&arena, NULL, 0),
	        BAR_START "<rect class=\"none\" width=\"100%\" height=\"40\"/>\n</svg>\n");
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(draws_parts),
	        cmocka_unit_test(leaves_narrow_labels_out),
	        cmocka_unit_test(draws_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
