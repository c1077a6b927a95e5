/* SPDX-License-Identifier: MIT */
#include "report/trip_report.h"

#include <string.h>

#include "report/trip_words.h"
#include "text/link.h"
#include "text/safe.h"
#include "text/when.h"

/* Text between two pieces of ours; nothing at all when there is none. */
static void
text_add(struct buf *out, const char *before, const char *text, const char *after)
{
	if (!text || !*text)
		return;
	buf_add_text(out, before);
	safe_add_markdown(out, text);
	buf_add_text(out, after);
}

/* A forge must neither tell the page that it was linked to, nor lose the end of its address. */
static void
link_add(struct buf *out, const char *before, const char *text, const char *url)
{
	if (!url || !link_is_web(url))
		return;
	text_add(out, before, text, "");
	buf_add_format(out, "](%s)", link_encoded(out->arena, link_without_trace(out->arena, url)));
}

static void
head_add(struct buf *out, const struct trip *trip)
{
	const char *parts[] = {trip_days(out->arena, trip), trip->conference.city, trip->author};
	size_t start;

	text_add(out, "# ", trip_title(out->arena, trip), "\n\n");
	start = out->length;
	for (size_t i = 0; i < COUNT(parts); i++)
		text_add(out, out->length > start ? " · " : "", parts[i], "");
	link_add(out, out->length > start ? " · [" : "[", "programme", trip->conference.url);
	if (out->length > start)
		buf_add_text(out, "\n\n");
	buf_add_format(out, "%s\n", trip_summary(out->arena, trip));
}

static void
figures_add(struct buf *out, const struct trip *trip)
{
	const struct trip_figures *figures = &trip->figures;

	buf_add_format(out,
	        "\n## Key figures\n\n"
	        "| Questions | Answered | Partly answered | Open | Talks visited | "
	        "Median days to answer |\n"
	        "| ---: | ---: | ---: | ---: | ---: | ---: |\n"
	        "| %zu | %zu | %zu | %zu | %zu | %s |\n",
	        figures->questions, figures->answered, figures->partial, figures->open,
	        figures->talks, trip_median(out->arena, figures));
}

static void
shares_add(struct buf *out, const struct trip *trip)
{
	struct trip_share shares[TRIP_SHARES];

	trip_get_shares(&trip->figures, shares);
	buf_add_text(out,
	        "\n## Where they stand\n\n"
	        "| State | Questions | Share |\n| --- | ---: | ---: |\n");
	for (size_t i = 0; i < TRIP_SHARES; i++)
		buf_add_format(out, "| %s %s | %zu | %s |\n", shares[i].glyph, shares[i].label,
		        shares[i].count,
		        trip_percent(out->arena, shares[i].count, trip->figures.questions));
}

/* "**Q1** How do you ...?", what begins every mention of a question. */
static void
question_add(struct buf *out, const char *before, const struct question *question)
{
	buf_add_format(out, "%s**Q%lld** ", before, (long long)question->id);
	safe_add_markdown(out, question->body);
}

/* How and when it was asked, with the minute in the recording. */
static void
asked_add(struct buf *out, const struct trip_question *question, const char *zone)
{
	buf_add_format(out, "%s %s", trip_asked(&question->question),
	        when_long(out->arena, question->question.asked_at, zone));
	if (question->recording_url)
		link_add(out, ", [",
		        arena_format(out->arena, "minute %lld",
		                (long long)question_minute(&question->question)),
		        question->recording_url);
	text_add(out, ", for ", question->person, "");
	if (question->question.private)
		buf_add_text(out, ", private");
}

static void
needs_add(struct buf *out, const struct trip *trip)
{
	buf_add_text(out, trip->public ? "\n## Still unanswered\n\n" : "\n## Needs me\n\n");
	if (!trip->need_count)
		buf_add_text(out, "Nothing: every question is settled.\n");
	for (size_t i = 0; i < trip->need_count; i++) {
		const struct trip_need *need = &trip->needs[i];
		const struct question *question = &need->question->question;

		question_add(out, "- [ ] ", question);
		text_add(out, "\\\n  **", question_next_step(question, trip->read_at), "**: ");
		asked_add(out, need->question, trip->conference.zone);
		text_add(out, ", at *", need->talk->talk.title, "*");
		text_add(out, " (", trip_names(out->arena, need->talk), ")");
		buf_add_char(out, '\n');
	}
}

