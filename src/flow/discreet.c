/* SPDX-License-Identifier: MIT */
#include "flow/discreet.h"

#include <string.h>

#include "base/buf.h"
#include "text/utf8.h"

bool
discreet_is_speaker(struct arena *arena, const struct speaker_list *speakers, const char *name)
{
	const char *folded = utf8_fold(arena, name);

	for (size_t i = 0; i < speakers->count; i++)
		if (strcmp(speakers->items[i].folded, folded) == 0)
			return true;
	return false;
}

/* What may stand in an e-mail address; bytes of other alphabets may. */
static bool
is_address_char(char c)
{
	return (unsigned char)c > ' ' && c != 0x7F && !strchr("@<>()[]{},;:\"'`*|\\", c);
}

/* Is there a host with a dot in it behind an @? length_out is how long it is. */
static bool
host_find(const char *text, size_t *length_out)
{
	size_t length = 0;

	while (text[length] && is_address_char(text[length]))
		length++;
	while (length && strchr(".!?/", text[length - 1]))
		length--;
	*length_out = length;
	return length && memchr(text, '.', length);
}

static const char *
addresses_hide(struct arena *arena, const char *text)
{
	const char *from = text;
	struct buf out;

	buf_init(&out, arena, 0);
	for (const char *at = strchr(text, '@'); at; at = strchr(at + 1, '@')) {
		const char *start = at;
		size_t length;

		while (start > from && is_address_char(start[-1]))
			start--;
		if (start == at || !host_find(at + 1, &length))
			continue;
		buf_add(&out, from, (size_t)(start - from));
		buf_add_text(&out, "[address]");
		from = at + 1 + length;
		at += length;
	}
	buf_add_text(&out, from);
	return out.text;
}

struct talk
discreet_talk(struct arena *arena, const struct talk *talk)
{
	struct talk copy = *talk;

	copy.title = addresses_hide(arena, talk->title);
	if (talk->abstract)
		copy.abstract = addresses_hide(arena, talk->abstract);
	return copy;
}

struct question
discreet_question(struct arena *arena, const struct question *question)
{
	struct question copy = *question;

	copy.body = addresses_hide(arena, question->body);
	copy.author = NULL;
	return copy;
}

struct answer_list
discreet_answers(
        struct arena *arena, const struct speaker_list *speakers, const struct answer_list *answers)
{
	struct answer *copies = arena_array(arena, answers->count, sizeof(*copies));

	for (size_t i = 0; i < answers->count; i++) {
		copies[i] = answers->items[i];
		copies[i].body = addresses_hide(arena, copies[i].body);
		copies[i].author = NULL;
		if (copies[i].said_by && !discreet_is_speaker(arena, speakers, copies[i].said_by))
			copies[i].said_by = NULL;
	}
	return (struct answer_list){.items = copies, .count = answers->count};
}
