/* SPDX-License-Identifier: MIT */
#include "intake/notes_sentence.h"

#include <string.h>

#include "intake/notes_label.h"
#include "intake/notes_wish.h"

enum { WORDS_LEAST = 3, SUBJECT_WORDS = 8, CONNECTOR_WORDS = 5 };

static const char asked[] = " asked fragte gefragt demande inquired ";
static const char me[] = " i we my ich wir j ";
static const char room[] =
        " someone somebody audience attendee attendees member person guy woman man "
        "lady front row crowd chat people jemand publikum zuhorer question "
        "questioner slido listener ";
static const char connectors[] =
        " whether if how why what when where which who about re regarding ob wie warum was wann wo "
        "welche welcher si comment pourquoi quel quelle como cuando donde hoe waarom come perche ";
static const char reflexive[] =
        " myself ourselves himself herself themselves yourself you mich uns sich ";
static const char first_person[] = " i me my ich mir je me ";
static const char wishes[] = " wonder wondered wondering ask unclear curious unklar frage ";
static const char knows[] = " get understand know sure clear see verstehe weiss ";
static const char knows_not[] = " not don t didn never love like want wish nicht gern gerne ";
static const char unknown[] = " idea unclear unsure dunno wonder wondered wondering clear sure "
                              "understand unklar ";
static const char fillers[] = " etc usw and so on und weiter more others cetera tbd ";
static const char negations[] = " no not don dont didn didnt never still dunno unclear unsure "
                                "wonder wondered wondering kein keine nicht unklar ";

static bool
word_is_asker(const struct words *words, size_t verb, const char *set)
{
	size_t first = verb > SUBJECT_WORDS ? verb - SUBJECT_WORDS : 0;

	return words_find(words, first, set) < verb;
}

/* The subject right before the verb, but for one word: "I then asked". */
static bool
is_mine(const struct words *words, size_t verb)
{
	if (verb >= 1 && words_is(words, verb - 1, me))
		return true;
	if (verb >= 2 && words_is(words, verb - 2, me))
		return !words_is(words, verb - 1, " was were got get been ");
	/* "ich habe ihn gefragt" */
	return words_is(words, verb, " gefragt demande ") && words_has(words, me);
}

/* "asked", "wanted to know", "another question was". */
static size_t
verb_find(const struct words *words)
{
	size_t verb = words_find(words, 0, asked);
	size_t known = words_find(words, 2, " know wissen ");
	size_t noun = words_find(words, 1, " question frage ");

	if (verb < words->count)
		return verb;
	if (known < words->count && words_find(words, 0, " wanted wollte ") + 2 >= known &&
	        words_find(words, 0, " wanted wollte ") < known)
		return known;
	if (words_is(words, noun + 1, " was war ") &&
	        words_is(words, noun - 1, " another next last my one first second other nachste "))
		return noun;
	return words->count;
}

static struct notes_sentence
reported_read(const struct words *words)
{
	struct notes_sentence sentence = {.kind = NOTES_SENTENCE_NONE};
	size_t verb = verb_find(words);
	size_t connector;

	if (verb == words->count || words_is(words, verb + 1, reflexive) ||
	        words_is(words, verb + 1, " for "))
		return sentence;
	connector = words_find(words, verb + 1, connectors);
	if (connector == words->count || connector > verb + CONNECTOR_WORDS)
		return sentence;
	sentence.kind = NOTES_SENTENCE_REPORTED;
	/* "Asked about sharding": who writes for themselves leaves the "I" out. */
	if (verb == 0 || is_mine(words, verb))
		sentence.asker = NOTES_ASKER_ME;
	else if (word_is_asker(words, verb, room))
		sentence.asker = NOTES_ASKER_AUDIENCE;
	else if (!words_is(words, verb, " question frage ") &&
	        words_find(words, verb, " answer answered antwort ") == words->count)
		sentence.kind = NOTES_SENTENCE_TOLD;
	if (verb && words_is(words, verb - 1, " if when frequently often usually always ever "))
		sentence.kind = NOTES_SENTENCE_NONE;
	return sentence;
}

/* A wish to know is followed by what: "not sure how", "no idea why". */
static bool
is_unclear(const struct words *words)
{
	size_t at = 0;

	while ((at = words_find(words, at, unknown)) < words->count) {
		size_t connector = words_find(words, at + 1, connectors);

		size_t most = words_is(words, at, " clear klar ") ? at + CONNECTOR_WORDS : at + 2;

		if (connector <= most && connector < words->count && words_has(words, negations))
			return true;
		at++;
	}
	return false;
}

