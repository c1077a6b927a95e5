/* SPDX-License-Identifier: MIT */

/* What messages say: word for word, for what is known and for what is not. */
#include "flow/letter.h"

#include "tests/unit/flow/letter_sample.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "text/utf8.h"

#define ECMP "How are you dealing with ECMP members when throttling nodes?"

static struct letter
written(struct arena *arena, const struct letter_wish *wish)
{
	struct letter_template template;
	struct letter letter = {.uid = NULL};
	struct error err = {.kind = ERROR_NONE};

	if (!letter_read_template(arena, NULL, wish->kind, &template, &err) ||
	        !letter_write(arena, &template, wish, &letter, &err))
		fail_msg("%s", err.text);
	return letter;
}

static void
writes_an_issue(void **state)
{
	struct letter_question question =
	        sample_question(2, &sample_talks[0], "no", ECMP "\n/close @emil");
	struct letter_wish wish = {.kind = "issue",
	        .markup = MARKUP_COMMONMARK,
	        .asker = "Ada Attendee",
	        .questions = &question,
	        .count = 1};
	struct arena arena;
	struct letter letter;

	(void)state;
	arena_init(&arena);
	question.answers = (struct answer_list){.items = sample_answers, .count = 2};
	letter = written(&arena, &wish);
	assert_string_equal(letter.title,
	        "Question about “Standing On the Shoulders of Giants”: How are you dealing with "
	        "ECMP members when throttling nodes?…");
	assert_string_equal(letter.body,
	        "> " ECMP "  \n"
	        "> \\/close @\u200Bemil\n"
	        "\n"
	        "This came up at minute 12 of the talk “Standing On the Shoulders of Giants: "
	        "Unleashing the Power of Scriptable Load Balancers” by Emil Stolarsky at SREcon17 "
	        "Europe (Wed 30 Aug 2017).\n"
	        "The moment in the recording: <https://www.youtube.com/watch?v=abc&t=720s>\n"
	        "\n"
	        "What I noted as an answer so far:\n"
	        "\n"
	        "> They weigh them down first\n"
	        "\n"
	        "I would be glad to learn the rest.\n"
	        "\n"
	        "A line, or a pointer to where it is written, is enough. Thank you!");
	arena_close(&arena);
}

static void
says_no_more_than_it_knows(void **state)
{
	static const struct talk none;
	struct letter_question question = sample_question(2, &none, "hallway", "Why?");
	struct letter_wish wish = {
	        .kind = "discussion", .markup = MARKUP_TEXTILE, .questions = &question, .count = 1};
	struct arena arena;
	struct letter letter;

	(void)state;
	arena_init(&arena);
	question.conference.name = NULL;
	question.speakers.count = 0;
	letter = written(&arena, &wish);
	assert_string_equal(letter.title, "Why?");
	assert_string_equal(letter.body,
	        "> \u200BWhy?\u200B\n\n"
	        "I asked it in the hallway, and have not noted an answer to it.\n\n"
	        "A line, or a pointer to where it is written, is enough. Thank you!");
	wish.kind = "mail";
	wish.markup = MARKUP_NONE;
	letter = written(&arena, &wish);
	assert_string_equal(letter.title, "A question");
	assert_string_equal(letter.body,
	        "Hello,\n\n"
	        "I have a question, and hope that you can answer it:\n\n"
	        "  [Q2] Why?\n"
	        "       (I asked it in the hallway, and have not noted an answer to it.)\n\n"
	        "Answer below the question, and keep its mark [Q2]; a line is enough. If\n"
	        "you would rather not be asked, say so, and I will not write again.\n\n"
	        "Thank you!\n");
	arena_close(&arena);
}

static void
writes_one_mail_about_several_talks(void **state)
{
	struct letter_question questions[] = {
	        sample_question(2, &sample_talks[0], "no", ECMP " And when they come back?"),
	        sample_question(7, &sample_talks[1], "no", "What is its size?"),
	        sample_question(1, &sample_talks[0], "live",
	                "From here?\n-- \nhttps://github.com/owner/repository/blob/main/"
	                "a/very/long/path/that/stays/whole.c"),
	};
	struct letter_wish wish = {.kind = "mail",
	        .markup = MARKUP_NONE,
	        .person_id = 1,
	        .name = "Emil Stolarsky",
	        .asker = "Ada Attendee",
	        .questions = questions,
	        .count = COUNT(questions)};
	struct arena arena;
	struct letter letter;

	(void)state;
	arena_init(&arena);
	questions[0].answers = (struct answer_list){.items = sample_answers, .count = 2};
	letter = written(&arena, &wish);
	assert_string_equal(letter.title, "Questions about your talks (SREcon17 Europe)");
	assert_string_equal(letter.body,
	        "Hello Emil Stolarsky,\n"
	        "\n"
	        "thank you for your talks at SREcon17 Europe. Some questions stayed with\n"
	        "me, and you are the one who can answer them:\n"
	        "\n"
	        "“Standing On the Shoulders of Giants: Unleashing the Power of Scriptable\n"
	        "Load Balancers”\n"
	        "SREcon17 Europe, Wed 30 Aug 2017\n"
	        "https://srecon.example/shoulders\n"
	        "\n"
	        "  [Q2] How are you dealing with ECMP members when throttling nodes? And\n"
	        "       when they come back?\n"
	        "       (minute 12: https://www.youtube.com/watch?v=abc&t=720s)\n"
	        "       What I noted as an answer so far:\n"
	        "       - They weigh them down first\n"
	        "       - He does not like it himself\n"
	        "       I would be glad to learn the rest.\n"
	        "\n"
	        "  [Q1] From here?\n"
	        "       -- \n"
	        "       https://github.com/owner/repository/blob/main/a/very/long/path/that/stays/"
	        "whole.c\n"
	        "       (minute 12: https://www.youtube.com/watch?v=abc&t=720s)\n"
	        "       (I asked it in the session, and have not noted an answer to it.)\n"
	        "\n"
	        "“Edge routing”\n"
	        "SREcon17 Europe, Wed 30 Aug 2017\n"
	        "\n"
	        "  [Q7] What is its size?\n"
	        "       (at minute 12)\n"
	        "\n"
	        "Answer below each question, and keep the marks such as [Q2]; a line is\n"
	        "enough. If you would rather not be asked, say so, and I will not write\n"
	        "again.\n"
	        "\n"
	        "Thank you,\n"
	        "Ada Attendee\n");
	arena_close(&arena);
}

