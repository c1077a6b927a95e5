/* SPDX-License-Identifier: MIT */
#include "report/calendar.h"

#include <string.h>

#include "report/content_line.h"
#include "text/link.h"
#include "text/zone.h"

static bool
question_is_wanted(const struct question *question)
{
	return !question->private &&
	        (strcmp(question->state, "open") == 0 || strcmp(question->state, "partial") == 0);
}

static bool
talk_is_wanted(const struct trip_talk *talk)
{
	if (!talk->talk.starts_at)
		return false;
	for (size_t i = 0; i < talk->question_count; i++)
		if (question_is_wanted(&talk->questions[i].question))
			return true;
	return false;
}

/* In UTC: a calendar shows it in the zone of whoever looks, and needs no description of zones. */
static void
moment_add(struct buf *out, const char *property, int64_t at)
{
	struct local_time t = zone_local("UTC", at);

	buf_add_format(out, "%s:%04d%02d%02dT%02d%02d%02dZ\r\n", property, t.year, t.month, t.day,
	        t.hour, t.minute, t.second);
}

static const char *
questions_text(struct arena *arena, const struct trip_talk *talk)
{
	struct buf text;

	buf_init(&text, arena, 0);
	for (size_t i = 0; i < talk->question_count; i++) {
		const struct question *question = &talk->questions[i].question;

		if (question_is_wanted(question))
			buf_add_format(&text, "%sQ%lld: %s", text.length ? "\n" : "",
			        (long long)question->id, question->body);
	}
	return text.text;
}

static void
event_add(struct buf *out, const struct trip *trip, const struct trip_talk *item)
{
	const struct talk *talk = &item->talk;
	bool off = talk->status && strcmp(talk->status, "planned") != 0;

	content_line_add(out, "BEGIN:VEVENT");
	content_line_add(out,
	        arena_format(out->arena, "UID:T%lld.%s@askback.invalid", (long long)talk->id,
	                trip->conference.code));
	moment_add(out, "DTSTAMP", trip->as_of);
	moment_add(out, "DTSTART", talk->starts_at);
	if (talk->ends_at > talk->starts_at)
		moment_add(out, "DTEND", talk->ends_at);
	content_line_add_text(out, "SUMMARY", talk->title);
	content_line_add_text(out, "LOCATION", talk->room);
	content_line_add_text(out, "DESCRIPTION", questions_text(out->arena, item));
	if (talk->url && link_is_web(talk->url))
		content_line_add(out,
		        arena_format(out->arena, "URL:%s", link_encoded(out->arena, talk->url)));
	content_line_add(out, off ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
	content_line_add(out, "END:VEVENT");
}

void
calendar_begin(struct buf *out)
{
	content_line_add(out, "BEGIN:VCALENDAR");
	content_line_add(out, "VERSION:2.0");
	content_line_add(out, "PRODID:-//askback//askback " ASKBACK_VERSION "//EN");
}

void
calendar_add(struct buf *out, const struct trip *trip, size_t *count_out)
{
	*count_out = 0;
	for (size_t i = 0; i < trip->talk_count; i++)
		if (talk_is_wanted(&trip->talks[i])) {
			event_add(out, trip, &trip->talks[i]);
			++*count_out;
		}
}

void
calendar_end(struct buf *out)
{
	content_line_add(out, "END:VCALENDAR");
}
