/* SPDX-License-Identifier: MIT */

/*
 * A programme while it is being read. Readers know one format each and put down here what is
 * written, as it is written; draft_finish then does once for all formats what is hard: text is
 * cleaned, HTML taken out, times and zones worked out, doubles found. Everything lives in the
 * draft's arena.
 */
#ifndef INTAKE_DRAFT_H
#define INTAKE_DRAFT_H

#include "base/error.h"
#include "model/programme.h"
#include "intake/lookup.h"

enum {
	DRAFT_TALKS_MOST = 50000,
	DRAFT_PEOPLE_MOST = 100000,
	DRAFT_LIST_MOST = 1000,       /* speakers, or links, of one talk */
	DRAFT_CONTACTS_MOST = 16,     /* of one person */
	DRAFT_RAW_MOST = 1024 * 1024, /* bytes of one text as it is in the file */
	DRAFT_TEXT_MOST = 64 * 1024,  /* bytes kept of a text of several lines */
	DRAFT_LINE_MOST = 1000,       /* bytes kept of a text of one line */
};

/* One slot of the programme. Texts are raw; NULL when absent. */
struct draft_talk {
	const char *guid;
	const char *id;
	const char *code;
	const char *title;
	const char *subtitle;
	const char *abstract;
	const char *description;
	const char *room;
	const char *track;
	const char *language;
	const char *url;
	const char *feedback_url; /* only for the code in it */
	const char *slides_url;
	const char *recording_url;
	const char *day;   /* of the programme, when the file has days */
	const char *date;  /* start with its day, or only its day */
	const char *start; /* a clock time, when date has none */
	const char *end;   /* with or without its day */
	const char *duration;
	const char *zone; /* of this talk's times: an IANA name, or NULL for the programme's */
	const char *state;
	size_t *speakers;
	size_t speaker_count;
	size_t speaker_capacity;
	struct programme_link *links;
	size_t link_count;
	size_t link_capacity;
};

struct draft_person {
	const char *guid;
	const char *code;
	const char *id;
	const char *name;
	const char *role;
	const char *affiliation;
	const char *email;
	struct programme_contact contacts[DRAFT_CONTACTS_MOST];
	size_t contact_count;
};

struct draft {
	struct arena *arena;
	const char *name; /* of the input, for messages */
	struct programme *programme;
	/* Of the conference; raw. */
	const char *title;
	const char *acronym;
	const char *city;
	const char *url;
	const char *base_url; /* used when there is no url */
	const char *zone;
	const char *start;
	const char *end;
	const char *day_change; /* talks before this clock time belong to the day before */
	bool utc_suspect;       /* the service is known to write Z for local times */
	/* What was added. */
	struct draft_talk *talks;
	size_t talk_count;
	size_t talk_capacity;
	struct programme_person *people;
	size_t person_count;
	size_t person_capacity;
	struct lookup person_uids;
	struct lookup person_keys;
	struct lookup person_names;
};

void
draft_init(struct draft *draft, struct arena *arena, const char *name, struct programme *programme);

/* A new slot, to be filled before the next is added; ERROR_INVALID past the limit. */
MUST_CHECK bool
draft_add_talk(struct draft *draft, struct draft_talk **talk_out, struct error *err);

/*
 * A person of the programme: the one who is there already (same id and name, or the same name
 * where ids do not tell people apart), or a new one. Somebody without a name is not added.
 */
MUST_CHECK bool
draft_add_person(struct draft *draft, const struct draft_person *person, size_t *number_out);

/* Is that person there already? Nothing is added. */
bool draft_has_person(struct draft *draft, const struct draft_person *person, size_t *number_out);

/* The person that was added with this guid, code or id. */
bool draft_find_person(const struct draft *draft, const char *uid, size_t *number_out);

/* What a profile field says, if it can be used; an e-mail address goes apart. */
void draft_add_contact(
        struct draft *draft, struct draft_person *person, const char *field, const char *value);

/* Nobody speaks twice at one talk. */
void draft_add_speaker(struct draft *draft, struct draft_talk *talk, size_t number);

/*
 * A link of a talk; the first that looks like its slides or its recording becomes that. type and
 * title may be NULL.
 */
void draft_add_link(struct draft *draft, struct draft_talk *talk, const char *type,
        const char *title, const char *url);

/* Counts a warning whose example is the talk. */
void draft_add_warning(
        struct draft *draft, enum programme_warning_kind kind, const struct draft_talk *talk);

/*
 * Makes the programme out of the draft. zone is the user's, or NULL. ERROR_INVALID when there is
 * nothing to import, or when a time has no zone: then the programme says needs_zone.
 */
MUST_CHECK bool draft_finish(struct draft *draft, const char *zone, struct error *err);

/* Raw text made fit to keep; NULL when nothing is left. A line has no line feeds and no markup. */
const char *draft_line(struct draft *draft, const char *raw);
const char *draft_text(struct draft *draft, const char *raw);

/* An http or https address, or NULL. */
const char *draft_url(struct draft *draft, const char *raw);

#endif
