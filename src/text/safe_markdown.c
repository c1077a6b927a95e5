/* SPDX-License-Identifier: MIT */

/*
 * Markdown as CommonMark and the forges read it: GitHub, GitLab, Gitea, Redmine. They look for
 * mentions and references in the text after Markdown has been read, so that a backslash does not
 * stop them; a zero-width space does.
 */
#include "text/safe.h"

#include "text/lines.h"
#include "text/link.h"

#include <string.h>
#include <strings.h>

enum { FENCE_LEAST = 3, COMMIT_LEAST = 7, TAB_WIDTH = 4 };

static const char zero_width_space[] = "\u200B";
static const char no_break_space[] = "\u00A0";

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_word(char c)
{
	return is_digit(c) || is_letter(c);
}

/*
 * What only the start of a line gives a meaning: list, quote, underline of a heading, table rule,
 * quick action ("/close"). Writes it escaped and returns how many bytes it took.
 */
static size_t
markdown_add_start(struct buf *out, const char *text)
{
	size_t digits = strspn(text, "0123456789");

	if (digits && (text[digits] == '.' || text[digits] == ')')) {
		buf_add(out, text, digits);
		buf_add_char(out, '\\');
		buf_add_char(out, text[digits]);
		return digits + 1;
	}
	if (*text && strchr("-+=:/", *text)) {
		buf_add_char(out, '\\');
		buf_add_char(out, *text);
		return 1;
	}
	return 0;
}

/* Bare addresses become links in forges, and links to issues show up there. */
static bool
markdown_is_link(const char *text, const char *at)
{
	if (*at == ':')
		return at[1] == '/' && at[2] == '/';
	return *at == '.' && at - text >= 3 && strncasecmp(at - 3, "www", 3) == 0;
}

/*
 * What could be the name of a commit, seven hexadecimal digits and more, goes out in pieces that
 * are too short for one. Returns how many bytes it took.
 */
static size_t
commit_add(struct buf *out, const char *text, const char *at)
{
	size_t length;

	if (!is_word(*at) || (at > text && is_word(at[-1])))
		return 0;
	length = strspn(at, "0123456789abcdefABCDEF");
	if (length < COMMIT_LEAST || is_word(at[length]) || strcspn(at, "0123456789") >= length ||
	        strcspn(at, "abcdefABCDEF") >= length)
		return 0;
	for (size_t i = 0; i < length; i++) {
		if (i && i % (COMMIT_LEAST - 1) == 0)
			buf_add_text(out, zero_width_space);
		buf_add_char(out, at[i]);
	}
	return length;
}

/* [[page]] of a wiki, [issue:12] of GitLab. */
static bool
markdown_is_bracket(const char *at)
{
	size_t letters = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz_");

	return at[1] == '[' || (letters && at[1 + letters] == ':');
}

/* @user, #12, GH-12, !12, &12, $12, %milestone, ~label, and what macros look like. */
static bool
markdown_is_reference(const char *text, const char *at)
{
	switch (*at) {
	case '@':
	case '#':
		return true;
	case '!':
	case '&':
	case '$':
		return is_digit(at[1]);
	case '%':
	case '~':
		return is_word(at[1]) || at[1] == '"';
	case '*':
		return strncasecmp(at + 1, "iteration:", strlen("iteration:")) == 0;
	case '-':
		return is_digit(at[1]) && at - text >= 2 &&
		        (strncasecmp(at - 2, "GH", 2) == 0 || strncasecmp(at - 2, "GL", 2) == 0);
	case '[':
		return markdown_is_bracket(at);
	case '{':
		return at[1] == '{';
	default:
		return false;
	}
}

/* One character, or one name, of a line that begins at text. Returns how many bytes it took. */
static size_t
markdown_add_next(struct buf *out, const char *text, const char *at)
{
	size_t commit = commit_add(out, text, at);

	if (commit)
		return commit;
	if (strchr("\\`*_[]<>&|~$", *at) || markdown_is_link(text, at))
		buf_add_char(out, '\\');
	buf_add_char(out, *at);
	if (markdown_is_reference(text, at))
		buf_add_text(out, zero_width_space);
	return 1;
}

void
safe_add_markdown(struct buf *out, const char *text)
{
	const char *line = safe_text(out->arena, text);
	size_t length;

	line += strspn(line, " \t\n"); /* four blanks would make it code */
	length = strlen(line);
	while (length && strchr(" \t\n", line[length - 1]))
		length--;
	for (size_t i = markdown_add_start(out, line); i < length;) {
		bool blank = line[i] == '\n' || line[i] == '\t';

		if (blank)
			buf_add_char(out, ' ');
		i += blank ? 1 : markdown_add_next(out, line, line + i);
	}
}

void
safe_add_title(struct buf *out, const char *text)
{
	const char *line = safe_text(out->arena, text);

	line += strspn(line, " \t\n");
	for (const char *at = line; *at;) {
		size_t length = commit_add(out, line, at);
		bool blank = strchr(" \t\n", *at) != NULL;

		if (!length && (!blank || (at[1] && !strchr(" \t\n", at[1]))))
			buf_add_char(out, blank ? ' ' : *at);
		if (!length && markdown_is_reference(line, at))
			buf_add_text(out, zero_width_space);
		at += length ? length : 1;
	}
}

