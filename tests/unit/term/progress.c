/* SPDX-License-Identifier: MIT */

/* What is seen of long work; standard error is a file that stands for the terminal. */
#include "term/progress.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { SEEN_MOST = 4096, POLL_US = 10 * 1000, POLLS_MOST = 500 };

struct screen {
	FILE *file;
	int saved;
	char seen[SEEN_MOST];
};

static const struct term terminal = {.error_terminal = true, .utf8 = true, .width = 20};

static void
screen_open(struct screen *screen)
{
	screen->file = tmpfile();
	assert_non_null(screen->file);
	screen->saved = dup(STDERR_FILENO);
	(void)dup2(fileno(screen->file), STDERR_FILENO);
}

static void
screen_read(struct screen *screen)
{
	ssize_t length = pread(fileno(screen->file), screen->seen, SEEN_MOST - 1, 0);

	screen->seen[length > 0 ? length : 0] = '\0';
}

/* Waits until a text is there; a slow machine is no failure. */
static void
screen_wait(struct screen *screen, const char *text)
{
	for (int i = 0; i < POLLS_MOST; i++) {
		screen_read(screen);
		if (strstr(screen->seen, text))
			return;
		(void)usleep(POLL_US);
	}
	fail_msg("never seen: %s", text);
}

static void
screen_close(struct screen *screen)
{
	screen_read(screen);
	(void)dup2(screen->saved, STDERR_FILENO);
	(void)close(screen->saved);
	(void)fclose(screen->file);
}

static void
quick_work_shows_nothing(void **state)
{
	struct progress *progress;
	struct screen screen;

	(void)state;
	screen_open(&screen);
	progress_open(&terminal, true, &progress);
	assert_non_null(progress);
	progress_update(progress, "1/2 here");
	progress_close(progress);
	screen_close(&screen);
	assert_string_equal(screen.seen, "");
}

static void
long_work_shows_a_line_and_takes_it_away(void **state)
{
	struct progress *progress;
	struct screen screen;

	(void)state;
	screen_open(&screen);
	progress_open(&terminal, true, &progress);
	progress_update(progress, "1/2 here");
	screen_wait(&screen, "\r\033[K1/2 here");
	progress_update(progress, "2/2 %s", "there\033[31m, and much too long for it");
	progress_close(progress);
	screen_close(&screen);
	assert_string_equal(screen.seen, "\r\033[K1/2 here\r\033[K2/2 there<ESC>[31m,\r\033[K");
}

static void
nobody_is_shown_what_he_does_not_want(void **state)
{
	static const struct {
		struct term term;
		bool wanted;
	} cases[] = {
	        {{.error_terminal = true, .width = 80}, false},
	        {{.error_terminal = false, .width = 80}, true},
	        {{.error_terminal = true, .dumb = true, .width = 80}, true},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct progress *progress;

		progress_open(&cases[i].term, cases[i].wanted, &progress);
		assert_null(progress);
		progress_update(progress, "nothing");
		progress_close(progress);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(quick_work_shows_nothing),
	        cmocka_unit_test(long_work_shows_a_line_and_takes_it_away),
	        cmocka_unit_test(nobody_is_shown_what_he_does_not_want),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
