/* SPDX-License-Identifier: MIT */
#include "cmd/options.h"

#include "tests/unit/cmd/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { MOST_WORDS = 8 };

struct parsed {
	struct arena arena;
	struct sample_options options;
	struct sample_global global;
	struct words operands;
	struct error err;
	bool ok;
};

static void
parse(struct parsed *parsed, bool free_text, const char *const words[])
{
	size_t count = 0;

	*parsed = (struct parsed){.ok = false};
	arena_init(&parsed->arena);
	while (words[count])
		count++;
	parsed->ok = options_parse(&parsed->arena, commands[0]->options, &parsed->options,
	        global_options, &parsed->global, free_text, words, count, &parsed->operands,
	        &parsed->err);
}

static void
close_parsed(struct parsed *parsed)
{
	arena_close(&parsed->arena);
}

static void
check_text(const char *got, const char *wanted)
{
	if (wanted)
		assert_string_equal(got, wanted);
	else
		assert_null(got);
}

static void
test_forms(void **state)
{
	static const struct {
		const char *words[MOST_WORDS];
		const char *operands; /* joined with | */
		const char *message;
		const char *talk;
		const char *asked;
		int64_t limit;
		bool private;
		bool yes;
		bool quiet;
	} cases[] = {
	        {.words = {"a", "b"}, .operands = "a|b"},
	        {.words = {"--talk=T1", "a"}, .operands = "a", .talk = "T1"},
	        {.words = {"--talk", "T1", "a"}, .operands = "a", .talk = "T1"},
	        {.words = {"-t", "T1", "a"}, .operands = "a", .talk = "T1"},
	        {.words = {"-tT1", "a"}, .operands = "a", .talk = "T1"},
	        {.words = {"-t=T1"}, .operands = "", .talk = "=T1"},
	        {.words = {"--talk="}, .operands = "", .talk = ""},
	        {.words = {"--talk=a=b"}, .operands = "", .talk = "a=b"},
	        {.words = {"a", "-t", "T1", "b"}, .operands = "a|b", .talk = "T1"},
	        {.words = {"-t", "T1", "-t", "T2"}, .operands = "", .talk = "T2"},
	        {.words = {"-qy"}, .operands = "", .quiet = true, .yes = true},
	        {.words = {"-qyt", "T1"}, .operands = "", .quiet = true, .yes = true, .talk = "T1"},
	        {.words = {"-qytT1"}, .operands = "", .quiet = true, .yes = true, .talk = "T1"},
	        {.words = {"-m", "-x"}, .operands = "", .message = "-x"},
	        {.words = {"-m", "--"}, .operands = "", .message = "--"},
	        {.words = {"--message", "--yes"}, .operands = "", .message = "--yes"},
	        {.words = {"-"}, .operands = "-"},
	        {.words = {"--", "-y", "--"}, .operands = "-y|--"},
	        {.words = {"a", "--", "--talk"}, .operands = "a|--talk"},
	        {.words = {""}, .operands = ""},
	        {.words = {"--yes", "--no-yes"}, .operands = ""},
	        {.words = {"--no-yes", "--yes"}, .operands = "", .yes = true},
	        {.words = {"--private"}, .operands = "", .private = true},
	        {.words = {"--quiet"}, .operands = "", .quiet = true},
	        {.words = {"--asked", "live"}, .operands = "", .asked = "live"},
	        {.words = {"--asked=online"}, .operands = "", .asked = "online"},
	        {.words = {"-n", "0"}, .operands = ""},
	        {.words = {"-n12"}, .operands = "", .limit = 12},
	        {.words = {"--limit", "9223372036854775807"}, .operands = "", .limit = INT64_MAX},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct parsed parsed;
		char joined[64] = "";
		size_t at = 0;

		parse(&parsed, false, cases[i].words);
		assert_true(parsed.ok);
		for (size_t k = 0; k < parsed.operands.count; k++)
			at += (size_t)snprintf(joined + at, sizeof(joined) - at, "%s%s",
			        k ? "|" : "", parsed.operands.items[k]);
		assert_string_equal(joined, cases[i].operands);
		check_text(parsed.options.message, cases[i].message);
		check_text(parsed.options.talk, cases[i].talk);
		check_text(parsed.options.asked, cases[i].asked);
		assert_int_equal(parsed.options.limit, cases[i].limit);
		assert_int_equal(parsed.options.private, cases[i].private);
		assert_int_equal(parsed.options.yes, cases[i].yes);
		assert_int_equal(parsed.global.quiet, cases[i].quiet);
		close_parsed(&parsed);
	}
}

static void
test_empty_operand_is_kept(void **state)
{
	static const char *const words[] = {"", "", NULL};
	struct parsed parsed;

	(void)state;
	parse(&parsed, false, words);
	assert_true(parsed.ok);
	assert_int_equal(parsed.operands.count, 2);
	close_parsed(&parsed);
}

