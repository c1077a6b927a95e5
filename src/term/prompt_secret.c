/* SPDX-License-Identifier: MIT */
#include "term/prompt.h"

#include "text/safe.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* A terminal drops what is behind the 4095th character of a line, and says nothing. */
enum { LINE_MOST = 4095, LINE_SIZE = 4097 };

static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

/* The signal that came while the echo was off; it is passed on when the echo is back. */
static volatile sig_atomic_t caught;

static void
signal_catch(int number)
{
	caught = number;
}

static void
prompt_show(struct arena *arena, const char *prompt)
{
	(void)fputs(safe_text(arena, prompt), stderr);
	(void)fflush(stderr);
}

/* The length of the line; -1 with errno. A descriptor is read, because a stream would keep a copy.
 */
static ssize_t
line_read(char line[static LINE_SIZE])
{
	struct sigaction catching = {.sa_handler = signal_catch};
	struct sigaction before[COUNT(signals)];
	struct termios shown, hidden;
	ssize_t length = -1;

	(void)sigemptyset(&catching.sa_mask);
	caught = 0;
	if (tcgetattr(STDIN_FILENO, &shown) != 0)
		return -1;
	for (size_t i = 0; i < COUNT(signals); i++)
		(void)sigaction(signals[i], &catching, &before[i]);
	hidden = shown;
	hidden.c_lflag = (hidden.c_lflag & ~(tcflag_t)ECHO) | ECHONL;
	if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0) {
		length = read(STDIN_FILENO, line, LINE_SIZE);
		(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	}
	for (size_t i = 0; i < COUNT(signals); i++)
		(void)sigaction(signals[i], &before[i], NULL);
	return length;
}

bool
prompt_secret(struct arena *arena, const struct term *term, const char *prompt, char **secret_out,
        struct error *err)
{
	char line[LINE_SIZE];
	ssize_t length;
	bool ok = false;

	if (!term->input_terminal)
		return error_set(
		        err, ERROR_USAGE, "cannot ask for a secret: standard input is no terminal");
	do {
		prompt_show(arena, prompt);
		length = line_read(line);
		if (caught)
			(void)raise(caught);
	} while (caught == SIGTSTP);
	if (caught)
		error_set(err, ERROR_CANCELLED, "interrupted");
	else if (length < 0)
		error_set(err, ERROR_IO, "cannot read the answer: %s", strerror(errno));
	else if (length == 0)
		error_set(err, ERROR_CANCELLED, "nothing was entered");
	else if (length >= LINE_MOST || memchr(line, '\0', (size_t)length))
		error_set(err, ERROR_INVALID, "the line is too long, or is no text");
	else
		ok = true;
	if (ok)
		*secret_out = arena_span(arena, line, (size_t)length - (line[length - 1] == '\n'));
	explicit_bzero(line, sizeof(line));
	return ok;
}
