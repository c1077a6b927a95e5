/* SPDX-License-Identifier: MIT */
#include "cmd/manual.h"

#include "tests/unit/cmd/sample.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sys/wait.h>
#include <unistd.h>

struct manual {
	struct arena arena;
	struct buf out;
};

static void
open_manual(struct manual *manual)
{
	arena_init(&manual->arena);
	buf_init(&manual->out, &manual->arena, 0);
}

static void
close_manual(struct manual *manual)
{
	arena_close(&manual->arena);
}

/* The parts stand in the text, in this order. */
static void
check_order(const char *text, const char *const *parts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *found = strstr(text, parts[i]);

		if (!found)
			assert_string_equal(text, parts[i]);
		text = found + strlen(parts[i]);
	}
}

static void
check_absent(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("\"%s\" is in:\n%s", part, text);
}

/* No line is wider than a terminal, or ends with a blank; no heading is without its empty line. */
static void
check_shape(struct arena *arena, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");

		if (utf8_width(arena_span(arena, text, length)) > 80)
			fail_msg("too wide: %.*s", (int)length, text);
		if (length > 0 && text[length - 1] == ' ')
			fail_msg("blank at the end: %.*s", (int)length, text);
		assert_memory_not_equal(text + length, "\n\n\n", 3);
		text += length + (text[length] == '\n');
	}
}

static void
test_overview(void **state)
{
	static const char *const parts[] = {
	        "askback: never lose the question you asked at a talk",
	        "\nUSAGE\n  askback [COMMAND]",
	        "\nEXAMPLES\n",
	        "\nCAPTURE\n  log     log a question\n  import  read a programme\n",
	        "\nLOOK\n  show  show questions: text, answers and history\n",
	        "\nPEOPLE\n  person  speakers and others\n",
	        "\nGLOBAL OPTIONS\n      --store STORE  use this store\n",
	        "  -q, --quiet        say nothing on success\n",
	        "\nTOPICS\n  exit-codes ",
	        "\nLEARN MORE\n  man askback ",
	};
	struct manual manual;

	(void)state;
	open_manual(&manual);
	manual_add_overview(&manual.out, false);
	check_order(manual.out.text, parts, COUNT(parts));
	check_shape(&manual.arena, manual.out.text);
	check_absent(manual.out.text, "__complete");
	check_absent(manual.out.text, "\033");
	close_manual(&manual);
}

static void
test_help(void **state)
{
	static const char *const parts[] = {
	        "askback log: log a question\n",
	        "\nUSAGE\n  askback log [OPTION...] [TEXT...]\n",
	        "\nEXAMPLES\n  askback log \"What's the size of the ECMP group?\"\n"
	        "      log a question\n",
	        "\nNothing inside the text is read as syntax: C:\\path, ~home, `x` and \"quotes\" "
	        "stay\nas they are.",
	        "\n\n  fri  Friday\n\n  .literal 'line' \\n --x\n\n.dotted and",
	        "\nOPTIONS\n  -m, --message TEXT  the question\n",
	        "      --asked HOW     how it was asked: no, live, hallway or online\n",
	        "\nGLOBAL OPTIONS\n",
	        "\nLEARN MORE\n  man askback-log ",
	};
	struct manual manual;

	(void)state;
	open_manual(&manual);
	manual_add_help(&manual.out, NULL, commands[0], false);
	check_order(manual.out.text, parts, COUNT(parts));
	check_shape(&manual.arena, manual.out.text);
	close_manual(&manual);
}

static void
test_help_of_subcommands(void **state)
{
	static const char *const of_parent[] = {
	        "askback person: speakers and others\n",
	        "\nUSAGE\n  askback person add [OPTION...] NAME\n  askback person edit PERSON\n\n",
	        "COMMANDS\n  add   add a person\n  edit  change a person\n",
	        "\nGLOBAL OPTIONS\n",
	};
	static const char *const of_child[] = {
	        "askback person edit: change a person\n\nUSAGE\n  askback person edit PERSON\n\n",
	        "GLOBAL OPTIONS\n",
	        "man askback-person ",
	};
	struct manual manual;

	(void)state;
	open_manual(&manual);
	manual_add_help(&manual.out, NULL, &command_person, false);
	check_order(manual.out.text, of_parent, COUNT(of_parent));
	buf_reset(&manual.out);
	manual_add_help(&manual.out, &command_person, &command_person_edit, false);
	check_order(manual.out.text, of_child, COUNT(of_child));
	check_absent(manual.out.text, "\nOPTIONS");
	close_manual(&manual);
}

