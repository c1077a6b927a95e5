/* SPDX-License-Identifier: MIT */

/* The configuration file: git's notation, strict about names, values and who may write it. */
#include "config/config.h"

#include "base/file.h"

#include <errno.h>
#include <setjmp.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

struct place {
	struct arena arena;
	char folder[64];
	const char *path;
};

static int
place_open(void **state)
{
	static struct place place;
	const char *base = getenv("TMPDIR");

	(void)snprintf(
	        place.folder, sizeof(place.folder), "%s/config-XXXXXX", base ? base : "/tmp");
	if (!mkdtemp(place.folder))
		return -1;
	arena_init(&place.arena);
	place.path = arena_format(&place.arena, "%s/config", place.folder);
	*state = &place;
	return 0;
}

static int
place_close(void **state)
{
	struct place *place = *state;

	(void)unlink(place->path);
	(void)rmdir(place->folder);
	arena_close(&place->arena);
	return 0;
}

static bool
config_load(struct place *place, const char *text, size_t length, struct config **config_out,
        struct error *err)
{
	assert_true(file_write(place->path, text, length, err));
	return config_open(&place->arena, place->path, config_out, err);
}

static void
test_values(void **state)
{
	static const struct {
		const char *text;
		const char *expected; /* of user.name */
	} cases[] = {
	        {"", NULL},
	        {"# only a comment", NULL},
	        {"[user]\n", NULL},
	        {"[user]\nname = Ann\n", "Ann"},
	        {"[user]\nname=Ann", "Ann"},
	        {"[user] name = Ann\n", "Ann"},
	        {"[USER]\n\tNaMe = Ann\n", "Ann"},
	        {"  [user ]\n", NULL},
	        {"\xEF\xBB\xBF[user]\nname = Ann\n", "Ann"},
	        {"[user]\r\nname = Ann\r\n", "Ann"},
	        {"[user]\nname = Ann \t \n", "Ann"},
	        {"[user]\nname = Ann  B\n", "Ann  B"},
	        {"[user]\nname = Ann # me\n", "Ann"},
	        {"[user]\nname = Ann;me\n", "Ann"},
	        {"[user]\nname = \"Ann # me\"\n", "Ann # me"},
	        {"[user]\nname = \" Ann \"  \n", " Ann "},
	        {"[user]\nname = A\"n;\"n\n", "An;n"},
	        {"[user]\nname = A\\\\n\\\"n\\tb\\nc\n", "A\\n\"n\tb\nc"},
	        {"[user]\nname = Ann \\\n  B\n", "Ann   B"},
	        {"[user]\nname = Ann\\t \n", "Ann\t"},
	        {"[view \"mine\"]\nfilter = x\n[user]\nname = Ann\n", "Ann"},
	        {"[user]\r\nname = Ann\\\r\nB\r\n", "AnnB"},
	        {"[user]\nname = Ann\\", "Ann"},
	        {"[user]\nname =\n", ""},
	        {"[user]\nname = \"\"\n", ""},
	        {"[user]\nname = a = b\n", "a = b"},
	        {"[user]\nname = Zo\u00eb\n", "Zo\u00eb"},
	        {"[user]\nname = first\nname = last\n", "last"},
	        {"[user]\nname = first\n[ui]\npager=\n[user]\nname = last\n", "last"},
	        {"; c\n[user] # c\n; c\nname = Ann\n# c", "Ann"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct config *config = NULL;
		struct error err;
		const char *value;

		if (!config_load(*state, cases[i].text, strlen(cases[i].text), &config, &err))
			fail_msg("case %zu: %s", i, err.text);
		value = config_get(config, "user", NULL, "name");
		if (cases[i].expected)
			assert_string_equal(value, cases[i].expected);
		else
			assert_null(value);
	}
}

static void
test_errors(void **state)
{
	static const struct {
		const char *text;
		const char *expected; /* behind "FILE:" */
		const char *hint;
	} cases[] = {
	        {"[ui]\n\ncolr = auto\n", "3: unknown key ui.colr", "did you mean ui.color?"},
	        {"\n[uii]\n", "2: unknown section [uii]", "did you mean [ui]?"},
	        {"[wxyzwxyz]\n", "1: unknown section [wxyzwxyz]", ""},
	        {"[view \"mine\"]\nfiltr = x\n", "2: unknown key view.filtr",
	                "did you mean view.filter?"},
	        {"[view]\n", "1: the section needs a name: [view \"NAME\"]", ""},
	        {"[view \"\"]\n", "1: the section needs a name: [view \"NAME\"]", ""},
	        {"[user \"x\"]\n", "1: the section [user] takes no name", ""},
	        {"name = x\n", "1: a key stands before the first [section]", ""},
	        {"[user\nname = x\n", "1: the section is not closed by ]", ""},
	        {"[]\n", "1: the section has no name", ""},
	        {"[view \"mine]\n", "1: the quote is not closed", ""},
	        {"[view \"mine\\", "1: the quote is not closed", ""},
	        {"[user]\nname = \"x\n", "2: the quote is not closed", ""},
	        {"[user]\n= x\n", "2: expected a [section], a key or a comment", ""},
	        {"[user]\nname : x\n", "2: expected = behind the key", ""},
	        {"[user]\nname = \\x\n", "2: a backslash may stand before \" \\ n t or a line end",
	                ""},
	        {"[user]\nname\n", "2: user.name needs a value", ""},
	        {"[user]\nname = a\\\nb\nnme = x\n", "4: unknown key user.nme",
	                "did you mean user.name?"},
	        {"[ui]\ncolor = blue\n", "2: ui.color must be auto|always|never, not \"blue\"", ""},
	        {"[ui]\ncolor = auto|always\n",
	                "2: ui.color must be auto|always|never, not \"auto|always\"", ""},
	        {"[ui]\nhints = maybe\n", "2: ui.hints must be true or false, not \"maybe\"", ""},
	        {"[user]\n# \xE9\n", "2: byte 0xE9 is not UTF-8 text", ""},
	};
	struct place *place = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct config *config = NULL;
		struct error err;

		if (config_load(place, cases[i].text, strlen(cases[i].text), &config, &err))
			fail_msg("case %zu was taken", i);
		assert_int_equal(err.kind, ERROR_INVALID);
		assert_string_equal(err.text,
		        arena_format(&place->arena, "%s:%s", place->path, cases[i].expected));
		assert_string_equal(err.hint, cases[i].hint);
		assert_null(config);
	}
}

