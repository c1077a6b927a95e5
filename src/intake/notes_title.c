/* SPDX-License-Identifier: MIT */
#include "intake/notes_title.h"

#include <string.h>

#include "intake/notes_label.h"
#include "intake/notes_words.h"
#include "text/utf8.h"

enum {
	NAME_WORDS_LEAST = 2,
	NAME_WORDS_MOST = 4,
	NAME_MOST = 60,
	SPEAKER_LINE_WORDS_MOST = 14,
	CONFERENCE_WORDS_MOST = 9,
	DATE_WORDS_MOST = 8,
	TITLE_MOST = 200,
};

static const char particles[] = " de van der den von zu da di du la le dos del bin al el ter ";
static const char roles[] =
        " ceo cto cpo cio vp founder co engineer engineering head lead director manager professor "
        "senior sr chief officer principal staff developer architect scientist researcher at of "
        "team product platform president editor ";
static const char companies[] =
        " ai inc gmbh ag ev eg ltd llc corp labs lab university uni institute foundation cloud "
        "bank "
        "systems software technologies technology group europe solutions networks media data stack "
        "research studio consulting digital health games security project college school ";
static const char articles[] = " the a an our my why how what your das die der les une ";
static const char events[] =
        " conference conf summit fosdem devroom unconference congress kongress symposium meetup "
        "barcamp devoxx konferenz tagung hackathon workshop days forum expo ";
static const char no_events[] = " falcon silicon icon beacon bacon lexicon second recon ";
static const char reports[] =
        " note notes takeaway takeaways impression impressions report trip recap thoughts thought "
        "mitschrift notizen bericht summary highlights my the a some from on of about at day one "
        "two three monday tuesday wednesday thursday friday saturday sunday samstag sonntag ";
static const char months[] =
        " january february march april may june july august september october november december "
        "jan "
        "feb mar apr jun jul aug sep sept oct nov dec januar februar marz mai juni juli oktober "
        "dezember janvier fevrier mars avril juin juillet aout septembre octobre novembre "
        "decembre ";

static const char *
span_trimmed(struct arena *arena, const char *text, size_t length)
{
	while (length && strchr(" \n\t\"'*_.,;", text[length - 1]))
		length--;
	while (length && strchr(" \n\t\"'*_", *text)) {
		text++;
		length--;
	}
	return arena_span(arena, text, length);
}

