/* SPDX-License-Identifier: MIT */

/* People for address books: vCard 3.0 (RFC 2426), which all of them read. */
#ifndef REPORT_VCARD_H
#define REPORT_VCARD_H

#include "base/buf.h"
#include "model/person.h"

struct vcard {
	const struct person *person; /* its note is the user's own, and is left out */
	const struct contact *contacts;
	size_t contact_count;
	const char *uid;
	const char *note; /* lines of text; NULL: none */
};

/* The N of a card is a guess: the last word of the name is taken for the family's. */
void vcard_add(struct buf *out, const struct vcard *card);

#endif
