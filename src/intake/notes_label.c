/* SPDX-License-Identifier: MIT */
#include "intake/notes_label.h"

#include <string.h>
#include <strings.h>

#include "intake/notes_wish.h"

enum { HEAD_MOST = 64, HEAD_WORDS_MOST = 8, NAME_WORDS_MOST = 3 };

static const char nouns[] =
        " q p f question questions qn frage fragen ruckfrage nachfrage zwischenfrage "
        "publikumsfrage pregunta preguntas domanda domande vraag vragen "
        "\xE5\x95\x8F \xE9\x97\xAE ";
static const char answers[] =
        " a ans answer answers antwort antwoord reply response reponse respuesta "
        "risposta r \xE7\xAD\x94 ";
static const char mine[] = " my me mine i myself self own meine mein ich mir moi ma mon mes je ";
static const char room[] =
        " audience attendee attendees someone somebody room chat floor crowd publikum zuhorer "
        "jemand salle public publico pubblico zaal sala saal slido slack irc discord youtube "
        "online participant participants ";
static const char aside[] =
        " audience attendee attendees someone somebody publikum zuhorer jemand participant public ";
static const char asked[] = " asked gefragt fragte demande gevraagd preguntado chiesto ";
static const char open[] = " open unanswered unresolved outstanding remaining pending offen offene "
                           "ungeklart ouverte ouvertes abierta abiertas pendiente pendientes "
                           "aperta aperte ";
static const char fits[] = " still yet to for me us unclear unklar unasked unbeantwortet ";
static const char leads[] =
        " the a an next last first second third another other follow followup up final quick good "
        "great interesting more some few couple live hallway still one two three additional "
        "further eine weitere ";
static const char qualifiers[] =
        " from by in at to for after during number nr no about on re via von aus an zum zur de du "
        "la dans del della dal uit ";
static const char tasks[] = " todo tbd followup clarify klaren ";
static const char speakers[] =
        " speaker speakers presenter presenters panelist panelists panel lead leads who host "
        "moderator sprecher sprecherin vortragender vortragende referent referentin orateur "
        "oratrice intervenant intervenante intervenants by ";
static const char titles[] = " talk title session vortrag titel titre ";
static const char dates[] = " date dates when datum wann quand ";
static const char conferences[] = " conference event conf konferenz veranstaltung conference ";

const char *
notes_label_skip(const char *text, bool *is_task_out)
{
	bool is_time = false;
	const char *at;

	*is_task_out = false;
	text += strspn(text, " \t");
	if (text[0] == '[' && text[1] && strchr(" xX", text[1]) && text[2] == ']') {
		*is_task_out = true;
		text += 3 + strspn(text + 3, " \t");
	}
	for (at = text; *at && strchr("0123456789:[]().- \t", *at); at++)
		is_time |= at > text && *at == ':' && at[1] >= '0' && at[1] <= '9';
	/* "14:05 Q" and "[14:05] Q", but not the bracket of "14:05 (Q)". */
	while (is_time && at > text && strchr("[(", at[-1]))
		at--;
	return is_time ? at : text;
}

/* "(Q from Acme) how", "(me) can I", "[!question]": all of the head is in brackets. */
static size_t
bracket_head_measure(const char *text, size_t *start_out, size_t *delimiter_out)
{
	size_t start = strspn(text, "([!");
	size_t length = strcspn(text, ")]\n");

	if (!start || length > HEAD_MOST || !text[length] || text[length] == '\n')
		return 0;
	*start_out = start;
	*delimiter_out = strspn(text + length, ")]:");
	return length;
}

/* "#question how": a tag, as some note books have them. */
static size_t
tag_measure(const char *text)
{
	static const char *const tags[] = {"#question", "#q", "#ask", "#frage"};

	for (size_t i = 0; i < COUNT(tags); i++) {
		size_t length = strlen(tags[i]);

		if (strncasecmp(text, tags[i], length) == 0 && text[length] == ' ')
			return length;
	}
	return 0;
}

