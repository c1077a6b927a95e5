/* SPDX-License-Identifier: MIT */
#include "text/safe.h"

#include "tests/unit/text/hostile.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

typedef void place_fn(struct buf *out, const char *text);

struct row {
	const char *in;
	const char *out;
};

static void
expect(place_fn *place_add, const struct row *rows, size_t count)
{
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++) {
		struct buf out;

		buf_init(&out, &arena, 0);
		place_add(&out, rows[i].in);
		if (strcmp(out.text, rows[i].out) != 0)
			fail_msg("row %zu: \"%s\"", i, out.text);
	}
	arena_close(&arena);
}

static const struct row line_rows[] = {
        {.in = "", .out = ""},
        {.in = "plain <b>", .out = "plain <b>"},
        {.in = "Zo\u00eb \u4e2d\u6587", .out = "Zo\u00eb \u4e2d\u6587"},
        {.in = "\x1b]52;c;ZXZpbA==\x07", .out = "<ESC>]52;c;ZXZpbA==<BEL>"},
        {.in = "\x1b]8;;http://evil.example\x1b\\x", .out = "<ESC>]8;;http://evil.example<ESC>\\x"},
        {.in = "a\rb\nc\td\x7f", .out = "a<CR>b<LF>c<TAB>d<DEL>"},
        {.in = "\xc2\x9b"
               "2J",
                .out = "<U+009B>2J"},
        {.in = "\x9b"
               "2J",
                .out = "<0x9B>2J"},
        {.in = "\xc0\xaf\xed\xa0\x80", .out = "<0xC0><0xAF><0xED><0xA0><0x80>"},
        {.in = "\xe2\x80", .out = "<0xE2><0x80>"},
        {.in = "a\u202etxt.exe", .out = "a<U+202E>txt.exe"},
        {.in = "\u2066x\u2069", .out = "<U+2066>x<U+2069>"},
        {.in = "\u200b\ufeff\u00ad\u2060", .out = "<U+200B><U+FEFF><U+00AD><U+2060>"},
        {.in = "\u2028\u2029", .out = "<U+2028><U+2029>"},
        {.in = "\U000e0041\U000e0000", .out = "<U+E0041><U+E0000>"},
        {.in = "\u3164\u115f\uffa0", .out = "<U+3164><U+115F><U+FFA0>"},
        {.in = "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc",
                .out = "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc"},
        {.in = "\U0001f469\u200d\U0001f467 \u2764\ufe0f",
                .out = "\U0001f469\u200d\U0001f467 \u2764\ufe0f"},
        {.in = "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301x",
                .out = "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301x"},
        {.in = "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0302\u0303z\u0301",
                .out = "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301<U+0302><U+0303>z\u0301"},
        {.in = "e\u200d\u200d\u200d\u200d\u200d\u200d\u200d\u200d\u200d",
                .out = "e\u200d\u200d\u200d\u200d\u200d\u200d\u200d\u200d<U+200D>"},
};

static const struct row text_rows[] = {
        {.in = "a\n\tb", .out = "a\n\tb"},
        {.in = "a\r\nb\vc\x01", .out = "a<CR>\nb<VT>c<SOH>"},
};

static const struct row tsv_rows[] = {
        {.in = "plain", .out = "plain"},
        {.in = "a\tb\nc\rd\\e", .out = "a\\tb\\nc\\rd\\\\e"},
        {.in = "\x1b[2J\u202e\xff", .out = "<ESC>[2J<U+202E><0xFF>"},
};

static const struct row csv_rows[] = {
        {.in = "", .out = ""},
        {.in = "plain", .out = "plain"},
        {.in = "a,b", .out = "\"a,b\""},
        {.in = "say \"hi\"", .out = "\"say \"\"hi\"\"\""},
        {.in = "two\nlines", .out = "\"two\nlines\""},
        {.in = " padded ", .out = "\" padded \""},
        {.in = "a;b", .out = "\"a;b\""},
        {.in = "=1+1", .out = "'=1+1"},
        {.in = "+1", .out = "'+1"},
        {.in = "-1", .out = "'-1"},
        {.in = "@SUM(A1)", .out = "'@SUM(A1)"},
        {.in = "  =1", .out = "\"'  =1\""},
        {.in = "\u00a0=1", .out = "'\u00a0=1"},
        {.in = "\u200d=1", .out = "'\u200d=1"},
        {.in = "\t=1", .out = "\"'\t=1\""},
        {.in = "\n=1", .out = "\"'\n=1\""},
        {.in = "\r=1", .out = "'<CR>=1"},
        {.in = "\uff1d1", .out = "'\uff1d1"},
        {.in = "\uff0b1", .out = "'\uff0b1"},
        {.in = "\uff0d1", .out = "'\uff0d1"},
        {.in = "\uff201", .out = "'\uff201"},
        {.in = "=cmd|'/C calc'!\"A\"", .out = "\"'=cmd|'/C calc'!\"\"A\"\"\""},
        {.in = "1=1", .out = "1=1"},
        {.in = "\x1b[2J", .out = "<ESC>[2J"},
};

