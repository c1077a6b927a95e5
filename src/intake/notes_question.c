/* SPDX-License-Identifier: MIT */
#include "intake/notes_reader.h"

#include <string.h>

#include "intake/notes_sentence.h"
#include "intake/notes_words.h"

enum { SHORT_SENTENCES = 2, REMARK_WORDS = 4 };

/* A question as it was read, before it becomes a find. */
struct asked {
	const char *text;
	const char *end; /* behind it; what follows in the line is the answer */
	enum notes_trust trust;
	enum notes_asker asker;
	const char *reason;
};

/* The section that a line stands in. */
static enum notes_section
section_get(const struct notes_reader *reader, size_t index)
{
	if (index < reader->local.end && reader->local.section != NOTES_SECTION_NONE)
		return reader->local.section;
	return index < reader->heading.end ? reader->heading.section : NOTES_SECTION_NONE;
}

static bool
section_is_asked(enum notes_section section)
{
	return section == NOTES_SECTION_QUESTIONS || section == NOTES_SECTION_OWN ||
	        section == NOTES_SECTION_DOUBTFUL;
}

/* The number of the source line in which a place of a line's text stands. */
static size_t
line_number_at(const struct notes_line *line, const char *at)
{
	size_t number = line->number;

	for (const char *c = line->text; c < at; c++)
		number += *c == '\n' ? 1 : 0;
	return number < line->last ? number : line->last;
}

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
	notes_finds_add_line(&reader->finds, reader->owners[index].answer, text, line->last);
}

/* Takes a question of a line, and the answer when it stands in the same line. */
static void
question_add(struct notes_reader *reader, size_t index, struct asked asked)
{
	const struct notes_line *line = &reader->lines->items[index];
	const char *end = asked.text + strlen(asked.text);
	size_t question;

	if (line->quoted || line->code)
		asked.trust = NOTES_SUSPECTED;
	question = notes_finds_add(&reader->finds,
	        (struct notes_find){
	                .kind = NOTES_QUESTION,
	                .trust = asked.trust,
	                .asker = asked.asker,
	                .line = line_number_at(line, asked.text),
	                .last_line = line_number_at(line, asked.end),
	                .text = arena_span(
	                        reader->scratch, asked.text, (size_t)(asked.end - asked.text)),
	                .reason = asked.reason,
	                .part_of = notes_talk_get(reader),
	        });
	reader->question = question;
	reader->answer = NOTES_NONE;
	reader->last = index;
	reader->owners[index] = (struct notes_owner){.question = question, .answer = NOTES_NONE};
	if (asked.end < end) {
		struct notes_label label = notes_label_find(reader->scratch, asked.end);

		answer_begin(reader, index, question);
		reader->finds.items[reader->answer].line = line_number_at(line, asked.end);
		answer_add(reader, index,
		        label.kind >= NOTES_LABEL_ANSWER && label.kind <= NOTES_LABEL_ARROW
		                ? label.rest
		                : asked.end + strspn(asked.end, " \n-"));
	}
}

/* Where a question that begins with `text` ends in its line: at bold's end, or at the answer. */
static const char *
question_end(struct notes_reader *reader, const struct notes_line *line, const char *text)
{
	const char *bold_end = line->text + line->bold;

	if (line->bold && bold_end > text && bold_end < line->text + strlen(line->text) &&
	        strspn(bold_end, " .?!:)") < strlen(bold_end) && !strchr(bold_end, '?'))
		return bold_end;
	return notes_sentence_find_answer(reader->scratch, text);
}

/* Is the next line marked as an answer to this one? */
static bool
answer_is_next(const struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	const struct notes_line *next = line + 1;

	if (index + 1 >= reader->lines->count || next->level ||
	        next->label.kind != NOTES_LABEL_ANSWER || !next->label.firm)
		return false;
	return next->parent == index || next->parent == line->parent;
}

static bool
text_asks(struct notes_reader *reader, const char *text)
{
	struct words words = words_get(reader->scratch, text, strlen(text));

	return notes_sentence_has_mark(text, strlen(text)) || words_has_opening(&words);
}

static bool
text_is_todo(struct notes_reader *reader, const char *text)
{
	struct words words = words_get(reader->scratch, text, strlen(text));

	return words_is(&words, 0, " ask demander nachfragen ") && words.count > 2;
}

