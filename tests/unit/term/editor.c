/* SPDX-License-Identifier: MIT */

/* The editor, played by one-line shell programs. */
#include "term/editor.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static const char *const variables[] = {"ASKBACK_EDITOR", "VISUAL", "EDITOR", "TERM"};

struct place {
	struct arena arena;
	char base[64];
	const char *folder; /* of the drafts; not there at first, and with a blank in its name */
};

static int
place_open(void **state)
{
	static struct place place;
	const char *base = getenv("TMPDIR");

	(void)snprintf(place.base, sizeof(place.base), "%s/editor-XXXXXX", base ? base : "/tmp");
	if (!mkdtemp(place.base))
		return -1;
	arena_init(&place.arena);
	place.folder = arena_format(&place.arena, "%s/the drafts", place.base);
	for (size_t i = 0; i < COUNT(variables); i++)
		(void)unsetenv(variables[i]);
	*state = &place;
	return 0;
}

/* Removes the drafts and returns how many there were. */
static size_t
drafts_drop(const struct place *place)
{
	DIR *folder = opendir(place->folder);
	const struct dirent *entry;
	size_t count = 0;

	if (!folder)
		return 0;
	while ((entry = readdir(folder))) {
		if (entry->d_name[0] == '.')
			continue;
		assert_int_equal(unlinkat(dirfd(folder), entry->d_name, 0), 0);
		count++;
	}
	(void)closedir(folder);
	return count;
}

static int
place_close(void **state)
{
	struct place *place = *state;

	(void)drafts_drop(place);
	(void)rmdir(place->folder);
	(void)rmdir(place->base);
	arena_close(&place->arena);
	return 0;
}

static void
test_texts(void **state)
{
	static const struct {
		const char *editor;
		const char *start;
		const char *comment;
		const char *expected;
	} cases[] = {
	        {"printf 'How?\\n' >", NULL, NULL, "How?"},
	        {"printf 'How?' >", NULL, NULL, "How?"},
	        {"printf 'one\\n#two\\n # three\\nfour\\n' >", NULL, NULL, "one\n # three\nfour"},
	        {"printf '\\n\\n  How?  \\n\\n' >", NULL, NULL, "How?"},
	        {"printf 'How?\\r\\nWhy?\\r\\n' >", NULL, NULL, "How?\nWhy?"},
	        {":", "Why?", "A comment\n\nof lines", "Why?"},
	        {":", "one\ntwo\n", NULL, "one\ntwo"},
	        {"printf 'more\\n' >>", "Why?", "A comment", "Why?\nmore"},
	        {"sed -i -e 's/^# /x/'", "Why?", "A comment\n\nof lines",
	                "Why?\nxA comment\nxof lines"},
	};
	struct place *place = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct error err;
		const char *text;

		if (!editor_write(&place->arena, cases[i].editor, place->folder, cases[i].start,
		            cases[i].comment, &text, &err))
			fail_msg("case %zu: %s", i, err.text);
		assert_string_equal(text, cases[i].expected);
		assert_int_equal(drafts_drop(place), 0);
	}
}

/* What the user could lose is kept, and the message says where. */
static void
test_failures(void **state)
{
	static const struct {
		const char *editor;
		enum error_kind kind;
		const char *text; /* a part of the message */
		size_t kept;
	} cases[] = {
	        {":", ERROR_CANCELLED, "nothing was written", 0},
	        {"printf ' \\n\\t\\n' >", ERROR_CANCELLED, "nothing was written", 0},
	        {"printf 'How?' >\"$1\"; exit 3;", ERROR_IO, "failed with status 3", 1},
	        {"kill -9 $$;", ERROR_IO, "failed with status 137", 1},
	        {"no-such-editor 2>/dev/null", ERROR_IO, "failed with status 127", 1},
	        {"printf 'H\\351?' >", ERROR_INVALID, "0xE9", 1},
	        {"printf 'H\\0?' >", ERROR_INVALID, "", 1},
	        {"rm", ERROR_MISSING, "", 0},
	        {"truncate -s 1048577", ERROR_INVALID, "larger", 1},
	};
	struct place *place = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct error err;
		const char *text = NULL;

		assert_false(editor_write(&place->arena, cases[i].editor, place->folder, NULL,
		        "A comment", &text, &err));
		assert_int_equal(err.kind, cases[i].kind);
		assert_non_null(strstr(err.text, cases[i].text));
		assert_int_equal(
		        strstr(err.text, place->folder) != NULL, cases[i].kind != ERROR_CANCELLED);
		assert_int_equal(drafts_drop(place), cases[i].kept);
		assert_null(text);
	}
}

