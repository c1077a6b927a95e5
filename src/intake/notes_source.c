/* SPDX-License-Identifier: MIT */
#include "intake/notes_source.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "text/utf8.h"

enum { FRONT_LINES_MOST = 200, KEY_MOST = 40, HEADING_MOST = 6 };

struct front {
	struct arena *arena;
	struct notes_field *fields;
	size_t count;
	size_t capacity;
	const char *key; /* the last key, for the items of its list */
};

/*
 * utf8_clean cuts blank lines off the front, and then the lines would count wrong: a full stop on
 * a line of its own holds them.
 */
static bool
text_clean(struct arena *arena, const char *name, const char *bytes, size_t length, char **text_out,
        struct error *err)
{
	const char *clean;
	struct buf held;

	if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		bytes += 3;
		length -= 3;
	}
	if (utf8_valid_length(bytes, length) < length)
		return utf8_clean(arena, name, bytes, length, &clean, err);
	buf_init(&held, arena, SIZE_MAX);
	buf_add_text(&held, ".\n");
	buf_add(&held, bytes, length);
	if (!utf8_clean(arena, name, held.text, held.length, &clean, err))
		return false;
	*text_out = arena_text(arena, clean[1] ? clean + 2 : "");
	return true;
}

static void
lines_find(struct arena *arena, struct notes_source *source)
{
	size_t count = 1;
	size_t *starts;

	for (const char *at = source->text; (at = strchr(at, '\n')); at++)
		count++;
	starts = arena_array(arena, count + 1, sizeof(*starts));
	source->count = 1;
	for (const char *at = source->text; (at = strchr(at, '\n'));)
		starts[source->count++] = (size_t)(++at - source->text);
	/* As if a line feed ended the last line. */
	starts[count] = strlen(source->text) + 1;
	source->starts = starts;
}

const char *
notes_source_line(const struct notes_source *source, size_t line, size_t *length_out)
{
	*length_out = source->starts[line] - source->starts[line - 1] - 1;
	return source->text + source->starts[line - 1];
}

const char *
notes_source_raw(const struct notes_source *source, struct arena *arena, size_t line, size_t last)
{
	size_t start = source->starts[line - 1];

	return arena_span(arena, source->text + start, source->starts[last] - start - 1);
}

static const char *
span_trimmed(struct arena *arena, const char *text, size_t length)
{
	while (length && strchr(" \t\"'[]", text[length - 1]))
		length--;
	while (length && strchr(" \t\"'[]", *text)) {
		text++;
		length--;
	}
	return arena_span(arena, text, length);
}

static void
front_add(struct front *front, const char *text, size_t length, size_t line)
{
	const char *value = span_trimmed(front->arena, text, length);

	if (!*value || !front->key)
		return;
	front->fields = arena_grow(front->arena, front->fields, front->count, &front->capacity,
	        sizeof(*front->fields));
	front->fields[front->count++] =
	        (struct notes_field){.key = front->key, .value = value, .line = line};
}

/* "key: value", "key = value", or "- item" of the list of the last key. */
static void
front_read(struct front *front, const char *text, size_t length, size_t line)
{
	size_t blanks = 0;
	size_t key;

	while (blanks < length && (text[blanks] == ' ' || text[blanks] == '\t'))
		blanks++;
	if (blanks + 1 < length && text[blanks] == '-' && text[blanks + 1] == ' ') {
		front_add(front, text + blanks + 2, length - blanks - 2, line);
		return;
	}
	for (key = 0; key < length && text[key] != ':' && text[key] != '='; key++)
		;
	if (key == length || key > KEY_MOST || blanks)
		return;
	front->key = utf8_fold(front->arena, arena_span(front->arena, text, key));
	front_add(front, text + key + 1, length - key - 1, line);
}

/* The number of the line that closes the front matter; 0 when there is none. */
static size_t
front_find_end(const struct notes_source *source)
{
	size_t length;
	const char *first = notes_source_line(source, 1, &length);
	const char *fence = length == 3 && strncmp(first, "+++", 3) == 0 ? "+++" : "---";

	if (length != 3 || strncmp(first, fence, 3) != 0)
		return 0;
	for (size_t line = 2; line <= source->count && line < FRONT_LINES_MOST; line++) {
		const char *text = notes_source_line(source, line, &length);

		if (length == 3 && (strncmp(text, fence, 3) == 0 || strncmp(text, "...", 3) == 0))
			return line;
	}
	return 0;
}

/* Org is told by headings of two stars or more, or by its keywords. */
static bool
source_is_org(const struct notes_source *source, size_t from)
{
	for (size_t line = from; line <= source->count; line++) {
		size_t length;
		const char *text = notes_source_line(source, line, &length);
		size_t stars = strspn(text, "*");

		if ((stars >= 2 && text[stars] == ' ') ||
		        (text[0] == '#' && text[1] == '+' && memchr(text, ':', length)))
			return true;
	}
	return false;
}

