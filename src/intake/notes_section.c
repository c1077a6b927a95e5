/* SPDX-License-Identifier: MIT */
#include "intake/notes_section.h"

#include <string.h>

#include "intake/notes_wish.h"

enum { TITLE_WORDS_MOST = 9, SHORT_WORDS_MOST = 3 };

static const char nouns[] =
        " question questions q qs frage fragen fragerunde pregunta preguntas domande vragen qa qna "
        "qanda ";
static const char points[] = " point points issue issues item items thing things punkt punkte ";
static const char own[] = " open unanswered unresolved outstanding remaining pending offen offene "
                          "offenen ungeklarte ouvertes pendientes abiertas aperte left leftover ";
static const char unheard[] = " unanswered unasked unbeantwortet ungeklart ";
static const char mine[] = " i my me mine myself ich meine mir je mes moi ";
static const char asks[] = " ask asked asking wonder wondered wondering ";
static const char fillers[] =
        " a an and the n of our we other more some few couple further additional another follow up "
        "followup followups still audience public publikum answer answers answered not yet i have "
        "had asked unasked in at after during end room talk session over live discussion time "
        "later chat online slido hallway und antworten aus dem noch zum et reponses questions one "
        "two three four five six to panel raised we did didn t get got never nobody no that which "
        "could "
        "would like die das was ich wir habe haben hatte nicht mehr gestellt find out know zu que "
        "j ai sans reponse want wanted ones stuff s ";
static const char prepositions[] = " for with from to after before an fur pour by von aus ";
static const char never[] =
        " yourself ourselves itself themselves himself herself your you faq faqs frequently "
        "interview research survey quiz exam rhetorical every ";
static const char answered[] = " answer answers answered answering addresses addressed raises ";
static const char agenda[] = " agenda contents outline toc inhalt inhaltsverzeichnis gliederung ";
static const char witnesses[] =
        " audience unanswered open asked remaining offene ungeklarte left publikum room floor chat "
        "salle saal ";
static const char common[] =
        " a an the of and for my to on in from with at notes note details detail introduction "
        "intro day days one two three four i ii iii iv summary conclusion conclusions other misc "
        "miscellaneous agenda links link references reference resources glossary overview "
        "background slides tl dr tldr takeaways takeaway key lessons lesson learned learnt "
        "thoughts thought final general further reading see also action actions items item todo "
        "todos next steps step things thing look up contents content table schedule session "
        "sessions talks talk track tracks hallway lunch break coffee social travel venue "
        "logistics wrap closing welcome opening registration discussion goal goals topics "
        "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening "
        "demo video speaker speakers about abstract description followups followup faq questions "
        "fazit zusammenfassung einleitung notizen mitschrift links pause mittag mittagspause "
        "kaffeepause ende tag samstag sonntag montag dienstag mittwoch donnerstag freitag "
        "introduction resume conclusion jour journee liens ";

static bool
has_noun(const struct words *words)
{
	return words_has(words, nouns);
}

/* All words up to a preposition are such as stand in titles of sections. */
static bool
is_plain(const struct words *words)
{
	static const char *const sets[] = {fillers, nouns, own, mine, asks, points};
	size_t stop = words_find(words, 1, prepositions);

	for (size_t i = 0; i < stop; i++) {
		bool known = false;

		for (size_t k = 0; k < COUNT(sets) && !known; k++)
			known = words_is(words, i, sets[k]);
		if (!known)
			return false;
	}
	return true;
}

/* Of a title that does not speak of questions: "Unanswered", "To ask", "Parking lot". */
static enum notes_section
section_of_rest(const struct words *words, bool is_mine)
{
	struct notes_wish wish;

	if (words->count == 2 && words_is(words, 0, " parking ") && words_is(words, 1, " lot "))
		return NOTES_SECTION_POINTS;
	if (words->count <= SHORT_WORDS_MOST && words_has(words, unheard))
		return NOTES_SECTION_OWN;
	if (words_has(words, never) || !is_plain(words))
		return NOTES_SECTION_NONE;
	if (words_has(words, asks) && words_has(words, " to things "))
		return NOTES_SECTION_OWN;
	if (words_has(words, points) && is_mine)
		return words_has(words, mine) ? NOTES_SECTION_OWN : NOTES_SECTION_POINTS;
	if (notes_wish_find(words, &wish))
		return wish.firm ? NOTES_SECTION_OWN : NOTES_SECTION_POINTS;
	return words_is(words, 0, " left leftover leftovers ") ? NOTES_SECTION_POINTS
	                                                       : NOTES_SECTION_NONE;
}

enum notes_section
notes_section_of_title(struct arena *scratch, const char *text)
{
	const char *bracket = strstr(text, " (");
	struct words words =
	        words_get(scratch, text, bracket ? (size_t)(bracket - text) : strlen(text));
	struct notes_wish wish;
	bool is_mine = words_has(&words, own) || words_has(&words, mine) || words_has(&words, asks);

	if (words.count == 0 || words.count > TITLE_WORDS_MOST)
		return NOTES_SECTION_NONE;
	if (words_has(&words, agenda) || words_has(&words, " faq faqs "))
		return NOTES_SECTION_FOREIGN;
	if (!has_noun(&words))
		return section_of_rest(&words, is_mine);
	if (words_has(&words, never))
		return NOTES_SECTION_FOREIGN;
	if (!is_plain(&words))
		return words_is(&words, 0, nouns) ? NOTES_SECTION_DOUBTFUL : NOTES_SECTION_NONE;
	/* A single "Q" is no title, and "the question" names one. */
	if (!is_mine && words.count == 1 && words_is(&words, 0, " q question frage pregunta "))
		return NOTES_SECTION_NONE;
	return is_mine || notes_wish_find(&words, &wish) ? NOTES_SECTION_OWN
	                                                 : NOTES_SECTION_QUESTIONS;
}

/* The last sentence, without the colon that ends it. */
static const char *
last_sentence(const char *text, size_t *length_out)
{
	size_t length = strlen(text);
	size_t start;

	while (length && strchr(" :.\n", text[length - 1]))
		length--;
	for (start = length; start > 0; start--) {
		if (strchr(".?!;", text[start - 1]) && strchr(" \n", text[start]))
			break;
	}
	*length_out = length - start;
	return text + start;
}

enum notes_section
notes_section_of_lead(struct arena *scratch, const char *text)
{
	size_t length;
	const char *sentence = last_sentence(text, &length);
	struct words words = words_get(scratch, sentence, length);
	bool is_mine = words_has(&words, mine);

	if (words.more || (!has_noun(&words) && !(is_mine && words_has(&words, asks))))
		return NOTES_SECTION_NONE;
	if (words_has(&words, never))
		return NOTES_SECTION_FOREIGN;
	if (is_mine)
		return NOTES_SECTION_OWN;
	if (words_has(&words, answered))
		return NOTES_SECTION_FOREIGN;
	return words_has(&words, witnesses) ? NOTES_SECTION_QUESTIONS : NOTES_SECTION_DOUBTFUL;
}

bool
notes_section_is_asked(enum notes_section section)
{
	return section != NOTES_SECTION_NONE && section != NOTES_SECTION_FOREIGN;
}

bool
notes_section_is_common(struct arena *scratch, const char *text)
{
	struct words words = words_get(scratch, text, strlen(text));

	for (size_t i = 0; i < words.count; i++) {
		if (!words_is(&words, i, common) && !words_is_number(&words, i))
			return false;
	}
	return !words.more;
}