static void
test_order(void **state)
{
	static const struct {
		const char *configured;
		const char *environment[COUNT(variables)]; /* in the order above */
		const char *expected;
	} cases[] = {
	        {"printf 2 >", {"printf 1 >", "printf 3 >", "printf 4 >", "xterm"}, "1"},
	        {"printf 2 >", {NULL, "printf 3 >", "printf 4 >", "xterm"}, "2"},
	        {NULL, {NULL, "printf 3 >", "printf 4 >", "xterm"}, "3"},
	        {"", {"", "", "printf 4 >", "xterm"}, "4"},
	        {NULL, {NULL, "printf 3 >", "printf 4 >", "dumb"}, "4"},
	        {NULL, {NULL, "printf 3 >", "printf 4 >", NULL}, "4"},
	        {NULL, {NULL, "printf 3 >", NULL, "dumb"}, NULL},
	};
	struct place *place = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct error err;
		const char *text;
		bool ok;

		for (size_t k = 0; k < COUNT(variables); k++) {
			if (cases[i].environment[k])
				(void)setenv(variables[k], cases[i].environment[k], 1);
			else
				(void)unsetenv(variables[k]);
		}
		ok = editor_write(
		        &place->arena, cases[i].configured, place->folder, NULL, NULL, &text, &err);
		assert_int_equal(ok, cases[i].expected != NULL);
		if (ok)
			assert_string_equal(text, cases[i].expected);
		else
			assert_int_equal(err.kind, ERROR_USAGE);
	}
}

/* Nobody else can read a draft, and its name is ours alone, never a part of the text. */
static void
test_private(void **state)
{
	struct place *place = *state;
	struct stat status;
	struct error err;
	const char *text;

	assert_true(editor_write(&place->arena,
	        "stat -c %a \"$1\" >\"$1.mode\"; "
	        "cat \"$1.mode\" >\"$1\"; rm \"$1.mode\"; :",
	        place->folder, "x", NULL, &text, &err));
	assert_string_equal(text, "600");
	assert_int_equal(stat(place->folder, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
	assert_true(editor_write(&place->arena, "printf '%s' \"$#\" >", place->folder,
	        "$(touch canary); `touch canary`", NULL, &text, &err));
	assert_string_equal(text, "1");
	assert_int_not_equal(access("canary", F_OK), 0);
}

/* What we ignore is not ignored in the editor, and is ignored again after it. */
static void
test_signals(void **state)
{
	static const struct {
		int number;
		const char *editor, *expected;
	} cases[] = {
	        {SIGINT, "kill -INT $$;", "failed with status 130"},
	        {SIGQUIT, "ulimit -c 0; kill -QUIT $$;", "failed with status 131"},
	        {SIGPIPE, "kill -PIPE $$;", "failed with status 141"},
	};
	struct place *place = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct sigaction ignored = {.sa_handler = SIG_IGN}, before, after;
		struct error err;
		const char *text;

		assert_int_equal(sigaction(cases[i].number, &ignored, &before), 0);
		assert_false(editor_write(
		        &place->arena, cases[i].editor, place->folder, NULL, NULL, &text, &err));
		assert_int_equal(sigaction(cases[i].number, &before, &after), 0);
		assert_non_null(strstr(err.text, cases[i].expected));
		assert_true(after.sa_handler == SIG_IGN);
		assert_int_equal(drafts_drop(place), 1);
	}
}

/* Ctrl-C reaches every process of the terminal; only the editor may heed it. */
static void
test_interrupt(void **state)
{
	struct place *place = *state;
	struct error err;
	const char *text;

	assert_true(editor_write(&place->arena, "kill -INT $PPID; printf 'still here' >",
	        place->folder, NULL, NULL, &text, &err));
	assert_string_equal(text, "still here");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_texts),
	        cmocka_unit_test(test_failures),
	        cmocka_unit_test(test_order),
	        cmocka_unit_test(test_private),
	        cmocka_unit_test(test_signals),
	        cmocka_unit_test(test_interrupt),
	};

	return cmocka_run_group_tests(tests, place_open, place_close);
}
