/* SPDX-License-Identifier: MIT */
#include "config/program.h"

#include "base/environment.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SLICE_MS = 20 };

struct run {
	const char *name;
	pid_t child;
	int output;
	int64_t end_ms; /* of the monotonic clock */
	char *bytes;
	size_t size;
	size_t length;
	bool finished; /* all of the output is there */
	bool ended;    /* and the child has a status */
	int status;
};

static int64_t
clock_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A group of its own, so that all of it can be ended; signals as at the start of a program. */
static int
child_spawn(const struct program *program, int input, int output, pid_t *child_out)
{
	/* posix_spawnp does not write to the words, its prototype is only older than const. */
	union {
		const char *const *words;
		char *const *argv;
	} list = {.words = program->words};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	struct arena arena;
	sigset_t signals;
	int failure;

	(void)sigemptyset(&signals);
	(void)sigaddset(&signals, SIGINT);
	(void)sigaddset(&signals, SIGQUIT);
	(void)sigaddset(&signals, SIGPIPE);
	(void)sigaddset(&signals, SIGXFSZ);
	if ((failure = posix_spawnattr_init(&attributes)) != 0)
		return failure;
	arena_init(&arena);
	(void)posix_spawnattr_setsigdefault(&attributes, &signals);
	(void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	failure = posix_spawn_file_actions_init(&actions);
	if (failure)
		goto out;
	failure = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	if (!failure)
		failure = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	if (!failure && program->quiet)
		failure = posix_spawn_file_actions_addopen(
		        &actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (!failure)
		failure = posix_spawnp(child_out, *list.argv, &actions, &attributes, list.argv,
		        program->fetches ? environment_list_trusted(&arena)
		                         : environment_list(&arena, NULL));
	(void)posix_spawn_file_actions_destroy(&actions);
out:
	arena_close(&arena);
	(void)posix_spawnattr_destroy(&attributes);
	return failure;
}

/* What goes in fits into a pipe, so nobody has to wait until it is read. */
static int
input_open(const char *input)
{
	int ends[2];

	if (!input)
		return open("/dev/null", O_RDONLY | O_CLOEXEC);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	if (!file_write_all(ends[1], input, strlen(input))) {
		(void)close(ends[0]);
		ends[0] = -1;
	}
	(void)close(ends[1]);
	return ends[0];
}

static bool
run_open(const struct program *program, struct run *run, struct error *err)
{
	int ends[2] = {-1, -1};
	int input = input_open(program->input);
	int failure = input < 0 || pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0 ? errno : 0;

	/* Only our end does not wait: flags are the pipe's end's, and theirs is an ordinary one. */
	if (!failure && fcntl(ends[1], F_SETFL, 0) != 0)
		failure = errno;
	if (!failure)
		failure = child_spawn(program, input, ends[1], &run->child);
	if (input >= 0)
		(void)close(input);
	if (ends[1] >= 0)
		(void)close(ends[1]);
	run->output = ends[0];
	if (!failure)
		return true;
	if (ends[0] >= 0)
		(void)close(ends[0]);
	return error_set(err, failure == ENOENT ? ERROR_MISSING : ERROR_IO, "cannot run %s: %s",
	        run->name, strerror(failure));
}

/* All that is there now. */
static bool
run_read(struct run *run, struct error *err)
{
	for (;;) {
		char *end = run->bytes + run->length;
		ssize_t got = read(run->output, end, run->size - run->length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno != EAGAIN)
			return error_set(err, ERROR_IO, "cannot read from %s: %s", run->name,
			        strerror(errno));
		run->finished = got == 0;
		if (got <= 0)
			return true;
		run->length += (size_t)got;
		if (run->length == run->size)
			return error_set(err, ERROR_INVALID, "%s wrote more than %zu bytes",
			        run->name, run->size - 1);
	}
}

/*
 * A daemon that the program started may keep the output open for ever: when the program itself has
 * ended, what it wrote is there.
 */
static bool
run_step(struct run *run, struct error *err)
{
	struct pollfd wait = {.fd = run->finished ? -1 : run->output, .events = POLLIN};

	if (poll(&wait, 1, SLICE_MS) < 0 && errno != EINTR)
		return error_set(
		        err, ERROR_IO, "cannot wait for %s: %s", run->name, strerror(errno));
	if (waitpid(run->child, &run->status, WNOHANG) == run->child)
		run->ended = true;
	if (!run->finished && !run_read(run, err))
		return false;
	if (!run->ended && clock_ms() >= run->end_ms)
		return error_set(err, ERROR_BUSY, "%s took too long", run->name);
	return true;
}

bool
program_run(
        const struct program *program, char *bytes, size_t size, int *status_out, struct error *err)
{
	int seconds = program->seconds ? program->seconds : PROGRAM_SECONDS;
	struct run run = {
	        .name = program->words[0],
	        .end_ms = clock_ms() + (int64_t)seconds * 1000,
	        .bytes = bytes,
	        .size = size,
	};
	bool ok = true;

	if (!run_open(program, &run, err))
		return false;
	while (ok && !run.ended)
		ok = run_step(&run, err);
	(void)close(run.output);
	if (!run.ended) {
		(void)kill(-run.child, SIGKILL);
		while (waitpid(run.child, &run.status, 0) < 0 && errno == EINTR)
			continue;
	}
	if (run.length == size)
		run.length--;
	bytes[run.length] = '\0';
	if (ok && strlen(bytes) != run.length)
		ok = error_set(err, ERROR_INVALID, "%s wrote a NUL byte", run.name);
	*status_out =
	        WIFSIGNALED(run.status) ? 128 + WTERMSIG(run.status) : WEXITSTATUS(run.status);
	return ok;
}