/* Each line is escaped by itself, so that none of them begins something. */
static void
quote_add(struct buf *out, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		const char *line = arena_span(out->arena, text, length);

		buf_add_char(out, '>');
		text_add(out, line[strspn(line, " \t")] ? " " : "", line, "");
		buf_add_char(out, '\n');
		text += length + (text[length] == '\n');
	}
}

static void
answer_add(struct buf *out, const struct answer *answer, const char *zone)
{
	buf_add_char(out, '\n');
	quote_add(out, answer->body);
	buf_add_text(out, ">\n> — ");
	text_add(out, "", answer->said_by, ", ");
	buf_add_format(out, "%s, %s", trip_source(answer),
	        when_day(out->arena, answer->answered_at, zone));
	link_add(out, ", [", "source", answer->url);
	if (answer->accepted)
		buf_add_text(out, ", accepted");
	buf_add_char(out, '\n');
}

static void
talk_answers_add(struct buf *out, const struct trip *trip, const struct trip_talk *talk)
{
	bool titled = false;

	for (size_t i = 0; i < talk->question_count; i++) {
		const struct trip_question *question = &talk->questions[i];

		if (!question->answers.count)
			continue;
		if (!titled)
			text_add(out, "\n### ", talk->talk.title, "\n");
		titled = true;
		question_add(out, "\n", &question->question);
		buf_add_char(out, '\n');
		for (size_t j = 0; j < question->answers.count; j++)
			answer_add(out, &question->answers.items[j], trip->conference.zone);
	}
}

static void
answers_add(struct buf *out, const struct trip *trip)
{
	buf_add_text(out, "\n## Answers worth keeping\n");
	if (!trip->figures.answers)
		buf_add_text(out, "\nNone yet.\n");
	for (size_t i = 0; i < trip->talk_count; i++)
		talk_answers_add(out, trip, &trip->talks[i]);
}

/* The line below a talk's title: who, where, and what there is to read and to watch. */
static void
talk_line_add(struct buf *out, const struct trip_talk *talk)
{
	const struct {
		const char *name;
		const char *url;
	} links[] = {
	        {"page", talk->talk.url},
	        {"slides", talk->talk.slides_url},
	        {"recording", talk->talk.recording_url},
	};
	size_t start;

	buf_add_char(out, '\n');
	start = out->length;
	text_add(out, "", trip_speakers(out->arena, talk), "");
	text_add(out, out->length > start ? " · " : "", trip_slot(out->arena, &talk->talk), "");
	for (size_t i = 0; i < COUNT(links); i++)
		link_add(out, out->length > start ? " · [" : "[", links[i].name, links[i].url);
	if (out->length > start)
		buf_add_text(out, "\n\n");
}

static void
talk_add(struct buf *out, const struct trip *trip, const struct trip_talk *talk)
{
	struct trip_share shares[TRIP_SHARES];

	trip_get_shares(&trip->figures, shares);
	text_add(out, "\n#### ", talk->talk.title, "\n");
	talk_line_add(out, talk);
	for (size_t i = 0; i < talk->question_count; i++) {
		const struct trip_question *question = &talk->questions[i];
		const struct trip_share *share = trip_find_share(shares, question->question.state);

		question_add(out, "- ", &question->question);
		buf_add_format(out, "\\\n  %s %s, ", share->glyph, share->label);
		asked_add(out, question, trip->conference.zone);
		buf_add_char(out, '\n');
	}
}

static void
talks_add(struct buf *out, const struct trip *trip)
{
	const char *day = "";

	buf_add_text(out, "\n## Talks\n");
	if (!trip->talk_count)
		buf_add_text(out, "\nNone with a question.\n");
	for (size_t i = 0; i < trip->talk_count; i++) {
		const char *next = trip_day(out->arena, &trip->talks[i].talk);

		if (strcmp(day, next) != 0)
			buf_add_format(out, "\n### %s\n", next);
		day = next;
		talk_add(out, trip, &trip->talks[i]);
	}
}

void
trip_add_markdown(struct buf *out, const struct trip *trip)
{
	head_add(out, trip);
	figures_add(out, trip);
	shares_add(out, trip);
	needs_add(out, trip);
	answers_add(out, trip);
	talks_add(out, trip);
	text_add(out, "\n---\n\n", trip_note(out->arena, trip), "\n");
}
