/* SPDX-License-Identifier: MIT */
#include "intake/notes_sentence.h"

#include <string.h>

#include "intake/notes_label.h"
#include "intake/notes_words.h"

enum { WORDS_LEAST = 3, SUBJECT_WORDS = 8, CONNECTOR_WORDS = 5 };

static const char asked[] = " asked fragte gefragt demande inquired ";
static const char me[] = " i we my ich wir j ";
static const char room[] =
        " someone somebody audience attendee attendees member person guy woman man "
        "lady front row crowd chat people jemand publikum zuhorer question "
        "questioner slido listener ";
static const char connectors[] =
        " whether if how why what when where which who about ob wie warum was wann wo welche "
        "welcher comment pourquoi ";
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

	if (verb == words->count || words_is(words, verb + 1, reflexive))
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
	else if (!words_is(words, verb, " question frage "))
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

	if (sentence.kind != NOTES_SENTENCE_NONE)
		return sentence;
	if (has_mark && words_has(&words, first_person) &&
	        (words_has(&words, wishes) ||
	                (words_has(&words, knows) && words_has(&words, knows_not)))) {
		sentence.kind = NOTES_SENTENCE_WONDERED;
		sentence.asker = NOTES_ASKER_ME;
	} else if (is_unclear(&words)) {
		sentence.kind = NOTES_SENTENCE_UNCLEAR;
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

		/* Inside of a sentence only an arrow, or a dash where no mark ends the question. */
		for (size_t i = 1; i < length; i++) {
			if (at[i - 1] == ' ' &&
			        (strncmp(at + i, "-> ", 3) == 0 || strncmp(at + i, "=> ", 3) == 0 ||
			                strncmp(at + i, "\xE2\x86\x92", 3) == 0 ||
			                (!has_mark && strncmp(at + i, "-- ", 3) == 0)))
				return at + i;
		}
		at += length + strspn(at + length, " \n");
		if (at < end && asks && notes_label_is_answer(scratch, at))
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
