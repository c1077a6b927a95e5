/* SPDX-License-Identifier: MIT */
#include "tests/unit/intake/notes_rows.h"

static const struct row marked[] = {
        {.style = "bullets with sub-bullets as answers",
                .text = "# Caches that lie\n"
                        "\n"
                        "* Q: Who evicts the entries?\n"
                        "  * a timer\n"
                        "  * and the tests\n"
                        "* Q: Why Lua\n"
                        "    * Q: Not WASM?\n"
                        "        * A: too young\n",
                .finds = "talk 1: Caches that lie\n"
                         "question 3 of 1: Who evicts the entries?\n"
                         "answer 4-5 of 3: a timer\nand the tests\n"
                         "question 6 of 1: Why Lua\n"
                         "question 7 of 1: Not WASM?\n"
                         "answer 8 of 7: too young\n"},
        {.style = "mixed blanks and tabs: the child that Markdown takes for a sibling",
                .text = "# Switches\n\n*\tQ: Which shell?\n  * like IOS\n*\tDebian next\n",
                .finds = "talk 1: Switches\n"
                         "question 3 of 1: Which shell?\n"
                         "answer 4 of 3: like IOS\n"},
        {.style = "paragraphs, wrapped by hand",
                .text = "# Wallets\n"
                        "\n"
                        "Q (me): What about the hardware devices that sign, which part of it all\n"
                        "talks to them?\n"
                        "A: A program of its own.\n"
                        "It is in Python.\n"
                        "\n"
                        "Q: ...\n"
                        "\n"
                        "A: This one has no question.\n",
                .finds = "talk 1: Wallets\n"
                         "question 3-4 of 1 me: What about the hardware devices that sign, which "
                         "part of it all talks to them?\n"
                         "answer 5-6 of 3: A program of its own.\nIt is in Python.\n"},
        {.style = "other marks",
                .text = "# Marks\n"
                        "\n"
                        "Question from the audience: \"Is it free?\" It is.\n"
                        "\n"
                        "**Q3**: does it scale? -> to ten nodes\n"
                        "\n"
                        "Q. How is it tested?\n"
                        "\n"
                        "[14:05] Audience 2: what does it cost?\n"
                        "\n"
                        "?? why not Rust then\n",
                .finds = "talk 1: Marks\n"
                         "question 3 of 1 audience: Is it free?\n"
                         "answer 3 of 3: It is.\n"
                         "question 5 of 1: does it scale?\n"
                         "answer 5 of 5: to ten nodes\n"
                         "question 7 of 1: How is it tested?\n"
                         "question 9 of 1 audience: what does it cost?\n"
                         "question 11 of 1 me: why not Rust then\n"},
        {.style = "what I still have to ask",
                .text = "# Gaps\n"
                        "\n"
                        "TODO: how would you back this up?\n"
                        "\n"
                        "TODO: read the paper\n"
                        "\n"
                        "OPEN QUESTION: live or from the logs?\n"
                        "\n"
                        "- [ ] ask Ann about the second region\n"
                        "- [ ] buy stickers\n",
                .finds = "talk 1: Gaps\n"
                         "question 3 of 1 me: how would you back this up?\n"
                         "question 7 of 1 me: live or from the logs?\n"
                         "question 9 of 1 me: ask Ann about the second region\n"},
        {.style = "German",
                .text = "# Suche ohne Index\n"
                        "\n"
                        "Frage: Wie gro\xC3\x9F wird das?\n"
                        "Antwort: Klein.\n"
                        "\n"
                        "Offene Fragen:\n"
                        "- Wer zahlt?\n"
                        "- usw.\n",
                .finds = "talk 1: Suche ohne Index\n"
                         "question 3 of 1: Wie gro\xC3\x9F wird das?\n"
                         "answer 4 of 3: Klein.\n"
                         "question 7 of 1 me: Wer zahlt?\n"},
        {.style = "a table with a column of questions, and one without",
                .text = "# Tables\n"
                        "\n"
                        "| Question | Answer |\n"
                        "|---|---|\n"
                        "| Is it fast? | Yes |\n"
                        "| Since when? | |\n"
                        "\n"
                        "| Who | Why? |\n"
                        "|---|---|\n"
                        "| Ann | can she? |\n",
                .finds = "talk 1: Tables\n"
                         "question 5 of 1: Is it fast?\n"
                         "answer 5 of 5: Yes\n"
                         "question 6 of 1: Since when?\n"},
};

