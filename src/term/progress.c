/* SPDX-License-Identifier: MIT */
#include "term/progress.h"

#include "base/arena.h"
#include "base/file.h"
#include "text/safe.h"
#include "text/utf8.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 300, LINE_MOST = 512 };

/*
 * A thread waits for the 300 ms: whoever works is inside of a library for seconds, and a signal
 * would interrupt its system calls.
 */
struct progress {
	struct arena arena;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	struct timespec shown_from; /* by the monotonic clock */
	size_t width;
	bool visible;
	bool closing;
	char line[LINE_MOST];
};

#define CLEAR "\r\033[K"

/* In one write, so that a key that ends the program finds no half of it. */
static void
line_show(struct progress *progress)
{
	char bytes[LINE_MOST + sizeof(CLEAR)];
	size_t length = utf8_fit(progress->line, progress->width - 1, NULL);

	memcpy(bytes, CLEAR, sizeof(CLEAR) - 1);
	memcpy(bytes + sizeof(CLEAR) - 1, progress->line, length);
	(void)!file_write_all(STDERR_FILENO, bytes, sizeof(CLEAR) - 1 + length);
}

static void *
progress_wait(void *context)
{
	struct progress *progress = context;

	(void)pthread_mutex_lock(&progress->mutex);
	while (!progress->closing &&
	        pthread_cond_timedwait(
	                &progress->changed, &progress->mutex, &progress->shown_from) == 0)
		continue;
	if (!progress->closing) {
		progress->visible = true;
		line_show(progress);
	}
	(void)pthread_mutex_unlock(&progress->mutex);
	return NULL;
}

/* Signals belong to the thread that works. */
static bool
thread_start(struct progress *progress)
{
	sigset_t all, before;
	bool ok;

	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_BLOCK, &all, &before);
	ok = pthread_create(&progress->thread, NULL, progress_wait, progress) == 0;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return ok;
}

static void
moment_set(struct timespec *moment)
{
	(void)clock_gettime(CLOCK_MONOTONIC, moment);
	moment->tv_nsec += PATIENCE_MS * 1000000L;
	moment->tv_sec += moment->tv_nsec / 1000000000L;
	moment->tv_nsec %= 1000000000L;
}

void
progress_open(const struct term *term, bool wanted, struct progress **progress_out)
{
	struct arena arena;
	struct progress *progress;
	pthread_condattr_t attributes;

	*progress_out = NULL;
	if (!wanted || !term->error_terminal || term->dumb || term->width < 2)
		return;
	arena_init(&arena);
	progress = arena_get(&arena, sizeof(*progress));
	progress->arena = arena;
	progress->width = term->width;
	moment_set(&progress->shown_from);
	(void)pthread_mutex_init(&progress->mutex, NULL);
	(void)pthread_condattr_init(&attributes);
	(void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&progress->changed, &attributes);
	(void)pthread_condattr_destroy(&attributes);
	if (thread_start(progress))
		*progress_out = progress;
	else
		arena_close(&arena);
}

void
progress_update(struct progress *progress, const char *format, ...)
{
	char text[LINE_MOST];
	struct arena arena;
	const char *safe;
	va_list list;

	if (!progress)
		return;
	va_start(list, format);
	(void)vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	arena_init(&arena);
	safe = safe_line(&arena, text);
	(void)pthread_mutex_lock(&progress->mutex);
	(void)snprintf(progress->line, sizeof(progress->line), "%s", safe);
	if (progress->visible)
		line_show(progress);
	(void)pthread_mutex_unlock(&progress->mutex);
	arena_close(&arena);
}

void
progress_close(struct progress *progress)
{
	struct arena arena;

	if (!progress)
		return;
	(void)pthread_mutex_lock(&progress->mutex);
	progress->closing = true;
	(void)pthread_cond_signal(&progress->changed);
	(void)pthread_mutex_unlock(&progress->mutex);
	(void)pthread_join(progress->thread, NULL);
	if (progress->visible)
		(void)!file_write_all(STDERR_FILENO, CLEAR, sizeof(CLEAR) - 1);
	(void)pthread_cond_destroy(&progress->changed);
	(void)pthread_mutex_destroy(&progress->mutex);
	arena = progress->arena;
	arena_close(&arena);
}