/* No heading and no fence of Markdown in it, and no "::" of others before code. */
static bool
source_is_plain(const struct notes_source *source, size_t from)
{
	for (size_t line = from; line <= source->count; line++) {
		size_t length;
		const char *text = notes_source_line(source, line, &length);
		size_t level = strspn(text, "#");

		if ((level && level <= HEADING_MOST && text[level] == ' ') ||
		        (length > 1 && strncmp(text + length - 2, "::", 2) == 0) ||
		        strncmp(text, "```", 3) == 0 || strncmp(text, "~~~", 3) == 0)
			return false;
	}
	return true;
}

static void
heading_add(struct buf *out, size_t level, const char *text, size_t length)
{
	static const char *const states[] = {" TODO ", " DONE ", " NEXT ", " WAITING "};

	/* Org's states of a heading are none of its words. */
	for (size_t i = 0; i < COUNT(states); i++) {
		size_t size = strlen(states[i]) - 1;

		if (length > size && strncmp(text, states[i], size + 1) == 0) {
			text += size;
			length -= size;
		}
	}
	buf_add_repeat(out, "#", level < HEADING_MOST ? level : HEADING_MOST);
	buf_add(out, text, length);
}

static bool
starts_with(const char *text, size_t length, const char *word)
{
	return length >= strlen(word) && strncasecmp(text, word, strlen(word)) == 0;
}

/* A line of Org's own: "#+TITLE: x" is a field, "#+BEGIN_SRC" a fence, ":DRAWER:" nothing. */
static bool
org_line_add(struct buf *out, struct front *front, const char *text, size_t length, size_t line)
{
	size_t stars = strspn(text, "*");
	size_t blanks = strspn(text, " \t");
	const char *word = text + blanks;

	if (stars && text[stars] == ' ') {
		heading_add(out, stars, text + stars, length - stars);
		return true;
	}
	length -= blanks < length ? blanks : length;
	if (starts_with(word, length, "#+begin_src") || starts_with(word, length, "#+end_src") ||
	        starts_with(word, length, "#+begin_example") ||
	        starts_with(word, length, "#+end_example")) {
		buf_add_text(out, "```");
		return true;
	}
	if (starts_with(word, length, "#+")) {
		front_read(front, word + 2, length - 2, line);
		return true;
	}
	return length > 2 && word[0] == ':' && word[length - 1] == ':' &&
	        !memchr(word, ' ', length);
}

/* An exclamation mark that makes an image is left out: cmark 0.30.2 takes time quadratic in the
 * length of "![[]()![[]()...". */
static void
line_add(struct buf *out, const char *text, size_t length)
{
	size_t level = strspn(text, "=");
	size_t done = 0;

	if (level && level <= HEADING_MOST && level + 1 < length && text[level] == ' ') {
		heading_add(out, level, text + level, length - level);
		return;
	}
	for (size_t i = 0; i + 1 < length; i++) {
		if (text[i] != '!' || text[i + 1] != '[')
			continue;
		buf_add(out, text + done, i - done);
		buf_add_char(out, ' ');
		done = i + 1;
	}
	buf_add(out, text + done, length - done);
}

static void
markdown_make(struct arena *arena, struct notes_source *source)
{
	struct front front = {.arena = arena};
	size_t end = front_find_end(source);
	bool is_org = source_is_org(source, end + 1);
	size_t level = 0;
	struct buf out;

	source->is_plain = !is_org && source_is_plain(source, end + 1);

	buf_init(&out, arena, SIZE_MAX);
	for (size_t line = 1; line <= source->count; line++) {
		size_t length;
		const char *text = notes_source_line(source, line, &length);

		size_t shift = strspn(text, " ");

		if (is_org && text[0] == '*')
			level = strspn(text, "*");
		/* Below a heading of Org text is indented by its stars and a blank. */
		if (!level || shift > level + 1)
			shift = level ? level + 1 : 0;
		if (line <= end)
			front_read(&front, text, length, line);
		else if (!is_org || !org_line_add(&out, &front, text, length, line))
			line_add(&out, text + shift, length - shift);
		buf_add_char(&out, '\n');
	}
	source->markdown = out.text;
	source->fields = front.fields;
	source->field_count = front.count;
}

bool
notes_source_read(struct arena *arena, const char *name, const char *bytes, size_t length,
        struct notes_source *source_out, struct error *err)
{
	struct notes_source source = {0};
	char *text = NULL;

	if (!text_clean(arena, name, bytes, length, &text, err))
		return false;
	source.text = text;
	lines_find(arena, &source);
	markdown_make(arena, &source);
	*source_out = source;
	return true;
}