/* Is a marked line a question at all, and how sure? False when the mark means something else. */
static bool
label_read(struct notes_reader *reader, size_t index, struct asked *asked)
{
	const struct notes_line *line = &reader->lines->items[index];
	const char *text = line->label.rest;
	size_t count = words_get(reader->scratch, text, strlen(text)).count;
	bool asks = text_asks(reader, text) || answer_is_next(reader, index);
	bool has_mark = notes_sentence_has_mark(text, strlen(text));

	asked->reason = "marked as a question";
	switch (line->label.kind) {
	case NOTES_LABEL_QUESTION:
		asked->trust = line->label.firm ? count > 1 || has_mark : asks && count > 1;
		return count && (line->label.firm || asks || strchr("?", *text));
	case NOTES_LABEL_MARK:
		asked->trust = count > 2 ? NOTES_CERTAIN : NOTES_SUSPECTED;
		return count > 0;
	case NOTES_LABEL_ASIDE:
		asked->trust = asks ? NOTES_CERTAIN : NOTES_SUSPECTED;
		asked->reason = "said from the audience";
		return asks;
	case NOTES_LABEL_ASK:
		asked->trust = asks ? NOTES_CERTAIN : NOTES_SUSPECTED;
		asked->reason = "marked to be asked";
		return count > 0;
	case NOTES_LABEL_OWN:
		asked->trust =
		        has_mark || text_is_todo(reader, text) ? NOTES_CERTAIN : NOTES_SUSPECTED;
		asked->reason = "marked as open";
		return asks || text_is_todo(reader, text);
	default:
		return false;
	}
}

static bool
label_question(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	enum notes_section section = section_get(reader, index);
	struct asked asked = {.text = line->label.rest, .asker = line->label.asker};

	if (!label_read(reader, index, &asked))
		return false;
	if (section == NOTES_SECTION_FOREIGN ||
	        (section == NOTES_SECTION_DOUBTFUL && line->label.kind == NOTES_LABEL_OWN))
		asked.trust = NOTES_SUSPECTED;
	if (section == NOTES_SECTION_OWN && asked.asker == NOTES_ASKER_UNKNOWN)
		asked.asker = NOTES_ASKER_ME;
	asked.end = question_end(reader, line, asked.text);
	question_add(reader, index, asked);
	return true;
}

/* An item that has something below it may be what somebody said and what was answered. */
static bool
line_is_remark(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	size_t length = strlen(line->text);

	return line->item && line->end > index + 1 &&
	        words_get(reader->scratch, line->text, length).count >= REMARK_WORDS &&
	        notes_sentence_read(reader->scratch, line->text, length).kind ==
	        NOTES_SENTENCE_NONE;
}

/* An item or line of a section of questions. */
static bool
member_question(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	enum notes_section section = section_get(reader, index);
	bool is_task;
	struct asked asked = {.text = notes_label_skip(line->text, &is_task),
	        .reason = "in a section of questions"};
	bool asks = text_asks(reader, line->text);

	if (!section_is_asked(section))
		return false;
	/* "etc.." ends a list of questions and belongs to none of them. */
	if (notes_sentence_is_empty(reader->scratch, line->text))
		return true;
	/* Sentences of prose must end as a question; of items it is enough to begin as one. */
	if (!line->item && !notes_sentence_is_question(reader->scratch, line->text))
		return false;
	if (!asks && section != NOTES_SECTION_OWN && !line_is_remark(reader, index))
		return false;
	if (section == NOTES_SECTION_OWN)
		asked.asker = NOTES_ASKER_ME;
	asked.trust = section == NOTES_SECTION_OWN || (section == NOTES_SECTION_QUESTIONS && asks)
	        ? NOTES_CERTAIN
	        : NOTES_SUSPECTED;
	asked.end = question_end(reader, line, asked.text);
	question_add(reader, index, asked);
	return true;
}

/* A sentence with a mark, a report, or a wish to know. */
static bool
sentence_read(struct notes_reader *reader, size_t index, const char *at, struct asked *asked)
{
	size_t length = notes_sentence_measure(at);
	const char *text = arena_span(reader->scratch, at, length);
	struct notes_label label = notes_label_find(reader->scratch, text);
	struct notes_sentence sentence = notes_sentence_read(reader->scratch, at, length);

	*asked = (struct asked){.text = at, .end = at + length, .asker = sentence.asker};
	if ((label.kind == NOTES_LABEL_QUESTION || label.kind == NOTES_LABEL_OWN) && label.firm &&
	        text_asks(reader, label.rest)) {
		asked->text = at + (label.rest - text);
		asked->asker = label.asker;
		asked->trust = NOTES_CERTAIN;
		asked->reason = "marked as a question";
		return true;
	}
	asked->trust =
	        sentence.kind == NOTES_SENTENCE_REPORTED || sentence.kind == NOTES_SENTENCE_WONDERED
	        ? NOTES_CERTAIN
	        : NOTES_SUSPECTED;
	asked->reason = sentence.kind == NOTES_SENTENCE_UNCLEAR ? "says what is unclear"
	                                                        : "tells what was asked";
	return sentence.kind != NOTES_SENTENCE_NONE &&
	        section_get(reader, index) != NOTES_SECTION_FOREIGN;
}

