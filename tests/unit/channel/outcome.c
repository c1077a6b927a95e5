/* SPDX-License-Identifier: MIT */

/* What services say, kept: a copy, one line, no control characters, not too long, no half letters.
 */
#include "channel/channel.h"

#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static void
test_line(void **state)
{
	struct arena arena;
	char said[8] = "busy";
	const char *line;
	char *letters;

	(void)state;
	arena_init(&arena);
	line = outcome_line(&arena, said);
	said[0] = 'l';
	assert_string_equal(line, "busy");
	assert_string_equal(outcome_line(&arena, "a\033[31m\nb"), "a<ESC>[31m<LF>b");
	letters = arena_get(&arena, 2 * OUTCOME_LINE_MOST + 1);
	for (size_t i = 0; i < OUTCOME_LINE_MOST; i++)
		memcpy(letters + 2 * i, "é", 2);
	line = outcome_line(&arena, letters);
	assert_true(strlen(line) <= OUTCOME_LINE_MOST);
	assert_string_equal(line + strlen(line) - strlen("é…"), "é…");
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_line)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
