/* SPDX-License-Identifier: MIT */
#include "intake/notes_reader.h"

#include <string.h>

#include "intake/notes_sentence.h"
#include "intake/notes_wish.h"

enum { SHORT_SENTENCES = 2, REMARK_WORDS = 4 };

/* A question as it was read, before it becomes a find. */
struct asked {
	const char *text;
	const char *end; /* behind it; what follows in the line is the answer */
	enum notes_trust trust;
	enum notes_asker asker;
	const char *reason;
};

/* The number of the source line in which a place of a line's text stands. */
static size_t
line_number_at(const struct notes_line *line, const char *at)
{
	size_t number = line->number;

	for (const char *c = line->text; c < at; c++)
		number += *c == '\n' ? 1 : 0;
	return number < line->last ? number : line->last;
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
	if (asked.end < end)
		notes_answer_read_rest(
		        reader, index, question, asked.end, line_number_at(line, asked.end));
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

	return (words_is(&words, 0, " ask demander nachfragen ") && words.count > 2) ||
	        notes_wish_is_ask(reader->scratch, text);
}

/* Is a marked line a question at all, and how sure? False when the mark means something else. */
static bool
label_read(struct notes_reader *reader, size_t index, struct asked *asked)
{
	const struct notes_line *line = &reader->lines->items[index];
	const char *text = line->label.rest;
	size_t count = words_get(reader->scratch, text, strlen(text)).count;
	bool asks = text_asks(reader, text) || notes_answer_is_next(reader, index);
	bool has_mark = notes_sentence_has_mark(text, strlen(text));

	asked->reason = "marked as a question";
	switch (line->label.kind) {
	case NOTES_LABEL_QUESTION:
		asked->trust = line->label.firm
		        ? count > 1 || has_mark
		        : asks && (count > 1 || notes_answer_is_next(reader, index));
		return count && (line->label.firm || asks || strchr("?", *text));
	case NOTES_LABEL_MARK:
		asked->trust = count > 2 ? NOTES_CERTAIN : NOTES_SUSPECTED;
		return count > 0;
	case NOTES_LABEL_ASIDE:
		asked->trust = asks ? NOTES_CERTAIN : NOTES_SUSPECTED;
		asked->reason = "said from the audience";
		return asks;
	case NOTES_LABEL_ASK:
		/* "Ask: 2 M" is what a start-up wants. */
		asked->trust = asks || (count > 1 && !strchr("0123456789", *text))
		        ? NOTES_CERTAIN
		        : NOTES_SUSPECTED;
		asked->reason = "marked to be asked";
		return count > 0;
	case NOTES_LABEL_OPEN:
		asked->trust = count > 1 ? NOTES_CERTAIN : NOTES_SUSPECTED;
		asked->reason = "marked as open";
		return count > 0;
	case NOTES_LABEL_ARROW:
	case NOTES_LABEL_OWN:
		asked->trust =
		        has_mark || text_is_todo(reader, text) ? NOTES_CERTAIN : NOTES_SUSPECTED;
		asked->reason = "marked as open";
		return (asks && line->label.kind == NOTES_LABEL_OWN) || text_is_todo(reader, text);
	default:
		return false;
	}
}

static bool
label_question(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	enum notes_section section = notes_section_at(reader, index);
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

/* A line of prose must end as a question, or what is bold at its start. */
static bool
line_is_question(struct notes_reader *reader, const struct notes_line *line)
{
	const char *bold = arena_span(reader->scratch, line->text, line->bold);

	return notes_sentence_is_question(reader->scratch, line->text) ||
	        notes_sentence_is_question(reader->scratch, bold);
}

/* A section that is a list ends with it. */
static bool
line_is_behind_list(const struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];

	return index > 0 && line[-1].item && line->list != line[-1].list;
}

