/* SPDX-License-Identifier: MIT */
#include "intake/notes_when.h"

#include <string.h>

#include "intake/notes_words.h"

static const char days[] =
        " mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday "
        "saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
        "sabado domingo zaterdag zondag sabato domenica lundi mardi mercredi jeudi vendredi samedi "
        "dimanche day tag jour ";
static const char months[] =
        " january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec januar februar marz mai juni juli "
        "oktober dezember janvier fevrier mars avril juin juillet aout septembre octobre novembre "
        "decembre ";
static const char rooms[] =
        " room hall saal salle raum amphi track stage auditorium ballroom theatre theater horsaal "
        "pavilion aula zaal sala ";
static const char units[] = " uhr pm am h ";
static const char fillers[] = " at um a in am the on ";

enum piece {
	PIECE_NONE,
	PIECE_TIME,
	PIECE_DAY,
	PIECE_NUMBER,
	PIECE_CODE, /* "H.1309" */
	PIECE_OPEN, /* what follows wants another piece behind it */
	PIECE_ROOM = PIECE_OPEN,
	PIECE_MONTH,
	PIECE_FILLER,
};

/* "10:30", "9h30", "10h", "14.30": its length, or 0. */
static size_t
clock_length(const char *text)
{
	size_t hours = strspn(text, "0123456789");
	size_t minutes;

	if (hours == 0 || hours > 2 || !text[hours] || !strchr(":.h", text[hours]))
		return 0;
	minutes = strspn(text + hours + 1, "0123456789");
	if (minutes == 2 || (minutes == 0 && text[hours] == 'h'))
		return hours + 1 + minutes;
	return 0;
}

/* "1025" is a time where it stands first; "2024" is a year. */
static bool
is_digit_clock(const char *text, size_t length)
{
	return length == 4 && strspn(text, "0123456789") == 4 && text[2] < '6' &&
	        (text[0] < '2' || (text[0] == '2' && text[1] < '4')) &&
	        strncmp(text, "19", 2) != 0 && strncmp(text, "20", 2) != 0;
}

static bool
is_clock(const char *text, size_t length, bool first)
{
	size_t done = clock_length(text);

	if (done && done < length && text[done] == '-')
		done += 1 + clock_length(text + done + 1);
	return done == length || (first && is_digit_clock(text, length));
}

/* Capitals, digits and full stops, with a digit among them. */
static bool
is_code(const char *text, size_t length)
{
	bool has_digit = false;

	for (size_t i = 0; i < length; i++) {
		bool digit = text[i] >= '0' && text[i] <= '9';

		if (!digit && text[i] != '.' && (text[i] < 'A' || text[i] > 'Z'))
			return false;
		has_digit |= digit;
	}
	return has_digit && text[0] >= 'A';
}

static enum piece
piece_read(struct arena *scratch, const char *text, size_t length, enum piece before, bool first)
{
	struct words words = words_get(scratch, text, length);
	size_t digits = strspn(text, "0123456789");

	if (is_clock(text, length, first))
		return PIECE_TIME;
	/* "Room 5", and also "Room Ada:". */
	if (before == PIECE_ROOM &&
	        (length == 1 || is_code(text, length) || digits ||
	                (text[length] == ':' && text[0] >= 'A' && text[0] <= 'Z')))
		return PIECE_CODE;
	if (words.count == 1 && words_is(&words, 0, months))
		return before == PIECE_NUMBER || before == PIECE_DAY ? PIECE_DAY : PIECE_MONTH;
	if (words.count == 1 && words_is(&words, 0, days))
		return PIECE_DAY;
	if (before == PIECE_TIME && words_is(&words, 0, units))
		return PIECE_TIME;
	if (words.count == 1 && words_is(&words, 0, rooms))
		return PIECE_ROOM;
	if (is_code(text, length))
		return PIECE_CODE;
	if (digits && digits <= 4 && (digits == length || strchr(".tnrs", text[digits])) &&
	        length <= digits + 2)
		return PIECE_NUMBER;
	return words.count == 0 || words_is(&words, 0, fillers) ? PIECE_FILLER : PIECE_NONE;
}

/* Blanks and signs between pieces. */
static size_t
between_length(const char *text)
{
	static const char *const signs[] = {
	        "\xC2\xB7", "\xE2\x80\x93 ", "\xE2\x80\x94 ", "\xE2\x80\xA2"};
	size_t length = strspn(text, " \t,:;|-[");

	for (size_t i = 0; i < COUNT(signs); i++) {
		if (strncmp(text + length, signs[i], strlen(signs[i])) != 0)
			continue;
		length += strlen(signs[i]);
		length += strspn(text + length, " \t,:;|-[");
		i = SIZE_MAX;
	}
	return length;
}

/* Where the next piece ends: at a blank, a comma, or a colon that is not inside a time. */
static size_t
piece_measure(const char *text)
{
	size_t clock = clock_length(text);
	size_t length = clock;

	if (clock && text[clock] == '-')
		length += 1 + clock_length(text + clock + 1);
	return length + strcspn(text + length, " \t\n,:;|()[]\"");
}

/* Behind the last piece that tells when or where; has_time_out: a time was among them. */
static const char *
pieces_skip(struct arena *scratch, const char *text, bool *has_time_out)
{
	enum piece before = PIECE_NONE;
	const char *kept = text;
	const char *at = text;

	*has_time_out = false;
	for (;;) {
		size_t blanks = between_length(at);
		size_t length = piece_measure(at + blanks);
		enum piece piece = PIECE_NONE;

		if (length)
			piece = piece_read(scratch, at + blanks, length, before, at == text);
		/* A code or a number alone is part of a title. */
		if (piece == PIECE_NONE ||
		        (piece == PIECE_CODE && !*has_time_out && before != PIECE_ROOM) ||
		        (piece == PIECE_NUMBER && before == PIECE_NONE))
			return kept;
		*has_time_out |= piece == PIECE_TIME;
		at += blanks + length;
		at += *at == ']' ? 1 : 0;
		/* What needs a piece behind it may still begin the title: "10:00 In room". */
		if (piece < PIECE_OPEN)
			kept = at;
		before = piece == PIECE_FILLER ? before : piece;
	}
}

const char *
notes_when_skip(struct arena *scratch, const char *text)
{
	bool has_time;
	const char *rest = pieces_skip(scratch, text, &has_time);

	/* A bracket may be the title's own: "10:00 [Remote] Title". */
	rest += between_length(rest);
	while (rest > text && rest[-1] == '[')
		rest--;
	return has_time && *rest ? rest : text;
}

bool
notes_when_is_all(struct arena *scratch, const char *text, size_t length)
{
	bool has_time;
	const char *span = arena_span(scratch, text, length);
	const char *rest = pieces_skip(scratch, span, &has_time);

	return rest > span && rest[between_length(rest)] == '\0';
}
