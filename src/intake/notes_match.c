/* SPDX-License-Identifier: MIT */
#include "intake/notes_match.h"

#include <string.h>

#include "text/utf8.h"

enum {
	STEM_LEAST = 4,
	WORD_LEAST = 2,
	SLOTS_LEAST = 1024,
	NAMES_LEAST = 2,
	FINDS_LOOKED_AT = 32,
	NUMBER_MOST = 12, /* bytes of a number or time before a title */
};

/* What a word weighs by where it stands in the programme ... */
static const double title_weight = 2.0;
static const double speakers_weight = 2.0;
static const double abstract_weight = 1.0;
/* ... and in the notes; a word that is no name has a share of it. */
static const double said_weight = 2.0;
static const double name_weight = 1.5;
static const double near_weight = 1.0;
static const double plain_share = 0.5;

/* A match is most of a title, or two names and some rare words, and leads clearly. */
static const double score_least = 2.5;
static const double lead_least = 1.25;
static const double title_share_least = 0.6;

struct posting {
	size_t talk;
	double weight;
	bool in_title;
	struct posting *next;
};

struct entry {
	const char *word;
	size_t length;
	size_t talks;
	struct posting *postings; /* the latest talk first */
};

struct notes_index {
	struct arena *arena;
	const struct notes_candidate *candidates;
	size_t count;
	double *title_sums; /* what the words of a title weigh together, by talk */
	struct entry *entries;
	size_t slots;
};

/* A word of the programme that the notes have. */
struct met {
	double weight;
	bool is_name;
	bool is_said; /* in the title that the notes give */
};

struct query {
	struct arena *scratch;
	const struct notes_index *index;
	struct met *met; /* by slot of the index */
	size_t *slots;   /* those that were met */
	size_t count;
};

struct score {
	double sum;
	double title; /* what of it comes from one title to the other */
	size_t title_words;
	size_t names;
};

static const char stop_words[] =
        " a an the and or of to in on for with without by at from as is are was were be been it "
        "its "
        "this that these those they we you i he she his her their our your my not no do does did "
        "how "
        "what why when where which who will would can could should have has had about into over "
        "under than then so but if talk talks session speaker question questions more some any all "
        "very just like use using used one two there here them also other another der die das und "
        "ein eine mit von zu im in den ist ";

static bool
word_is_stop(const char *word, size_t length)
{
	char wanted[12];

	if (length < WORD_LEAST)
		return true;
	if (length > sizeof(wanted) - 3)
		return false;
	wanted[0] = ' ';
	memcpy(wanted + 1, word, length);
	memcpy(wanted + 1 + length, " ", 2);
	return strstr(stop_words, wanted);
}

/* "balancers", "balancing" and "balanced" are one word. */
static size_t
stem_length(const char *word, size_t length)
{
	static const char *const endings[] = {"ings", "ing", "ers", "es", "ed", "er", "s"};

	for (size_t i = 0; i < COUNT(endings); i++) {
		size_t size = strlen(endings[i]);

		if (length >= size + STEM_LEAST &&
		        memcmp(word + length - size, endings[i], size) == 0)
			return length - size;
	}
	return length;
}

static struct entry *
entry_find(const struct notes_index *index, const char *word, size_t length)
{
	uint64_t hash = 14695981039346656037u;
	size_t slot;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)word[i]) * 1099511628211u;
	slot = (size_t)hash & (index->slots - 1);
	while (index->entries[slot].word &&
	        (index->entries[slot].length != length ||
	                memcmp(index->entries[slot].word, word, length) != 0))
		slot = (slot + 1) & (index->slots - 1);
	return &index->entries[slot];
}

/* The next word that says anything; false at the end. */
static bool
word_next(const char **at, const char **word_out, size_t *length_out)
{
	while (**at) {
		const char *word = *at;
		size_t length = strcspn(word, " ");

		*at = word + length + (word[length] ? 1 : 0);
		if (!length || word_is_stop(word, length))
			continue;
		*word_out = word;
		*length_out = stem_length(word, length);
		return true;
	}
	return false;
}