/* "I wanted to ask about", "didn't ask why": of somebody else it is only told. */
static struct notes_sentence
wished_read(const struct words *words)
{
	static const char starts[] =
	        " still also did could would had wollte noch auch hatte wurde no not was ";
	struct notes_sentence sentence = {.kind = NOTES_SENTENCE_NONE};
	struct notes_wish wish;
	size_t connector;

	if (!notes_wish_find(words, &wish) || words_is(words, wish.last + 1, reflexive))
		return sentence;
	connector = words_find(words, wish.last + 1, connectors);
	if (connector == words->count || connector > wish.last + CONNECTOR_WORDS)
		return sentence;
	if (!wish.unspoken && words_find(words, 0, me) > wish.last && wish.first > 0 &&
	        !words_is(words, 0, starts)) {
		sentence.kind = wish.firm ? NOTES_SENTENCE_TOLD : NOTES_SENTENCE_NONE;
		return sentence;
	}
	sentence.asker = NOTES_ASKER_ME;
	/* Not to have understood is a question when it is said to be one. */
	sentence.kind = wish.firm || words_is(words, 0, " what was ce ") ? NOTES_SENTENCE_WISHED
	                                                                 : NOTES_SENTENCE_UNCLEAR;
	return sentence;
}

bool
notes_sentence_has_mark(const char *text, size_t length)
{
	return memchr(text, '?', length) || memmem(text, length, "\xEF\xBC\x9F", 3);
}

struct notes_sentence
notes_sentence_read(struct arena *scratch, const char *text, size_t length)
{
	struct words words = words_get(scratch, text, length);
	bool has_mark = notes_sentence_has_mark(text, length);
	struct notes_sentence sentence = reported_read(&words);
	struct notes_sentence wished = wished_read(&words);

	if (wished.kind == NOTES_SENTENCE_WISHED || sentence.kind == NOTES_SENTENCE_NONE)
		sentence = wished;
	if (sentence.kind != NOTES_SENTENCE_NONE)
		return sentence;
	if (has_mark && words_has(&words, first_person) &&
	        (words_has(&words, wishes) ||
	                (words_has(&words, knows) && words_has(&words, knows_not)))) {
		sentence.kind = NOTES_SENTENCE_WONDERED;
		sentence.asker = NOTES_ASKER_ME;
	} else if (is_unclear(&words)) {
		/* "no idea how they do it, ask!" */
		sentence.kind = words_is(&words, words.count - 1, " ask nachfragen fragen ")
		        ? NOTES_SENTENCE_WISHED
		        : NOTES_SENTENCE_UNCLEAR;
		sentence.asker = NOTES_ASKER_ME;
	}
	return sentence;
}

/* Bytes of what may close a sentence behind its mark. */
static size_t
closing_length(const char *text)
{
	static const char *const closings[] = {"\"", "'", ")", "]", "*", "\xE2\x80\x9D",
	        "\xE2\x80\x9C", "\xC2\xBB", "\xE2\x80\x99"};
	size_t length = 0;

	for (size_t i = 0; i < COUNT(closings); i++) {
		if (strncmp(text + length, closings[i], strlen(closings[i])) == 0) {
			length += strlen(closings[i]);
			i = SIZE_MAX;
		}
	}
	return length;
}

size_t
notes_sentence_measure(const char *text)
{
	for (size_t i = 0; text[i]; i++) {
		size_t end = i + 1;

		if (!strchr(".?!", text[i]))
			continue;
		end += strspn(text + end, ".?!");
		end += closing_length(text + end);
		if (!text[end] || strchr(" \n", text[end]))
			return end;
	}
	return strlen(text);
}

/* The end of a quotation at the start of the text; NULL when it does not start with one. */
static const char *
quote_end(const char *text)
{
	static const struct {
		const char *open;
		const char *close;
	} quotes[] = {
	        {.open = "\"", .close = "\""},
	        {.open = "\xE2\x80\x9C", .close = "\xE2\x80\x9D"},
	        {.open = "\xE2\x80\x9E", .close = "\xE2\x80\x9C"},
	        {.open = "\xC2\xAB", .close = "\xC2\xBB"},
	        {.open = "\xC2\xBB", .close = "\xC2\xAB"},
	};

	for (size_t i = 0; i < COUNT(quotes); i++) {
		const char *end;

		if (strncmp(text, quotes[i].open, strlen(quotes[i].open)) != 0)
			continue;
		end = strstr(text + strlen(quotes[i].open), quotes[i].close);
		return end ? end + strlen(quotes[i].close) : NULL;
	}
	return NULL;
}