/* The length of the code span that begins at at, backticks included; 0: it does not end. */
static size_t
code_length(const char *at)
{
	size_t ticks = strspn(at, "`");
	const char *end = at + ticks;

	while (*(end += strcspn(end, "`"))) {
		size_t run = strspn(end, "`");

		end += run;
		if (run == ticks)
			return (size_t)(end - at);
	}
	return 0;
}

/* Code, which must not touch the backticks of other code. */
static void
code_add(struct buf *out, const char *code, size_t length)
{
	if (out->length && out->text[out->length - 1] == '`')
		buf_add_text(out, zero_width_space);
	buf_add(out, code, length);
}

/* GitHub's threads have a way without a trace; where a forge knows none, it must not be a link. */
static void
url_add(struct buf *out, const char *url)
{
	const char *quiet = link_without_trace(out->arena, url);

	if (quiet == url && link_is_thread(url))
		code_add(out, arena_format(out->arena, "`%s`", url), strlen(url) + 2);
	else
		buf_add_format(out, "<%s>", link_encoded(out->arena, quiet));
}

static void
line_add(struct buf *out, struct line line)
{
	const char *text = arena_span(out->arena, line.text, line.length);
	const char *at = text;

	for (; *at == ' ' || *at == '\t'; at++)
		buf_add_repeat(out, no_break_space, *at == '\t' ? TAB_WIDTH : 1);
	text = at;
	at += markdown_add_start(out, at);
	while (*at) {
		size_t code = *at == '`' ? code_length(at) : 0;
		const char *url = link_find(out->arena, text, at);

		if (code) {
			code_add(out, at, code);
			at += code;
		} else if (url) {
			url_add(out, url);
			at += strlen(url);
		} else if (*at == '`') {
			for (; *at == '`'; at++)
				buf_add_text(out, "\\`");
		} else {
			at += markdown_add_next(out, text, at);
		}
	}
}

/* The fence that a line is: how many characters; *info_out: it has words behind them. */
static size_t
fence_length(struct line line, char *mark_out, bool *info_out)
{
	size_t blanks = strspn(line.text, " ");
	const char *fence = line.text + blanks;
	size_t length = strspn(fence, *fence == '~' ? "~" : "`");
	const char *rest = fence + length;
	size_t tail = line.length - blanks - length;

	*mark_out = *fence;
	*info_out = strspn(rest, " \t") < tail;
	if (blanks > 3 || length < FENCE_LEAST || memchr(rest, '`', tail))
		return 0;
	return length;
}

/* The end of the fenced code that begins with this line, as line_next counts; false: it has none.
 */
static bool
fence_find_end(struct line open, const char *at, struct line *close_out)
{
	char mark, other;
	bool info;
	size_t length = fence_length(open, &mark, &info);

	while (length && line_next(&at, close_out))
		if (fence_length(*close_out, &other, &info) >= length && other == mark && !info)
			return true;
	return false;
}

static void
line_begin(struct buf *out, const char *prefix, struct line line)
{
	size_t length = strlen(prefix);

	while (line_is_blank(line) && length && prefix[length - 1] == ' ')
		length--;
	buf_add_char(out, '\n');
	buf_add(out, prefix, length);
}

/* Code between fences that are longer than all in it; *at moves behind its end. */
static void
fence_add(struct buf *out, const char *prefix, const char **at, struct line close)
{
	size_t longest = FENCE_LEAST - 1;
	struct line line;

	for (const char *c = *at; c < close.text; c += strspn(c, "`"), c += *c != '\0') {
		size_t run = strspn(c, "`");

		longest = run > longest ? run : longest;
	}
	buf_add_repeat(out, "`", longest + 1);
	while (line_next(at, &line) && line.text != close.text) {
		line_begin(out, prefix, line);
		buf_add(out, line.text, line.length);
	}
	line_begin(out, prefix, close);
	buf_add_repeat(out, "`", longest + 1);
}

void
safe_add_markdown_block(struct buf *out, const char *text)
{
	const char *at = lines_trimmed(out->arena, safe_text(out->arena, text));
	const char *begun = line_begun(out->arena, out);
	size_t length = strspn(begun, " >");
	const char *prefix = begun[length] ? "" : begun;
	bool quoted = strchr(prefix, '>') != NULL;
	struct line line, close;

	for (bool first = true; line_next(&at, &line); first = false) {
		if (!first)
			line_begin(out, prefix, line);
		if (quoted && fence_find_end(line, at, &close)) {
			fence_add(out, prefix, &at, close);
			continue;
		}
		if (line_is_blank(line))
			continue;
		line_add(out, line);
		if (at && *at && *at != '\n')
			buf_add_text(out, "  "); /* a new line is a new line */
	}
}