static void
text_index(struct notes_index *index, size_t talk, const char *text, double weight, bool in_title)
{
	const char *word;
	size_t length;

	if (!text)
		return;
	for (const char *at = utf8_fold(index->arena, text); word_next(&at, &word, &length);) {
		struct entry *entry = entry_find(index, word, length);
		struct posting *posting = entry->postings;

		entry->word = word;
		entry->length = length;
		if (!posting || posting->talk != talk) {
			posting = arena_get(index->arena, sizeof(*posting));
			*posting = (struct posting){.talk = talk, .next = entry->postings};
			entry->postings = posting;
			entry->talks++;
		}
		posting->in_title |= in_title;
		if (posting->weight < weight)
			posting->weight = weight;
	}
}

/* 1 for a word that one talk has, next to nothing for one that many have. */
static double
rarity(const struct entry *entry)
{
	return 2.0 / (1.0 + (double)entry->talks);
}

static size_t
words_most(const struct notes_candidate *candidates, size_t count)
{
	size_t bytes = 0;

	for (size_t i = 0; i < count; i++) {
		bytes += candidates[i].title ? strlen(candidates[i].title) : 0;
		bytes += candidates[i].abstract ? strlen(candidates[i].abstract) : 0;
		bytes += candidates[i].speakers ? strlen(candidates[i].speakers) : 0;
	}
	return bytes / WORD_LEAST + 1;
}

const struct notes_index *
notes_index_get(struct arena *arena, const struct notes_candidate *candidates, size_t count)
{
	struct notes_index *index = arena_get(arena, sizeof(*index));
	size_t most = words_most(candidates, count);

	*index = (struct notes_index){.arena = arena,
	        .candidates = candidates,
	        .count = count,
	        .title_sums = arena_array(arena, count + 1, sizeof(double)),
	        .slots = SLOTS_LEAST};
	while (index->slots < most)
		index->slots *= 2;
	index->entries = arena_array(arena, index->slots, sizeof(*index->entries));
	for (size_t i = 0; i < count; i++) {
		text_index(index, i, candidates[i].title, title_weight, true);
		text_index(index, i, candidates[i].speakers, speakers_weight, false);
		text_index(index, i, candidates[i].abstract, abstract_weight, false);
	}
	for (size_t slot = 0; slot < index->slots; slot++) {
		const struct entry *entry = &index->entries[slot];

		for (const struct posting *at = entry->postings; at; at = at->next) {
			if (at->in_title)
				index->title_sums[at->talk] += rarity(entry);
		}
	}
	return index;
}

/* A name is written with a capital inside of a sentence, or with capitals or digits all over. */
static bool
token_is_name(const char *token, size_t length, bool starts_sentence)
{
	size_t capitals = 0;
	size_t digits = 0;
	size_t letters = 0;

	for (size_t i = 0; i < length; i++) {
		capitals += token[i] >= 'A' && token[i] <= 'Z' ? 1 : 0;
		digits += token[i] >= '0' && token[i] <= '9' ? 1 : 0;
		letters += (token[i] | 0x20) >= 'a' && (token[i] | 0x20) <= 'z' ? 1 : 0;
	}
	if (capitals && letters && (capitals > 1 || digits))
		return true;
	return capitals && !starts_sentence;
}

/* Each word counts once, with the best that is known of it. */
static void
word_meet(struct query *query, const char *word, size_t length, double weight, bool is_name,
        bool is_said)
{
	const struct entry *entry = entry_find(query->index, word, length);
	struct met *met;

	if (!entry->word)
		return;
	met = &query->met[entry - query->index->entries];
	if (met->weight == 0.0)
		query->slots[query->count++] = (size_t)(entry - query->index->entries);
	met->is_name |= is_name;
	met->is_said |= is_said;
	if (met->weight < weight)
		met->weight = weight;
}