static const struct row sections[] = {
        {.style = "a lead-in, and a numbered list that Markdown keeps apart from its bullet",
                .text = "* Edge cache show, the talk was from Acme. I had a few more questions:\n"
                        "\n"
                        "1. How do you drain the nodes?\n"
                        "2. And how about hashing\n"
                        "3. etc..\n"
                        "\n"
                        "* Lunch was fine\n",
                .finds = "talk? 1: Edge cache show, the talk was from Acme. I had a few more "
                         "questions:\n"
                         "question 3 of 1 me: How do you drain the nodes?\n"
                         "question 4 of 1 me: And how about hashing\n"},
        {.style = "headings",
                .text = "# Pods\n"
                        "\n"
                        "## Unanswered questions\n"
                        "* How are they found?\n"
                        "* the price of it\n"
                        "## Q&A\n"
                        "### Does it run at home?\n"
                        "It does.\n"
                        "### On a phone?\n"
                        "## Summary\n"
                        "* is it good?\n",
                .finds = "talk 1: Pods\n"
                         "question 4 of 1 me: How are they found?\n"
                         "question 5 of 1 me: the price of it\n"
                         "question 7 of 1: Does it run at home?\n"
                         "answer 8 of 7: It does.\n"
                         "question 9 of 1: On a phone?\n"
                         "question? 11 of 1: is it good?\n"},
        {.style = "an item as section, bold questions with their answers behind",
                .text = "# Gates\n"
                        "\n"
                        "- qna\n"
                        "  - who owns it?\n"
                        "- Audience questions\n"
                        "  1. **Any plans for limits** No, policy.\n",
                .finds = "talk 1: Gates\n"
                         "question 4 of 1: who owns it?\n"
                         "question 6 of 1: Any plans for limits\n"
                         "answer 6 of 6: No, policy.\n"},
        {.style = "a marked answer makes a question of a line",
                .text = "# Controllers\n\n* how many updates per sync?\n  * A: as few as can be\n",
                .finds = "talk 1: Controllers\n"
                         "question 3 of 1: how many updates per sync?\n"
                         "answer 4 of 3: as few as can be\n"},
};

static const struct row prose[] = {
        {.style = "reports",
                .text = "# Drops\n"
                        "\n"
                        "It began late. I asked her whether it could be faster. She said no.\n"
                        "\n"
                        "Somebody in the front row asked how threads fit in.\n"
                        "\n"
                        "I asked myself why I came. Ann asked how much it was.\n",
                .finds =
                        "talk 1: Drops\n"
                        "question 3 of 1 me: I asked her whether it could be faster.\n"
                        "answer 3 of 3: She said no.\n"
                        "question 5 of 1 audience: Somebody in the front row asked how threads fit "
                        "in.\n"
                        "question? 7 of 1: Ann asked how much it was.\n"},
        {.style = "what is unclear",
                .text = "# Fog\n"
                        "\n"
                        "What I do not understand: how do they share the buffers?\n"
                        "\n"
                        "No idea how they deploy it.\n",
                .finds = "talk 1: Fog\n"
                         "question 3 of 1 me: how do they share the buffers?\n"
                         "question? 5 of 1 me: No idea how they deploy it.\n"},
        {.style = "rhetoric, slides, quotations, code, links, other people's lists",
                .text = "# Why Kubernetes?\n"
                        "\n"
                        "## Agenda\n"
                        "1. What is a pod?\n"
                        "\n"
                        "## Why now?\n"
                        "So what happens next? Everything falls over. And why? Nobody knows.\n"
                        "- \"Can I have a cluster?\"\n"
                        "- Why?\n"
                        "- [Is it dead yet?](https://example.org/?q=1)\n"
                        "- `SELECT ?`\n"
                        "- Q1: 12 teams, Q4: 31 teams\n"
                        "\n"
                        "> Who would want this at all?\n"
                        "\n"
                        "```\n"
                        "Q: in a fence?\n"
                        "```\n"
                        "\n"
                        "Every team should ask itself these questions:\n"
                        "1. Who are our users?\n"
                        "\n"
                        "## FAQ\n"
                        "- Is it free? Yes.\n",
                .finds = "talk 1: Why Kubernetes?\n"},
        {.style = "a bare line is only suspected",
                .text = "# Bare\n\n- have you ever waited a week?\n",
                .finds = "talk 1: Bare\nquestion? 3 of 1: have you ever waited a week?\n"},
};

