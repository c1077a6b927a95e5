/* SPDX-License-Identifier: MIT */
#include "intake/ical_line.h"

#include <string.h>
#include <strings.h>

void
ical_lines_init(struct ical_lines *lines, struct arena *arena, const char *bytes, size_t length,
        size_t line_most)
{
	*lines = (struct ical_lines){.at = bytes, .end = bytes + length, .line = 1};
	buf_init(&lines->text, arena, line_most);
}

/* Joins folded lines, byte by byte: a fold may stand in the middle of a character. */
bool
ical_lines_read(struct ical_lines *lines)
{
	if (lines->at == lines->end)
		return false;
	buf_reset(&lines->text);
	lines->first = lines->line;
	do {
		const char *feed = memchr(lines->at, '\n', (size_t)(lines->end - lines->at));
		const char *stop = feed ? feed : lines->end;
		size_t length = (size_t)(stop - lines->at);

		if (length && lines->at[length - 1] == '\r')
			length--;
		buf_add(&lines->text, lines->at, length);
		lines->at = feed ? feed + 1 : lines->end;
		lines->line++;
		if (lines->at == lines->end || (*lines->at != ' ' && *lines->at != '\t'))
			return true;
		lines->at++;
	} while (true);
}

bool
ical_property_parse(char *line, struct ical_property *property)
{
	char *at = line + strcspn(line, ";:");

	*property = (struct ical_property){.name = line};
	while (*at == ';') {
		struct ical_parameter parameter;
		bool quoted;

		*at++ = '\0';
		parameter.name = at;
		at += strcspn(at, "=;:");
		if (*at == '=')
			*at++ = '\0';
		quoted = *at == '"';
		if (quoted)
			at++;
		parameter.value = at;
		at += strcspn(at, quoted ? "\"" : ";:");
		if (quoted && *at == '"')
			*at++ = '\0';
		at += strcspn(at, ";:");
		if (property->parameter_count < ICAL_PARAMETERS_MOST)
			property->parameters[property->parameter_count++] = parameter;
	}
	if (*at != ':')
		return false;
	*at++ = '\0';
	/* Some writers put a blank behind the colon. */
	property->value = at + strspn(at, " ");
	return true;
}

const char *
ical_parameter_find(const struct ical_property *property, const char *name)
{
	for (size_t i = 0; i < property->parameter_count; i++)
		if (strcasecmp(property->parameters[i].name, name) == 0)
			return property->parameters[i].value;
	return NULL;
}

bool
ical_has_name(const struct ical_property *property, const char *name)
{
	return strcasecmp(property->name, name) == 0;
}
