/* SPDX-License-Identifier: MIT */

/* What people wrote goes into the issues of others: cmark-gfm decides what became of it. */
#include "text/safe.h"

#include "base/file.h"
#include "text/utf8.h"

#include "tests/unit/text/hostile.h"

#include <fcntl.h>
#include <regex.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { DOCUMENTS = 4000, PARTS_MOST = 14 };

static void
adds_blocks(void **state)
{
	static const struct {
		const char *begun;
		const char *text;
		const char *expected;
	} cases[] = {
	        {"> ", "Plain words, and more.", "> Plain words, and more."},
	        {"> ", "one\ntwo\n\nthree\n", "> one  \n> two\n>\n> three"},
	        {"", "one\n/close\n- two", "one  \n\\/close  \n\\- two"},
	        {"Asked: ", "one\n@two", "Asked: one  \n@\u200Btwo"},
	        {"> > ", "a\nb", "> > a  \n> > b"},
	        {"", "a_b *c* <d> [e] #1 @f", "a\\_b \\*c\\* \\<d\\> \\[e\\] #\u200B1 @\u200Bf"},
	        {"> ", "call `f(@x, <!--)` now", "> call `f(@x, <!--)` now"},
	        {"> ", "``a ` b`` `c", "> ``a ` b`` \\`c"},
	        {"> ", "  indented", "> \u00A0\u00A0indented"},
	        {"> ", "a:\n  b\n\tc", "> a:  \n> \u00A0\u00A0b  \n> \u00A0\u00A0\u00A0\u00A0c"},
	        {"> ", "```c\nint a; // ```\n\n@x\n```\nb",
	                "> ````\n> int a; // ```\n>\n> @x\n> ````\n> b"},
	        {"> ", "~~~\n# x\n~~~", "> ```\n> # x\n> ```"},
	        {"", "```\na\n```", "\\`\\`\\`  \na  \n\\`\\`\\`"},
	        {"> ", "```\na", "> \\`\\`\\`  \n> a"},
	        {"> ", "see https://x.example/a_b?c=1&d, or (http://y.example/e_(f)).",
	                "> see <https://x.example/a_b?c=1&d>, or (<http://y.example/e_%28f%29>)."},
	        {"> ", "https://github.com/o/r/issues/12#x",
	                "> <https://redirect.github.com/o/r/issues/12#x>"},
	        {"> ", "https://git.example/g/p/-/issues/3",
	                "> `https://git.example/g/p/-/issues/3`"},
	        {"> ", "`a`https://git.example/issues/3",
	                "> `a`\u200B`https://git.example/issues/3`"},
	        {"> ", "“https://x.example/köln”", "> “<https://x.example/k%C3%B6ln>”"},
	        {"> ", "ftp://x.example www.x.example", "> ftp\\://x.example www\\.x.example"},
	        {"> ", "12. a", "> 12\\. a"},
	        {"> ", "commit deadbeef12 or decade", "> commit deadbe\u200Bef12 or decade"},
	        {"> ", "a\x1b[0m\u202eb", "> a\\<ESC\\>\\[0m\\<U+202E\\>b"},
	        {"> ", "", "> "},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out;

		buf_init(&out, &arena, 0);
		buf_add_text(&out, cases[i].begun);
		safe_add_markdown_block(&out, cases[i].text);
		assert_string_equal(out.text, cases[i].expected);
	}
	arena_close(&arena);
}

static void
adds_titles(void **state)
{
	static const struct {
		const char *text;
		const char *expected;
	} cases[] = {
	        {"a *b* _c_", "a *b* _c_"},
	        {" a\n\n  b\t", "a b"},
	        {"@a #1 o/r#2 GH-3 !4", "@\u200Ba #\u200B1 o/r#\u200B2 GH-\u200B3 !\u200B4"},
	        {"a\x07\u202e", "a<BEL><U+202E>"},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out;

		buf_init(&out, &arena, 0);
		safe_add_title(&out, cases[i].text);
		assert_string_equal(out.text, cases[i].expected);
	}
	arena_close(&arena);
}

static const char *const parts[] = {"@user", "@org/team", "#12", "o/r#1", "GH-12", "!7", "&3",
        "~bug", "$4", "%5", "<!--", "-->", "![x](http://e.example/p.png)", "[a](b)", "[a]: b", "`",
        "``", "```", "````", "\n```\n", "\n~~~\n", "\n", "\n\n", "\n/close\n", "> ", "- ", "+ ",
        "1. ", "    ", "\t", " ", " ", "a", "word", "http://e.example/@user",
        "https://github.com/o/r/issues/1", "https://g.example/a/-/issues/1", "www.e.example",
        "<script>", "<img src=x>", "<a@b.example>", "<https://github.com/o/r/pull/1>", "&lt;",
        "&#64;user", "|", "\n---\n", "\n===\n", "\\", "0123456789abcdef0123456789abcdef01234567",
        "*", "_", "~~", "a@b.example", "mailto:a@b.example", "[issue:1]", "[[w]]", "{{m}}", "\"",
        "(", ")", "\u202e", "\x1b", "\u00e9", "$$", "$`a`$", "[^1]", "[ ] ", "<details>"};

