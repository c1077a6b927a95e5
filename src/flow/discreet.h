/* SPDX-License-Identifier: MIT */

/*
 * What strangers may read. Who speaks where is in the public programme; who else said something,
 * how to reach anybody, who wrote it down, and questions marked private are not for them.
 */
#ifndef FLOW_DISCREET_H
#define FLOW_DISCREET_H

#include "model/answer.h"
#include "model/person.h"
#include "model/question.h"
#include "model/talk.h"

/* Is it the name of a speaker, whatever its case and accents? */
bool
discreet_is_speaker(struct arena *arena, const struct speaker_list *speakers, const char *name);

/* Copies without what strangers may not read; an e-mail address in a text becomes "[address]". */
struct talk discreet_talk(struct arena *arena, const struct talk *talk);
struct question discreet_question(struct arena *arena, const struct question *question);
struct answer_list discreet_answers(struct arena *arena, const struct speaker_list *speakers,
        const struct answer_list *answers);

#endif