/* Where the head ends: at a colon, or a dash between blanks. Zero when there is no head. */
static size_t
head_measure(const char *text, size_t *delimiter_out)
{
	static const char *const delimiters[] = {
	        ":", "\xEF\xBC\x9A", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " -> "};

	for (size_t i = 0; i < HEAD_MOST && text[i] && text[i] != '\n'; i++) {
		for (size_t k = 0; k < COUNT(delimiters); k++) {
			size_t length = strlen(delimiters[k]);

			if (strncmp(text + i, delimiters[k], length) != 0)
				continue;
			if (text[i] == ':' && text[i + 1] == '/')
				return 0;
			*delimiter_out = length;
			return i;
		}
		if (strchr("?!", text[i]))
			return 0;
	}
	return 0;
}

/* "Q. How", "Q1) How", "(Q) How", "[Q] How", "A. So": a short mark with another delimiter. */
static size_t
short_head_measure(const char *text, size_t *delimiter_out)
{
	size_t open_length = strspn(text, "([");
	size_t length = open_length;

	if (open_length > 1 || !text[length] || !strchr(open_length ? "Qq" : "QqAa", text[length]))
		return 0;
	length++;
	length += strspn(text + length, "0123456789");
	if (text[length] == '?' && text[length + 1] == ':') {
		*delimiter_out = 2;
		return length;
	}
	if (!text[length] || !strchr(".)]", text[length]))
		return 0;
	*delimiter_out = strspn(text + length, ".)]:");
	return length;
}

static enum notes_asker
asker_of(const struct words *head)
{
	if (words_has(head, mine) || words_has(head, open))
		return NOTES_ASKER_ME;
	return words_has(head, room) ? NOTES_ASKER_AUDIENCE : NOTES_ASKER_UNKNOWN;
}

/* The words before and after the noun tell "Question in the room" from "Question of trust". */
static bool
head_is_question(const struct words *head, bool has_bracket)
{
	if (words_is_numbered(head, 0, nouns))
		return head->count == 1 || has_bracket || words_is(head, 1, qualifiers) ||
		        words_is(head, 1, room) || words_is(head, 1, mine) ||
		        words_is(head, 1, leads) || words_is(head, 1, open) ||
		        words_is_number(head, 1);
	if (!words_is(head, 0, room) && !words_is(head, 0, mine) && !words_is(head, 0, open) &&
	        (!words_is(head, 0, leads) || words_is(head, 0, " the ")))
		return false;
	return words_find(head, 1, nouns) < head->count;
}

static bool
all_words(const struct words *head, const char *set, const char *other)
{
	for (size_t i = 0; i < head->count; i++) {
		if (!words_is(head, i, set) && !words_is(head, i, other) &&
		        !words_is_number(head, i))
			return false;
	}
	return true;
}

/* "ask Joost", "to ask later", "need to check with Ana" */
static enum notes_label_kind
head_ask_kind(const struct words *head)
{
	size_t first = 0;

	while (words_is(head, first, tasks) ||
	        words_is(head, first,
	                " to must need should would d ll a also later i still da te noch nog "))
		first++;
	if (!notes_wish_ask_length(head, first))
		return NOTES_LABEL_NONE;
	/* To follow up on something may be work instead of a question. */
	return words_is(head, first, " check talk follow followup f ping mail email ")
	        ? NOTES_LABEL_OWN
	        : NOTES_LABEL_ASK;
}

static bool
is_capital(const char *text)
{
	return (*text >= 'A' && *text <= 'Z') || (unsigned char)*text >= 0x80;
}

/* One to three capitalised words. */
static bool
head_is_name(const char *text, size_t length, size_t words)
{
	if (words == 0 || words > NAME_WORDS_MOST || !is_capital(text))
		return false;
	for (size_t i = 1; i < length; i++) {
		if (text[i - 1] == ' ' && !is_capital(text + i))
			return false;
	}
	return true;
}