static void
test_bold_headings_only(void **state)
{
	struct manual plain;
	struct manual bold;
	struct buf stripped;

	(void)state;
	open_manual(&plain);
	open_manual(&bold);
	manual_add_help(&plain.out, NULL, commands[0], false);
	manual_add_help(&bold.out, NULL, commands[0], true);
	assert_non_null(strstr(bold.out.text, "\n\033[1mUSAGE\033[0m\n"));
	buf_init(&stripped, &bold.arena, 0);
	for (const char *at = bold.out.text; *at; at++)
		if (*at == '\033')
			at = strchr(at, 'm');
		else
			buf_add_char(&stripped, *at);
	assert_string_equal(stripped.text, plain.out.text);
	close_manual(&bold);
	close_manual(&plain);
}

static void
test_topics(void **state)
{
	static const char *const names[] = {
	        "exit-codes", "config", "environment", "files", "formatting", "states", "times"};
	struct manual manual;
	size_t count = 0;

	(void)state;
	open_manual(&manual);
	for (const struct topic *topic = topics; topic->name; topic++) {
		assert_true(count < COUNT(names));
		assert_string_equal(topic->name, names[count++]);
		buf_reset(&manual.out);
		manual_add_topic(&manual.out, topic, false);
		check_shape(&manual.arena, manual.out.text);
		check_order(manual.out.text, (const char *const[]){topic->name, topic->summary}, 2);
	}
	assert_int_equal(count, COUNT(names));
	close_manual(&manual);
}