static void
cuts_titles_at_a_word(void **state)
{
	struct letter_question question = sample_question(3, &sample_talks[1], "no",
	        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
	        "fifteen, sixteen seventeen eighteen nineteen");
	struct letter_wish wish = {.kind = "issue", .questions = &question, .count = 1};
	struct arena arena;
	const char *title;

	(void)state;
	arena_init(&arena);
	title = written(&arena, &wish).title;
	assert_string_equal(title,
	        "Question about “Edge routing”: one two three four five six seven eight nine ten "
	        "eleven twelve thirteen fourteen…");
	assert_true(utf8_width(title) <= 120);
	assert_string_equal(letter_cut(&arena, "abcdefgh", 5), "abcd…");
	assert_string_equal(letter_cut(&arena, "abcde", 5), "abcde");
	arena_close(&arena);
}

/* A template for others to read cannot even name what it must not say. */
static void
has_no_name_for_what_is_private(void **state)
{
	static const char *const words[] = {"mail", "address", "contact", "phone", "note", "token",
	        "user", "name", "question_id", "questions", "private"};
	static const char *const kinds[] = {"issue", "discussion", "note"};

	(void)state;
	for (size_t i = 0; i < COUNT(kinds); i++) {
		size_t count;
		const struct template_name *names = letter_names(kinds[i], &count);

		assert_true(count > 0);
		for (size_t k = 0; k < count; k++)
			for (size_t w = 0; w < COUNT(words); w++)
				if (strcmp(names[k].name, words[w]) == 0)
					fail_msg("%s has %s", kinds[i], words[w]);
	}
}

struct own {
	const char *kind;
	const char *text;
	const char *expected; /* NULL: it is taken */
};

static void
reads_own_templates(void **state)
{
	static const struct own cases[] = {
	        {"issue", "Title: {{talk}}\n\n{{question}}\n", NULL},
	        {"note", "Title: {{talk}}\n\n{{question}}\n", NULL},
	        {"issue", "{{! mine }}\nTitle: {{talk}}\n\n{{question}}\n", NULL},
	        {"issue", "Title: a\n\nHello\n", ": {{question}} is missing: what is asked"},
	        {"issue", "Title: {{question}}\n\nHello\n",
	                ": {{question}} is missing: what is asked"},
	        {"issue", "{{question}}\n",
	                ":1: a template begins with \"Title: ...\" and an empty line"},
	        {"issue", "Title: a\n{{question}}\n",
	                ":1: a template begins with \"Title: ...\" and an empty line"},
	        {"issue", "Title: a\n\nb\n{{email}} {{question}}\n",
	                ":4: there is no {{email}} here"},
	        {"issue", "Title: {{\n\n{{question}}\n", ":1: the tag does not end"},
	        {"discussion", "Title: a\n\n{{#talk}}{{question}}\n",
	                ":3: {{#talk}} is not closed"},
	        {"mail", "Title: a\n\nb\n",
	                ":1: a template begins with \"Subject: ...\" and an empty line"},
	        {"mail",
	                "Subject: "
	                "a\n\n{{#talks}}{{#questions}}{{question}}{{/questions}}{{/talks}}\n",
	                ": {{token}} is missing: an answer finds its question by it"},
	        {"mail", "Subject: a\n\nb\n",
	                ": {{talks}} is missing: the questions are in it, by talk"},
	        {"issue", "Title: \xff\n\n{{question}}\n",
	                " is not UTF-8: byte 0xFF at position 8"},
	};
	char folder[] = "/tmp/askback-test-XXXXXX";
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_non_null(mkdtemp(folder));
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *kind = strcmp(cases[i].kind, "note") ? cases[i].kind : "issue";
		const char *path = arena_format(&arena, "%s/%s.txt", folder, kind);
		struct letter_template template;
		struct error err = {.kind = ERROR_NONE};

		assert_true(file_write(path, cases[i].text, strlen(cases[i].text), &err));
		if (letter_read_template(&arena, folder, cases[i].kind, &template, &err) !=
		        (cases[i].expected == NULL))
			fail_msg("\"%s\": %s", cases[i].text, err.text);
		if (cases[i].expected && !strstr(err.text, cases[i].expected))
			fail_msg("\"%s\": %s", cases[i].text, err.text);
		assert_int_equal(unlink(path), 0);
		if (cases[i].expected)
			assert_int_equal(err.kind, ERROR_INVALID);
		assert_true(letter_read_template(&arena, folder, kind, &template, &err));
	}
	assert_int_equal(rmdir(folder), 0);
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(writes_an_issue),
	        cmocka_unit_test(says_no_more_than_it_knows),
	        cmocka_unit_test(writes_one_mail_about_several_talks),
	        cmocka_unit_test(cuts_titles_at_a_word),
	        cmocka_unit_test(has_no_name_for_what_is_private),
	        cmocka_unit_test(reads_own_templates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