/* An item or line of a section of questions. */
static bool
member_question(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	enum notes_section section = notes_section_at(reader, index);
	bool is_task;
	struct asked asked = {.text = notes_label_skip(line->text, &is_task),
	        .reason = "in a section of questions"};
	bool asks = text_asks(reader, line->text);

	if (!notes_section_is_asked(section))
		return false;
	/* "etc.." ends a list of questions and belongs to none of them. */
	if (notes_sentence_is_empty(reader->scratch, line->text))
		return true;
	/* Sentences of prose must end as a question; of items it is enough to begin as one. */
	if (!line->item && (line_is_behind_list(reader, index) || !line_is_question(reader, line)))
		return false;
	if (section == NOTES_SECTION_POINTS &&
	        !notes_sentence_has_mark(line->text, strlen(line->text)))
		return false;
	if (!asks && section != NOTES_SECTION_OWN && !line_is_remark(reader, index))
		return false;
	if (section == NOTES_SECTION_OWN || section == NOTES_SECTION_POINTS)
		asked.asker = NOTES_ASKER_ME;
	asked.trust = section == NOTES_SECTION_OWN || (section != NOTES_SECTION_DOUBTFUL && asks)
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
	if ((sentence.kind == NOTES_SENTENCE_UNCLEAR || notes_sentence_has_mark(at, length)) &&
	        notes_sentence_tells_asked(reader->scratch, at + length)) {
		asked->asker = NOTES_ASKER_ME;
		asked->trust = NOTES_CERTAIN;
		asked->reason = "tells what was asked";
		return true;
	}
	if (notes_wish_is_ask(reader->scratch, text)) {
		asked->asker = NOTES_ASKER_ME;
		asked->trust = NOTES_CERTAIN;
		asked->reason = "is to be asked";
		return notes_section_at(reader, index) != NOTES_SECTION_FOREIGN;
	}
	asked->trust = sentence.kind == NOTES_SENTENCE_REPORTED ||
	                sentence.kind == NOTES_SENTENCE_WISHED ||
	                sentence.kind == NOTES_SENTENCE_WONDERED
	        ? NOTES_CERTAIN
	        : NOTES_SUSPECTED;
	asked->reason = sentence.kind == NOTES_SENTENCE_UNCLEAR ? "says what is unclear"
	                                                        : "tells what was asked";
	return sentence.kind != NOTES_SENTENCE_NONE &&
	        notes_section_at(reader, index) != NOTES_SECTION_FOREIGN;
}

/* The first such sentence of a line counts. */
static bool
sentence_question(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	struct asked asked;
	bool is_task;

	for (const char *at = notes_label_skip(line->text, &is_task); *at;) {
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
	bool is_answered = notes_answer_is_next(reader, index);
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
	                notes_section_at(reader, index) == NOTES_SECTION_FOREIGN))
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

void
notes_question_read(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	size_t target = notes_answer_target(reader, index);
	bool is_owned = reader->owners[index].question != NOTES_NONE;

	if (target != NOTES_NONE) {
		notes_answer_read(reader, index, target);
		return;
	}
	if (label_question(reader, index))
		return;
	/* A mark without a word, "Q: ...", takes its answer away from the question before. */
	if (line->label.kind == NOTES_LABEL_QUESTION && line->label.firm) {
		reader->question = NOTES_NONE;
		return;
	}
	if (notes_answer_is_next(reader, index) && bare_question(reader, index))
		return;
	if (!is_owned && member_question(reader, index))
		return;
	if (is_owned && notes_answer_continue(reader, index))
		return;
	if (!sentence_question(reader, index) && !notes_answer_continue(reader, index))
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
	        !notes_section_is_asked(reader->heading.section) ||
	        !notes_sentence_has_mark(line->text, strlen(line->text)))
		return false;
	if (reader->heading.section == NOTES_SECTION_DOUBTFUL)
		asked.trust = NOTES_SUSPECTED;
	question_add(reader, index, asked);
	return true;
}