/* "For Selena", "to the speaker" */
static bool
head_is_to_somebody(const struct words *head, const char *text, size_t length)
{
	const char *blank = memchr(text, ' ', length);

	if (!blank || head->count > NAME_WORDS_MOST ||
	        !words_is(head, 0, " for to an fur pour para a "))
		return false;
	return is_capital(blank + 1) || words_is(head, head->count - 1, " speaker speakers panel ");
}

/* "Ines asked", "someone asked", "gefragt"; what a named person asks in quotes is told. */
static bool
head_is_asked(const struct words *head, const char *text, size_t length)
{
	const char *rest = text + length + strspn(text + length, ": ");

	if (head->count > NAME_WORDS_MOST || !words_is(head, head->count - 1, asked))
		return false;
	if (head->count == 1 || words_is(head, 0, room) || words_is(head, 0, mine))
		return true;
	return is_capital(text) && *rest != '"' && (unsigned char)*rest < 0x80;
}

/* Of heads that say what is not asked or not answered yet. */
static enum notes_label_kind
head_open_kind(const struct words *head)
{
	struct notes_wish wish;
	enum notes_label_kind kind = head_ask_kind(head);

	if (kind != NOTES_LABEL_NONE)
		return kind;
	/* "Unanswered messages: 40 %" speaks of something else. */
	if (notes_wish_find(head, &wish) && (wish.first < wish.last || all_words(head, open, fits)))
		return wish.firm ? NOTES_LABEL_OPEN : NOTES_LABEL_OWN;
	if (words_is(head, 0, tasks) || words_is(head, 1, tasks) ||
	        all_words(head, open, " still ") || (words_is(head, 0, mine) && head->count == 1))
		return NOTES_LABEL_OWN;
	return NOTES_LABEL_NONE;
}

static enum notes_label_kind
head_kind(const struct words *head, const char *text, size_t length)
{
	bool has_bracket = memchr(text, '(', length);
	enum notes_label_kind kind = head_open_kind(head);

	if (head->count == 0 || head->count > HEAD_WORDS_MOST)
		return NOTES_LABEL_NONE;
	if (head_is_question(head, has_bracket))
		return NOTES_LABEL_QUESTION;
	if (words_is_numbered(head, 0, answers) &&
	        (head->count == 1 || has_bracket || words_is(head, 1, qualifiers)))
		return NOTES_LABEL_ANSWER;
	if (words_is(head, 0, aside) && all_words(head, aside, " member in the from chat room "))
		return NOTES_LABEL_ASIDE;
	if (kind != NOTES_LABEL_NONE)
		return kind;
	if (head_is_asked(head, text, length))
		return NOTES_LABEL_ASIDE;
	if (*text == '@' || head_is_to_somebody(head, text, length))
		return NOTES_LABEL_OWN;
	if (words_is(head, 0, speakers) && head->count <= 2)
		return NOTES_LABEL_SPEAKER;
	if (words_is(head, 0, titles) && head->count <= 2)
		return NOTES_LABEL_TITLE;
	if (words_is(head, 0, dates) && head->count == 1)
		return NOTES_LABEL_DATE;
	if (words_is(head, 0, conferences) && head->count == 1)
		return NOTES_LABEL_CONFERENCE;
	return head_is_name(text, length, head->count) ? NOTES_LABEL_NAME : NOTES_LABEL_NONE;
}

/* "??", "?", and the signs of a question mark; a sentence of nothing but these is none. */
static size_t
mark_length(const char *text)
{
	static const char *const signs[] = {"\xE2\x9D\x93", "\xE2\x9D\x94", "\xE2\x81\x87"};
	size_t length = strspn(text, "?");

	if (text[0] && strchr("([", text[0]) && text[1] == '?' && text[2] && strchr(")]", text[2]))
		length = 3;
	for (size_t i = 0; i < COUNT(signs); i++) {
		if (strncmp(text, signs[i], strlen(signs[i])) == 0)
			return strlen(signs[i]);
	}
	if (length && text[length] == ':')
		length++;
	return length && text[length] == ' ' ? length : 0;
}

