/* SPDX-License-Identifier: MIT */
#include "term/child.h"

#include "base/environment.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_WORDS = 8 };

/* What we ignore or catch ourselves must not be ignored in the child. */
static int
attributes_init(posix_spawnattr_t *attributes)
{
	sigset_t signals;
	int failure = posix_spawnattr_init(attributes);

	if (failure)
		return failure;
	(void)sigemptyset(&signals);
	(void)sigaddset(&signals, SIGINT);
	(void)sigaddset(&signals, SIGQUIT);
	(void)sigaddset(&signals, SIGPIPE);
	(void)posix_spawnattr_setsigdefault(attributes, &signals);
	(void)posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF);
	return 0;
}

static int
shell_spawn(const char *const *words, int input, int *child_out)
{
	/* posix_spawn does not write to the words, its prototype is only older than const. */
	union {
		const char *const *words;
		char *const *argv;
	} list = {.words = words};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	struct arena arena;
	int failure = attributes_init(&attributes);

	if (failure)
		return failure;
	arena_init(&arena);
	failure = posix_spawn_file_actions_init(&actions);
	if (failure)
		goto out;
	failure = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	if (!failure)
		failure = posix_spawn(child_out, "/bin/sh", &actions, &attributes, list.argv,
		        environment_list(&arena, NULL));
	(void)posix_spawn_file_actions_destroy(&actions);
out:
	arena_close(&arena);
	(void)posix_spawnattr_destroy(&attributes);
	return failure;
}

bool
child_open(const char *script, const char *const *arguments, int input, int *child_out,
        struct error *err)
{
	const char *words[MOST_WORDS] = {"sh", "-c", script};
	int failure;

	for (size_t i = 3; i < MOST_WORDS - 1 && *arguments; i++)
		words[i] = *arguments++;
	failure = shell_spawn(words, input, child_out);
	if (failure)
		return error_set(err, ERROR_IO, "cannot run %s: %s", script, strerror(failure));
	return true;
}

int
child_close(int child)
{
	int status;

	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return 127;
	}
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
