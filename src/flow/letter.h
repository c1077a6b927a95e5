/* SPDX-License-Identifier: MIT */

/*
 * The words of a message: a template filled in with questions and what is known about them. What is
 * put into a template for others to read has no name for an address, a note or another question: a
 * template cannot give away what it cannot say.
 */
#ifndef FLOW_LETTER_H
#define FLOW_LETTER_H

#include "channel/channel.h"
#include "model/question.h"
#include "model/talk.h"
#include "store/answer.h"
#include "store/person.h"
#include "text/template.h"

/* A question with all that a message may say about it. */
struct letter_question {
	struct question question;
	struct talk talk;             /* id 0: none */
	struct conference conference; /* likewise */
	struct person_list speakers;
	struct answer_list answers;
};

struct letter_wish {
	const char *kind; /* of a follow-up: issue, discussion, mail, note */
	enum markup markup;
	int64_t person_id;
	const char *name;                        /* whom a mail is for; NULL: nobody knows */
	const char *asker;                       /* NULL: not to be told */
	const struct letter_question *questions; /* of a mail; else one */
	size_t count;
};

struct letter_template {
	struct template *title;
	struct template *body;
};

/* What may stand in a template of this kind. */
const struct template_name *letter_names(const char *kind, size_t *count_out);

/*
 * FOLDER/KIND.txt, or what is built in; folder may be NULL. ERROR_INVALID: it cannot be read as a
 * template, it does not begin with a title, or it leaves out what a message needs.
 */
MUST_CHECK bool letter_read_template(struct arena *arena, const char *folder, const char *kind,
        struct letter_template *template_out, struct error *err);

MUST_CHECK bool letter_read_question(struct store *store, struct arena *arena,
        const struct question *question, struct letter_question *question_out, struct error *err);

/* Sets title and body. ERROR_INVALID: nothing is left of one of them, or they are too long. */
MUST_CHECK bool letter_write(struct arena *arena, const struct letter_template *template,
        const struct letter_wish *wish, struct letter *letter, struct error *err);

/* A text on one line of at most so many cells, cut behind a word. */
const char *letter_cut(struct arena *arena, const char *text, size_t cells);

#endif
