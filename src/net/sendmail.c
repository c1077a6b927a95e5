/* SPDX-License-Identifier: MIT */
#include "net/sendmail.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/environment.h"
#include "base/file.h"

enum { SECONDS = 600, OUTPUT_MOST = 64 * 1024 };

/* One run of a command. */
struct child {
	int input;  /* memory that it reads */
	int output; /* memory that it writes to */
	int notice; /* becomes readable when it ends */
	pid_t pid;
};

static const char *
lines_unix(struct arena *arena, const struct sendmail_mail *mail, size_t *length_out)
{
	struct buf out;

	buf_init(&out, arena, 0);
	for (size_t i = 0; i < mail->length; i++)
		if (mail->bytes[i] != '\r')
			buf_add_char(&out, mail->bytes[i]);
	*length_out = out.length;
	return out.text;
}

static bool
child_open(struct child *child, struct arena *arena, const struct sendmail_mail *mail,
        struct error *err)
{
	size_t length;
	const char *bytes = lines_unix(arena, mail, &length);

	*child = (struct child){.input = memfd_create("mail", MFD_CLOEXEC),
	        .output = memfd_create("words", MFD_CLOEXEC),
	        .notice = -1,
	        .pid = -1};
	if (child->input < 0 || child->output < 0 || !file_write_all(child->input, bytes, length) ||
	        lseek(child->input, 0, SEEK_SET) < 0)
		return error_set(
		        err, ERROR_IO, "cannot run %s: %s", mail->command, strerror(errno));
	return true;
}

static void
child_close(struct child *child)
{
	const int descriptors[] = {child->input, child->output, child->notice};

	for (size_t i = 0; i < COUNT(descriptors); i++)
		if (descriptors[i] >= 0)
			(void)close(descriptors[i]);
}

/* A process group of its own: Ctrl-C is for us, and a mail on its way is not interrupted. */
static int
attributes_init(posix_spawnattr_t *attributes)
{
	static const int numbers[] = {SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGXFSZ};
	sigset_t signals;
	int failure = posix_spawnattr_init(attributes);

	if (failure)
		return failure;
	(void)sigemptyset(&signals);
	for (size_t i = 0; i < COUNT(numbers); i++)
		(void)sigaddset(&signals, numbers[i]);
	(void)posix_spawnattr_setsigdefault(attributes, &signals);
	(void)posix_spawnattr_setpgroup(attributes, 0);
	(void)posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	return 0;
}

static int
child_spawn(struct child *child, struct arena *arena, const char *script, const char *operand,
        char **environment)
{
	char *const words[] = {arena_text(arena, "sh"), arena_text(arena, "-c"),
	        arena_text(arena, script), arena_text(arena, "sh"), arena_text(arena, operand),
	        NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int failure = attributes_init(&attributes);

	if (failure)
		return failure;
	failure = posix_spawn_file_actions_init(&actions);
	if (failure)
		goto out;
	failure = posix_spawn_file_actions_adddup2(&actions, child->input, STDIN_FILENO);
	if (!failure)
		failure = posix_spawn_file_actions_adddup2(&actions, child->output, STDOUT_FILENO);
	if (!failure)
		failure = posix_spawn_file_actions_adddup2(&actions, child->output, STDERR_FILENO);
	if (!failure)
		failure = posix_spawn(
		        &child->pid, "/bin/sh", &actions, &attributes, words, environment);
	(void)posix_spawn_file_actions_destroy(&actions);
out:
	(void)posix_spawnattr_destroy(&attributes);
	return failure;
}

static int64_t
now_in_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Its exit status; -1: killed, by us when it takes too long. */
static int
child_wait(struct child *child, int64_t seconds)
{
	int64_t end = now_in_ms() + seconds * 1000;
	struct pollfd notice = {.events = POLLIN};
	int64_t left = seconds * 1000;
	int status;
	int count = -1;

	child->notice = pidfd_open(child->pid, 0);
	notice.fd = child->notice;
	while (notice.fd >= 0 && left > 0) {
		count = poll(&notice, 1, left > INT32_MAX ? INT32_MAX : (int)left);
		if (count > 0 || (count < 0 && errno != EINTR))
			break;
		left = end - now_in_ms();
	}
	if (notice.fd >= 0 && count <= 0)
		(void)kill(-child->pid, SIGKILL);
	while (waitpid(child->pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The last line that is not empty. */
static const char *
words_read(const struct child *child, struct arena *arena)
{
	const char *text;
	size_t length;
	struct error unread;

	if (lseek(child->output, 0, SEEK_SET) < 0 ||
	        !file_read_start(
	                arena, child->output, "its words", OUTPUT_MOST, &text, &length, &unread))
		return "";
	while (length && strchr(" \r\n\t", text[length - 1]))
		length--;
	for (size_t at = length; at > 0; at--)
		if (text[at - 1] == '\n')
			return arena_span(arena, text + at, length - at);
	return arena_span(arena, text, length);
}

static bool
wire_ask(const struct wire *wire, struct error *err)
{
	if (!wire ||
	        (!(wire->stop && *wire->stop) &&
	                (!wire->pass ||
	                        (wire->pass(wire->context, WIRE_FIRST) &&
	                                wire->pass(wire->context, WIRE_LAST)))))
		return true;
	return error_set(err, ERROR_CANCELLED, "stopped");
}

static bool
status_check(const char *command, const struct sendmail_answer *answer, struct error *err)
{
	if (answer->status == 0)
		return true;
	if (answer->status < 0)
		return error_set(err, ERROR_IO, "%s was killed, or did not end in time", command);
	return error_set(err, ERROR_IO, "%s failed with status %d%s%s", command, answer->status,
	        answer->words[0] ? ": " : "", answer->words);
}

bool
sendmail_send(struct arena *arena, const struct sendmail_mail *mail, struct sendmail_answer *answer,
        struct error *err)
{
	struct child child;
	bool ok = false;
	int failure;

	*answer = (struct sendmail_answer){.status = -1, .words = ""};
	if (!child_open(&child, arena, mail, err) || !wire_ask(mail->wire, err))
		goto out;
	failure = child_spawn(
	        &child, arena, mail->command, NULL, environment_list(arena, mail->hidden));
	if (failure) {
		error_set(err, ERROR_IO, "cannot run %s: %s", mail->command, strerror(failure));
		goto out;
	}
	answer->begun = true;
	answer->status = child_wait(&child, mail->seconds ? mail->seconds : SECONDS);
	answer->words = words_read(&child, arena);
	ok = status_check(mail->command, answer, err);
out:
	child_close(&child);
	return ok;
}

bool
sendmail_check(struct arena *arena, const char *command, struct error *err)
{
	const struct sendmail_mail nothing = {.command = command, .bytes = ""};
	size_t length = strcspn(command, " \t");
	const char *word = arena_span(arena, command, length);
	struct child child;
	bool ok = false;

	/* What the shell reads otherwise is taken as it is. */
	if (word[strcspn(word, "'\"\\$=`(")])
		return true;
	if (child_open(&child, arena, &nothing, err)) {
		int failure = child_spawn(&child, arena, "command -v \"$1\"", word, environ);

		ok = !failure && child_wait(&child, SECONDS) == 0;
		if (!ok)
			error_set(err, ERROR_MISSING, "there is no program %s", word);
	}
	child_close(&child);
	return ok;
}