static const struct row talks[] = {
        {.style = "one file for a conference",
                .text = "# apply() conf 2021\n"
                        "\n"
                        "Dates: April 21-22\n"
                        "\n"
                        "## Day 1\n"
                        "### A. Stores - A View\n"
                        "* speaker: Wes Kinney, Acme\n"
                        "### B. Panel\n"
                        "* speakers:\n"
                        "    - Ann Lee, CEO & Founder, The Stack\n"
                        "    - Bo Ek\n"
                        "## Conclusion\n"
                        "Q: coffee?\n",
                .finds = "conference? 1: apply() conf 2021 (April 21-22)\n"
                         "talk 6 of 1: Stores - A View\n"
                         "speaker 7 of 6: Wes Kinney (Acme)\n"
                         "talk 8 of 1: Panel\n"
                         "speaker 10 of 8: Ann Lee (CEO)\n"
                         "speaker 11 of 8: Bo Ek\n"
                         "question 13 of 8: coffee?\n"},
        {.style = "links",
                .text = "---\n"
                        "title: \"Impressions from FooCon 2017\"\n"
                        "date: 2017-09-28\n"
                        "---\n"
                        "* [Why Work?](https://example.org/a) by Bee Beyer\n"
                        "* [Bots](https://example.org/b) by Fe Glaser (Acme)\n",
                .finds = "conference? 2: FooCon 2017 (2017-09-28)\n"
                         "talk 5 of 2: Why Work?\n"
                         "speaker 5 of 5: Bee Beyer\n"
                         "talk 6 of 2: Bots\n"
                         "speaker 6 of 6: Fe Glaser (Acme)\n"},
        {.style = "plain text with times",
                .text = "10:00 HS3: Clouds (Dr. Anke Brehm, Kommunalnetz eG)\n"
                        "\n"
                        "no slides\n"
                        "q: who pays?\n"
                        "\n"
                        "11:00 Lunch\n"
                        "\n"
                        "\"Uptime is a lie\" / Noor Haddad, Gridware\n"
                        "99 of what\n",
                .finds = "talk 1: Clouds\n"
                         "speaker 1 of 1: Dr. Anke Brehm (Kommunalnetz eG)\n"
                         "question 4 of 1: who pays?\n"
                         "talk 8: Uptime is a lie\n"
                         "speaker 8 of 8: Noor Haddad (Gridware)\n"},
        {.style = "Org",
                .text = "#+TITLE: PGDay 2023\n"
                        "* Vacuum - Lena Voss (Datentreu GmbH)\n"
                        "** Questions\n"
                        "   - in parallel?\n"
                        "     - no\n"
                        "#+BEGIN_SRC sql\n"
                        "-- Q: in code?\n"
                        "#+END_SRC\n"
                        "* Replication - Joost de Wit, Polder\n"
                        "  - TODO ask Joost: how about sequences?\n",
                .finds = "conference? 1: PGDay 2023\n"
                         "talk 2 of 1: Vacuum\n"
                         "speaker 2 of 2: Lena Voss (Datentreu GmbH)\n"
                         "question 4 of 2: in parallel?\n"
                         "answer 5 of 4: no\n"
                         "talk 9 of 1: Replication\n"
                         "speaker 9 of 9: Joost de Wit (Polder)\n"
                         "question 10 of 9 me: how about sequences?\n"},
};

static void
reads_marks(void **state)
{
	(void)state;
	check_rows(marked, COUNT(marked));
}

static void
reads_sections(void **state)
{
	(void)state;
	check_rows(sections, COUNT(sections));
}

static void
reads_prose(void **state)
{
	(void)state;
	check_rows(prose, COUNT(prose));
}

static void
reads_talks(void **state)
{
	(void)state;
	check_rows(talks, COUNT(talks));
}

static struct notes
notes_get(struct arena *arena, const char *text)
{
	struct notes notes;
	struct error err;

	if (!notes_parse(arena, "notes", text, strlen(text), &notes, &err))
		fail_msg("%s", err.text);
	return notes;
}

/* Lines count from the first one of the file, whatever stands in front, and links, tags and
 * references that span lines do not shift them. */
