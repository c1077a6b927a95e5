/* SPDX-License-Identifier: MIT */
#include "term/prompt.h"

#include "text/safe.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool
line_end(const char **line_out, struct error *err)
{
	int cause = ferror(stdin) ? errno : 0;

	clearerr(stdin);
	*line_out = NULL;
	if (cause == EINTR)
		return error_set(err, ERROR_CANCELLED, "interrupted");
	if (cause)
		return error_set(err, ERROR_IO, "cannot read the answer: %s", strerror(cause));
	return true;
}

bool
prompt_line(struct arena *arena, const struct term *term, const char *prompt, const char **line_out,
        struct error *err)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	bool ok = true;

	if (term->input_terminal) {
		(void)fputs(safe_text(arena, prompt), stderr);
		(void)fflush(stderr);
	}
	length = getline(&line, &size, stdin);
	if (length < 0) {
		ok = line_end(line_out, err);
	} else if (memchr(line, '\0', (size_t)length)) {
		ok = error_set(err, ERROR_INVALID, "the line contains a NUL byte");
	} else {
		size_t end = strcspn(line, "\n");

		*line_out = arena_span(arena, line, end);
	}
	free(line);
	return ok;
}

static bool
is_yes(const char *answer)
{
	static const char *const words[] = {"y", "yes"};
	const char *word = answer + strspn(answer, " \t");
	size_t length = strcspn(word, " \t\r");

	if (word[length + strspn(word + length, " \t\r")] != '\0')
		return false;
	for (size_t i = 0; i < COUNT(words); i++) {
		if (strlen(words[i]) == length && strncasecmp(word, words[i], length) == 0)
			return true;
	}
	return false;
}

bool
prompt_confirm(const struct term *term, const char *question, const char *flag, struct error *err)
{
	const char *answer = NULL;
	struct arena arena;
	bool ok;

	if (!term->input_terminal) {
		error_set(err, ERROR_USAGE, "cannot ask \"%s\": standard input is no terminal",
		        question);
		return error_hint(err, "%s answers yes", flag);
	}
	arena_init(&arena);
	ok = prompt_line(&arena, term, arena_format(&arena, "%s [y/N] ", question), &answer, err);
	if (ok && !(answer && is_yes(answer)))
		ok = error_set(err, ERROR_CANCELLED, "not confirmed");
	arena_close(&arena);
	return ok;
}