static void
test_list_adds(void **state)
{
	static const char *const words[] = {"--tag", "a", "x", "--tag=b", "--tag", "", NULL};
	struct parsed parsed;

	(void)state;
	parse(&parsed, false, words);
	assert_true(parsed.ok);
	assert_int_equal(parsed.options.tags.count, 3);
	assert_string_equal(parsed.options.tags.items[0], "a");
	assert_string_equal(parsed.options.tags.items[1], "b");
	assert_string_equal(parsed.options.tags.items[2], "");
	close_parsed(&parsed);
}

static void
test_switch_named_no(void **state)
{
	static const char *const off[] = {"--no-pager", NULL};
	static const char *const on[] = {"--no-pager", "--pager", NULL};
	struct parsed parsed;

	(void)state;
	parse(&parsed, false, off);
	assert_true(parsed.ok);
	assert_true(parsed.global.no_pager);
	close_parsed(&parsed);
	parse(&parsed, false, on);
	assert_true(parsed.ok);
	assert_false(parsed.global.no_pager);
	close_parsed(&parsed);
}

static void
test_errors(void **state)
{
	static const struct {
		const char *words[MOST_WORDS];
		bool free_text;
		const char *text;
		const char *hint; /* a part of it; "" for none */
	} cases[] = {
	        {{"--tlak", "x"}, false, "unknown option --tlak", "did you mean --talk"},
	        {{"--tlak=T2"}, false, "unknown option --tlak", "did you mean --talk"},
	        {{"--mess", "x"}, false, "unknown option --mess", "did you mean --message"},
	        {{"--no-privat"}, false, "unknown option --no-privat", "--no-private"},
	        {{"--no-talk"}, false, "unknown option --no-talk", ""},
	        {{"--no-"}, false, "unknown option --no-", ""},
	        {{"-talk", "-x"}, false, "unknown option -x", ""},
	        {{"-private"}, false, "unknown option -private", "did you mean --private"},
	        {{"-qz"}, false, "unknown option -z in -qz", ""},
	        {{"-q\xc3\xa9"}, false, "unknown option -\xc3\xa9 in -q\xc3\xa9", ""},
	        {{"--how", "is"}, true, "unknown option --how", ": -- --how"},
	        {{"--tlak it's"}, true, "unknown option --tlak it's", "-- '--tlak it'\\''s'"},
	        {{"--tlak"}, true, "unknown option --tlak",
	                "did you mean --talk? or, text that begins with a dash goes after \"--\""},
	        {{"--"
	          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
	          "x"},
	                true, "unknown option --x", "goes after \"--\""},
	        {{"--talk"}, false, "option --talk needs an argument: --talk TALK", ""},
	        {{"-t"}, false, "option -t needs an argument: -t TALK", ""},
	        {{"-qt"}, false, "option -t needs an argument: -t TALK", ""},
	        {{"--yes=1"}, false, "option --yes takes no argument, but was given \"1\"", ""},
	        {{"--no-yes="}, false, "option --no-yes takes no argument, but was given \"\"", ""},
	        {{"--limit", "ten"}, false, "option --limit needs a whole number, not \"ten\"", ""},
	        {{"-n-1"}, false, "option -n needs a whole number, not \"-1\"", ""},
	        {{"--asked", "lvie"}, false,
	                "option --asked takes no, live, hallway or online, not \"lvie\"",
	                "did you mean live"},
	        {{"--asked="}, false, "option --asked takes no, live, hallway or online, not \"\"",
	                ""},
	        {{"--asked", "no|live"}, false, "option --asked takes", ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct parsed parsed;

		parse(&parsed, cases[i].free_text, cases[i].words);
		assert_false(parsed.ok);
		assert_int_equal(parsed.err.kind, ERROR_USAGE);
		if (strncmp(parsed.err.text, cases[i].text, strlen(cases[i].text)) != 0)
			assert_string_equal(parsed.err.text, cases[i].text);
		if (!strstr(parsed.err.hint, cases[i].hint))
			assert_string_equal(parsed.err.hint, cases[i].hint);
		close_parsed(&parsed);
	}
}

static void
test_without_rows(void **state)
{
	static const char *const words[] = {"a", "-"};
	static const char *const unknown[] = {"--talk"};
	struct words operands;
	struct arena arena;
	struct error err;

	(void)state;
	arena_init(&arena);
	assert_true(options_parse(
	        &arena, NULL, NULL, NULL, NULL, false, words, COUNT(words), &operands, &err));
	assert_int_equal(operands.count, 2);
	assert_false(options_parse(
	        &arena, NULL, NULL, NULL, NULL, false, unknown, COUNT(unknown), &operands, &err));
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_forms),
	        cmocka_unit_test(test_empty_operand_is_kept),
	        cmocka_unit_test(test_list_adds),
	        cmocka_unit_test(test_switch_named_no),
	        cmocka_unit_test(test_errors),
	        cmocka_unit_test(test_without_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
