/* SPDX-License-Identifier: MIT */

/*
 * gen talks|questions N: the made-up programme of a store of N questions, or the questions, as
 * tab-separated lines; the same on every run and machine. Its shape: 8 to 40 words a question,
 * drawn by Zipf's law from 20,000 words; 30 of 100 questions are open; a talk for every 20
 * questions, a conference for every 100 talks, one speaker a talk, 0 to 3 tags a question; ten
 * years from 2015.
 *
 * talks:     number, conference, title, speaker, e-mail address, start, end
 * questions: number, uid, talk, moment, asked, state, tags (comma between them), text
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdint.h>

#include "base/base.h"

enum { WORDS = 20 * 1000, FIRST_MOMENT = 1420070400, YEARS = 315360000, TALK_SECONDS = 3000 };

/* The commonest words; the rest of the vocabulary is made of syllables. */
static const char *const common[] = {"the", "how", "does", "to", "what", "you", "is", "in", "of",
        "a", "and", "when", "it", "for", "with", "why", "can", "do", "this", "on", "your", "that",
        "are", "we", "if", "would", "have", "be", "not", "from", "there", "has", "was", "by", "any",
        "or", "about", "at", "use", "an", "which", "did", "they", "as", "will", "more", "support",
        "data", "code", "system", "time", "work", "test", "user", "run", "build", "server",
        "default", "version", "case", "change", "handle", "model", "release", "memory", "error",
        "plan", "open", "file", "query", "type", "process", "project", "client", "security", "cost",
        "library", "team", "thread", "cache", "index", "policy", "kernel", "scale", "compare",
        "failure", "network", "schema", "upgrade", "request", "state", "design", "storage", "async",
        "migration", "latency"};

/* Words to search for, at known places in the order of frequency. */
static const struct {
	size_t at;
	const char *word;
} planted[] = {{1000, "checkpointing"}, {5000, "zramswap"}};

static const char *const first_names[] = {"Ada", "Grace", "Linus", "Margaret", "Donald", "Barbara",
        "Ken", "Radia", "Dennis", "Frances", "Edsger", "Hedy", "Alan", "Karen", "Bjarne", "Sophie"};
static const char *const last_names[] = {"Lovell", "Hopkin", "Berg", "Hamel", "Knudsen", "Lisko",
        "Thoms", "Perle", "Ritch", "Allden", "Dijk", "Lamare", "Turner", "Spark", "Strou", "Wils"};
static const char *const tags[] = {"performance", "security", "api", "docs", "storage", "ui",
        "build", "infra", "licence", "testing", "kernel", "network"};
static const char *const asked[] = {"no", "live", "hallway", "online"};

struct vocabulary {
	char words[WORDS][16];
	double sums[WORDS]; /* of the frequencies up to each word, the last is 1 */
};

/* splitmix64: small, and good enough for made-up text. */
static uint64_t
random_next(uint64_t *random)
{
	uint64_t z = *random += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static size_t
random_below(uint64_t *random, size_t limit)
{
	return (size_t)(random_next(random) % limit);
}

/* From 0 to just under 1. */
static double
random_part(uint64_t *random)
{
	return (double)(random_next(random) >> 11) / 9007199254740992.0;
}

static void
word_make(uint64_t *random, char word_out[16])
{
	static const char consonants[] = "bcdfghklmnprstvz", vowels[] = "aeiou";
	size_t syllables = 2 + random_below(random, 3), length = 0;

	for (size_t i = 0; i < syllables; i++) {
		word_out[length++] = consonants[random_below(random, sizeof(consonants) - 1)];
		word_out[length++] = vowels[random_below(random, sizeof(vowels) - 1)];
	}
	if (random_below(random, 3) == 0)
		word_out[length++] = consonants[random_below(random, sizeof(consonants) - 1)];
	word_out[length] = '\0';
}

static void
vocabulary_init(struct vocabulary *vocabulary)
{
	uint64_t random = 42;
	double sum = 0;

	for (size_t i = 0; i < WORDS; i++) {
		if (i < COUNT(common))
			(void)snprintf(vocabulary->words[i], 16, "%s", common[i]);
		else
			word_make(&random, vocabulary->words[i]);
		sum += 1.0 / (double)(i + 1);
		vocabulary->sums[i] = sum;
	}
	for (size_t i = 0; i < WORDS; i++)
		vocabulary->sums[i] /= sum;
	for (size_t i = 0; i < COUNT(planted); i++)
		(void)snprintf(vocabulary->words[planted[i].at], 16, "%s", planted[i].word);
}

static const char *
word_draw(const struct vocabulary *vocabulary, uint64_t *random)
{
	double part = random_part(random);
	size_t low = 0, high = WORDS - 1;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (vocabulary->sums[middle] < part)
			low = middle + 1;
		else
			high = middle;
	}
	return vocabulary->words[low];
}

