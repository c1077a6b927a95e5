/* SPDX-License-Identifier: MIT */

/*
 * A conference programme as it was read from somebody's file: talks, people, and what had to be
 * guessed or left out on the way. It is a value, not yet part of the store: nothing here has a
 * number of ours. Texts are clean UTF-8 (utf8_clean), one line unless said otherwise, and NULL when
 * the file does not have them. They are still text from outside: whoever shows them uses safe_*.
 */
#ifndef MODEL_PROGRAMME_H
#define MODEL_PROGRAMME_H

#include "base/arena.h"

/* A public way to reach a person: a profile or a page. */
struct programme_contact {
	const char *kind;  /* one of CONTACT_KINDS (model/person.h); never phone or email */
	const char *value; /* the handle in its canonical form; for "url" the address */
	const char *url;   /* the profile's page; NULL when the service has none */
};

struct programme_person {
	const char *uid; /* the file's guid, code or id; unique within the programme */
	const char *name;
	const char *role;
	const char *affiliation;
	const struct programme_contact *contacts;
	size_t contact_count;
	/* Kept apart: taken over only when the user asks for contacts. Phone numbers are never
	 * read. */
	const char *email;
};

struct programme_link {
	const char *title;
	const char *url;
};

struct programme_talk {
	const char *uid;  /* unique within the programme; "17#2" is the second slot of talk 17 */
	const char *code; /* the submission's code, shared by its repeats */
	const char *title;
	const char *subtitle;
	const char *abstract; /* several lines, plain text or Markdown */
	const char *room;
	const char *track;
	const char *language;
	const char *url;
	const char *slides_url;
	const char *recording_url;
	const char *day;   /* "2025-02-01": the programme's day, to which the small hours after it
	                      belong */
	int64_t starts_at; /* 0: not scheduled yet */
	int64_t ends_at;   /* 0: not known */
	bool cancelled;
	const size_t *speakers; /* places in programme.people */
	size_t speaker_count;
	const struct programme_link *links;
	size_t link_count;
};

/* What a reader had to guess, repair or leave out. */
enum programme_warning_kind {
	PROGRAMME_WARNING_ZONE_OVERRIDDEN,
	PROGRAMME_WARNING_ZONE_UNKNOWN,
	PROGRAMME_WARNING_ZONE_REPAIRED,
	PROGRAMME_WARNING_ZONE_GUESSED,
	PROGRAMME_WARNING_ZONE_CONTRADICTS,
	PROGRAMME_WARNING_UTC_SUSPECT,
	PROGRAMME_WARNING_CLOCK_SKIPPED,
	PROGRAMME_WARNING_CLOCK_TWICE,
	PROGRAMME_WARNING_TIME_UNREADABLE,
	PROGRAMME_WARNING_TIME_ABSENT,
	PROGRAMME_WARNING_END_BEFORE_START,
	PROGRAMME_WARNING_ID_REPEATED,
	PROGRAMME_WARNING_IDS_UNUSABLE,
	PROGRAMME_WARNING_TALK_DOUBLED,
	PROGRAMME_WARNING_PERSON_ID_REPEATED,
	PROGRAMME_WARNING_TITLE_EMPTY,
	PROGRAMME_WARNING_TEXT_CUT,
	PROGRAMME_WARNING_URL_REFUSED,
	PROGRAMME_WARNING_SPEAKER_UNKNOWN,
	PROGRAMME_WARNING_NOT_ACCEPTED,
	PROGRAMME_WARNING_RECURRING,
	PROGRAMME_WARNING_TALK_ID_FORM,
	PROGRAMME_WARNING_PERSON_ID_FORM,
	PROGRAMME_WARNING_CODE_FORM,
	PROGRAMME_WARNING_MISPLACED,
	PROGRAMME_WARNING_KINDS,
};

struct programme_warning {
	size_t count;
	const char *first; /* the first case: a talk, a value */
};

struct programme {
	const char *format; /* "frab XML", ...; for the summary */
	const char *title;
	const char *acronym;
	const char *city;
	const char *url;
	const char *zone;      /* IANA; NULL only when the file has people and no times */
	const char *first_day; /* "2025-02-01" */
	const char *last_day;
	int64_t starts_at; /* of the earliest talk; 0 when none is scheduled */
	int64_t ends_at;   /* of the latest */
	const struct programme_talk *talks;
	size_t talk_count;
	const struct programme_person *people;
	size_t person_count;
	struct programme_warning warnings[PROGRAMME_WARNING_KINDS];
	bool people_only; /* the file has no sessions by its nature: their absence means nothing */
	bool needs_zone;  /* reading failed only because nobody said the time zone */
};

/* Counts one more case; example is formatted for the first only. */
FORMAT(4, 5)
void programme_add_warning(struct arena *arena, struct programme *programme,
        enum programme_warning_kind kind, const char *format, ...);

/* "2 talks ended before they started; ... (first: T)", or NULL when there was no such case. */
const char *programme_format_warning(
        struct arena *arena, const struct programme *programme, enum programme_warning_kind kind);

#endif
