/* SPDX-License-Identifier: MIT */

/*
 * rr ROUNDS NAME COMMAND [ARG...] [+ NAME COMMAND [ARG...]]...: times whole processes in turn.
 *
 * Each contender runs once a round, so a ratio is taken between neighbours in time and survives a
 * machine that slows down. Who begins changes from round to round: the first finds colder caches.
 * What they write goes to a pipe that is read to the end. {seq} in an argument becomes a number
 * that never repeats.
 *
 * For each contender one line, with tabs: name, median, 90th percentile and CPU time in
 * milliseconds, peak memory in KiB, then the ratio of its time to that of the first in the same
 * round: median, lower and upper quartile.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/base.h"

enum { CONTENDERS_MOST = 8, WARM_UP = 3 };

struct contender {
	const char *name;
	char **words; /* ended by NULL */
	double *wall; /* of each round, in milliseconds */
	double *cpu;
	double *ratio;
	long peak;
};

struct race {
	struct contender contenders[CONTENDERS_MOST];
	size_t count;
	size_t rounds;
	long sequence;
};

_Noreturn static void
fail(const char *what, const char *why)
{
	fprintf(stderr, "rr: %s: %s\n", what, why);
	exit(1);
}

static void *
array_get(size_t count, size_t size)
{
	void *array = calloc(count, size);

	if (!array)
		fail("array", strerror(errno));
	return array;
}

static double
clock_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double
timeval_ms(struct timeval time)
{
	return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

static char *
word_fill(const char *word, long sequence)
{
	const char *mark = strstr(word, "{seq}");
	char *filled = NULL;
	int length = mark ? asprintf(&filled, "%.*s%ld%s", (int)(mark - word), word, sequence,
	                            mark + strlen("{seq}"))
	                  : asprintf(&filled, "%s", word);

	if (length < 0)
		fail(word, strerror(errno));
	return filled;
}

static char **
words_fill(char **words, long sequence)
{
	size_t count = 0;
	char **filled;

	while (words[count])
		count++;
	filled = array_get(count + 1, sizeof(*filled));
	for (size_t i = 0; i < count; i++)
		filled[i] = word_fill(words[i], sequence);
	return filled;
}

static void
words_drop(char **words)
{
	for (char **word = words; *word; word++)
		free(*word);
	free(words);
}

/* Nothing to read; output and messages into the pipe. */
static pid_t
process_open(char **words, int output)
{
	posix_spawn_file_actions_t actions;
	pid_t process;
	int code;

	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	(void)posix_spawn_file_actions_adddup2(&actions, output, 1);
	(void)posix_spawn_file_actions_adddup2(&actions, output, 2);
	code = posix_spawnp(&process, words[0], &actions, NULL, words, environ);
	(void)posix_spawn_file_actions_destroy(&actions);
	if (code != 0)
		fail(words[0], strerror(code));
	return process;
}

/* Reads to the end; the beginning is kept, for a message if the process failed. */
static void
output_read(int output, char *head, size_t size)
{
	char bytes[16 * 1024];
	size_t kept = 0;
	ssize_t length;

	while ((length = read(output, bytes, sizeof(bytes))) > 0) {
		size_t more = (size_t)length < size - 1 - kept ? (size_t)length : size - 1 - kept;

		memcpy(head + kept, bytes, more);
		kept += more;
	}
	head[kept] = '\0';
}

static void
contender_run(struct contender *contender, long sequence, double *wall_out, double *cpu_out)
{
	char **words = words_fill(contender->words, sequence);
	char head[512];
	struct rusage usage;
	int ends[2], status;
	double begin;
	pid_t process;

	if (pipe2(ends, O_CLOEXEC) != 0)
		fail("pipe", strerror(errno));
	begin = clock_ms();
	process = process_open(words, ends[1]);
	(void)close(ends[1]);
	output_read(ends[0], head, sizeof(head));
	if (wait4(process, &status, 0, &usage) != process)
		fail(words[0], strerror(errno));
	*wall_out = clock_ms() - begin;
	*cpu_out = timeval_ms(usage.ru_utime) + timeval_ms(usage.ru_stime);
	if (usage.ru_maxrss > contender->peak)
		contender->peak = usage.ru_maxrss;
	(void)close(ends[0]);
	words_drop(words);
	if (status != 0)
		fail(contender->name, head);
}

static void
race_run(struct race *race)
{
	for (size_t turn = 0; turn < WARM_UP + race->rounds; turn++) {
		size_t round = turn < WARM_UP ? 0 : turn - WARM_UP;

		for (size_t i = 0; i < race->count; i++) {
			struct contender *contender = &race->contenders[(turn + i) % race->count];

			contender_run(contender, race->sequence++, &contender->wall[round],
			        &contender->cpu[round]);
		}
		for (size_t i = 0; i < race->count; i++)
			race->contenders[i].ratio[round] =
			        race->contenders[i].wall[round] / race->contenders[0].wall[round];
	}
}

static int
double_compare(const void *one, const void *other)
{
	double a = *(const double *)one, b = *(const double *)other;

	return (a > b) - (a < b);
}

static void
race_print(const struct race *race)
{
	size_t last = race->rounds - 1;

	for (size_t i = 0; i < race->count; i++) {
		const struct contender *c = &race->contenders[i];

		qsort(c->wall, race->rounds, sizeof(*c->wall), double_compare);
		qsort(c->cpu, race->rounds, sizeof(*c->cpu), double_compare);
		qsort(c->ratio, race->rounds, sizeof(*c->ratio), double_compare);
		printf("%s\t%.3f\t%.3f\t%.3f\t%ld\t%.3f\t%.3f\t%.3f\n", c->name, c->wall[last / 2],
		        c->wall[last * 9 / 10], c->cpu[last / 2], c->peak, c->ratio[last / 2],
		        c->ratio[last / 4], c->ratio[last * 3 / 4]);
	}
}

/* The words after the name, up to a "+", which becomes the end. */
static char **
race_add(struct race *race, char **words)
{
	struct contender *contender = &race->contenders[race->count++];

	if (race->count > CONTENDERS_MOST || !words[0] || !words[1])
		fail("usage", "rr ROUNDS NAME COMMAND [ARG...] [+ NAME COMMAND [ARG...]]...");
	*contender = (struct contender){
	        .name = words[0],
	        .words = words + 1,
	        .wall = array_get(race->rounds, sizeof(double)),
	        .cpu = array_get(race->rounds, sizeof(double)),
	        .ratio = array_get(race->rounds, sizeof(double)),
	};
	while (*words && strcmp(*words, "+") != 0)
		words++;
	if (!*words)
		return words;
	*words = NULL;
	return words + 1;
}

int
main(int argc, char **argv)
{
	static struct race race;
	char **words = argv + 2;

	race.rounds = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
	if (!race.rounds)
		fail("usage", "how many rounds?");
	race.sequence = (long)time(NULL) * 1000;
	while (*words)
		words = race_add(&race, words);
	race_run(&race);
	race_print(&race);
	return 0;
}
