/* SPDX-License-Identifier: MIT */
#include "intake/notes_outline.h"

#include <string.h>

#include "intake/notes_section.h"
#include "intake/notes_when.h"
#include "intake/notes_words.h"

enum { BELOW_LOOKED_AT = 5, LEVELS = NOTES_LEVEL_BOLD + 1, SHORT_WORDS = 14 };

struct outliner {
	struct arena *scratch;
	const struct notes_lines *lines;
	enum notes_role *roles;
	size_t root;               /* the heading above all others; NOTES_NONE */
	size_t candidates[LEVELS]; /* headings that may be talks, by level */
	size_t evident[LEVELS];    /* and that have a speaker */
	bool has_item_talks;
	bool has_line_talks;
};

const struct notes_field *
notes_field_find(const struct notes_source *source, const char *keys)
{
	for (size_t i = 0; i < source->field_count; i++) {
		const char *key = source->fields[i].key;
		const char *at = strstr(keys, key);

		if (*key && at && at > keys && at[-1] == ' ' && at[strlen(key)] == ' ')
			return &source->fields[i];
	}
	return NULL;
}

/* Is it said below a heading who speaks? */
static bool
speaker_is_below(struct outliner *outliner, size_t index)
{
	const struct notes_lines *lines = outliner->lines;
	struct notes_title title;

	for (size_t i = index + 1; i < lines->count && i <= index + BELOW_LOOKED_AT; i++) {
		const struct notes_line *line = &lines->items[i];

		if (line->level)
			return false;
		if (line->label.kind == NOTES_LABEL_SPEAKER)
			return true;
		if (!line->quoted && line->label.kind == NOTES_LABEL_NONE &&
		        notes_title_is_speaker(outliner->scratch, line->text, &title))
			return true;
	}
	return false;
}

static bool
line_is_evident(struct outliner *outliner, size_t index)
{
	const struct notes_line *line = &outliner->lines->items[index];
	struct notes_title title =
	        notes_title_parse(outliner->scratch, line->text, line->linked, line->item);

	return title.speaker_count || speaker_is_below(outliner, index);
}

/* May this heading name a talk? */
static bool
heading_is_candidate(struct outliner *outliner, const struct notes_line *line)
{
	if (!line->level || line->quoted || line->label.kind == NOTES_LABEL_QUESTION ||
	        (line->label.kind == NOTES_LABEL_ANSWER && line->label.firm) ||
	        line->label.kind == NOTES_LABEL_OWN || line->label.kind == NOTES_LABEL_OPEN)
		return false;
	return !notes_when_is_all(outliner->scratch, line->text, strlen(line->text)) &&
	        !notes_section_is_common(outliner->scratch, line->text) &&
	        notes_section_of_title(outliner->scratch, line->text) == NOTES_SECTION_NONE;
}

/* The first heading, when no other one is as high. */
static size_t
root_find(const struct notes_lines *lines)
{
	size_t root = NOTES_NONE;

	for (size_t i = 0; i < lines->count; i++) {
		int level = lines->items[i].level;

		if (!level)
			continue;
		if (root == NOTES_NONE)
			root = i;
		else if (level <= lines->items[root].level)
			return NOTES_NONE;
	}
	return root;
}

static void
headings_count(struct outliner *outliner)
{
	for (size_t i = 0; i < outliner->lines->count; i++) {
		const struct notes_line *line = &outliner->lines->items[i];

		arena_reset(outliner->scratch);
		if (i == outliner->root || outliner->roles[i] == NOTES_ROLE_CONFERENCE ||
		        !heading_is_candidate(outliner, line))
			continue;
		outliner->candidates[line->level]++;
		if (line_is_evident(outliner, i))
			outliner->evident[line->level]++;
	}
}

/* The level of headings that are talks; 0 when there is none. */
static int
level_find(const struct outliner *outliner)
{
	int best = 0;

	for (int level = 1; level < LEVELS; level++) {
		if (outliner->evident[level] > outliner->evident[best])
			best = level;
	}
	for (int level = 1; level < NOTES_LEVEL_BOLD && !best; level++) {
		if (outliner->candidates[level])
			best = level;
	}
	return best;
}