static const struct row markdown_rows[] = {
        {.in = "", .out = ""},
        {.in = "  \n ", .out = ""},
        {.in = "How do you drain the traffic?", .out = "How do you drain the traffic?"},
        {.in = "*a* _b_ `c` ~d~ $e$", .out = "\\*a\\* \\_b\\_ \\`c\\` \\~\u200Bd\\~ \\$e\\$"},
        {.in = "[x](y) ![x](y)", .out = "\\[x\\](y) !\\[x\\](y)"},
        {.in = "<!-- <b>&amp;", .out = "\\<!-- \\<b\\>\\&amp;"},
        {.in = "a|b\\", .out = "a\\|b\\\\"},
        {.in = "# a", .out = "#\u200b a"},
        {.in = "> a", .out = "\\> a"},
        {.in = "- a", .out = "\\- a"},
        {.in = "+ a", .out = "\\+ a"},
        {.in = "---", .out = "\\---"},
        {.in = "===", .out = "\\==="},
        {.in = "1. a", .out = "1\\. a"},
        {.in = "12) a", .out = "12\\) a"},
        {.in = "12 a. b)", .out = "12 a. b)"},
        {.in = "/close", .out = "\\/close"},
        {.in = "    a", .out = "a"},
        {.in = "one\n- two\n\n\tthree  ", .out = "one - two   three"},
        {.in = "@user @org/team", .out = "@\u200buser @\u200borg/team"},
        {.in = "#12 owner/repo#1", .out = "#\u200b12 owner/repo#\u200b1"},
        {.in = "GH-12 gh-7 x-1", .out = "GH-\u200b12 gh-\u200b7 x-1"},
        {.in = "!12 %v1 50% now!", .out = "!\u200b12 %\u200bv1 50% now!"},
        {.in = "https://x.example/a www.x.example", .out = "https\\://x.example/a www\\.x.example"},
        {.in = "note: a/b", .out = "note: a/b"},
        {.in = "\x1b[2J\u202e", .out = "\\<ESC\\>\\[2J\\<U+202E\\>"},
};

static const struct row html_rows[] = {
        {.in = "", .out = ""},
        {.in = "plain", .out = "plain"},
        {.in = "a & b < c > d", .out = "a &amp; b &lt; c &gt; d"},
        {.in = "\"x\" onload='y'", .out = "&quot;x&quot; onload=&#39;y&#39;"},
        {.in = "</style><script>", .out = "&lt;/style&gt;&lt;script&gt;"},
        {.in = "]]>", .out = "]]&gt;"},
        {.in = "&amp;", .out = "&amp;amp;"},
        {.in = "a\n\tb", .out = "a\n\tb"},
        {.in = "\x1b\u202e\xff", .out = "&lt;ESC&gt;&lt;U+202E&gt;&lt;0xFF&gt;"},
};

static void
escapes_lines(void **state)
{
	(void)state;
	expect(safe_add_line, line_rows, COUNT(line_rows));
}

static void
escapes_texts(void **state)
{
	(void)state;
	expect(safe_add_text, text_rows, COUNT(text_rows));
}

static void
escapes_tsv(void **state)
{
	(void)state;
	expect(safe_add_tsv, tsv_rows, COUNT(tsv_rows));
}

static void
escapes_csv(void **state)
{
	(void)state;
	expect(safe_add_csv, csv_rows, COUNT(csv_rows));
}

static void
escapes_markdown(void **state)
{
	(void)state;
	expect(safe_add_markdown, markdown_rows, COUNT(markdown_rows));
}

static void
escapes_html(void **state)
{
	(void)state;
	expect(safe_add_html, html_rows, COUNT(html_rows));
}

static void
returns_harmless_text_itself(void **state)
{
	static const char harmless[] = "Zo\u00eb <asks> \u4e2d\u6587 \U0001f469\u200d\U0001f467";
	static const char lines[] = "one\n\ttwo";
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_ptr_equal(safe_line(&arena, harmless), harmless);
	assert_ptr_equal(safe_text(&arena, lines), lines);
	assert_string_equal(safe_line(&arena, lines), "one<LF><TAB>two");
	assert_string_equal(safe_text(&arena, "a\nb\x1b"), "a\nb<ESC>");
	arena_close(&arena);
}

