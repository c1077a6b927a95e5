/* SPDX-License-Identifier: MIT */
#include "flow/compose_past.h"

#include "store/question.h"
#include "text/utf8.h"

#include <string.h>
#include <strings.h>

enum { WORDS_MOST = 200 }; /* of a question are compared */

static bool
item_read(struct store *store, struct arena *arena, struct past_item *item, struct error *err)
{
	struct ids_of ids;
	struct question *questions;

	if (!followup_list_questions(store, arena, item->followup->id, &ids, err))
		return false;
	questions = arena_array(arena, ids.count, sizeof(*questions));
	for (size_t i = 0; i < ids.count; i++)
		if (!question_get(store, arena, ids.items[i], &questions[i], err))
			return false;
	item->questions = questions;
	item->count = ids.count;
	return true;
}

bool
past_read(struct store *store, struct arena *arena, struct past *past_out, struct error *err)
{
	struct followup_list list;
	struct past_item *items;
	size_t count = 0;

	if (!followup_list(store, arena, &(struct followup_filter){.state = NULL}, &list, err))
		return false;
	items = arena_array(arena, list.count, sizeof(*items));
	for (size_t i = 0; i < list.count; i++) {
		const char *state = list.items[i].state;

		if (strcmp(state, "refused") == 0 || strcmp(state, "cancelled") == 0)
			continue;
		items[count].followup = &list.items[i];
		if (!item_read(store, arena, &items[count++], err))
			return false;
	}
	*past_out = (struct past){.items = items, .count = count};
	return true;
}

static bool
text_same(const char *one, const char *other)
{
	return one && other && strcasecmp(one, other) == 0;
}

static bool
is_same_person(const struct followup *followup, const struct routing *routing)
{
	if (strcmp(followup->kind, "mail") != 0)
		return false;
	if (routing->person.id && routing->person.id == followup->person_id)
		return true;
	return text_same(followup->place, routing->address);
}

static bool
is_same_place(const struct followup *followup, const struct routing *to)
{
	if (strcmp(to->destination.kind, "mail") == 0)
		return is_same_person(followup, to);
	return strcmp(followup->account, to->destination.account->name) == 0 &&
	        text_same(followup->place, to->destination.place);
}

const struct followup *
past_find_question(const struct past *past, int64_t question_id, const struct routing *to)
{
	for (size_t i = past->count; i-- > 0;) {
		const struct past_item *item = &past->items[i];

		if (to && !is_same_place(item->followup, to))
			continue;
		for (size_t k = 0; k < item->count; k++)
			if (item->questions[k].id == question_id)
				return item->followup;
	}
	return NULL;
}

static bool
item_has_conference(const struct past_item *item, const char *code)
{
	for (size_t i = 0; i < item->count; i++) {
		const char *other = item->questions[i].conference_code;

		if ((!code && !other) || text_same(code, other))
			return true;
	}
	return false;
}

const struct followup *
past_find_person(
        const struct past *past, const struct routing *routing, const char *conference_code)
{
	for (size_t i = past->count; i-- > 0;) {
		const struct past_item *item = &past->items[i];

		if (is_same_person(item->followup, routing) &&
		        strcmp(item->followup->state, "bounced") != 0 &&
		        item_has_conference(item, conference_code))
			return item->followup;
	}
	return NULL;
}

/* The words of a folded text, each terminated; at most WORDS_MOST. */
static size_t
words_split(char *folded, const char *words[])
{
	size_t count = 0;
	char *save = NULL;

	for (char *word = strtok_r(folded, " ", &save); word && count < WORDS_MOST;
	        word = strtok_r(NULL, " ", &save))
		words[count++] = word;
	return count;
}

/* Four words of five are in both. */
static bool
is_like(struct arena *arena, const char *one, const char *other)
{
	const char *words[WORDS_MOST], *others[WORDS_MOST];
	size_t count = words_split(arena_text(arena, utf8_fold(arena, one)), words);
	size_t other_count = words_split(arena_text(arena, utf8_fold(arena, other)), others);
	size_t larger = count > other_count ? count : other_count;
	size_t shared = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < other_count; k++)
			if (others[k] && strcmp(words[i], others[k]) == 0) {
				others[k] = NULL;
				shared++;
				break;
			}
	return larger && shared * 10 >= larger * 8;
}

const struct followup *
past_find_like(struct arena *arena, const struct past *past, const struct followup *followup,
        const struct question *question)
{
	for (size_t i = past->count; i-- > 0;) {
		const struct past_item *item = &past->items[i];

		if (strcmp(item->followup->account, followup->account) != 0 ||
		        !text_same(item->followup->place, followup->place))
			continue;
		for (size_t k = 0; k < item->count; k++)
			if (is_like(arena, item->questions[k].body, question->body))
				return item->followup;
	}
	return NULL;
}