static void
check_lint(const char *page)
{
	char path[] = "/tmp/askback-manual-XXXXXX";
	int file = mkstemp(path);
	int status = -1;
	pid_t child;

	assert_true(file >= 0);
	assert_int_equal(write(file, page, strlen(page)), strlen(page));
	close(file);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		execlp("mandoc", "mandoc", "-Tlint", "-W", "warning", path, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	unlink(path);
	assert_int_equal(status, 0);
}

static void
test_program_page(void **state)
{
	static const char *const parts[] = {
	        ".Dd August 30, 2017\n.Dt ASKBACK 1\n",
	        ".Nm askback\n.Nd never lose",
	        ".Ss Capture\n.Bl -tag -width Ds\n.It Xr askback-log 1\nLog a question.\n",
	        ".Sh OPTIONS\n",
	        ".It Fl \\-store Ar STORE\n",
	        ".It Fl q , Fl \\-quiet\n",
	        ".Sh DATES AND TIMES\n",
	        ".Sh ENVIRONMENT\n",
	        ".It Ev ASKBACK_PAGER , PAGER\n",
	        ".Sh FILES\n",
	        ".It Pa \\(ti/.config/askback/config\n",
	        ".Sh EXIT STATUS\n",
	        ".It Sy 75\n",
	        ".Sh EXAMPLES\n",
	        (".Sh SEE ALSO\n.Xr askback-import 1 ,\n.Xr askback-log 1 ,\n"
	         ".Xr askback-person 1 ,\n.Xr askback-show 1\n"),
	};
	struct manual manual;

	(void)state;
	open_manual(&manual);
	manual_add_page(&manual.out, NULL, "August 30, 2017");
	check_order(manual.out.text, parts, COUNT(parts));
	check_absent(manual.out.text, "__complete");
	check_lint(manual.out.text);
	close_manual(&manual);
}

static void
test_command_page(void **state)
{
	static const char *const parts[] = {
	        ".Dt ASKBACK-LOG 1\n",
	        ".Nm askback\\-log\n.Nd log a question\n",
	        ".Nm askback log\n[OPTION...] [TEXT...]\n",
	        "C:\\epath, \\(tihome, \\(gax\\(ga and\n\"quotes\" stay as they are.\n"
	        "Use \\-\\-private for what",
	        ".It Sy fri\nFriday\n.El\n",
	        ".Bd -literal -offset indent\n\\&.literal \\(aqline\\(aq \\en \\-\\-x\n.Ed\n",
	        ".Pp\n\\&.dotted and \\&'quoted' paragraphs",
	        ".It Fl t , Fl \\-talk Ar TALK\nAttach to TALK, not to [the one: on] now.\n",
	        ".It Fl \\-asked Ar \\&HOW\nHow it was asked: no, live, hallway or online.\n",
	        ".Sh EXIT STATUS\n",
	        ".Sh EXAMPLES\nLog a question:\n.Bd -literal -offset indent\n"
	        "askback log \\(dqWhat\\(aqs the size of the ECMP group?\\(dq\n.Ed\n",
	        ".Sh SEE ALSO\n.Xr askback 1\n",
	};
	struct manual manual;

	(void)state;
	open_manual(&manual);
	manual_add_page(&manual.out, commands[0], "August 30, 2017");
	check_order(manual.out.text, parts, COUNT(parts));
	check_lint(manual.out.text);
	close_manual(&manual);
}

static void
test_subcommands_page(void **state)
{
	static const char *const parts[] = {
	        ".Nm askback person add\n[OPTION...] NAME\n.Nm askback person edit\nPERSON\n",
	        ".Sh COMMANDS\n.Ss add\nAdd a person.\n.Bl -tag",
	        ".Ss edit\nChange a person.\n",
	        ".Sh OPTIONS\nThe options that every command",
	};
	struct manual manual;

	(void)state;
	open_manual(&manual);
	manual_add_page(&manual.out, &command_person, "August 30, 2017");
	check_order(manual.out.text, parts, COUNT(parts));
	check_absent(manual.out.text, ".Sh EXAMPLES");
	check_lint(manual.out.text);
	close_manual(&manual);
}

static void
test_text_outside_ascii(void **state)
{
	static const struct command command = {
	        .name = "log",
	        .summary = "log a question",
	        .about = "caf\xc3\xa9 \xe2\x97\x8f \xf0\x9f\x99\x82",
	};
	struct manual manual;

	(void)state;
	open_manual(&manual);
	manual_add_page(&manual.out, &command, "August 30, 2017");
	assert_non_null(strstr(manual.out.text, "caf\\[u00E9] \\[u25CF] \\[u1F642]\n"));
	check_lint(manual.out.text);
	close_manual(&manual);
}

static void
test_completion(void **state)
{
	static const struct {
		const char *shell;
		const char *parts[5];
	} cases[] = {
	        {"bash",
	                {"$'log\\tlog a question'", "$'--quiet\\t", "'person add')",
	                        "$'--asked\\tno|live|hallway|online'",
	                        "complete -F _askback askback"}},
	        {"zsh",
	                {"#compdef askback\n",
	                        "$'show:show questions\\\\: text, answers and history'",
	                        "--talk=[attach to TALK, not to \\\\[the one\\\\: on\\\\] "
	                        "now]:TALK: "
	                        "_askback_live talk'",
	                        "$'(-q --quiet)-q[", "_askback() {"}},
	        {"fish",
	                {"complete -c askback -f\n",
	                        "-n '__askback_at' -a log -d 'log a question'\n",
	                        "-n '__askback_in log' -l asked -x -a 'no live hallway online'",
	                        "-l private -d 'don\\'t show",
	                        "-n '__askback_in person edit' -a '(__askback_live person)'\n"}},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct manual manual;

		open_manual(&manual);
		assert_true(manual_add_completion(&manual.out, cases[i].shell));
		for (size_t k = 0; k < COUNT(cases[i].parts); k++)
			if (!strstr(manual.out.text, cases[i].parts[k]))
				assert_string_equal(manual.out.text, cases[i].parts[k]);
		check_absent(manual.out.text, "compgen");
		check_absent(manual.out.text, "eval ");
		close_manual(&manual);
	}
}

static void
test_completion_of_an_unknown_shell(void **state)
{
	struct manual manual;

	(void)state;
	open_manual(&manual);
	assert_false(manual_add_completion(&manual.out, "tcsh"));
	assert_false(manual_add_completion(&manual.out, ""));
	assert_int_equal(manual.out.length, 0);
	close_manual(&manual);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_overview),
	        cmocka_unit_test(test_help),
	        cmocka_unit_test(test_help_of_subcommands),
	        cmocka_unit_test(test_bold_headings_only),
	        cmocka_unit_test(test_topics),
	        cmocka_unit_test(test_program_page),
	        cmocka_unit_test(test_command_page),
	        cmocka_unit_test(test_subcommands_page),
	        cmocka_unit_test(test_text_outside_ascii),
	        cmocka_unit_test(test_completion),
	        cmocka_unit_test(test_completion_of_an_unknown_shell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
