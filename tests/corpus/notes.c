/* SPDX-License-Identifier: MIT */

/*
 * Reads a folder of real notes, which cannot be part of the project, and compares the questions
 * that are certain with those that a person marked in its gold.tsv (file, line, ..., kind; the kind
 * "negative" says that a file has none). Usage: notes FOLDER, or CORPUS in the environment. TAP
 * goes out; recall and precision are told as notes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "intake/notes.h"
#include "text/number.h"

enum { GOLD_MOST = 4096 };

static const double recall_least = 18.0 / 19.0;
static const double precision_least = 0.95;

struct gold {
	const char *file;
	size_t line; /* 0: the file has no question */
	bool found;
};

struct counts {
	size_t found;
	size_t missed;
	size_t wrong;
	size_t wrong_in_negative;
	size_t offered;
};

static size_t
gold_parse(struct arena *arena, const char *text, struct gold *golds)
{
	size_t count = 0;

	for (char *row = arena_text(arena, text); *row && count < GOLD_MOST;) {
		char *end = row + strcspn(row, "\n");
		char *next = *end ? end + 1 : end;
		char *line = strchr(row, '\t');
		int64_t number;

		*end = '\0';
		if (line) {
			*line++ = '\0';
			line[strcspn(line, "\t")] = '\0';
			if (number_parse(line, 0, INT32_MAX, &number))
				golds[count++] = (struct gold){.file = row, .line = (size_t)number};
		}
		row = next;
	}
	return count;
}

/* The marked line that a question stands on, or NULL. */
static struct gold *
gold_find(struct gold *golds, size_t count, const char *file, const struct notes_find *find)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(golds[i].file, file) == 0 && golds[i].line >= find->line &&
		        golds[i].line <= find->last_line)
			return &golds[i];
	}
	return NULL;
}

static bool
file_is_negative(const struct gold *golds, size_t count, const char *file)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(golds[i].file, file) == 0)
			return golds[i].line == 0;
	}
	return false;
}

static bool
file_score(const char *folder, struct gold *golds, size_t count, const char *file,
        struct counts *counts)
{
	bool is_negative = file_is_negative(golds, count, file);
	struct arena arena;
	struct notes notes = {0};
	struct error err;
	const char *text;
	size_t length;
	bool ok;

	arena_init(&arena);
	ok = file_read(&arena, arena_format(&arena, "%s/%s", folder, file), NOTES_SIZE_MOST, &text,
	             &length, &err) &&
	        notes_parse(&arena, file, text, length, &notes, &err);
	if (!ok)
		printf("# %s\n", err.text);
	for (size_t i = 0; i < notes.count; i++) {
		const struct notes_find *find = &notes.finds[i];
		struct gold *gold;

		if (find->kind != NOTES_QUESTION)
			continue;
		counts->offered += find->trust == NOTES_SUSPECTED ? 1 : 0;
		if (find->trust == NOTES_SUSPECTED)
			continue;
		gold = gold_find(golds, count, file, find);
		if (gold) {
			gold->found = true;
			continue;
		}
		printf("# wrong: %s:%zu: %s\n", file, find->line, find->text);
		counts->wrong++;
		counts->wrong_in_negative += is_negative ? 1 : 0;
	}
	arena_close(&arena);
	return ok;
}

static void
say(int number, bool ok, const char *what)
{
	printf("%sok %d - %s\n", ok ? "" : "not ", number, what);
}

/* Scores each file once; false when one cannot be read. */
static bool
files_score(const char *folder, struct gold *golds, size_t count, struct counts *counts)
{
	bool ok = count > 0;

	for (size_t i = 0; i < count; i++) {
		if (i == 0 || strcmp(golds[i].file, golds[i - 1].file) != 0)
			ok &= file_score(folder, golds, count, golds[i].file, counts);
	}
	for (size_t i = 0; i < count; i++) {
		if (!golds[i].line)
			continue;
		counts->found += golds[i].found ? 1 : 0;
		counts->missed += golds[i].found ? 0 : 1;
		if (!golds[i].found)
			printf("# missed: %s:%zu\n", golds[i].file, golds[i].line);
	}
	return ok;
}

int
main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : getenv("CORPUS");
	struct counts counts = {0};
	struct gold *golds;
	struct arena arena;
	struct error err;
	const char *text;
	size_t length;
	double recall;
	double precision;
	bool ok;

	arena_init(&arena);
	if (!folder ||
	        !file_read(&arena, arena_format(&arena, "%s/gold.tsv", folder), NOTES_SIZE_MOST,
	                &text, &length, &err)) {
		printf("Bail out! %s\n", folder ? err.text : "usage: notes FOLDER");
		arena_close(&arena);
		return EXIT_FAILURE;
	}
	golds = arena_array(&arena, GOLD_MOST, sizeof(*golds));
	ok = files_score(folder, golds, gold_parse(&arena, text, golds), &counts);
	recall = (double)counts.found / (double)(counts.found + counts.missed);
	precision = (double)counts.found / (double)(counts.found + counts.wrong);
	printf("1..4\n");
	say(1, ok, "every file is read");
	say(2, recall >= recall_least, "recall");
	say(3, precision >= precision_least, "precision");
	say(4, counts.wrong_in_negative == 0, "nothing from files without questions");
	printf("# found %zu of %zu, wrong %zu, offered %zu more; recall %.3f, precision %.3f\n",
	        counts.found, counts.found + counts.missed, counts.wrong, counts.offered, recall,
	        precision);
	ok &= recall >= recall_least && precision >= precision_least && !counts.wrong_in_negative;
	arena_close(&arena);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
