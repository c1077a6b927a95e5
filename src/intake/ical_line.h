/* SPDX-License-Identifier: MIT */

/* iCalendar's content lines (RFC 5545, 3.1): unfolded, and taken apart. */
#ifndef INTAKE_ICAL_LINE_H
#define INTAKE_ICAL_LINE_H

#include "base/buf.h"

enum { ICAL_PARAMETERS_MOST = 16 };

struct ical_lines {
	const char *at;
	const char *end;
	size_t line;     /* of the file, from 1 */
	size_t first;    /* line of the file with which this one begins */
	struct buf text; /* this line; over when it is longer than allowed */
};

struct ical_parameter {
	const char *name;
	const char *value;
};

struct ical_property {
	const char *name;
	struct ical_parameter parameters[ICAL_PARAMETERS_MOST];
	size_t parameter_count;
	const char *value; /* as written, with its escapes */
};

void ical_lines_init(struct ical_lines *lines, struct arena *arena, const char *bytes,
        size_t length, size_t line_most);

/* The next line, unfolded; false at the end. Linear: each byte is looked at once. */
bool ical_lines_read(struct ical_lines *lines);

/* Cuts `name[;parameter=value...]:value` in place. False when there is no colon. */
bool ical_property_parse(char *line, struct ical_property *property);

/* NULL when the property has no such parameter. */
const char *ical_parameter_find(const struct ical_property *property, const char *name);

bool ical_has_name(const struct ical_property *property, const char *name);

#endif