static bool
code_is_dangerous(int32_t code)
{
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	case UTF8PROC_CATEGORY_CF:
		return code != 0x200C && code != 0x200D;
	default:
		return false;
	}
}

/* Every dangerous character of Unicode becomes a name in <>; every letter and mark stays. */
static void
knows_every_character(void **state)
{
	size_t dangerous = 0;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (int32_t code = 1; code <= 0x10FFFF; code++) {
		char text[8] = "a";
		const char *safe;
		bool drawn = !utf8proc_get_property(code)->ignorable &&
		        (code < 0xE0000 || code > 0xE0FFF);

		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		arena_reset(&arena);
		text[1 + utf8_write(code, text + 1)] = '\0';
		safe = safe_line(&arena, text);
		if (code_is_dangerous(code)) {
			dangerous++;
			if (strncmp(safe, "a<", 2) != 0 || safe[strlen(safe) - 1] != '>' ||
			        strlen(safe) > 10)
				fail_msg("U+%04X passes", (unsigned)code);
		} else if (drawn && safe != text) {
			fail_msg("U+%04X is harmless", (unsigned)code);
		}
	}
	/* Unicode 14 has 163 of Cf; with Cc, Zl, Zp but without NUL and the two joiners: 227. */
	assert_in_range(dangerous, 227, 400);
	arena_close(&arena);
}

/* What must hold of anything on its way to a terminal, by bytes: stay lists what may pass. */
static void
check_terminal(const char *text, const char *stay)
{
	size_t length = strlen(text);

	assert_int_equal(utf8_valid_length(text, length), length);
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		unsigned char next = (unsigned char)text[i + 1];

		assert_true(c >= 0x20 || strchr(stay, c));
		assert_int_not_equal(c, 0x7F);
		assert_false(c == 0xC2 && next >= 0x80 && next <= 0x9F);
	}
}

static const char *
place_text(struct arena *arena, place_fn *place_add, const char *text)
{
	struct buf out;

	buf_init(&out, arena, 0);
	place_add(&out, text);
	return out.text;
}

static void
holds_for_hostile_text(void **state)
{
	struct hostile hostile;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	hostile_init(&hostile);
	for (size_t round = 0; round < HOSTILE_ROUNDS; round++) {
		const char *text = hostile.text;
		const char *line, *lines, *csv;

		hostile_next(&hostile);
		arena_reset(&arena);
		line = safe_line(&arena, text);
		lines = safe_text(&arena, text);
		csv = place_text(&arena, safe_add_csv, text);
		check_terminal(line, "");
		check_terminal(lines, "\n\t");
		check_terminal(place_text(&arena, safe_add_tsv, text), "");
		check_terminal(place_text(&arena, safe_add_markdown, text), "");
		check_terminal(csv, "\n\t");
		assert_ptr_equal(safe_line(&arena, line), line);
		assert_ptr_equal(safe_text(&arena, lines), lines);
		assert_string_equal(place_text(&arena, safe_add_line, text), line);
		assert_null(strchr("=+-@\t\n", csv[*csv == '"'] ? csv[*csv == '"'] : 'x'));
	}
	arena_close(&arena);
}

/* Takes a TSV cell apart again: nothing that a person wrote may be lost. */
static const char *
tsv_read(struct arena *arena, const char *cell)
{
	static const char letters[] = "tnr\\", special[] = "\t\n\r\\";
	struct buf out;

	buf_init(&out, arena, 0);
	for (; *cell; cell++) {
		if (*cell == '\\')
			buf_add_char(&out, special[strchr(letters, *++cell) - letters]);
		else
			buf_add_char(&out, *cell);
	}
	return out.text;
}

static void
keeps_tsv_whole(void **state)
{
	struct hostile hostile;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	hostile_init(&hostile);
	for (size_t round = 0; round < HOSTILE_ROUNDS; round++) {
		const char *text;

		hostile_next(&hostile);
		arena_reset(&arena);
		text = safe_text(&arena, hostile.text);
		assert_string_equal(tsv_read(&arena, place_text(&arena, safe_add_tsv, text)), text);
	}
	arena_close(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(escapes_lines),
	        cmocka_unit_test(escapes_texts),
	        cmocka_unit_test(escapes_tsv),
	        cmocka_unit_test(escapes_csv),
	        cmocka_unit_test(escapes_markdown),
	        cmocka_unit_test(escapes_html),
	        cmocka_unit_test(returns_harmless_text_itself),
	        cmocka_unit_test(knows_every_character),
	        cmocka_unit_test(holds_for_hostile_text),
	        cmocka_unit_test(keeps_tsv_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
