/* SPDX-License-Identifier: MIT */
#include "intake/notes_reader.h"

#include <string.h>

#include "intake/notes_sentence.h"
#include "intake/notes_wish.h"

static void
answer_begin(struct notes_reader *reader, size_t index, size_t question)
{
	const struct notes_line *line = &reader->lines->items[index];
	const struct notes_find *asked = &reader->finds.items[question];

	reader->answer = notes_finds_add(&reader->finds,
	        (struct notes_find){
	                .kind = NOTES_ANSWER,
	                .trust = asked->trust,
	                .line = line->number,
	                .last_line = line->last,
	                .reason = "follows the question",
	                .part_of = question,
	        });
	reader->owners[index].question = question;
	reader->owners[index].answer = reader->answer;
}

static void
answer_add(struct notes_reader *reader, size_t index, const char *text)
{
	const struct notes_line *line = &reader->lines->items[index];

	reader->last = index;
	/* "not known" is none, and leaves the question open. */
	if (notes_sentence_is_no_answer(reader->scratch, text))
		return;
	notes_finds_add_line(&reader->finds, reader->owners[index].answer, text, line->last);
}

/* Is the next line marked as an answer to this one? */
bool
notes_answer_is_next(const struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	const struct notes_line *next = line + 1;

	if (index + 1 >= reader->lines->count || next->level ||
	        next->label.kind != NOTES_LABEL_ANSWER ||
	        (!next->label.firm && line->text[0] != 'Q' && line->text[0] != 'q'))
		return false;
	return next->parent == index || next->parent == line->parent;
}

void
notes_answer_read_rest(
        struct notes_reader *reader, size_t index, size_t question, const char *rest, size_t line)
{
	struct notes_label label = notes_label_find(reader->scratch, rest);
	bool is_marked = label.kind >= NOTES_LABEL_ANSWER && label.kind <= NOTES_LABEL_ARROW;

	answer_begin(reader, index, question);
	reader->finds.items[reader->answer].line = line;
	answer_add(reader, index, is_marked ? label.rest : rest + strspn(rest, " \n-"));
}

void
notes_answer_read(struct notes_reader *reader, size_t index, size_t question)
{
	const struct notes_line *line = &reader->lines->items[index];

	reader->question = question;
	answer_begin(reader, index, question);
	answer_add(reader, index,
	        line->label.kind == NOTES_LABEL_NAME ? line->text : line->label.rest);
}

/* The question that a marked answer belongs to; NOTES_NONE when there is none near. */
size_t
notes_answer_target(const struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	bool is_next = reader->last != NOTES_NONE && reader->last + 1 == index;

	switch (line->label.kind) {
	case NOTES_LABEL_ANSWER:
		if (!line->label.firm && !is_next)
			return NOTES_NONE;
		return reader->owners[index].question != NOTES_NONE ? reader->owners[index].question
		                                                    : reader->question;
	case NOTES_LABEL_ARROW:
		/* "-> ask Kees" is a task. */
		if (notes_wish_is_ask(reader->scratch, line->label.rest))
			return NOTES_NONE;
		return is_next ? reader->question : reader->owners[index].question;
	case NOTES_LABEL_NAME:
		return is_next && !line->item && line[-1].list == line->list ? reader->question
		                                                             : NOTES_NONE;
	default:
		return NOTES_NONE;
	}
}

/* Somebody speaks, or the clock is looked at: what was said before is over. */
static bool
line_is_said(const struct notes_line *line)
{
	bool is_task;

	return line->text[0] == '!' ||
	        (line->label.kind != NOTES_LABEL_NONE && line->label.kind != NOTES_LABEL_NAME) ||
	        notes_label_skip(line->text, &is_task) != line->text;
}

/* "Follow-ups:" begins something new, and so does a question. */
static bool
line_leads(const struct notes_line *line)
{
	size_t length = strlen(line->text);

	return length && strchr(":?", line->text[length - 1]);
}

/* Without a mark: what a question or an answer holds, or what follows it in the same paragraph. */
bool
notes_answer_continue(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	struct notes_owner *owner = &reader->owners[index];
	bool is_next = reader->last != NOTES_NONE && reader->last + 1 == index &&
	        reader->question != NOTES_NONE;
	bool same_block = is_next && line[-1].block == line->block;
	/* The next item of a list is no answer to the one before. */
	bool in_section = is_next && !line->item &&
	        notes_section_is_asked(notes_section_at(reader, index)) &&
	        line->list == line[-1].list && line->parent == line[-1].parent;

	if (owner->question == NOTES_NONE && (same_block || in_section) && !line_is_said(line) &&
	        !line_leads(line)) {
		owner->question = reader->question;
		owner->answer = reader->answer;
	}
	if (owner->question == NOTES_NONE)
		return false;
	if (owner->answer == NOTES_NONE)
		answer_begin(reader, index, owner->question);
	answer_add(reader, index, line->text);
	/* The next line that this question holds goes on with the same answer. */
	if (line->parent != NOTES_NONE && reader->owners[line->parent].question == owner->question)
		reader->owners[line->parent].answer = owner->answer;
	return true;
}
