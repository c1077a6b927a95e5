/* SPDX-License-Identifier: MIT */
#include "intake/notes_wish.h"

#include <string.h>

enum { APART_MOST = 4, SUBJECT_MOST = 5 };

/* Two words that stand near each other, in any order; without an other one, the word alone. */
struct pair {
	const char *verb;
	const char *other;
	bool firm;
	bool unspoken;
};

static const struct pair pairs[] = {
        {.verb = " ask asked gefragt demande poser preguntar vragen chiedere ",
                .other =
                        " didn didnt not got couldn couldnt forgot unable hand tried hoped liked "
                        "nicht "
                        "vergessen pas "
                        "oublie wanted meant before wollte voulais pude pudimos quise niet potuto ",
                .firm = true},
        {.verb = " asked ", .other = " have ve d ", .firm = true},
        {.verb = " fragen nachfragen ", .other = " noch nochmal ", .firm = true, .unspoken = true},
        {.verb = " know wissen weiss sais ", .other = " still noch toujours ", .firm = true},
        {.verb = " know hear wissen erfahren savoir saber weten sapere ",
                .other = " want wanted like love would curious wollte mochte wurde gern gerne "
                         "voulu voulais aimerais queria quiero gustaria wilde volevo vorrei ",
                .firm = true},
        {.verb = " understand get verstehe verstanden verstehen compris comprends ",
                .other = " not don dont didn didnt never nicht pas "},
        {.verb = " answer answers answered reponse antwort beantwortet repondu respuesta antwoord "
                 "risposta ",
                .other = " no not never nobody keine nicht niemand sans pas sin geen senza ",
                .firm = true},
        {.verb = " open offen ouvert ouverte abierto aperto ",
                .other = " still noch encore nog ancora remains remained bleibt blieb reste ",
                .firm = true},
        {.verb = " covered discussed mentioned explained shown erklart erwahnt gezeigt explique ",
                .other = " not never didn didnt nicht nie pas "},
        {.verb = " klaren clarify eclaircir verify ", .other = " noch to still a "},
        {.verb = " clear klar clair ", .other = " not nicht pas isn wasn "},
        {.verb = " find ", .other = " not couldn couldnt didn didnt ", .firm = true},
        {.verb = " out ", .other = " find finding "},
        {.verb = " herausfinden unclear unklar "},
        {.verb = " unanswered unasked unbeantwortet ungeklart ", .firm = true},
};

/* The nearest other word within reach of the verb; words->count when there is none. */
static size_t
other_find(const struct words *words, size_t verb, const char *set)
{
	for (size_t apart = 1; apart <= APART_MOST; apart++) {
		if (apart <= verb && words_is(words, verb - apart, set))
			return verb - apart;
		if (words_is(words, verb + apart, set))
			return verb + apart;
	}
	return words->count;
}

bool
notes_wish_find(const struct words *words, struct notes_wish *wish_out)
{
	for (size_t i = 0; i < COUNT(pairs); i++) {
		size_t verb = words_find(words, 0, pairs[i].verb);
		size_t other = verb;

		if (verb < words->count && pairs[i].other)
			other = other_find(words, verb, pairs[i].other);
		if (verb == words->count || other == words->count)
			continue;
		*wish_out = (struct notes_wish){.first = verb < other ? verb : other,
		        .last = verb < other ? other : verb,
		        .firm = pairs[i].firm,
		        .unspoken = pairs[i].unspoken};
		return true;
	}
	return false;
}

size_t
notes_wish_ask_length(const struct words *words, size_t first)
{
	static const struct pair verbs[] = {
	        {.verb = " ask demander nachfragen fragen ping mail email preguntar vragen "
	                 "chiedere "},
	        {.verb = " check talk ", .other = " with "},
	        {.verb = " follow ", .other = " up "},
	        {.verb = " f ", .other = " u "},
	        {.verb = " followup "},
	};

	for (size_t i = 0; i < COUNT(verbs); i++) {
		if (!words_is(words, first, verbs[i].verb))
			continue;
		if (!verbs[i].other)
			return 1;
		if (words_is(words, first + 1, verbs[i].other))
			return 2;
	}
	return 0;
}

/* Does the text say whom, behind at most a preposition: a name, or him or her? */
static bool
is_person(struct arena *scratch, const char *text)
{
	struct words words;

	text += strspn(text, " ");
	words = words_get(scratch, text, strcspn(text, " \n"));
	if (words_is(&words, 0, " with w a an bei the aan ")) {
		text += strcspn(text, " \n");
		text += strspn(text, " \n");
		words = words_get(scratch, text, strcspn(text, " \n"));
	}
	/* "HR" and "AWS" are nobody. */
	return words_is(&words, 0, " him her them lui ihn sie ihm ihr speaker ") ||
	        (*text >= 'A' && *text <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z'));
}

/* The text behind "I still need to", "must". */
static const char *
skip_duty(struct arena *scratch, const char *text)
{
	for (;;) {
		size_t length = strcspn(text, " \n");
		struct words words = words_get(scratch, text, length);

		if (!text[length] || words.count != 1 ||
		        !words_is(&words, 0, " i still need must should to have will also "))
			return text;
		text += length + strspn(text + length, " \n");
	}
}

bool
notes_wish_is_ask(struct arena *scratch, const char *text)
{
	static const char topics[] =
	        " whether if how why what when where which who about re regarding ob wie warum "
	        "was wann wo wer welche wegen nach si comment pourquoi quel quelle como of hoe se "
	        "come ";
	const char *at = skip_duty(scratch, text);
	struct words words = words_get(scratch, at, strlen(at));
	size_t length = notes_wish_ask_length(&words, 0);
	size_t topic = words_find(&words, length + 1, topics);

	if (!length || topic + 1 >= words.count || topic > length + SUBJECT_MOST)
		return false;
	/* "f/u" is one word as it is written. */
	for (size_t i = 0; i < (words_is(&words, 0, " f ") ? 1 : length); i++) {
		at += strcspn(at, " \n");
		at += strspn(at, " \n");
	}
	return is_person(scratch, at);
}
