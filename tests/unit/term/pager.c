/* SPDX-License-Identifier: MIT */

/* The pager, played by one-line shell programs that write what they get to a file. */
#include "term/pager.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

static const char *const variables[] = {"ASKBACK_PAGER", "PAGER", "LESS", "LV"};

/*
 * A program that pages one line, in a process of its own since its standard output is lost
 * afterwards; shown_out gets what came out, by any way. Returns its status.
 */
static int
page(const struct term *term, const char *configured, char *shown_out, size_t size)
{
	char name[] = "/tmp/pager-XXXXXX";
	int shown = mkostemp(name, O_CLOEXEC);
	ssize_t got;
	int status;
	pid_t child;

	assert_true(shown >= 0);
	(void)unlink(name);
	(void)fflush(stdout);
	child = fork();
	if (child == 0) {
		int pager;

		(void)setpgid(0, 0);
		(void)dup2(shown, STDOUT_FILENO);
		(void)dup2(shown, STDERR_FILENO);
		pager_start(term, configured, &pager);
		(void)puts("line");
		if (pager)
			(void)kill(getpid(), SIGINT);
		pager_wait(pager);
		(void)puts("late");
		(void)fflush(stdout);
		_exit(pager ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	got = pread(shown, shown_out, size - 1, 0);
	shown_out[got > 0 ? got : 0] = '\0';
	(void)close(shown);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
test_choice(void **state)
{
	static const struct term terminal = {.output_terminal = true};
	static const struct term pipe_end = {.output_terminal = false};
	static const struct term dumb = {.output_terminal = true, .dumb = true};
	static const struct {
		const struct term *term;
		const char *configured;
		const char *environment[COUNT(variables)]; /* in the order above */
		int status;                                /* 0: there was a pager */
		const char *shown;
	} cases[] = {
	        {&terminal, "sed s/^/2/", {"sed s/^/1/", "sed s/^/3/"}, 0, "1line\n"},
	        {&terminal, "sed s/^/2/", {NULL, "sed s/^/3/"}, 0, "2line\n"},
	        {&terminal, NULL, {NULL, "sed s/^/3/"}, 0, "3line\n"},
	        {&terminal, NULL, {NULL, "sed s/^/3/ | tr a-z A-Z"}, 0, "3LINE\n"},
	        {&terminal, "sed s/^/2/", {"", "sed s/^/3/"}, 1, "line\nlate\n"},
	        {&terminal, "cat", {NULL, "sed s/^/3/"}, 1, "line\nlate\n"},
	        {&terminal, NULL, {NULL, ""}, 1, "line\nlate\n"},
	        {&pipe_end, NULL, {NULL, "sed s/^/3/"}, 1, "line\nlate\n"},
	        {&dumb, NULL, {NULL, "sed s/^/3/"}, 1, "line\nlate\n"},
	        {&terminal, "no-such-pager -x 2>/dev/null", {NULL}, 0, "line\n"},
	        {&terminal, "/dev/null 2>/dev/null", {NULL}, 0, "line\n"},
	        {&terminal, "echo $LESS $LV; cat >/dev/null", {NULL}, 0, "FRX -c\n"},
	        {&terminal, "echo $LESS $LV; cat >/dev/null", {NULL, NULL, "S", "-x"}, 0, "S -x\n"},
	        {&terminal, "kill -INT 0; cat", {NULL}, 0, "line\n"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char shown[64];

		for (size_t k = 0; k < COUNT(variables); k++) {
			if (cases[i].environment[k])
				(void)setenv(variables[k], cases[i].environment[k], 1);
			else
				(void)unsetenv(variables[k]);
		}
		if (page(cases[i].term, cases[i].configured, shown, sizeof(shown)) !=
		                cases[i].status ||
		        strcmp(shown, cases[i].shown) != 0)
			fail_msg("case %zu: %s", i, shown);
	}
}

/* The standard pager is less; where there is none, the text is shown all the same. */
static void
test_standard(void **state)
{
	static const struct term terminal = {.output_terminal = true};
	char folder[] = "/tmp/pager-XXXXXX";
	char *path = strdup(getenv("PATH"));
	char cat[64], less[64], shown[2][64];

	(void)state;
	for (size_t i = 0; i < COUNT(variables); i++)
		(void)unsetenv(variables[i]);
	assert_non_null(mkdtemp(folder));
	(void)snprintf(cat, sizeof(cat), "%s/cat", folder);
	(void)snprintf(less, sizeof(less), "%s/less", folder);
	assert_int_equal(symlink("/bin/cat", cat), 0);
	assert_int_equal(setenv("PATH", folder, 1), 0);
	(void)page(&terminal, NULL, shown[0], sizeof(shown[0]));
	/* Its checksum shows that less got the text. */
	assert_int_equal(symlink("/usr/bin/sum", less), 0);
	(void)page(&terminal, NULL, shown[1], sizeof(shown[1]));
	assert_int_equal(setenv("PATH", path, 1), 0);
	free(path);
	assert_int_equal(unlink(cat) | unlink(less) | rmdir(folder), 0);
	assert_string_equal(shown[0], "line\n");
	assert_string_equal(shown[1], "57451     1\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_choice),
	        cmocka_unit_test(test_standard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
