/* SPDX-License-Identifier: MIT */
#include "flow/letter.h"

#include "base/file.h"
#include "flow/letter_context.h"
#include "store/programme.h"
#include "text/safe.h"
#include "text/utf8.h"

#include <string.h>

#include "templates.inc"

enum { TEMPLATE_MOST = 256 * 1024, LETTER_MOST = 1024 * 1024, TITLE_CELLS = 120, MAIL_CELLS = 72 };

/* What a kind of message must say. */
struct need {
	const char *kind;
	const char *name;
	const char *what_for;
};

static const struct need needs[] = {
        {.kind = "issue", .name = "question", .what_for = "what is asked"},
        {.kind = "discussion", .name = "question", .what_for = "what is asked"},
        {.kind = "mail", .name = "talks", .what_for = "the questions are in it, by talk"},
        {.kind = "mail", .name = "questions", .what_for = "what is asked"},
        {.kind = "mail", .name = "question", .what_for = "what is asked"},
        {.kind = "mail", .name = "token", .what_for = "an answer finds its question by it"},
};

/* Markdown and Textile serve notes by hand as well: they are for pasting. */
static const char *
template_kind(const char *kind)
{
	return strcmp(kind, "note") == 0 ? "issue" : kind;
}

static const char *
template_built_in(const char *kind)
{
	if (strcmp(kind, "mail") == 0)
		return template_mail;
	return strcmp(kind, "discussion") == 0 ? template_discussion : template_issue;
}

static bool
file_get(struct arena *arena, const char *folder, const char *kind, const char **name_out,
        const char **text_out, struct error *err)
{
	struct error none = {.kind = ERROR_NONE};
	size_t length;

	*name_out = arena_format(arena, "%s.txt", kind);
	*text_out = template_built_in(kind);
	if (!folder)
		return true;
	*name_out = arena_format(arena, "%s/%s.txt", folder, kind);
	if (file_read(arena, *name_out, TEMPLATE_MOST, text_out, &length, &none))
		return utf8_clean(arena, *name_out, *text_out, length, text_out, err);
	if (none.kind == ERROR_MISSING) {
		*text_out = template_built_in(kind);
		return true;
	}
	*err = none;
	return false;
}

static const char *
line_behind(const char *line)
{
	line += strcspn(line, "\n");
	return *line ? line + 1 : line;
}

/* The part of a template that begins at start, with as many line feeds before it as there are in
 * the file, so that messages name the right line; writing drops them again. */
static const char *
part_make(struct arena *arena, const char *text, const char *start, const char *end)
{
	struct buf out;

	buf_init(&out, arena, 0);
	for (; text < start; text++)
		if (*text == '\n')
			buf_add_char(&out, '\n');
	buf_add(&out, start, (size_t)(end - start));
	return out.text;
}

static bool
parts_parse(struct arena *arena, const char *file, const char *kind, const char *text,
        struct letter_template *template_out, struct error *err)
{
	const char *label = strcmp(kind, "mail") == 0 ? "Subject:" : "Title:";
	const char *start = text, *end;
	size_t count;
	const struct template_name *names = letter_names(kind, &count);

	while (*start && *start != '\n' && strncmp(start, label, strlen(label)) != 0)
		start = line_behind(start);
	end = strstr(start, "\n\n");
	if (!*start || *start == '\n' || !end) {
		return error_set(err, ERROR_INVALID,
		        "%s:1: a template begins with \"%s ...\" and an empty line", file, label);
	}
	return template_parse(arena, file, part_make(arena, text, start + strlen(label), end),
	               names, count, &template_out->title, err) &&
	        template_parse(arena, file,
	                part_make(arena, text, end + 2, end + 2 + strlen(end + 2)), names, count,
	                &template_out->body, err);
}

bool
letter_read_template(struct arena *arena, const char *folder, const char *kind,
        struct letter_template *template_out, struct error *err)
{
	const char *file, *text;