static void
test_nul(void **state)
{
	struct config *config;
	struct error err;

	assert_false(config_load(*state, "[user]\0", 7, &config, &err));
	assert_int_equal(err.kind, ERROR_INVALID);
	assert_non_null(strstr(err.text, ":1: byte 0x00"));
}

static void
test_switches(void **state)
{
	static const struct {
		const char *text;
		const char *expected;
	} cases[] = {
	        {"[ui]\nhints\n", "true"},
	        {"[ui]\nhints = true\n", "true"},
	        {"[ui]\nhints = Yes\n", "true"},
	        {"[ui]\nhints = on\n", "true"},
	        {"[ui]\nhints = 1\n", "true"},
	        {"[ui]\nhints = FALSE\n", "false"},
	        {"[ui]\nhints = no\n", "false"},
	        {"[ui]\nhints = off\n", "false"},
	        {"[ui]\nhints = 0\n", "false"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct config *config;
		struct error err;

		assert_true(
		        config_load(*state, cases[i].text, strlen(cases[i].text), &config, &err));
		assert_string_equal(config_get(config, "ui", NULL, "hints"), cases[i].expected);
	}
}

static void
test_names(void **state)
{
	static const char text[] = "[view \"mine\"]\nfilter = --tag net\n"
	                           "[view \"Mine\"]\nfilter = --all\n"
	                           "[view \"a \\\"b\\\\ \\c\"]\n"
	                           "[view \"mine\"]\nfilter = --tag dns\n";
	struct place *place = *state;
	struct config *config;
	const char *const *names;
	struct error err;
	size_t count;

	assert_true(config_load(place, text, sizeof(text) - 1, &config, &err));
	names = config_names(&place->arena, config, "view", &count);
	assert_int_equal(count, 3);
	assert_string_equal(names[0], "mine");
	assert_string_equal(names[1], "Mine");
	assert_string_equal(names[2], "a \"b\\ c");
	assert_string_equal(config_get(config, "view", "mine", "filter"), "--tag dns");
	assert_string_equal(config_get(config, "view", "Mine", "filter"), "--all");
	assert_null(config_get(config, "view", "MINE", "filter"));
	assert_null(config_get(config, "view", NULL, "filter"));
	(void)config_names(&place->arena, config, "user", &count);
	assert_int_equal(count, 0);
}

static void
test_missing(void **state)
{
	struct place *place = *state;
	const char *const paths[] = {NULL, place->path, "/dev/null",
	        arena_format(&place->arena, "%s/no/folder", place->folder),
	        "/dev/null/below/a/file"};

	(void)unlink(place->path);
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct config *config;
		struct error err;

		assert_true(config_open(&place->arena, paths[i], &config, &err));
		assert_null(config_get(config, "user", NULL, "name"));
	}
}