static size_t
arrow_length(const char *text)
{
	static const char *const arrows[] = {
	        "->", "=>", "-->", "\xE2\x86\x92", "\xE2\x87\x92", "\xE2\x86\xB3"};

	for (size_t i = 0; i < COUNT(arrows); i++) {
		if (strncmp(text, arrows[i], strlen(arrows[i])) == 0)
			return strlen(arrows[i]);
	}
	return 0;
}

static const char *
skip_blanks(const char *text)
{
	return text + strspn(text, " \t\n");
}

/* A sign in front, which needs no head. */
static bool
sign_find(const char *text, struct notes_label *label)
{
	size_t mark = mark_length(text);
	size_t arrow = arrow_length(text);
	size_t tag = tag_measure(text);

	if (mark || tag)
		label->asker = NOTES_ASKER_ME;
	if (mark)
		label->kind = NOTES_LABEL_MARK;
	else if (arrow)
		label->kind = NOTES_LABEL_ARROW;
	else if (tag)
		label->kind = NOTES_LABEL_QUESTION;
	label->firm = tag;
	label->rest = skip_blanks(text + mark + arrow + tag);
	return mark || arrow || tag;
}

/* A head that is read, or that leaves the label as it was. */
static void
head_find(struct arena *scratch, const char *text, struct notes_label *label)
{
	size_t delimiter = 0;
	size_t start = 0;
	size_t length = short_head_measure(text, &delimiter);
	struct words head;

	if (!length)
		length = bracket_head_measure(text, &start, &delimiter);
	if (!length) {
		length = head_measure(text, &delimiter);
		label->firm = length && (text[length] != ' ' || *text == '@');
	}
	head = words_get(scratch, text + start, length - start);
	label->kind = head_kind(&head, text + start, length - start);
	if (start && label->kind == NOTES_LABEL_QUESTION)
		label->firm = true;
	if (!label->firm && label->kind > NOTES_LABEL_ANSWER)
		label->kind = NOTES_LABEL_NONE;
	/* Behind any other word an arrow leads to something else. */
	if (delimiter == 4 && strncmp(text + length, " -> ", 4) == 0 &&
	        label->kind != NOTES_LABEL_QUESTION)
		label->kind = NOTES_LABEL_NONE;
	label->asker = label->kind == NOTES_LABEL_OWN || label->kind == NOTES_LABEL_OPEN ||
	                label->kind == NOTES_LABEL_ASK
	        ? NOTES_ASKER_ME
	        : asker_of(&head);
	/* Q3 may be a quarter of a year, P: anything, and "a good question:" a judgement. */
	if (words_has(&head, " good great better wrong right ") ||
	        (words_is_numbered(&head, 0, " q ") && strcmp(head.at[0], "q") != 0) ||
	        words_is(&head, 0, " p f "))
		label->firm = false;
	if (label->kind != NOTES_LABEL_NONE)
		label->rest = skip_blanks(text + length + delimiter);
}

struct notes_label
notes_label_find(struct arena *scratch, const char *text)
{
	struct notes_label label = {.rest = text};
	bool is_task;

	text = notes_label_skip(text, &is_task);
	if (strncmp(text, "TODO ", 5) == 0) {
		is_task = true;
		text = skip_blanks(text + 5);
	}
	if (sign_find(text, &label))
		return label;
	label.rest = text;
	head_find(scratch, text, &label);
	if (label.kind == NOTES_LABEL_NONE && is_task)
		label = (struct notes_label){
		        .kind = NOTES_LABEL_OWN, .asker = NOTES_ASKER_ME, .rest = text};
	return label;
}

bool
notes_label_is_answer(struct arena *scratch, const char *text)
{
	struct notes_label label;

	if (arrow_length(text) || strncmp(text, "-- ", 3) == 0 || strncmp(text, "- ", 2) == 0)
		return true;
	if (strncmp(text, "\xE2\x80\x94 ", 4) == 0 || strncmp(text, "\xE2\x80\x93 ", 4) == 0)
		return true;
	label = notes_label_find(scratch, text);
	return label.kind == NOTES_LABEL_ANSWER && label.firm;
}
