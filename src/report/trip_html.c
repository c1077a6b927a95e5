/* SPDX-License-Identifier: MIT */
#include "report/trip_report.h"

#include <string.h>

#include "report/chart.h"
#include "report/commonmark.h"
#include "report/trip_words.h"
#include "style.inc"
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
	safe_add_html(out, text);
	buf_add_text(out, after);
}

static void
link_add(struct buf *out, const char *before, const char *text, const char *url)
{
	if (!url || !link_is_web(url))
		return;
	buf_add_text(out, before);
	text_add(out, "<a href=\"", link_encoded(out->arena, url), "\">");
	text_add(out, "", text, "</a>");
}

/* A moment that programs can read too. */
static void
time_add(struct buf *out, int64_t at, const char *zone, const char *text)
{
	text_add(out, "<time datetime=\"", when_rfc3339(out->arena, at, zone), "\">");
	text_add(out, "", text, "</time>");
}

static void
head_add(struct buf *out, const struct trip *trip)
{
	buf_add_text(out,
	        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	        "style-src '" STYLE_HASH "'; base-uri 'none'; form-action 'none'\">\n"
	        "<meta name=\"referrer\" content=\"no-referrer\">\n"
	        "<meta name=\"color-scheme\" content=\"light dark\">\n"
	        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
	text_add(out, "<title>", trip_title(out->arena, trip), "</title>\n");
	buf_add_format(out, "<style>%s</style>\n</head>\n<body>\n", style_text);
}

static const char *
needs_title(const struct trip *trip)
{
	return trip->public ? "Still unanswered" : "Needs me";
}

static void
top_add(struct buf *out, const struct trip *trip)
{
	const char *parts[] = {trip_days(out->arena, trip), trip->conference.city, trip->author};
	size_t start;

	buf_add_text(
	        out, "<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<header>\n");
	text_add(out, "<h1 dir=\"auto\">", trip_title(out->arena, trip), "</h1>\n");
	buf_add_text(out, "<p class=\"mut\">");
	start = out->length;
	for (size_t i = 0; i < COUNT(parts); i++)
		text_add(out, out->length > start ? " · " : "", parts[i], "");
	link_add(out, out->length > start ? " · " : "", "programme", trip->conference.url);
	text_add(out, "</p>\n<p>", trip_summary(out->arena, trip), "</p>\n");
	buf_add_format(out,
	        "<nav aria-label=\"Contents\"><ul>\n"
	        "<li><a href=\"#figures\">Key figures</a></li>\n"
	        "<li><a href=\"#needs\">%s (%zu)</a></li>\n"
	        "<li><a href=\"#answers\">Answers (%zu)</a></li>\n"
	        "<li><a href=\"#talks\">Talks (%zu)</a></li>\n"
	        "</ul></nav>\n</header>\n<main id=\"content\">\n",
	        needs_title(trip), trip->need_count, trip->figures.answers, trip->talk_count);
}

static void
figure_add(struct buf *out, const char *name, const char *value)
{
	text_add(out, "<div><dt>", name, "</dt>");
	text_add(out, "<dd>", value, "</dd></div>\n");
}

static void
figures_add(struct buf *out, const struct trip *trip)
{
	const struct trip_figures *figures = &trip->figures;
	const struct {
		const char *name;
		size_t value;
	} numbers[] = {
	        {"questions", figures->questions},
	        {"answered", figures->answered},
	        {"partly answered", figures->partial},
	        {"open", figures->open},
	        {"talks visited", figures->talks},
	};

	buf_add_text(out,
	        "<section aria-labelledby=\"figures\">\n<h2 id=\"figures\">Key figures</h2>\n"
	        "<dl class=\"figures\">\n");
	for (size_t i = 0; i < COUNT(numbers); i++)
		figure_add(out, numbers[i].name, arena_format(out->arena, "%zu", numbers[i].value));
	figure_add(out, "median days to answer", trip_median(out->arena, figures));
	buf_add_text(out, "</dl>\n</section>\n");
}

static void
shares_table_add(struct buf *out, const struct trip_share shares[TRIP_SHARES], size_t total)
{
	buf_add_text(out,
	        "<table>\n<thead><tr><th scope=\"col\">State</th>"
	        "<th scope=\"col\">Questions</th><th scope=\"col\">Share</th></tr></thead>\n"
	        "<tbody>\n");
	for (size_t i = 0; i < TRIP_SHARES; i++)
		buf_add_format(out,
		        "<tr><th scope=\"row\"><span class=\"swatch %s\"></span>%s %s</th>"
		        "<td>%zu</td><td>%s</td></tr>\n",
		        shares[i].state, shares[i].glyph, shares[i].label, shares[i].count,
		        trip_percent(out->arena, shares[i].count, total));
	buf_add_text(out, "</tbody>\n</table>\n");
}

static void
shares_add(struct buf *out, const struct trip *trip)
{
	struct trip_share shares[TRIP_SHARES];
	struct chart_part parts[TRIP_SHARES];

	trip_get_shares(&trip->figures, shares);
	for (size_t i = 0; i < TRIP_SHARES; i++)
		parts[i] = (struct chart_part){
		        .name = shares[i].state,
		        .label = arena_format(
		                out->arena, "%s %zu", shares[i].glyph, shares[i].count),
		        .value = shares[i].count,
		};
	buf_add_text(out,
	        "<section aria-labelledby=\"shares\">\n"
	        "<h2 id=\"shares\">Where they stand</h2>\n<figure>\n");
	chart_add_bar(out, "bar", "Questions by state", trip_summary(out->arena, trip), parts,
	        TRIP_SHARES);
	shares_table_add(out, shares, trip->figures.questions);
	buf_add_text(out, "</figure>\n</section>\n");
}

static void
body_add(struct buf *out, const char *text)
{
	buf_add_text(out, "<div class=\"text\" dir=\"auto\">\n");
	commonmark_add_html(out, text);
	buf_add_text(out, "</div>\n");
}

/* How and when it was asked, with the minute in the recording. */
static void
asked_add(struct buf *out, const struct trip_question *question, const char *zone)
{
	const struct question *q = &question->question;

	buf_add_format(out, "%s ", trip_asked(q));
	time_add(out, q->asked_at, zone, when_long(out->arena, q->asked_at, zone));
	link_add(out, ", ", arena_format(out->arena, "minute %lld", (long long)question_minute(q)),
	        question->recording_url);
	text_add(out, ", for ", question->person, "");
	if (q->private)
		buf_add_text(out, ", private");
}

static void
need_add(struct buf *out, const struct trip *trip, const struct trip_need *need)
{
	const struct question *question = &need->question->question;

	buf_add_format(out, "<li class=\"%s\">\n", question->state);
	body_add(out, question->body);
	text_add(out, "<p class=\"line\"><span class=\"next\">",
	        question_next_step(question, trip->read_at), "</span>: ");
	buf_add_format(out, "<a href=\"#q%lld\">Q%lld</a>, ", (long long)question->id,
	        (long long)question->id);
	asked_add(out, need->question, trip->conference.zone);
	buf_add_format(out, ", at <a href=\"#t%lld\">", (long long)need->talk->talk.id);
	text_add(out, "", need->talk->talk.title, "</a>");
	text_add(out, " (", trip_names(out->arena, need->talk), ")");
	buf_add_text(out, "</p>\n</li>\n");
}

static void
needs_add(struct buf *out, const struct trip *trip)
{
	buf_add_format(out, "<section aria-labelledby=\"needs\">\n<h2 id=\"needs\">%s</h2>\n",
	        needs_title(trip));
	if (trip->need_count)
		buf_add_text(out, "<ol class=\"list\">\n");
	else
		buf_add_text(out, "<p>Nothing: every question is settled.</p>\n");
	for (size_t i = 0; i < trip->need_count; i++)
		need_add(out, trip, &trip->needs[i]);
	buf_add_text(out, trip->need_count ? "</ol>\n</section>\n" : "</section>\n");
}

static void
answer_add(struct buf *out, const struct answer *answer, const char *zone)
{
	buf_add_format(out, "<blockquote%s>\n", answer->accepted ? " class=\"accepted\"" : "");
	body_add(out, answer->body);
	buf_add_text(out, "<footer>");
	text_add(out, "<cite>", answer->said_by, "</cite>, ");
	buf_add_format(out, "%s, ", trip_source(answer));
	time_add(out, answer->answered_at, zone, when_day(out->arena, answer->answered_at, zone));
	link_add(out, ", ", "source", answer->url);
	buf_add_format(out, "%s</footer>\n</blockquote>\n", answer->accepted ? ", accepted" : "");
}

static void
talk_answers_add(struct buf *out, const struct trip *trip, const struct trip_talk *talk)
{
	bool titled = false;

	for (size_t i = 0; i < talk->question_count; i++) {
		const struct trip_question *question = &talk->questions[i];
		long long id = (long long)question->question.id;

		if (!question->answers.count)
			continue;
		if (!titled)
			text_add(out, "<h3 dir=\"auto\">", talk->talk.title, "</h3>\n");
		titled = true;
		body_add(out, question->question.body);
		buf_add_format(out, "<p class=\"line\"><a href=\"#q%lld\">Q%lld</a>, ", id, id);
		asked_add(out, question, trip->conference.zone);
		buf_add_text(out, "</p>\n");
		for (size_t j = 0; j < question->answers.count; j++)
			answer_add(out, &question->answers.items[j], trip->conference.zone);
	}
}

static void
answers_add(struct buf *out, const struct trip *trip)
{
	buf_add_text(out,
	        "<section aria-labelledby=\"answers\">\n"
	        "<h2 id=\"answers\">Answers worth keeping</h2>\n");
	if (!trip->figures.answers)
		buf_add_text(out, "<p>None yet.</p>\n");
	for (size_t i = 0; i < trip->talk_count; i++)
		talk_answers_add(out, trip, &trip->talks[i]);
	buf_add_text(out, "</section>\n");
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
	const char *slot = trip_slot(out->arena, &talk->talk);
	size_t start;

	buf_add_text(out, "<p class=\"line\">");
	start = out->length;
	text_add(out, "", trip_speakers(out->arena, talk), "");
	text_add(out, out->length > start ? " · " : "", slot, "");
	for (size_t i = 0; i < COUNT(links); i++)
		link_add(out, out->length > start ? " · " : "", links[i].name, links[i].url);
	buf_add_text(out, "</p>\n");
}

static void
talk_add(struct buf *out, const struct trip *trip, const struct trip_talk *talk)
{
	struct trip_share shares[TRIP_SHARES];

	trip_get_shares(&trip->figures, shares);
	buf_add_format(out, "<h4 id=\"t%lld\" dir=\"auto\">", (long long)talk->talk.id);
	text_add(out, "", talk->talk.title, "</h4>\n");
	talk_line_add(out, talk);
	buf_add_text(out, "<ol class=\"list\">\n");
	for (size_t i = 0; i < talk->question_count; i++) {
		const struct trip_question *question = &talk->questions[i];
		const struct trip_share *share = trip_find_share(shares, question->question.state);
		long long id = (long long)question->question.id;

		buf_add_format(out, "<li id=\"q%lld\" class=\"%s\">\n", id, share->state);
		body_add(out, question->question.body);
		buf_add_format(out,
		        "<p class=\"line\">Q%lld <span class=\"state %s\">%s %s</span>, ", id,
		        share->state, share->glyph, share->label);
		asked_add(out, question, trip->conference.zone);
		buf_add_text(out, "</p>\n</li>\n");
	}
	buf_add_text(out, "</ol>\n");
}

static void
talks_add(struct buf *out, const struct trip *trip)
{
	const char *day = "";

	buf_add_text(out, "<section aria-labelledby=\"talks\">\n<h2 id=\"talks\">Talks</h2>\n");
	if (!trip->talk_count)
		buf_add_text(out, "<p>None with a question.</p>\n");
	for (size_t i = 0; i < trip->talk_count; i++) {
		const char *next = trip_day(out->arena, &trip->talks[i].talk);

		if (strcmp(day, next) != 0)
			text_add(out, "<h3>", next, "</h3>\n");
		day = next;
		talk_add(out, trip, &trip->talks[i]);
	}
	buf_add_text(out, "</section>\n");
}

void
trip_add_html(struct buf *out, const struct trip *trip)
{
	head_add(out, trip);
	top_add(out, trip);
	figures_add(out, trip);
	shares_add(out, trip);
	needs_add(out, trip);
	answers_add(out, trip);
	talks_add(out, trip);
	text_add(out, "</main>\n<footer class=\"page-end\">\n<p>", trip_note(out->arena, trip),
	        "</p>\n</footer>\n</body>\n</html>\n");
}
