/* SPDX-License-Identifier: MIT */

/*
 * The readers: one per format, bytes or a JSON tree in, a draft out. Each fails with ERROR_INVALID
 * that names the input and the place. The *_is functions tell JSON formats apart by their form.
 */
#ifndef INTAKE_READER_H
#define INTAKE_READER_H

#include "text/json.h"
#include "intake/draft.h"
#include "intake/intake.h"

/* frab, Pentabarf and pretalx, old and new. */
MUST_CHECK bool
schedule_xml_read(struct draft *draft, const char *bytes, size_t length, struct error *err);

/* VEVENTs; repetition rules are not expanded. */
MUST_CHECK bool ical_read(struct draft *draft, const char *bytes, size_t length, struct error *err);

/*
 * Whova's table, and our own: a first line of column names in any order, of which title and start
 * are needed; uid, code, subtitle, abstract, room, track, language, url, slides, recording, date,
 * end, duration, speakers (separated by semicolons, each with an affiliation in parentheses if
 * wanted) and state may be there, others are passed over. Cells are separated by commas,
 * semicolons or tabs.
 */
MUST_CHECK bool
schedule_csv_read(struct draft *draft, const char *bytes, size_t length, struct error *err);

bool schedule_json_is(json_t *tree);
MUST_CHECK bool schedule_json_read(struct draft *draft, json_t *tree, struct error *err);

bool schedule2_is(json_t *tree);
MUST_CHECK bool schedule2_read(struct draft *draft, json_t *tree, struct error *err);

bool sessionize_is(json_t *tree);
MUST_CHECK bool sessionize_read(struct draft *draft, json_t *tree, struct error *err);

/* Is one of the files sessions.json? */
bool open_event_is(const struct intake_file *files, size_t count);
MUST_CHECK bool open_event_read(
        struct draft *draft, const struct intake_file *files, size_t count, struct error *err);

#endif
