/* SPDX-License-Identifier: MIT */
#include "intake/notes_people.h"

#include <string.h>

#include "intake/notes_words.h"

enum { NAME_WORDS_LEAST = 2, NAME_WORDS_MOST = 4, NAME_MOST = 60 };

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

static bool
is_upper(char c)
{
	return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Does the text end with the initial of a name? */
static bool
is_initial(const char *text, size_t length)
{
	return length > 3 && text[length - 1] == '.' && is_upper(text[length - 2]) &&
	        text[length - 3] == ' ';
}

const char *
notes_span_trim(struct arena *arena, const char *text, size_t length)
{
	while (length && strchr(" \n\t\"'*_.,;", text[length - 1]) && !is_initial(text, length))
		length--;
	while (length && strchr(" \n\t\"'*_", *text)) {
		text++;
		length--;
	}
	return arena_span(arena, text, length);
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
bool
notes_span_is_name(struct arena *arena, const char *text, size_t length)
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
	static const char *const delimiters[] = {",", ";", " and ", " & ", " und ", " et ", " + ",
	        " with ", " of ", " / ", " from ", " at ", " - ", " @ ", "\n"};
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
		speaker_out->affiliation = notes_span_trim(arena, rest + 1, strcspn(rest + 1, ")"));
	}
	speaker_out->name = arena_span(arena, piece, length);
	return notes_span_is_name(arena, piece, length);
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
		piece = notes_span_trim(arena, text, length);
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
