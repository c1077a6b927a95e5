/* SPDX-License-Identifier: MIT */

/*
 * killat [-f FOLDER] [-r FILE] N COMMAND [ARGUMENT...]
 *
 * Runs a command and kills it, as kill -9 would, just before its N-th system call: the call is not
 * made. Calls are counted over the command and all its threads and children together. N = 0 never
 * kills. The status is the command's own, or 137 when it was killed; 125 when killat failed.
 *
 * -f FOLDER  count only from the first call with an argument that is a path in FOLDER on, so that
 *            the hundreds of calls of the dynamic loader are left out
 * -r FILE    write how many calls were counted into FILE
 *
 * How it works: the child waits for a pipe to close before it executes the command, so that the
 * parent can seize it with ptrace first. From then on the kernel stops it at the entry and the
 * exit of each system call, and attaches its threads and children in the same way. Counting begins
 * at the earliest when the command has been executed. The child leads a process group of its own,
 * which is what is killed.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STATUS_FAILED = 125, STATUS_NOT_FOUND = 127, STATUS_SIGNAL = 128 };

/* PTRACE_O_TRACESYSGOOD marks a stop at a system call with this bit. */
enum { SYSCALL_STOP = SIGTRAP | 0x80 };

struct watch {
	const char *folder; /* NULL: count from the command's first call */
	const char *report;
	long kill_at;
	pid_t child;
	bool executed;
	bool counting;
	long count;
	int status;
};

static bool
watch_fail(const char *what)
{
	fprintf(stderr, "killat: %s: %s\n", what, strerror(errno));
	return false;
}

static bool
long_parse(const char *text, long *number_out)
{
	char *end;

	errno = 0;
	*number_out = strtol(text, &end, 10);
	return errno == 0 && end != text && *end == '\0' && *number_out >= 0;
}

static bool
arguments_parse(struct watch *watch, int count, char **words)
{
	int letter;

	while ((letter = getopt(count, words, "+f:r:")) != -1) {
		if (letter == 'f')
			watch->folder = optarg;
		else if (letter == 'r')
			watch->report = optarg;
		else
			return false;
	}
	return count - optind >= 2 && long_parse(words[optind], &watch->kill_at);
}

/* Runs in the child; blocked is open at both ends until the parent is ready. */
static _Noreturn void
child_run(const int blocked[2], char **command)
{
	char byte;

	(void)close(blocked[1]);
	(void)setpgid(0, 0);
	while (read(blocked[0], &byte, 1) < 0 && errno == EINTR)
		;
	(void)close(blocked[0]);
	(void)execvp(command[0], command);
	(void)watch_fail(command[0]);
	_exit(STATUS_NOT_FOUND);
}

static bool
child_seize(pid_t child)
{
	long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACEFORK |
	        PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC;
	int status;

	return ptrace(PTRACE_SEIZE, child, NULL, options) == 0 &&
	        ptrace(PTRACE_INTERRUPT, child, NULL, NULL) == 0 &&
	        waitpid(child, &status, 0) == child &&
	        ptrace(PTRACE_SYSCALL, child, NULL, NULL) == 0;
}

static bool
watch_open(struct watch *watch, char **command)
{
	int blocked[2];

	if (pipe2(blocked, O_CLOEXEC) != 0)
		return watch_fail("pipe");
	watch->child = fork();
	if (watch->child < 0)
		return watch_fail("fork");
	if (watch->child == 0)
		child_run(blocked, command);
	(void)close(blocked[0]);
	if (!child_seize(watch->child)) {
		(void)watch_fail("ptrace");
		(void)kill(watch->child, SIGKILL);
		return false;
	}
	(void)close(blocked[1]);
	return true;
}

/* Does the process have a text that begins with prefix at this address? Most are no addresses. */
static bool
memory_has(pid_t process, unsigned long long address, const char *prefix)
{
	char text[4096];
	size_t length = strlen(prefix);
	struct iovec here = {.iov_base = text, .iov_len = length};
	struct iovec there = {.iov_base = (void *)(uintptr_t)address, .iov_len = length};

	return length <= sizeof(text) &&
	        process_vm_readv(process, &here, 1, &there, 1, 0) == (ssize_t)length &&
	        memcmp(text, prefix, length) == 0;
}

/* Paths are the first or the second argument of every call that takes one. */
static bool
call_is_in(pid_t process, const struct __ptrace_syscall_info *call, const char *folder)
{
	return memory_has(process, call->entry.args[0], folder) ||
	        memory_has(process, call->entry.args[1], folder);
}

static void
watch_syscall(struct watch *watch, pid_t process)
{
	struct __ptrace_syscall_info call;

	if (!watch->executed ||
	        ptrace(PTRACE_GET_SYSCALL_INFO, process, sizeof(call), &call) <= 0 ||
	        call.op != PTRACE_SYSCALL_INFO_ENTRY)
		return;
	if (!watch->counting)
		watch->counting = !watch->folder || call_is_in(process, &call, watch->folder);
	if (!watch->counting)
		return;
	watch->count++;
	if (watch->count == watch->kill_at)
		(void)kill(-watch->child, SIGKILL);
}

/* What a stopped process is to go on with: its signal, when it was stopped by one. */
static int
stop_signal(int status)
{
	bool event = status >> 16 != 0;

	return event || WSTOPSIG(status) == SYSCALL_STOP ? 0 : WSTOPSIG(status);
}

static void
watch_stop(struct watch *watch, pid_t process, int status)
{
	if (WSTOPSIG(status) == SYSCALL_STOP)
		watch_syscall(watch, process);
	else if (status >> 16 == PTRACE_EVENT_EXEC)
		watch->executed = true;
	/* Fails when the process was killed meanwhile; its end is reported by itself. */
	(void)ptrace(PTRACE_SYSCALL, process, NULL, (long)stop_signal(status));
}

/* Until the last process is gone, so that whoever comes next meets none of their locks. */
static void
watch_run(struct watch *watch)
{
	int status;
	pid_t process;

	while ((process = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR) {
		if (process < 0)
			continue;
		if (WIFSTOPPED(status))
			watch_stop(watch, process, status);
		else if (process == watch->child)
			watch->status = WIFEXITED(status) ? WEXITSTATUS(status)
			                                  : STATUS_SIGNAL + WTERMSIG(status);
	}
}

static bool
report_write(const struct watch *watch)
{
	FILE *file;
	bool ok;

	if (!watch->report)
		return true;
	file = fopen(watch->report, "w");
	if (!file)
		return watch_fail(watch->report);
	ok = fprintf(file, "%ld\n", watch->count) > 0;
	if (fclose(file) != 0 || !ok)
		return watch_fail(watch->report);
	return true;
}

int
main(int count, char **words)
{
	struct watch watch = {.status = STATUS_FAILED};

	if (!arguments_parse(&watch, count, words)) {
		fputs("usage: killat [-f FOLDER] [-r FILE] N COMMAND [ARGUMENT...]\n", stderr);
		return STATUS_FAILED;
	}
	if (!watch_open(&watch, words + optind + 1))
		return STATUS_FAILED;
	watch_run(&watch);
	return report_write(&watch) ? watch.status : STATUS_FAILED;
}
