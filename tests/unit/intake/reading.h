/* SPDX-License-Identifier: MIT */

/* What the tests of the readers share: a text read as a source, and what came of it. */
#ifndef TESTS_UNIT_INTAKE_READING_H
#define TESTS_UNIT_INTAKE_READING_H

#include "intake/intake.h"

#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

struct reading {
	struct arena arena;
	struct programme programme;
	struct error err;
	bool ok;
};

static inline void
reading_open(struct reading *reading, const char *text, const char *zone)
{
	struct intake_source source = {
	        .name = "test", .bytes = text, .length = strlen(text), .zone = zone};

	*reading = (struct reading){0};
	arena_init(&reading->arena);
	reading->ok = intake_read(&reading->arena, &source, &reading->programme, &reading->err);
}

static inline void
reading_close(struct reading *reading)
{
	arena_close(&reading->arena);
}

/* Opens a text that has to be read. */
static inline void
reading_open_good(struct reading *reading, const char *text, const char *zone)
{
	reading_open(reading, text, zone);
	if (!reading->ok)
		fail_msg("%s", reading->err.text);
}

/* A text that has to be refused with these words. */
static inline void
assert_refused(const char *text, const char *zone, const char *reason)
{
	struct reading reading;

	reading_open(&reading, text, zone);
	if (reading.ok)
		fail_msg("accepted: %.100s", text);
	if (!strstr(reading.err.text, reason))
		fail_msg("\"%s\" does not say \"%s\"", reading.err.text, reason);
	reading_close(&reading);
}

static inline void
assert_warned(const struct reading *reading, enum programme_warning_kind kind, size_t count)
{
	assert_int_equal(reading->programme.warnings[kind].count, count);
}

/* NULL is a value here too. */
static inline void
assert_text(const char *text, const char *wanted)
{
	if (!text || !wanted)
		assert_true(text == wanted);
	else
		assert_string_equal(text, wanted);
}

#endif