/* is_title: capitals do not tell names there. */
static void
text_meet(struct query *query, const char *text, double weight, bool is_title)
{
	bool starts_sentence = true;

	while (text && *text) {
		size_t length = strcspn(text, " \n\t");
		bool is_name = !is_title && token_is_name(text, length, starts_sentence);
		const char *at =
		        utf8_fold(query->scratch, arena_span(query->scratch, text, length));
		const char *word;
		size_t size;

		while (word_next(&at, &word, &size))
			word_meet(query, word, size,
			        is_name || is_title ? weight : weight * plain_share, is_name,
			        is_title);
		if (length)
			starts_sentence = strchr(".?!:;-*", text[length - 1]);
		starts_sentence |= text[length] == '\n';
		text += length + (text[length] ? 1 : 0);
	}
}

static void
query_score(const struct query *query, struct score *scores)
{
	for (size_t i = 0; i < query->count; i++) {
		const struct entry *entry = &query->index->entries[query->slots[i]];
		const struct met *met = &query->met[query->slots[i]];
		double rare = rarity(entry);

		for (const struct posting *hit = entry->postings; hit; hit = hit->next) {
			struct score *score = &scores[hit->talk];

			score->sum += met->weight * hit->weight * rare;
			if (hit->in_title && met->is_said) {
				score->title += rare;
				score->title_words++;
			}
			score->names += met->is_name ? 1 : 0;
		}
	}
}

static size_t
best_find(const struct score *scores, size_t count, size_t except)
{
	size_t best = except == 0 ? 1 : 0;

	for (size_t i = best; i < count; i++) {
		if (i != except && scores[i].sum > scores[best].sum)
			best = i;
	}
	return best;
}

/* The context without its first line when that is no more than the title, whose capitals tell
 * nothing. */
static const char *
context_get(const struct notes_find *talk)
{
	const char *context = talk->context ? talk->context : "";
	size_t first = strcspn(context, "\n");

	return first <= strlen(talk->text) + NUMBER_MOST ? context + first : context;
}

/* What the notes say of a talk: its title, its speakers, and what stands below. */
static void
query_make(struct query *query, const struct notes *notes, size_t talk)
{
	text_meet(query, notes->finds[talk].text, said_weight, true);
	for (size_t i = talk + 1; i < notes->count && i <= talk + FINDS_LOOKED_AT; i++) {
		const struct notes_find *find = &notes->finds[i];

		if (find->kind != NOTES_SPEAKER || find->part_of != talk)
			continue;
		/* All words of a name are capitalised. */
		text_meet(query, arena_format(query->scratch, "by %s", find->text), name_weight,
		        false);
		text_meet(query, find->affiliation, near_weight, false);
	}
	text_meet(query, context_get(&notes->finds[talk]), near_weight, false);
}

/* One word of two is no evidence, unless it is the whole title. */
static bool
title_is_same(const struct score *score, double title_sum)
{
	return score->title_words > 1 ? score->title >= title_share_least * title_sum
	                              : score->title > 0 && score->title >= title_sum;
}

int64_t
notes_match(struct arena *scratch, const struct notes_index *index, const struct notes *notes,
        size_t talk)
{
	struct query query = {.scratch = scratch,
	        .index = index,
	        .met = arena_array(scratch, index->slots, sizeof(*query.met)),
	        .slots = arena_array(scratch, index->slots, sizeof(*query.slots))};
	struct score *scores = arena_array(scratch, index->count + 2, sizeof(*scores));
	const struct score *best;
	size_t first;

	if (!index->count)
		return 0;
	query_make(&query, notes, talk);
	query_score(&query, scores);
	first = best_find(scores, index->count, index->count);
	best = &scores[first];
	if (best->sum < lead_least * scores[best_find(scores, index->count, first)].sum)
		return 0;
	if (title_is_same(best, index->title_sums[first]))
		return index->candidates[first].id;
	return best->names >= NAMES_LEAST && best->sum >= score_least ? index->candidates[first].id
	                                                              : 0;
}
