/* SPDX-License-Identifier: MIT */

/* The mark at the start of a line of notes: "Q:", "[14:05] A (Syd):", "Open question:", "??". */
#ifndef INTAKE_NOTES_LABEL_H
#define INTAKE_NOTES_LABEL_H

#include "base/arena.h"
#include "model/notes.h"

enum notes_label_kind {
	NOTES_LABEL_NONE,
	NOTES_LABEL_QUESTION, /* Q:, Question from the audience:, Frage: */
	NOTES_LABEL_MARK,     /* ?? or a question-mark sign in front */
	NOTES_LABEL_ASIDE,    /* Audience: - a question or a remark */
	NOTES_LABEL_OWN,      /* to do:, @speaker: - mine, if what follows is a question */
	NOTES_LABEL_OPEN,     /* still open:, didn't get to ask: - mine, whatever follows */
	NOTES_LABEL_ASK,      /* ask Joost: */
	NOTES_LABEL_ANSWER,   /* A:, Antwort:, Answer by Syd: */
	NOTES_LABEL_ARROW,    /* -> and the like */
	NOTES_LABEL_SPEAKER,
	NOTES_LABEL_TITLE,
	NOTES_LABEL_DATE,
	NOTES_LABEL_CONFERENCE,
	NOTES_LABEL_NAME, /* "Jane Doe:", who speaks now */
};

struct notes_label {
	enum notes_label_kind kind;
	enum notes_asker asker;
	bool firm;        /* needs no further evidence */
	const char *rest; /* of the text, behind the mark and the blanks after it */
};

/* The text behind a time, a check box and opening quotes or brackets that stand before a mark. */
const char *notes_label_skip(const char *text, bool *is_task_out);

/* scratch: memory that is not needed afterwards. */
struct notes_label notes_label_find(struct arena *scratch, const char *text);

/* Is what begins here the mark of an answer in the middle of a line, as in "why? A: because"? */
bool notes_label_is_answer(struct arena *scratch, const char *text);

#endif