	kind = template_kind(kind);
	if (!file_get(arena, folder, kind, &file, &text, err) ||
	        !parts_parse(arena, file, kind, text, template_out, err))
		return false;
	for (size_t i = 0; i < COUNT(needs); i++)
		if (strcmp(needs[i].kind, kind) == 0 &&
		        !template_uses(template_out->body, needs[i].name))
			return error_set(err, ERROR_INVALID, "%s: {{%s}} is missing: %s", file,
			        needs[i].name, needs[i].what_for);
	return true;
}

bool
letter_read_question(struct store *store, struct arena *arena, const struct question *question,
        struct letter_question *question_out, struct error *err)
{
	*question_out = (struct letter_question){.question = *question};
	if (question->talk_id &&
	        (!talk_get(store, arena, question->talk_id, &question_out->talk, err) ||
	                !conference_get(store, arena, question_out->talk.conference_id,
	                        &question_out->conference, err) ||
	                !person_list_talk(
	                        store, arena, question->talk_id, &question_out->speakers, err)))
		return false;
	return answer_list(store, arena, question->id, &question_out->answers, err);
}

const char *
letter_cut(struct arena *arena, const char *text, size_t cells)
{
	size_t length;

	if (utf8_width(text) <= cells)
		return text;
	length = utf8_fit(text, cells - 1, NULL);
	while (length && text[length] != ' ')
		length--;
	while (length && strchr(" ,;:-", text[length - 1]))
		length--;
	if (!length)
		length = utf8_fit(text, cells - 1, NULL);
	return arena_format(arena, "%.*s…", (int)length, text);
}

/* Without blanks at the ends of lines, and never two empty lines: sections leave some behind. */
static const char *
body_tidied(struct arena *arena, const char *text)
{
	struct buf out;
	size_t feeds = 0;

	buf_init(&out, arena, 0);
	while (*text) {
		size_t length = strcspn(text, "\n");

		if (length && strspn(text, " ") < length) {
			if (out.length)
				buf_add_repeat(&out, "\n", feeds > 2 ? 2 : feeds);
			buf_add(&out, text, length);
			feeds = 0;
		}
		text += length;
		feeds += *text == '\n';
		text += *text == '\n';
	}
	return out.text;
}

/* On one line, without blanks at its ends. */
static const char *
title_tidied(char *text)
{
	char *end;

	text += strspn(text, " \t\n");
	end = text + strlen(text);
	while (end > text && strchr(" \t\n", end[-1]))
		*--end = '\0';
	for (end = text; *end; end++)
		if (*end == '\n')
			*end = ' ';
	return text;
}

bool
letter_write(struct arena *arena, const struct letter_template *template,
        const struct letter_wish *wish, struct letter *letter, struct error *err)
{
	static template_escape *const escapes[] = {
	        [MARKUP_COMMONMARK] = safe_add_markdown_block,
	        [MARKUP_TEXTILE] = safe_add_textile_block,
	        [MARKUP_NONE] = safe_add_mail,
	};
	json_auto_t *context = letter_context(arena, wish);
	bool plain = wish->markup == MARKUP_NONE;
	struct buf title, body, wrapped;

	buf_init(&title, arena, LETTER_MOST);
	buf_init(&body, arena, LETTER_MOST);
	buf_init(&wrapped, arena, LETTER_MOST);
	template_write(template->title, context, plain ? safe_add_subject : safe_add_title, &title);
	template_write(template->body, context, escapes[wish->markup], &body);
	letter->body = body_tidied(arena, body.text);
	if (plain) {
		safe_wrap_mail(&wrapped, letter->body, MAIL_CELLS);
		buf_add_char(&wrapped, '\n');
		letter->body = wrapped.text;
	}
	letter->title = letter_cut(arena, title_tidied(title.text), TITLE_CELLS);
	if (title.over || body.over || wrapped.over)
		return error_set(err, ERROR_INVALID, "the message is longer than %d KiB",
		        LETTER_MOST / 1024);
	if (!*letter->title || !letter->body[strspn(letter->body, "\n")])
		return error_set(err, ERROR_INVALID, "the template leaves nothing to say");
	return true;
}
