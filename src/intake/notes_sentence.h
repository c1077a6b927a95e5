/* SPDX-License-Identifier: MIT */

/* What a sentence is evidence of: a question, a report that somebody asked, a wish to know. */
#ifndef INTAKE_NOTES_SENTENCE_H
#define INTAKE_NOTES_SENTENCE_H

#include "base/arena.h"
#include "model/notes.h"

enum notes_sentence_kind {
	NOTES_SENTENCE_NONE,
	NOTES_SENTENCE_REPORTED, /* "I asked her whether", "someone asked about" */
	NOTES_SENTENCE_TOLD,     /* somebody asked, but was it a question of the room? */
	NOTES_SENTENCE_WISHED,   /* "I wanted to ask about", "didn't ask why" */
	NOTES_SENTENCE_WONDERED, /* "what I do not get: how do they ...?" */
	NOTES_SENTENCE_UNCLEAR,  /* "no idea how they" */
};

struct notes_sentence {
	enum notes_sentence_kind kind;
	enum notes_asker asker;
};

struct notes_sentence notes_sentence_read(struct arena *scratch, const char *text, size_t length);

/* Length of the first sentence of text, with its mark and the quote or bracket that closes it. */
size_t notes_sentence_measure(const char *text);

/* Of a question with its answer in one line, where the answer begins; its end when there is none.
 */
const char *notes_sentence_find_answer(struct arena *scratch, const char *text);

bool notes_sentence_has_mark(const char *text, size_t length);

/* Does the text end with a question mark, and has enough words to be a question? */
bool notes_sentence_is_question(struct arena *scratch, const char *text);

/* Nothing but "etc.", "and so on", or no word at all. */
bool notes_sentence_is_empty(struct arena *scratch, const char *text);

/* "(asked, she said", "Asked afterwards:": it tells of the question before it. */
bool notes_sentence_tells_asked(struct arena *scratch, const char *text);

/* "no answer", "not known", "out of time", a dash: what stands where an answer would. */
bool notes_sentence_is_no_answer(struct arena *scratch, const char *text);

#endif
