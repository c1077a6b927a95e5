/* SPDX-License-Identifier: MIT */

/* The walk over the lines of notes: where it stands, and what is collected on the way. */
#ifndef INTAKE_NOTES_READER_H
#define INTAKE_NOTES_READER_H

#include "intake/notes_finds.h"
#include "intake/notes_line.h"
#include "intake/notes_outline.h"
#include "intake/notes_section.h"

/* What is said about a stretch of lines. */
struct notes_scope {
	enum notes_section section;
	size_t end; /* index behind its last line */
	int level;  /* of its heading; NOTES_LEVEL_NONE for an item or a lead-in */
};

/* To which question or answer a line was taken, so that what it holds can follow it. */
struct notes_owner {
	size_t question; /* index of a find; NOTES_NONE */
	size_t answer;
};

struct notes_reader {
	struct arena *arena;
	struct arena *scratch; /* reset at every line */
	const struct notes_source *source;
	const struct notes_lines *lines;
	const struct notes_outline *outline;
	struct notes_finds finds;
	struct notes_owner *owners; /* of each line */
	size_t conference;          /* index of its find; NOTES_NONE */
	size_t talk;
	size_t candidate; /* index of the line that becomes the talk if a question comes */
	struct notes_scope heading;
	struct notes_scope local;
	size_t question; /* the question that an answer now would belong to; NOTES_NONE */
	size_t answer;
	size_t last; /* index of the last line that was taken to either */
};

/* Takes a line that is neither heading nor title: a question, an answer, or nothing. */
void notes_question_read(struct notes_reader *reader, size_t index);

/* A heading in a section of questions, or with a mark, may be one. False when it is none. */
bool notes_question_read_heading(struct notes_reader *reader, size_t index);

/* The section that a line stands in. */
enum notes_section notes_section_at(const struct notes_reader *reader, size_t index);

/* The question that a marked answer belongs to; NOTES_NONE when there is none near. */
size_t notes_answer_target(const struct notes_reader *reader, size_t index);
void notes_answer_read(struct notes_reader *reader, size_t index, size_t question);

/* The answer that stands in the line of its question, behind it; line is its number. */
void notes_answer_read_rest(
        struct notes_reader *reader, size_t index, size_t question, const char *rest, size_t line);

/* Takes a line without a mark to the question before it. False when it does not follow one. */
bool notes_answer_continue(struct notes_reader *reader, size_t index);

/* Is the next line marked as an answer to this one? */
bool notes_answer_is_next(const struct notes_reader *reader, size_t index);

/* Opens the talk, when a question is the first to need it; index of its find, or NOTES_NONE. */
size_t notes_talk_get(struct notes_reader *reader);

/* A line that the outline has for a talk or the conference. */
void notes_talk_read(struct notes_reader *reader, size_t index);

/* Speakers and dates that stand below a talk's title. */
void notes_talk_read_label(struct notes_reader *reader, size_t index);

/* What the front matter says. */
void notes_talk_read_fields(struct notes_reader *reader);

#endif