/* The first such sentence of a line counts. */
static bool
sentence_question(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	struct asked asked;

	for (const char *at = line->text; *at;) {
		if (sentence_read(reader, index, at, &asked)) {
			const char *answer =
			        notes_sentence_find_answer(reader->scratch, asked.text);

			asked.end = answer < asked.end ? answer : asked.end;
			question_add(reader, index, asked);
			return true;
		}
		at += notes_sentence_measure(at);
		at += strspn(at, " \n");
	}
	return false;
}

/* A line that is nothing but a question, without a mark: rhetoric, or a slide, or a question. */
static bool
bare_question(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	bool is_answered = answer_is_next(reader, index);
	bool is_task;
	struct asked asked = {
	        .text = notes_label_skip(line->text, &is_task),
	        .end = line->text + strlen(line->text),
	        .trust = is_answered ? NOTES_CERTAIN : NOTES_SUSPECTED,
	        .reason = is_answered ? "has a marked answer" : "ends with a question mark",
	};
	size_t sentences = 0;

	if (!is_answered &&
	        (line->quoted || line->ends_foreign || line->code ||
	                section_get(reader, index) == NOTES_SECTION_FOREIGN))
		return false;
	if (!notes_sentence_is_question(reader->scratch, line->text) && !is_answered)
		return false;
	/* All of it in quotes is what somebody said in the talk. */
	if (strchr("\"", line->text[0]) || strncmp(line->text, "\xE2\x80\x9C", 3) == 0)
		return false;
	for (const char *at = line->text; *at; sentences++) {
		at += notes_sentence_measure(at);
		at += strspn(at, " \n");
	}
	if (sentences > SHORT_SENTENCES && !is_answered)
		return false;
	question_add(reader, index, asked);
	return true;
}

/* The question that a marked answer belongs to; NOTES_NONE when there is none near. */
static size_t
answer_target(const struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	bool is_next = reader->last != NOTES_NONE && reader->last + 1 == index;

	switch (line->label.kind) {
	case NOTES_LABEL_ANSWER:
		return reader->owners[index].question != NOTES_NONE ? reader->owners[index].question
		                                                    : reader->question;
	case NOTES_LABEL_ARROW:
		return is_next ? reader->question : reader->owners[index].question;
	case NOTES_LABEL_NAME:
		return is_next && !line->item ? reader->question : NOTES_NONE;
	default:
		return NOTES_NONE;
	}
}

/* Somebody speaks, or the clock is looked at: what was said before is over. */
static bool
line_is_said(const struct notes_line *line)
{
	bool is_task;

	return (line->label.kind != NOTES_LABEL_NONE && line->label.kind != NOTES_LABEL_NAME) ||
	        notes_label_skip(line->text, &is_task) != line->text;
}

/* Without a mark: what a question or an answer holds, or what follows it in the same paragraph. */
static bool
answer_continue(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	struct notes_owner *owner = &reader->owners[index];
	bool is_next = reader->last != NOTES_NONE && reader->last + 1 == index &&
	        reader->question != NOTES_NONE;
	bool same_block = is_next && line[-1].block == line->block;
	bool in_section = is_next && section_is_asked(section_get(reader, index)) &&
	        line->list == line[-1].list && line->parent == line[-1].parent;

	if (owner->question == NOTES_NONE && (same_block || in_section) && !line_is_said(line)) {
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

void
notes_question_read(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	size_t target = answer_target(reader, index);
	bool is_owned = reader->owners[index].question != NOTES_NONE;

	if (target != NOTES_NONE) {
		reader->question = target;
		answer_begin(reader, index, target);
		answer_add(reader, index,
		        line->label.kind == NOTES_LABEL_NAME ? line->text : line->label.rest);
		return;
	}
	if (label_question(reader, index))
		return;
	/* A mark without a word, "Q: ...", takes its answer away from the question before. */
	if (line->label.kind == NOTES_LABEL_QUESTION && line->label.firm) {
		reader->question = NOTES_NONE;
		return;
	}
	if (answer_is_next(reader, index) && bare_question(reader, index))
		return;
	if (!is_owned && member_question(reader, index))
		return;
	if (is_owned && answer_continue(reader, index))
		return;
	if (!sentence_question(reader, index) && !answer_continue(reader, index))
		(void)bare_question(reader, index);
}

bool
notes_question_read_heading(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	struct asked asked = {.text = line->text,
	        .end = line->text + strlen(line->text),
	        .trust = NOTES_CERTAIN,
	        .reason = "heading in a section of questions"};

	if (line->label.kind == NOTES_LABEL_QUESTION || line->label.kind == NOTES_LABEL_OWN)
		return label_question(reader, index);
	if (reader->heading.end <= index || line->level <= reader->heading.level ||
	        !section_is_asked(reader->heading.section) ||
	        !notes_sentence_has_mark(line->text, strlen(line->text)))
		return false;
	if (reader->heading.section == NOTES_SECTION_DOUBTFUL)
		asked.trust = NOTES_SUSPECTED;
	question_add(reader, index, asked);
	return true;
}