static bool
is_upper(char c)
{
	return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool
word_is_name(const char *word, size_t length)
{
	if (!is_upper(*word))
		return false;
	for (size_t i = 0; i < length; i++) {
		char c = word[i];

		if (!is_upper(c) && !(c >= 'a' && c <= 'z') && !strchr(".'-", c))
			return false;
	}
	return true;
}

static bool
word_is_particle(struct arena *arena, const char *word, size_t length)
{
	struct words one = words_get(arena, word, length);

	return words_is(&one, 0, particles);
}

/* Two to four words such as those of "Robin van Zijll". */
static bool
span_is_name(struct arena *arena, const char *text, size_t length)
{
	size_t count = 0;
	struct words words;

	if (length > NAME_MOST)
		return false;
	for (size_t i = 0; i < length;) {
		size_t word = strcspn(text + i, " \n");

		word = word < length - i ? word : length - i;
		if (word && !word_is_name(text + i, word) &&
		        !(count && word_is_particle(arena, text + i, word)))
			return false;
		count += word ? 1 : 0;
		i += word + 1;
	}
	words = words_get(arena, text, length);
	return count >= NAME_WORDS_LEAST && count <= NAME_WORDS_MOST && !words_has(&words, roles) &&
	        !words_has(&words, companies) && !words_is(&words, 0, articles);
}

/* Where a list of people is cut: at a comma, a semicolon, "and", "&"; 0 length at the end. */
static size_t
piece_measure(const char *text, size_t *delimiter_out)
{
	static const char *const delimiters[] = {
	        ",", ";", " and ", " & ", " und ", " et ", " with ", " - ", " @ ", "\n"};
	size_t depth = 0;

	for (size_t i = 0; text[i]; i++) {
		depth += text[i] == '(' ? 1 : 0;
		depth -= text[i] == ')' && depth ? 1 : 0;
		for (size_t k = 0; k < COUNT(delimiters) && !depth; k++) {
			*delimiter_out = strlen(delimiters[k]);
			if (strncmp(text + i, delimiters[k], *delimiter_out) == 0)
				return i;
		}
	}
	*delimiter_out = 0;
	return strlen(text);
}

static void
affiliation_set(struct notes_speaker *speakers, size_t count, const char *affiliation)
{
	if (!*affiliation)
		return;
	for (size_t i = 0; i < count; i++) {
		if (!speakers[i].affiliation)
			speakers[i].affiliation = affiliation;
	}
}

/* "Jane Doe", "Jane Doe (ACME)", "Bing: Jane Doe"; false when the piece is nobody's name. */
static bool
speaker_parse(struct arena *arena, const char *piece, struct notes_speaker *speaker_out)
{
	size_t length = strcspn(piece, "(@:");
	const char *rest = piece + length;

	*speaker_out = (struct notes_speaker){0};
	while (length && piece[length - 1] == ' ')
		length--;
	if (*rest == ':') {
		speaker_out->affiliation = arena_span(arena, piece, length);
		piece = rest + 1 + strspn(rest + 1, " ");
		length = strlen(piece);
	} else if (*rest) {
		speaker_out->affiliation = span_trimmed(arena, rest + 1, strcspn(rest + 1, ")"));
	}
	speaker_out->name = arena_span(arena, piece, length);
	return span_is_name(arena, piece, length);
}

static bool
piece_is_role(struct arena *arena, const char *piece)
{
	struct words words = words_get(arena, piece, strlen(piece));

	return words_has(&words, roles);
}

size_t
notes_speakers_parse(
        struct arena *arena, const char *text, struct notes_speaker speakers[NOTES_SPEAKERS_MOST])
{
	bool in_role = false;
	size_t count = 0;
	size_t length;
	size_t delimiter;

	do {
		struct notes_speaker speaker;
		const char *piece;

		length = piece_measure(text, &delimiter);
		piece = span_trimmed(arena, text, length);
		in_role |= count && piece_is_role(arena, piece);
		/* Behind "CEO" a comma leads to the company, which may look like a name. */
		if (count < NOTES_SPEAKERS_MOST && !in_role &&
		        speaker_parse(arena, piece, &speaker))
			speakers[count++] = speaker;
		else if (count)
			affiliation_set(speakers, count, piece);
		text += length + delimiter;
		in_role &= delimiter && text[-1] != ';' && text[-1] != '\n';
	} while (delimiter);
	/* "Jane Doe, Joe Bloggs (ACME)": of both. */
	if (count > 1 && speakers[count - 1].affiliation)
		affiliation_set(speakers, count - 1, speakers[count - 1].affiliation);
	return count;
}

/* The last place of a separator, so that what stands behind it may be the speakers. */
static const char *
last_separator(const char *text, const char *separator)
{
	const char *found = NULL;

	for (const char *at = text; (at = strstr(at, separator)); at++)
		found = at;
	return found;
}

static bool
speakers_take(struct arena *arena, struct notes_title *title, const char *text, size_t kept,
        const char *people, bool firm)
{
	title->speaker_count = notes_speakers_parse(arena, people, title->speakers);
	if (!title->speaker_count ||
	        !span_is_name(arena, title->speakers[0].name, strlen(title->speakers[0].name)))
		return false;
	if (strncmp(people + strspn(people, " ("), title->speakers[0].name,
	            strlen(title->speakers[0].name)) != 0)
		return false;
	title->text = span_trimmed(arena, text, kept);
	title->firm = firm || title->speakers[0].affiliation;
	return true;
}

/* "Title by Jane Doe", "Title - Jane Doe", "Title / Jane Doe" */
static bool
title_separator(struct arena *arena, struct notes_title *title, const char *text)
{
	static const struct {
		const char *text;
		bool firm;
	} separators[] = {
	        {.text = " by ", .firm = true},
	        {.text = " von ", .firm = true},
	        {.text = " par ", .firm = true},
	        {.text = " \xE2\x80\x94 "},
	        {.text = " \xE2\x80\x93 "},
	        {.text = " -- "},
	        {.text = " - "},
	        {.text = " / "},
	        {.text = " | "},
	};

	for (size_t i = 0; i < COUNT(separators); i++) {
		const char *at = last_separator(text, separators[i].text);

		if (at && at > text &&
		        speakers_take(arena, title, text, (size_t)(at - text),
		                at + strlen(separators[i].text), separators[i].firm))
			return true;
	}
	return false;
}

/* "Title (Jane Doe, ACME)" */
static bool
title_bracket(struct arena *arena, struct notes_title *title, const char *text)
{
	const char *open = last_separator(text, "(");
	size_t length = strlen(text);
	const char *people;

	if (!open || open == text || text[length - 1] != ')')
		return false;
	/* "Title - Jane Doe (Some Company)" */
	if (!strchr(open, ',') && title_separator(arena, title, text))
		return true;
	people = arena_span(arena, open + 1, length - (size_t)(open + 1 - text) - 1);
	if (strncmp(people, "by ", 3) == 0)
		people += 3;
	return speakers_take(arena, title, text, (size_t)(open - text), people, true);
}

/* "A. Title", "3) Title", "10:00 HS3: Title" */
static const char *
skip_number(const char *text)
{
	bool is_task;
	size_t length;

	const char *timed = notes_label_skip(text, &is_task);

	/* Behind a time may stand the room. */
	length = strcspn(timed, ": ");
	if (timed != text && timed[length] == ':' && timed[length + 1] == ' ' && length &&
	        strchr("0123456789", timed[length - 1]))
		timed += length + 2;
	text = timed;
	length = strspn(text, "0123456789");
	if (!length && text[0] >= 'A' && text[0] <= 'Z')
		length = 1;
	if (length && length < 3 && text[length] && strchr(".)", text[length]) &&
	        text[length + 1] == ' ')
		text += length + 1 + strspn(text + length + 1, " ");
	return text;
}

/* Of a long item the title is what stands before the comment. */
static size_t
title_measure(const char *text)
{
	static const char *const ends[] = {
	        ". ", " - ", " -- ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", "; ", ", ", "? ", "! "};
	size_t length = strlen(text);
	size_t shortest = length;

	if (length < TITLE_MOST / 2)
		return length;
	for (size_t i = 0; i < COUNT(ends); i++) {
		const char *at = strstr(text, ends[i]);

		if (at && at > text && (size_t)(at - text) < shortest)
			shortest = (size_t)(at - text);
	}
	return utf8_valid_length(text, shortest < TITLE_MOST ? shortest : TITLE_MOST);
}

struct notes_title
notes_title_parse(struct arena *arena, const char *text, size_t linked, bool has_comment)
{
	struct notes_title title = {0};
	const char *skipped = skip_number(text);

	if (linked && strncmp(text + linked + strspn(text + linked, " "), "by ", 3) == 0 &&
	        speakers_take(arena, &title, text, linked,
	                text + linked + strspn(text + linked, " ") + 3, true))
		return title;
	if (strlen(skipped) < TITLE_MOST &&
	        (title_bracket(arena, &title, skipped) || title_separator(arena, &title, skipped)))
		return title;
	title.speaker_count = 0;
	title.text = linked && has_comment
	        ? span_trimmed(arena, text, linked)
	        : span_trimmed(
	                  arena, skipped, has_comment ? title_measure(skipped) : strlen(skipped));
	return title;
}

bool
notes_title_is_speaker(struct arena *arena, const char *text, struct notes_title *title_out)
{
	static const char *const phrases[] = {"resented by ", "iven by ", "peaker was ",
	        "peaker is ", "alk by ", "ession by ", "peaker: "};
	const char *people = text;
	size_t length;

	*title_out = (struct notes_title){.text = text};
	for (size_t i = 0; i < COUNT(phrases) && people == text; i++) {
		const char *at = strstr(text, phrases[i]);

		if (at && at - text < TITLE_MOST)
			people = at + strlen(phrases[i]);
	}
	if (people != text) {
		length = strcspn(people, ".!?\n");
		/* The full stop of an initial, or the end of the sentence. */
		people = arena_span(arena, people, length);
	} else if (words_get(arena, text, strlen(text)).count > SPEAKER_LINE_WORDS_MOST) {
		return false;
	}
	for (length = 0; people[length] && !strchr(",(@-", people[length]);)
		length++;
	while (length && people[length - 1] == ' ')
		length--;
	if (people == text && !span_is_name(arena, people, length))
		return false;
	/* Two capitalised words are a name only with something beside them. */
	if (people == text && !people[length])
		return false;
	title_out->speaker_count = notes_speakers_parse(arena, people, title_out->speakers);
	title_out->firm = title_out->speaker_count > 0;
	return title_out->firm;
}

static bool
word_is_event(const struct words *words, size_t index)
{
	static const char *const endings[] = {"con", "conf", "fest", "camp", "days"};
	const char *word = words->at[index];
	size_t length = strlen(word);

	while (length && strchr("0123456789", word[length - 1]))
		length--;
	if (words_is_numbered(words, index, events))
		return true;
	for (size_t i = 0; i < COUNT(endings); i++) {
		size_t size = strlen(endings[i]);

		if (length > size && strncmp(word + length - size, endings[i], size) == 0)
			return !words_is(words, index, no_events);
	}
	return false;
}

static bool
word_is_year(const struct words *words, size_t index)
{
	const char *word = words->at[index];

	return words_is_number(words, index) && strlen(word) == 4 &&
	        (strncmp(word, "19", 2) == 0 || strncmp(word, "20", 2) == 0);
}

bool
notes_title_is_conference(struct arena *scratch, const char *text)
{
	struct words words = words_get(scratch, text, strlen(text));
	const char *short_year = strstr(text, " '");

	if (words.count == 0 || words.count > CONFERENCE_WORDS_MOST)
		return false;
	for (size_t i = 0; i < words.count; i++) {
		if (word_is_event(&words, i) || word_is_year(&words, i))
			return true;
	}
	return short_year && strspn(short_year + 2, "0123456789") == 2;
}

/* Does a word of the text, which has blanks around it, belong to the set? */
static bool
piece_is(struct arena *arena, const char *text, size_t length, const char *set)
{
	struct words one = words_get(arena, text, length);

	return one.count == 0 || (one.count == 1 && words_is(&one, 0, set));
}

const char *
notes_title_conference(struct arena *arena, const char *text)
{
	size_t length = strcspn(text, ":\n");
	const char *dash = strstr(text, " - ");
	const char *head;

	if (dash && (size_t)(dash - text) < length)
		length = (size_t)(dash - text);
	head = arena_span(arena, text, length);
	if (!notes_title_is_conference(arena, head)) {
		head = text;
		length = strlen(text);
	}
	for (;;) {
		size_t word = strcspn(head, " ");

		if (!head[word] || !piece_is(arena, head, word, reports))
			break;
		head += word + 1;
		length -= word + 1;
	}
	for (;;) {
		size_t word = length;

		while (word && head[word - 1] != ' ')
			word--;
		if (!word || !piece_is(arena, head + word, length - word, reports))
			break;
		length = word - 1;
	}
	return span_trimmed(arena, head, length);
}

bool
notes_title_is_date(struct arena *scratch, const char *text)
{
	struct words words = words_get(scratch, text, strlen(text));
	bool has_year = false;

	for (size_t i = 0; i < words.count; i++)
		has_year |= word_is_year(&words, i);
	return has_year && words.count <= DATE_WORDS_MOST && words_has(&words, months);
}