/* Below a heading that names no speaker, as "Lightning talks", those that do are talks. */
static void
headings_mark_below(struct outliner *outliner, int level)
{
	bool is_group = false;

	for (size_t i = 0; i < outliner->lines->count; i++) {
		const struct notes_line *line = &outliner->lines->items[i];
		struct notes_title title;

		arena_reset(outliner->scratch);
		if (!line->level)
			continue;
		title = notes_title_parse(outliner->scratch, line->text, line->linked, false);
		if (line->level <= level)
			is_group = line->level == level && !title.speaker_count;
		else if (is_group && line->level < NOTES_LEVEL_BOLD && title.firm &&
		        title.speaker_count && heading_is_candidate(outliner, line))
			outliner->roles[i] = NOTES_ROLE_TALK;
	}
}

static void
headings_mark(struct outliner *outliner, int level)
{
	bool most = outliner->evident[level] * 2 >= outliner->candidates[level];

	for (size_t i = 0; i < outliner->lines->count; i++) {
		const struct notes_line *line = &outliner->lines->items[i];

		arena_reset(outliner->scratch);
		if (line->level != level || outliner->roles[i] != NOTES_ROLE_NONE ||
		        i == outliner->root || !heading_is_candidate(outliner, line))
			continue;
		outliner->roles[i] =
		        most || line_is_evident(outliner, i) ? NOTES_ROLE_TALK : NOTES_ROLE_PEER;
	}
}

/* A short line that may be a title: no sentence, no mark. */
static bool
line_is_short(struct outliner *outliner, const struct notes_line *line)
{
	size_t length = strlen(line->text);
	bool has_initial = length > 3 && line->text[length - 1] == '.' &&
	        line->text[length - 3] == ' ' && line->text[length - 2] >= 'A' &&
	        line->text[length - 2] <= 'Z';

	if (!length || strchr(line->text, '\n') ||
	        (strchr(".?!:;,", line->text[length - 1]) && !has_initial))
		return false;
	return words_get(outliner->scratch, line->text, length).count <= SHORT_WORDS;
}

static enum notes_role
item_role(struct outliner *outliner, size_t index)
{
	const struct notes_line *line = &outliner->lines->items[index];
	bool has_lines = line->end > index + 1;
	struct notes_title title =
	        notes_title_parse(outliner->scratch, line->text, line->linked, line->item);

	if (notes_section_of_title(outliner->scratch, line->text) != NOTES_SECTION_NONE)
		return NOTES_ROLE_NONE;
	/* Numbered items are talks only when they hold notes, and look like titles. */
	if (line->ordered && (!title.firm || line->text[0] != '"' || !has_lines))
		return NOTES_ROLE_NONE;
	return title.firm ? NOTES_ROLE_TALK : NOTES_ROLE_CANDIDATE;
}

/* Of a line of plain text; a time in front of it, or its speakers, make it a title. */
static enum notes_role
line_role(struct outliner *outliner, size_t index)
{
	const struct notes_lines *lines = outliner->lines;
	const struct notes_line *line = &lines->items[index];
	bool is_first = index == 0 || lines->items[index - 1].block != line->block ||
	        strstr(line->text, "--- ");
	struct notes_title title;

	if (!line_is_short(outliner, line) || !is_first)
		return NOTES_ROLE_NONE;
	title = notes_title_parse(outliner->scratch, line->text, line->linked, line->item);
	if (notes_section_is_common(outliner->scratch, title.text))
		return NOTES_ROLE_NONE;
	if (title.firm || (title.timed && title.speaker_count))
		return NOTES_ROLE_TALK;
	if (title.speaker_count)
		return NOTES_ROLE_PEER;
	if (title.timed ||
	        (index + 1 < lines->count &&
	                (lines->items[index + 1].item ||
	                        lines->items[index + 1].block == line->block)))
		return NOTES_ROLE_CANDIDATE;
	return NOTES_ROLE_NONE;
}