static void
words_print(const struct vocabulary *vocabulary, uint64_t *random, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *word = word_draw(vocabulary, random);

		if (i)
			putchar(' ');
		putchar(i ? word[0] : toupper((unsigned char)word[0]));
		fputs(word + 1, stdout);
	}
}

static size_t
talk_count(size_t questions)
{
	return questions < 100 ? 5 : questions / 20;
}

static void
talks_print(const struct vocabulary *vocabulary, size_t questions)
{
	size_t count = talk_count(questions);

	for (size_t i = 0; i < count; i++) {
		uint64_t random = i * 104729 + 17;
		const char *first = first_names[random_below(&random, COUNT(first_names))];
		const char *last = last_names[random_below(&random, COUNT(last_names))];
		int64_t start = FIRST_MOMENT + (int64_t)(YEARS * (double)i / (double)count);

		printf("%zu\t%zu\tTalk %zu ", i + 1, i / 100 + 1, i + 1);
		words_print(vocabulary, &random, 4);
		printf("\t%s %s %zu\tspeaker%zu@conference.example\t%" PRId64 "\t%" PRId64 "\n",
		        first, last, i + 1, i + 1, start, start + TALK_SECONDS);
	}
}

static void
tags_print(uint64_t *random)
{
	size_t count = random_below(random, 4), first = random_below(random, COUNT(tags));

	for (size_t i = 0; i < count; i++)
		printf("%s%s", i ? "," : "", tags[(first + 5 * i) % COUNT(tags)]);
}

static const char *
state_draw(uint64_t *random)
{
	double part = random_part(random);

	return part < 0.30 ? "open" : part < 0.80 ? "answered" : "dropped";
}

static void
questions_print(const struct vocabulary *vocabulary, size_t questions)
{
	size_t talks = talk_count(questions);

	for (size_t i = 0; i < questions; i++) {
		uint64_t random = 1000003 + i * 7919;
		double part = (double)i / (double)questions;
		uint64_t high = random_next(&random), low = random_next(&random);
		size_t talk = (size_t)(part * (double)talks) + random_below(&random, 3);
		int64_t moment =
		        FIRST_MOMENT + (int64_t)(YEARS * part) + (int64_t)random_below(&random, 60);

		printf("%zu\t%016" PRIx64 "%016" PRIx64 "\t%zu\t%" PRId64 "\t%s\t%s\t", i + 1, high,
		        low, talk < talks ? talk + 1 : talks, moment,
		        asked[random_below(&random, COUNT(asked))], state_draw(&random));
		tags_print(&random);
		putchar('\t');
		words_print(vocabulary, &random, 8 + random_below(&random, 33));
		fputs("?\n", stdout);
	}
}

int
main(int argc, char **argv)
{
	static struct vocabulary vocabulary;
	size_t questions = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;

	vocabulary_init(&vocabulary);
	if (argc == 3 && strcmp(argv[1], "talks") == 0)
		talks_print(&vocabulary, questions);
	else if (argc == 3 && strcmp(argv[1], "questions") == 0)
		questions_print(&vocabulary, questions);
	else
		return 2;
	return fflush(stdout) == 0 ? 0 : 1;
}