static void
keeps_lines(void **state)
{
	struct arena arena;
	struct notes notes;

	(void)state;
	arena_init(&arena);
	notes = notes_get(&arena, "\xEF\xBB\xBF\r\n\r\nQ: one thing?\r\nA: yes\r\n");
	assert_int_equal(notes.count, 2);
	assert_int_equal(notes.finds[0].line, 3);
	assert_string_equal(notes.finds[0].raw, "Q: one thing?");
	assert_string_equal(notes.finds[1].raw, "A: yes");
	notes = notes_get(&arena,
	        "see <b\nc=\"d\"> and [a\nb](u \"t\nt\") there\n"
	        "Q: which line is this?\n\n[r]: /u\n  \"t\"\nQ: and this line?\n");
	assert_int_equal(notes.count, 2);
	assert_int_equal(notes.finds[0].line, 5);
	assert_int_equal(notes.finds[1].line, 9);
	arena_close(&arena);
}

static void
keeps_what_is_written(void **state)
{
	struct arena arena;
	struct notes notes;

	(void)state;
	arena_init(&arena);
	notes = notes_get(&arena,
	        "# Speed\n\n* **Q**: how `fast` is the one that they have taken\n"
	        "  instead of *it*?\n");
	assert_int_equal(notes.count, 2);
	assert_string_equal(
	        notes.finds[1].text, "how fast is the one that they have taken instead of it?");
	assert_string_equal(notes.finds[1].raw,
	        "* **Q**: how `fast` is the one that they have taken\n  instead of *it*?");
	assert_non_null(strstr(notes.finds[0].context, "how fast"));
	arena_close(&arena);
}

static void
refuses(void **state)
{
	const char latin[] = "Frage: gr\xF6\xDF"
	                     "er?";
	struct notes notes;
	struct arena arena;
	struct error err;
	char *large;

	(void)state;
	arena_init(&arena);
	assert_false(notes_parse(&arena, "a.txt", latin, strlen(latin), &notes, &err));
	assert_int_equal(err.kind, ERROR_INVALID);
	assert_string_equal(err.text, "a.txt is not UTF-8: byte 0xF6 at position 10");
	large = arena_array(&arena, NOTES_SIZE_MOST + 1, 1);
	assert_false(notes_parse(&arena, "a.txt", large, NOTES_SIZE_MOST + 1, &notes, &err));
	assert_int_equal(err.kind, ERROR_INVALID);
	memset(large, '\n', NOTES_LINES_MOST + 1);
	large[NOTES_LINES_MOST + 1] = 'a';
	assert_false(notes_parse(&arena, "a.txt", large, NOTES_LINES_MOST + 2, &notes, &err));
	assert_string_equal(err.text, "a.txt has more than 200000 lines");
	assert_true(notes_parse(&arena, "a.txt", "", 0, &notes, &err));
	assert_int_equal(notes.count, 0);
	arena_close(&arena);
}

/* Input made to be slow or deep ends soon: the test would run into its time limit. */
static void
bears_hostile_input(void **state)
{
	static const char *const pieces[] = {">", "- ", "[", "![[]()", "**a ", "q\n", "? ",
	        "Q: ", "Q: a\n", "a\xCC\x88", "1. ", "(", "- Q: a\n  ", "Questions:\n", "# Q&A\n",
	        "A: b\n\n", "\"", "a by B C\n\n", "Speakers:\n", ") - ", "10:00 ", "Mon, ",
	        "i need to ", "ask A about b\n", "no answer "};
	const size_t size = 64 * 1024;

	(void)state;
	for (size_t i = 0; i < COUNT(pieces); i++) {
		struct arena arena;
		struct notes notes;
		struct error err;
		struct buf text;

		arena_init(&arena);
		buf_init(&text, &arena, 0);
		while (text.length < size)
			buf_add_text(&text, pieces[i]);
		assert_true(notes_parse(&arena, "notes", text.text, text.length, &notes, &err));
		arena_close(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_marks),
	        cmocka_unit_test(reads_sections),
	        cmocka_unit_test(reads_prose),
	        cmocka_unit_test(reads_talks),
	        cmocka_unit_test(keeps_lines),
	        cmocka_unit_test(keeps_what_is_written),
	        cmocka_unit_test(refuses),
	        cmocka_unit_test(bears_hostile_input),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
