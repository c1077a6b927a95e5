/* SPDX-License-Identifier: MIT */

/* Phrases that say that something was not asked, not answered, or is to be asked of somebody. */
#ifndef INTAKE_NOTES_WISH_H
#define INTAKE_NOTES_WISH_H

#include "intake/notes_words.h"

struct notes_wish {
	size_t first; /* of its words */
	size_t last;
	bool firm;     /* what follows is a question even when it does not read like one */
	bool unspoken; /* nobody but the writer can be meant: an infinitive */
};

/* "didn't get to ask", "no answer", "still want to know"; false when there is none. */
bool notes_wish_find(const struct words *words, struct notes_wish *wish_out);

/* "ask Joost", "nachfragen bei", "check with": the words of the verb, at first; 0 for none. */
size_t notes_wish_ask_length(const struct words *words, size_t first);

/* "ask him how it scales", "follow up with Anna about keys": of a person, and about something. */
bool notes_wish_is_ask(struct arena *scratch, const char *text);

#endif