static void
lines_mark(struct outliner *outliner)
{
	for (size_t i = 0; i < outliner->lines->count; i++) {
		const struct notes_line *line = &outliner->lines->items[i];
		enum notes_label_kind kind = line->label.kind;

		arena_reset(outliner->scratch);
		if (line->level || line->parent != NOTES_NONE || line->quoted || line->code ||
		        outliner->roles[i] != NOTES_ROLE_NONE)
			continue;
		if (kind == NOTES_LABEL_TITLE)
			outliner->roles[i] = NOTES_ROLE_TALK;
		else if (kind == NOTES_LABEL_NONE || kind == NOTES_LABEL_NAME)
			outliner->roles[i] =
			        line->item ? item_role(outliner, i) : line_role(outliner, i);
		if (outliner->roles[i] == NOTES_ROLE_TALK && line->item)
			outliner->has_item_talks = true;
		else if (outliner->roles[i] == NOTES_ROLE_TALK)
			outliner->has_line_talks = true;
	}
}

/* What only might be a talk is none; items are notes of talks that are lines. */
static void
lines_unmark(struct outliner *outliner)
{
	for (size_t i = 0; i < outliner->lines->count; i++) {
		enum notes_role *role = &outliner->roles[i];

		if (*role == NOTES_ROLE_CONFERENCE || outliner->lines->items[i].level)
			continue;
		if (*role == NOTES_ROLE_CANDIDATE || outliner->lines->items[i].item ||
		        !outliner->has_line_talks)
			*role = NOTES_ROLE_NONE;
	}
}

/* The name of the conference, where a title has it: the heading of all, or else the first line. */
static void
conference_mark(struct outliner *outliner)
{
	size_t index = outliner->root == NOTES_NONE ? 0 : outliner->root;
	const struct notes_line *line;

	if (index >= outliner->lines->count)
		return;
	line = &outliner->lines->items[index];
	if ((!line->level && (line->item || !line_is_short(outliner, line))) ||
	        !notes_title_is_conference(outliner->scratch, line->text))
		return;
	outliner->roles[index] = NOTES_ROLE_CONFERENCE;
}

/* A file about one talk: its title stands above everything, and below it are no speakers. */
static bool
root_is_talk(const struct outliner *outliner)
{
	size_t evident = 0;

	if (outliner->root == NOTES_NONE ||
	        outliner->roles[outliner->root] == NOTES_ROLE_CONFERENCE)
		return false;
	for (size_t i = 0; i < LEVELS; i++)
		evident += outliner->evident[i];
	return evident < 2;
}

struct notes_outline
notes_outline_get(struct arena *arena, struct arena *scratch, const struct notes_source *source,
        const struct notes_lines *lines)
{
	struct notes_outline outline = {
	        .roles = arena_array(arena, lines->count + 1, sizeof(*outline.roles)),
	        .title = notes_field_find(source, " title "),
	};
	struct outliner outliner = {.scratch = scratch,
	        .lines = lines,
	        .roles = outline.roles,
	        .root = root_find(lines)};
	int level;

	outline.title_is_talk = outline.title &&
	        notes_field_find(source, " speaker speakers presenter presenters ");
	if (outline.title_is_talk)
		return outline;
	if (!outline.title || !notes_title_is_conference(scratch, outline.title->value))
		conference_mark(&outliner);
	headings_count(&outliner);
	if (root_is_talk(&outliner) &&
	        heading_is_candidate(&outliner, &lines->items[outliner.root])) {
		outline.roles[outliner.root] = NOTES_ROLE_TALK;
		return outline;
	}
	level = level_find(&outliner);
	if (!outliner.evident[level])
		lines_mark(&outliner);
	if (outliner.has_line_talks) {
		lines_unmark(&outliner);
	} else if (level && !outliner.has_item_talks) {
		lines_unmark(&outliner);
		headings_mark(&outliner, level);
		headings_mark_below(&outliner, level);
	}
	return outline;
}