static void
test_unreadable(void **state)
{
	struct place *place = *state;
	struct config *config;
	struct error err;

	assert_false(config_open(&place->arena, place->folder, &config, &err));
	assert_int_equal(err.kind, ERROR_IO);
}

static void
test_large(void **state)
{
	enum { LIMIT = 1024 * 1024 };
	struct place *place = *state;
	char *text = arena_array(&place->arena, LIMIT + 2, 1);
	struct config *config;
	struct error err;

	memset(text, '#', LIMIT + 1);
	assert_true(config_load(place, text, LIMIT, &config, &err));
	assert_false(config_load(place, text, LIMIT + 1, &config, &err));
	assert_int_equal(err.kind, ERROR_INVALID);
}

static void
test_permissions(void **state)
{
	static const struct {
		mode_t mode;
		bool trusted;
	} cases[] = {
	        {0600, true},
	        {0644, true},
	        {0755, true},
	        {0620, false},
	        {0602, false},
	        {0666, false},
	};
	struct place *place = *state;
	const char *link = arena_format(&place->arena, "%s/link", place->folder);
	struct config *config;
	struct error err;

	assert_true(config_load(place, "[user]\nname = Ann\n", 18, &config, &err));
	assert_int_equal(symlink(place->path, link), 0);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *const paths[] = {place->path, link};

		assert_int_equal(chmod(place->path, cases[i].mode), 0);
		for (size_t k = 0; k < COUNT(paths); k++) {
			bool ok = config_open(&place->arena, paths[k], &config, &err);

			assert_int_equal(ok, cases[i].trusted);
			if (ok)
				continue;
			assert_int_equal(err.kind, ERROR_INVALID);
			assert_string_equal(
			        err.hint, arena_format(&place->arena, "chmod go-w %s", paths[k]));
		}
	}
	assert_int_equal(unlink(link), 0);
}

/* Only root can make a file of somebody else. */
static void
test_owner(void **state)
{
	enum { SOMEBODY = 12345 };
	struct place *place = *state;
	struct config *config;
	struct error err;

	assert_true(config_load(place, "[user]\nname = Ann\n", 18, &config, &err));
	if (chown(place->path, SOMEBODY, SOMEBODY) != 0) {
		assert_int_equal(errno, EPERM);
		skip();
	}
	assert_false(config_open(&place->arena, place->path, &config, &err));
	assert_int_equal(err.kind, ERROR_INVALID);
	assert_non_null(strstr(err.text, "another user"));
}

/* The table makes the manual, so no row may leave anything out. */
static void
test_settings(void **state)
{
	(void)state;
	for (const struct setting *s = settings; s->section; s++) {
		assert_non_null(s->key);
		assert_non_null(s->help);
		assert_int_equal(s->kind == SETTING_CHOICE, s->choices != NULL);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_values),
	        cmocka_unit_test(test_errors),
	        cmocka_unit_test(test_nul),
	        cmocka_unit_test(test_switches),
	        cmocka_unit_test(test_names),
	        cmocka_unit_test(test_missing),
	        cmocka_unit_test(test_unreadable),
	        cmocka_unit_test(test_large),
	        cmocka_unit_test(test_permissions),
	        cmocka_unit_test(test_owner),
	        cmocka_unit_test(test_settings),
	};

	return cmocka_run_group_tests(tests, place_open, place_close);
}