static void
documents_add(struct buf *out)
{
	struct hostile hostile;
	struct buf text;

	hostile_init(&hostile);
	buf_init(&text, out->arena, 0);
	for (int i = 0; i < DOCUMENTS; i++) {
		size_t count = 1 + hostile_number(&hostile, PARTS_MOST);

		buf_reset(&text);
		while (count--)
			buf_add_text(&text, parts[hostile_number(&hostile, COUNT(parts))]);
		buf_add_text(out, i % 2 ? "> " : "");
		safe_add_markdown_block(out, text.text);
		buf_add_format(out, "\n\nEND%d\n\n", i);
	}
}

/* The HTML that GitHub's parser makes of a text. */
static const char *
rendered(struct arena *arena, const char *text)
{
	char path[] = "/tmp/askback-test-XXXXXX";
	struct error err = {.kind = ERROR_NONE};
	const char *html;
	size_t length;
	int status, in = mkstemp(path), result = open("/tmp", O_TMPFILE | O_RDWR, 0600);
	pid_t child;

	assert_true(in >= 0 && result >= 0);
	assert_true(file_write_all(in, text, strlen(text)));
	assert_int_equal(lseek(in, 0, SEEK_SET), 0);
	child = fork();
	if (child == 0) {
		if (dup2(in, 0) == 0 && dup2(result, 1) == 1)
			execlp("cmark-gfm", "cmark-gfm", "--unsafe", "-e", "table", "-e",
			        "autolink", "-e", "strikethrough", "-e", "tasklist", "-e",
			        "footnotes", (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(lseek(result, 0, SEEK_SET), 0);
	assert_true(file_read_from(arena, result, "html", 64 << 20, &html, &length, &err));
	(void)close(in);
	(void)close(result);
	(void)unlink(path);
	return html;
}

/* Its text outside code and links, in which services look for mentions; tags_out gets the tags. */
static const char *
visible(struct arena *arena, const char *html, struct buf *tags_out)
{
	struct buf out;
	int hidden = 0;

	buf_init(&out, arena, 0);
	while (*html) {
		size_t length = *html == '<' ? strcspn(html, ">") + 1 : strcspn(html, "<");

		if (*html == '<') {
			size_t name = strspn(html, "</!-abcdefghijklmnopqrstuvwxyz123456");
			bool hides = strncmp(html, "<code", 5) == 0 || strncmp(html, "<a ", 3) == 0;

			hidden += hides;
			hidden -= strncmp(html, "</code", 6) == 0 || strncmp(html, "</a>", 4) == 0;
			buf_add(tags_out, html, name);
			buf_add_char(tags_out, '\n');
			buf_add_text(&out, hidden || hides ? "" : "\n");
		} else if (!hidden) {
			buf_add(&out, html, length);
		}
		html += length;
	}
	return out.text;
}

static void
lacks(const char *text, const char *pattern)
{
	regmatch_t match;
	regex_t regex;

	assert_int_equal(regcomp(&regex, pattern, REG_EXTENDED | REG_NEWLINE | REG_ICASE), 0);
	if (regexec(&regex, text, 1, &match, 0) == 0)
		fail_msg("%s: ...%.80s", pattern, text + match.rm_so);
	regfree(&regex);
}

static void
is_only_text_to_forges(void **state)
{
	static const char *const tags[] = {"<p", "</p", "<blockquote", "</blockquote", "<code",
	        "</code", "<pre", "</pre", "<a", "</a", "<br"};
	struct arena arena;
	struct buf text, found;
	const char *words, *html;

	(void)state;
	arena_init(&arena);
	buf_init(&text, &arena, 0);
	buf_init(&found, &arena, 0);
	documents_add(&text);
	html = rendered(&arena, text.text);
	words = visible(&arena, html, &found);
	lacks(words, "@[a-z0-9]");
	lacks(words, "#[0-9]");
	lacks(words, "GH-[0-9]");
	lacks(words, "[%~][a-z0-9\"]");
	lacks(words, "([!$]|&amp;)[0-9]");
	lacks(words, "\\[\\[|\\[issue:|\\{\\{");
	lacks(words, "(^|[^a-z0-9])[0-9a-f]{40}([^a-z0-9]|$)");
	lacks(html,
	        "<!--|<img|href=\"(https?://(www\\.)?github|mailto)|href=\"https?://g\\.example");
	lacks(text.text, "^ */");
	for (int i = 0; i < DOCUMENTS; i++)
		if (!strstr(html, arena_format(&arena, "\n<p>END%d</p>\n", i)))
			fail_msg("what stands behind text %d became a part of it", i);
	for (const char *at = found.text; *at; at += strcspn(at, "\n") + 1) {
		bool known = false;

		for (size_t i = 0; i < COUNT(tags); i++)
			known = known ||
			        (strncmp(at, tags[i], strlen(tags[i])) == 0 &&
			                strchr(" /\n", at[strlen(tags[i])]));
		if (!known)
			fail_msg("a tag %.*s", (int)strcspn(at, "\n"), at);
	}
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(adds_blocks),
	        cmocka_unit_test(adds_titles),
	        cmocka_unit_test(is_only_text_to_forges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
