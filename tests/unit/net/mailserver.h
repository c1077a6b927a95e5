/* SPDX-License-Identifier: MIT */

/* tests/server/smtp.py, started from the root of the project, for the tests of those who mail. */
#ifndef TESTS_UNIT_NET_MAILSERVER_H
#define TESTS_UNIT_NET_MAILSERVER_H

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"

enum mailserver_way {
	WAY_CLEAR,    /* smtp://127.0.0.1: in the clear unless there is STARTTLS */
	WAY_NAME,     /* smtp://localhost: only with STARTTLS */
	WAY_TLS,      /* smtps://127.0.0.1 */
	WAY_MISNAMED, /* its certificate is for somebody else */
	WAYS
};

struct mailserver {
	pid_t pid;
	FILE *input; /* closing it ends the server */
	FILE *output;
	char folder[64];
	const char *cafile;
	const char *urls[WAYS];
	char log[65536];
	struct arena arena;
};

static struct mailserver mailserver;

static void
mailserver_ask(const char *words)
{
	(void)fprintf(mailserver.input, "%s\n", words);
	(void)fflush(mailserver.input);
	if (!fgets(mailserver.log, sizeof(mailserver.log), mailserver.output))
		fail_msg("the mail server is gone");
	mailserver.log[strcspn(mailserver.log, "\n")] = '\0';
}

/* How the next connection is treated: a name of MODES there. */
static void
mailserver_set(const char *mode)
{
	mailserver_ask(mode);
	assert_string_equal(mailserver.log, "ready");
}

/* What the last connection did. */
static const char *
mailserver_log(void)
{
	mailserver_ask("log");
	return mailserver.log;
}

/* The mail that the last connection brought. */
static const char *
mailserver_mail(struct arena *arena)
{
	const char *mail;
	size_t length;
	struct error err;

	if (!file_read(arena, arena_format(arena, "%s/mail", mailserver.folder), 64 * 1024 * 1024,
	            &mail, &length, &err))
		fail_msg("%s", err.text);
	return mail;
}

/* The child: our end of the pipes is its standard input and output. */
static void
mailserver_run(int input, int output)
{
	(void)dup2(input, STDIN_FILENO);
	(void)dup2(output, STDOUT_FILENO);
	(void)execlp("python3", "python3", "tests/server/smtp.py", mailserver.folder, (char *)NULL);
	_exit(127);
}

static int
mailserver_open(void **state)
{
	static const char *const proxies[] = {"smtp_proxy", "all_proxy", "ALL_PROXY", "no_proxy"};
	int input[2], output[2], ports[3];

	(void)state;
	for (size_t i = 0; i < COUNT(proxies); i++)
		(void)unsetenv(proxies[i]);
	mailserver = (struct mailserver){.folder = "/tmp/askback-smtp.XXXXXX"};
	if (!mkdtemp(mailserver.folder) || pipe(input) != 0 || pipe(output) != 0)
		return -1;
	mailserver.pid = fork();
	if (mailserver.pid == 0) {
		(void)close(input[1]);
		(void)close(output[0]);
		mailserver_run(input[0], output[1]);
	}
	(void)close(input[0]);
	(void)close(output[1]);
	mailserver.input = fdopen(input[1], "w");
	mailserver.output = fdopen(output[0], "r");
	if (!mailserver.input || !mailserver.output)
		return -1;
	if (fscanf(mailserver.output, "%d %d %d", &ports[0], &ports[1], &ports[2]) != 3 ||
	        getc(mailserver.output) != '\n')
		return -1;
	arena_init(&mailserver.arena);
	mailserver.cafile = arena_format(&mailserver.arena, "%s/ca.crt", mailserver.folder);
	mailserver.urls[WAY_CLEAR] =
	        arena_format(&mailserver.arena, "smtp://127.0.0.1:%d", ports[0]);
	mailserver.urls[WAY_NAME] =
	        arena_format(&mailserver.arena, "smtp://localhost:%d", ports[0]);
	mailserver.urls[WAY_TLS] =
	        arena_format(&mailserver.arena, "smtps://127.0.0.1:%d", ports[1]);
	mailserver.urls[WAY_MISNAMED] =
	        arena_format(&mailserver.arena, "smtps://127.0.0.1:%d", ports[2]);
	return 0;
}

static int
mailserver_close(void **state)
{
	static const char *const names[] = {"ca.crt", "ca.key", "ca.srl", "here.crt", "here.key",
	        "there.crt", "there.key", "mail"};
	struct arena arena;
	int status;

	(void)state;
	arena_init(&arena);
	(void)fclose(mailserver.input);
	(void)fclose(mailserver.output);
	(void)waitpid(mailserver.pid, &status, 0);
	for (size_t i = 0; i < COUNT(names); i++)
		(void)unlink(arena_format(&arena, "%s/%s", mailserver.folder, names[i]));
	arena_close(&arena);
	arena_close(&mailserver.arena);
	return rmdir(mailserver.folder);
}

#endif
