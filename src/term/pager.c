/* SPDX-License-Identifier: MIT */
#include "term/pager.h"

#include "term/child.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * The shell stays around the pager, to show the text when the command cannot be found (127) or run
 * (126), and must survive the Ctrl-C that is meant for the pager.
 */
static const char script[] = "trap : INT\n"
                             "eval \"$1\"\n"
                             "case $? in 126|127) exec cat ;; esac";

/* Small systems have no less, and nobody chose it there: no complaint. */
static const char standard[] = "if command -v less >/dev/null; then less; else cat; fi";

const char *
pager_find(const char *configured)
{
	const char *pager = getenv("ASKBACK_PAGER");

	if (!pager)
		pager = configured;
	return pager ? pager : getenv("PAGER");
}

static const char *
pager_get(const struct term *term, const char *configured)
{
	const char *pager = pager_find(configured);

	if (!term->output_terminal || term->dumb)
		return NULL;
	if (!pager)
		pager = standard;
	return pager[0] == '\0' || strcmp(pager, "cat") == 0 ? NULL : pager;
}

void
pager_start(const struct term *term, const char *configured, int *pager_out)
{
	const char *pager = pager_get(term, configured);
	struct error unused;
	void (*before)(int);
	int ends[2], child;

	*pager_out = 0;
	if (!pager || pipe2(ends, O_CLOEXEC) != 0)
		return;
	(void)setenv("LESS", "FRX", 0);
	(void)setenv("LV", "-c", 0);
	(void)fflush(stdout);
	before = signal(SIGINT, SIG_IGN);
	if (child_open(
	            script, (const char *const[]){"sh", pager, NULL}, ends[0], &child, &unused)) {
		*pager_out = child;
		(void)dup2(ends[1], STDOUT_FILENO);
	} else {
		(void)signal(SIGINT, before);
	}
	(void)close(ends[0]);
	(void)close(ends[1]);
}

void
pager_wait(int pager)
{
	int nowhere;

	if (!pager)
		return;
	(void)fflush(stdout);
	nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (nowhere >= 0) {
		(void)dup2(nowhere, STDOUT_FILENO);
		(void)close(nowhere);
	} else {
		(void)close(STDOUT_FILENO);
	}
	(void)child_close(pager);
}
