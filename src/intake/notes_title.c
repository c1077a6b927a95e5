/* SPDX-License-Identifier: MIT */
#include "intake/notes_title.h"

#include <string.h>

#include "intake/notes_label.h"
#include "intake/notes_when.h"
#include "intake/notes_words.h"
#include "text/utf8.h"

enum {
	SPEAKER_LINE_WORDS_MOST = 14,
	CONFERENCE_WORDS_MOST = 9,
	DATE_WORDS_MOST = 8,
	GENRE_MOST = 40,
	TITLE_MOST = 200,
};

static const char genres[] =
        " keynote talk session panel workshop unconference tutorial bof plenary vortrag atelier "
        "podium ";
static const char genre_words[] = " lightning opening closing open space invited table ronde the ";
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
	        !notes_span_is_name(
	                arena, title->speakers[0].name, strlen(title->speakers[0].name)))
		return false;
	if (strncmp(people + strspn(people, " ("), title->speakers[0].name,
	            strlen(title->speakers[0].name)) != 0)
		return false;
	title->text = notes_span_trim(arena, text, kept);
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

/* "by Jane Doe", "panel: Jane Doe, Joe Bloggs" */
static const char *
skip_people_lead(struct arena *arena, const char *people)
{
	struct notes_label label = notes_label_find(arena, people);

	if (strncmp(people, "by ", 3) == 0)
		return people + 3;
	return label.kind == NOTES_LABEL_SPEAKER ? label.rest : people;
}

/* "Title" Jane Doe; "Title" - what is no name: what is quoted is the title. */
static bool
title_quoted(struct arena *arena, struct notes_title *title, const char *text)
{
	const char *end = *text == '"' ? strchr(text + 1, '"') : NULL;
	const char *people;

	if (!end || end == text + 1)
		return false;
	people = end + 1 + strspn(end + 1, " ,:/|-");
	if (*people && people == end + 1)
		return false;
	if (*people == '(' && people[strlen(people) - 1] == ')')
		people = arena_span(arena, people + 1, strlen(people) - 2);
	people = skip_people_lead(arena, people);
	if (!speakers_take(arena, title, text, (size_t)(end - text), people, true)) {
		title->speaker_count = 0;
		title->text = notes_span_trim(arena, text, (size_t)(end - text));
		title->firm = *people;
	}
	return true;
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
	people = skip_people_lead(arena, people);
	return speakers_take(arena, title, text, (size_t)(open - text), people, true);
}

/* "1.2 Title", "3) Title", "A. Title": the number and the blank behind it, or 0. */
static size_t
number_length(const char *text)
{
	size_t digits = strspn(text, "0123456789");
	size_t length = digits;
	bool dotted = false;

	if (!digits && text[0] >= 'A' && text[0] <= 'Z')
		length = 1;
	while (digits && text[length] == '.' && strspn(text + length + 1, "0123456789")) {
		digits = strspn(text + length + 1, "0123456789");
		length += 1 + digits;
		dotted = true;
	}
	if (!length || digits > 2)
		return 0;
	if (text[length] && strchr(".)", text[length]))
		length++;
	else if (!dotted)
		return 0;
	return text[length] == ' ' ? length + strspn(text + length, " ") : 0;
}

/* "Keynote: Title", "Open space: Title"; of a timed title also "Main Hall Keynote: Title". */
static size_t
genre_length(struct arena *arena, const char *text, bool is_timed)
{
	size_t length = strcspn(text, ":\n");
	struct words words;
	size_t first;

	if (text[length] != ':' || text[length + 1] != ' ' || length > GENRE_MOST)
		return 0;
	words = words_get(arena, text, length);
	first = is_timed ? words_find(&words, 0, genres) : 0;
	for (size_t i = first; i < words.count; i++) {
		if (!words_is(&words, i, genres) && !words_is(&words, i, genre_words) &&
		        !words_is_number(&words, i))
			return 0;
	}
	return first < words.count && first <= 2 ? length + 1 + strspn(text + length + 1, " ") : 0;
}

/* Behind number, day, time, room and kind: "2. Wed 10:00 HS3: Keynote: Title". */
static const char *
skip_lead(struct arena *arena, const char *text, bool *is_timed_out)
{
	const char *title = text + number_length(text);
	const char *timed = notes_when_skip(arena, title);
	bool is_task;

	if (timed == title)
		timed = notes_label_skip(title, &is_task);
	*is_timed_out = timed != title;
	timed += number_length(timed);
	return timed + genre_length(arena, timed, *is_timed_out);
}

/* A bracket at the end that tells when or where is left out. */
static const char *
skip_when_behind(struct arena *arena, const char *text)
{
	const char *open = last_separator(text, "(");
	size_t length = strlen(text);

	if (!open || open == text || text[length - 1] != ')' ||
	        !notes_when_is_all(arena, open + 1, strlen(open) - 2))
		return text;
	return notes_span_trim(arena, text, (size_t)(open - text));
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

/* The bytes of " ---" or " ===" behind a title. */
static size_t
rule_length(const char *text)
{
	size_t length = strlen(text);
	size_t rule = 0;

	while (rule < length && strchr("-=~", text[length - 1 - rule]))
		rule++;
	return rule > 1 ? rule : 0;
}

struct notes_title
notes_title_parse(struct arena *arena, const char *text, size_t linked, bool has_comment)
{
	struct notes_title title = {0};
	bool is_timed;
	const char *skipped = skip_when_behind(arena, skip_lead(arena, text, &is_timed));

	if (rule_length(skipped))
		skipped = notes_span_trim(arena, skipped, strlen(skipped) - rule_length(skipped));
	title.timed = is_timed;
	if (linked && strncmp(text + linked + strspn(text + linked, " "), "by ", 3) == 0 &&
	        speakers_take(arena, &title, text, linked,
	                text + linked + strspn(text + linked, " ") + 3, true))
		return title;
	if (strlen(skipped) < TITLE_MOST &&
	        (title_quoted(arena, &title, skipped) || title_bracket(arena, &title, skipped) ||
	                title_separator(arena, &title, skipped)))
		return title;
	title.speaker_count = 0;
	title.text = linked && has_comment
	        ? notes_span_trim(arena, text, linked)
	        : notes_span_trim(
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
	if (people == text && !notes_span_is_name(arena, people, length))
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
	return notes_span_trim(arena, head, length);
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