/* Inside of a sentence only an arrow, a dash where no mark ends the question, or "- answer:". */
static bool
is_answer_inside(struct arena *scratch, const char *at, bool has_mark)
{
	if (strncmp(at, "-> ", 3) == 0 || strncmp(at, "=> ", 3) == 0 ||
	        strncmp(at, "\xE2\x86\x92", 3) == 0 || (!has_mark && strncmp(at, "-- ", 3) == 0))
		return true;
	if (!has_mark && strncmp(at, "A: ", 3) == 0)
		return true;
	/* Only before a letter: what looks like times would be looked at again at every dash. */
	return strncmp(at, "- ", 2) == 0 && !strchr("0123456789:[]().- \t", at[2]) &&
	        notes_label_is_answer(scratch, at + 2);
}

/* "Yes, everywhere." is said by who answers. */
static bool
is_verdict(struct arena *scratch, const char *text)
{
	struct words words = words_get(scratch, text, notes_sentence_measure(text));

	return words_is(&words, 0,
	               " yes no nope yep nobody never ja nein niemand oui non sim nee ") &&
	        !notes_sentence_has_mark(text, strlen(text));
}

const char *
notes_sentence_find_answer(struct arena *scratch, const char *text)
{
	const char *end = text + strlen(text);
	const char *quoted = quote_end(text);
	bool has_mark = notes_sentence_has_mark(text, (size_t)(end - text));

	if (quoted && quoted < end && notes_sentence_has_mark(text, (size_t)(quoted - text)))
		return quoted;
	for (const char *at = text; at < end;) {
		size_t length = notes_sentence_measure(at);
		bool asks = notes_sentence_has_mark(at, length);

		for (size_t i = 1; i < length; i++) {
			if (at[i - 1] == ' ' && is_answer_inside(scratch, at + i, has_mark))
				return at + i;
		}
		at += length + strspn(at + length, " \n");
		if (at < end && asks &&
		        (notes_label_is_answer(scratch, at) || is_verdict(scratch, at) ||
		                notes_label_find(scratch, at).kind == NOTES_LABEL_NAME))
			return at;
	}
	return end;
}

bool
notes_sentence_is_question(struct arena *scratch, const char *text)
{
	size_t length = strlen(text);

	length -= closing_length(text + length - (length ? 1 : 0)) && length ? 1 : 0;
	while (length && strchr(" )*", text[length - 1]))
		length--;
	if (!length ||
	        (text[length - 1] != '?' &&
	                (length < 3 || strncmp(text + length - 3, "\xEF\xBC\x9F", 3) != 0)))
		return false;
	return words_get(scratch, text, length).count >= WORDS_LEAST;
}

bool
notes_sentence_is_empty(struct arena *scratch, const char *text)
{
	struct words words = words_get(scratch, text, strlen(text));

	for (size_t i = 0; i < words.count; i++) {
		if (!words_is(&words, i, fillers))
			return false;
	}
	return true;
}

bool
notes_sentence_tells_asked(struct arena *scratch, const char *text)
{
	struct words words = words_get(scratch, text, notes_sentence_measure(text));
	size_t verb = words_is(&words, 0, me) ? 1 : 0;

	/* "Asked about sharding" is the next question, and not of this one. */
	return words_is(&words, verb, asked) && words_find(&words, verb, connectors) > verb + 2 &&
	        !words_is(&words, verb + 1, reflexive);
}

bool
notes_sentence_is_no_answer(struct arena *scratch, const char *text)
{
	static const char words_all[] =
	        " no answer answers answered not known yet nobody knew knows know don t tbd tba "
	        "unknown unanswered open unclear out of time we they ran skipped skip later "
	        "offline "
	        "take took this that it let s was were n a real good clear dunno no one none given "
	        "keine antwort "
	        "weiss niemand offen spater keiner pas de reponse sans ";
	static const char words_one[] =
	        " answer answers answered known nobody knew tbd tba unknown unanswered open "
	        "unclear "
	        "time skipped skip offline dunno antwort offen niemand keiner reponse ";
	struct words words = words_get(scratch, text, strlen(text));

	for (size_t i = 0; i < words.count; i++) {
		if (!words_is(&words, i, words_all))
			return false;
	}
	return !words.count || words_has(&words, words_one);
}
