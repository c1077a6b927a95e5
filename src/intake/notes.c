/* SPDX-License-Identifier: MIT */
#include "intake/notes.h"

#include <string.h>

#include "intake/notes_markdown.h"
#include "intake/notes_reader.h"

/* Nobody has more questions below one lead-in; it keeps a file of lead-ins cheap. */
enum { LEAD_ITEMS_MOST = 200 };

enum notes_section
notes_section_at(const struct notes_reader *reader, size_t index)
{
	if (index < reader->local.end && reader->local.section != NOTES_SECTION_NONE)
		return reader->local.section;
	return index < reader->heading.end ? reader->heading.section : NOTES_SECTION_NONE;
}

/* A heading closes what stood before it, and may open a section or a talk, or be a question. */
static void
heading_read(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	enum notes_section section = notes_section_of_title(reader->scratch, line->text);

	reader->local.end = 0;
	if (reader->outline->roles[index] == NOTES_ROLE_NONE &&
	        notes_question_read_heading(reader, index))
		return;
	reader->question = NOTES_NONE;
	reader->answer = NOTES_NONE;
	/* What stands lower than the heading of a section is part of it. */
	if (reader->heading.section != NOTES_SECTION_NONE && section == NOTES_SECTION_NONE &&
	        line->level > reader->heading.level &&
	        reader->outline->roles[index] == NOTES_ROLE_NONE)
		return;
	reader->heading = (struct notes_scope){
	        .section = section,
	        .end = reader->lines->count,
	        .level = line->level,
	};
	if (reader->outline->roles[index] != NOTES_ROLE_NONE)
		notes_talk_read(reader, index);
}

/* Index behind the last line of the list that begins at index. */
static size_t
list_end(const struct notes_lines *lines, size_t index)
{
	size_t list = lines->items[index].list;
	size_t parent = lines->items[index].parent;
	size_t end = lines->items[index].end;

	for (size_t items = 1; items < LEAD_ITEMS_MOST && list && end < lines->count; items++) {
		if (lines->items[end].list != list || lines->items[end].parent != parent)
			break;
		end = lines->items[end].end;
	}
	return end;
}

/* What a lead-in stands above: the lines that it holds, or the list or paragraphs behind it. */
static size_t
lead_end(const struct notes_reader *reader, size_t index)
{
	const struct notes_lines *lines = reader->lines;
	const struct notes_line *line = &lines->items[index];
	size_t end = index + 1;

	if (line->end > index + 1)
		return line->end;
	if (end < lines->count && lines->items[end].item)
		return list_end(lines, end);
	while (end < lines->count && end < index + LEAD_ITEMS_MOST && !lines->items[end].level &&
	        !lines->items[end].item)
		end++;
	return end;
}

/* "Questions:", or "I had a couple more questions" with a list behind it. */
static bool
lead_read(struct notes_reader *reader, size_t index)
{
	const struct notes_lines *lines = reader->lines;
	const struct notes_line *line = &lines->items[index];
	size_t length = strlen(line->text);
	bool has_colon = length && line->text[length - 1] == ':';
	bool has_list = index + 1 < lines->count && lines->items[index + 1].item &&
	        (lines->items[index + 1].ordered || line->end > index + 1);
	bool is_title = has_colon || (line->item && line->end > index + 1) ||
	        (line->bold && line->bold == length) ||
	        (!line->item && index + 1 < lines->count && lines->items[index + 1].item);
	enum notes_section section = NOTES_SECTION_NONE;

	if (line->quoted || line->code ||
	        (line->label.kind == NOTES_LABEL_QUESTION && *line->label.rest && !has_colon))
		return false;
	if (is_title)
		section = notes_section_of_title(reader->scratch, line->text);
	if (section == NOTES_SECTION_NONE && (has_colon || has_list))
		section = notes_section_of_lead(reader->scratch, line->text);
	if (section == NOTES_SECTION_NONE)
		return false;
	reader->local = (struct notes_scope){.section = section, .end = lead_end(reader, index)};
	reader->question = NOTES_NONE;
	return true;
}

static void
owner_inherit(struct notes_reader *reader, size_t index)
{
	size_t parent = reader->lines->items[index].parent;

	reader->owners[index] = parent == NOTES_NONE ? (struct notes_owner){NOTES_NONE, NOTES_NONE}
	                                             : reader->owners[parent];
}

static void
line_read(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];

	owner_inherit(reader, index);
	if (line->level) {
		heading_read(reader, index);
		return;
	}
	if (reader->outline->roles[index] != NOTES_ROLE_NONE)
		notes_talk_read(reader, index);
	if (reader->outline->roles[index] == NOTES_ROLE_TALK ||
	        reader->outline->roles[index] == NOTES_ROLE_CONFERENCE)
		return;
	notes_talk_read_label(reader, index);
	if (lead_read(reader, index))
		return;
	notes_question_read(reader, index);
}

bool
notes_parse(struct arena *arena, const char *name, const char *bytes, size_t length,
        struct notes *notes_out, struct error *err)
{
	struct notes_reader reader = {.arena = arena,
	        .conference = NOTES_NONE,
	        .talk = NOTES_NONE,
	        .candidate = NOTES_NONE,
	        .question = NOTES_NONE,
	        .answer = NOTES_NONE,
	        .last = NOTES_NONE};
	struct notes_outline outline;
	struct notes_source source;
	struct notes_lines lines;
	struct arena scratch;

	if (length > NOTES_SIZE_MOST)
		return error_set(err, ERROR_INVALID, "%s is larger than %d MiB", name,
		        NOTES_SIZE_MOST / 1024 / 1024);
	if (!notes_source_read(arena, name, bytes, length, &source, err))
		return false;
	if (source.count > NOTES_LINES_MOST)
		return error_set(
		        err, ERROR_INVALID, "%s has more than %d lines", name, NOTES_LINES_MOST);
	arena_init(&scratch);
	lines = notes_markdown_read(arena, &scratch, &source);
	outline = notes_outline_get(arena, &scratch, &source, &lines);
	reader.scratch = &scratch;
	reader.source = &source;
	reader.lines = &lines;
	reader.outline = &outline;
	reader.owners = arena_array(arena, lines.count + 1, sizeof(*reader.owners));
	notes_finds_init(&reader.finds, arena, &source);
	notes_talk_read_fields(&reader);
	for (size_t i = 0; i < lines.count; i++) {
		arena_reset(&scratch);
		line_read(&reader, i);
	}
	*notes_out = notes_finds_end(&reader.finds);
	arena_close(&scratch);
	return true;
}
