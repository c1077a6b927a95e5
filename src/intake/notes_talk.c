/* SPDX-License-Identifier: MIT */
#include "intake/notes_reader.h"

#include <string.h>

#include "base/buf.h"

enum { CONTEXT_MOST = 4096, SPEAKER_LINES = 5, SPEAKERS_LOOKED_AT = 32 };

static bool
has_speaker(const struct notes_reader *reader, size_t talk, const char *name)
{
	const struct notes_finds *finds = &reader->finds;

	for (size_t i = talk + 1; i < finds->count && i <= talk + SPEAKERS_LOOKED_AT; i++) {
		if (finds->items[i].kind == NOTES_SPEAKER &&
		        strcmp(finds->items[i].text, name) == 0)
			return true;
	}
	return false;
}

static void
speakers_add(struct notes_reader *reader, size_t talk, const struct notes_speaker *speakers,
        size_t count, bool firm, size_t line)
{
	for (size_t i = 0; i < count; i++) {
		if (has_speaker(reader, talk, speakers[i].name))
			continue;
		(void)notes_finds_add(&reader->finds,
		        (struct notes_find){
		                .kind = NOTES_SPEAKER,
		                .trust = firm ? NOTES_CERTAIN : NOTES_SUSPECTED,
		                .line = line,
		                .last_line = line,
		                .text = speakers[i].name,
		                .affiliation = arena_text(reader->arena, speakers[i].affiliation),
		                .reason = firm ? "named as the speaker" : "a name beside the title",
		                .part_of = talk,
		        });
	}
}

/* What the notes say from a talk's title to the next one. */
static const char *
context_get(struct notes_reader *reader, size_t index)
{
	const struct notes_lines *lines = reader->lines;
	int level = index < lines->count ? lines->items[index].level : NOTES_LEVEL_NONE;
	struct buf text;

	buf_init(&text, reader->arena, 0);
	for (size_t i = index; i < lines->count && text.length < CONTEXT_MOST; i++) {
		const struct notes_line *line = &lines->items[i];

		if (i > index &&
		        (reader->outline->roles[i] != NOTES_ROLE_NONE ||
		                (line->level && (!level || line->level <= level))))
			break;
		if (text.length)
			buf_add_char(&text, '\n');
		buf_add_text(&text, line->text);
	}
	return text.text;
}

static size_t
talk_open(struct notes_reader *reader, size_t index, enum notes_trust trust, const char *reason)
{
	const struct notes_line *line = &reader->lines->items[index];
	const char *text = line->label.kind == NOTES_LABEL_TITLE ? line->label.rest : line->text;
	struct notes_title title = notes_title_parse(
	        reader->scratch, text, text == line->text ? line->linked : 0, line->item);
	size_t talk = notes_finds_add(&reader->finds,
	        (struct notes_find){
	                .kind = NOTES_TALK,
	                .trust = trust,
	                .line = line->number,
	                .last_line = line->last,
	                .text = title.text,
	                .reason = reason,
	                .part_of = reader->conference,
	                .context = context_get(reader, index),
	        });

	speakers_add(reader, talk, title.speakers, title.speaker_count, title.firm, line->number);
	return talk;
}

size_t
notes_talk_get(struct notes_reader *reader)
{
	if (reader->candidate == NOTES_NONE)
		return reader->talk;
	reader->talk =
	        talk_open(reader, reader->candidate, NOTES_SUSPECTED, "stands above a question");
	reader->candidate = NOTES_NONE;
	return reader->talk;
}

static void
conference_add(struct notes_reader *reader, const char *text, size_t line, const char *date)
{
	reader->conference = notes_finds_add(&reader->finds,
	        (struct notes_find){
	                .kind = NOTES_CONFERENCE,
	                .trust = NOTES_SUSPECTED,
	                .line = line,
	                .last_line = line,
	                .text = notes_title_conference(reader->scratch, text),
	                .date = date,
	                .reason = "looks like the name of a conference",
	                .part_of = NOTES_NONE,
	        });
}

void
notes_talk_read(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];

	reader->question = NOTES_NONE;
	reader->answer = NOTES_NONE;
	reader->talk = NOTES_NONE;
	reader->candidate = NOTES_NONE;
	switch (reader->outline->roles[index]) {
	case NOTES_ROLE_CONFERENCE:
		conference_add(reader, line->text, line->number, NULL);
		break;
	case NOTES_ROLE_TALK:
		reader->talk = talk_open(reader, index, NOTES_CERTAIN, "title of a talk");
		break;
	case NOTES_ROLE_PEER:
		reader->talk =
		        talk_open(reader, index, NOTES_SUSPECTED, "stands where other talks stand");
		break;
	case NOTES_ROLE_CANDIDATE:
		reader->candidate = index;
		break;
	case NOTES_ROLE_NONE:
		break;
	}
}

/* "Speakers:" names them on its line, or in the lines that it holds. */
static void
speaker_label_read(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	struct notes_speaker speakers[NOTES_SPEAKERS_MOST];
	size_t talk = notes_talk_get(reader);
	size_t count;

	if (talk == NOTES_NONE)
		return;
	count = notes_speakers_parse(reader->scratch, line->label.rest, speakers);
	speakers_add(reader, talk, speakers, count, true, line->number);
}

/* "who" or "Panelists" as an item of its own, and "Speakers:" with nothing behind. */
static bool
line_is_speaker_title(const struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	struct notes_label label;

	if (line->label.kind == NOTES_LABEL_SPEAKER)
		return !*line->label.rest;
	if (!line->item || strlen(line->text) > 20 || line->end == index + 1)
		return false;
	label = notes_label_find(reader->scratch, arena_format(reader->scratch, "%s:", line->text));
	return label.kind == NOTES_LABEL_SPEAKER;
}

void
notes_talk_read_label(struct notes_reader *reader, size_t index)
{
	const struct notes_line *line = &reader->lines->items[index];
	struct notes_title title;

	if (line->label.kind == NOTES_LABEL_CONFERENCE && reader->conference == NOTES_NONE)
		conference_add(reader, line->label.rest, line->number, NULL);
	if (reader->conference != NOTES_NONE && !reader->finds.items[reader->conference].date &&
	        reader->talk == NOTES_NONE && reader->candidate == NOTES_NONE) {
		if (line->label.kind == NOTES_LABEL_DATE)
			reader->finds.items[reader->conference].date = line->label.rest;
		else if (notes_title_is_date(reader->scratch, line->text))
			reader->finds.items[reader->conference].date = line->text;
	}
	if (line->label.kind == NOTES_LABEL_SPEAKER)
		speaker_label_read(reader, index);
	/* A list of speakers makes a title of what it stands under. */
	if (line->parent != NOTES_NONE && line_is_speaker_title(reader, line->parent) &&
	        notes_talk_get(reader) != NOTES_NONE) {
		reader->finds.items[reader->talk].trust = NOTES_CERTAIN;
		reader->finds.items[reader->talk].reason = "stands above its speakers";
	}
	if (reader->talk == NOTES_NONE)
		return;
	if (line->parent != NOTES_NONE && line_is_speaker_title(reader, line->parent)) {
		struct notes_speaker speakers[NOTES_SPEAKERS_MOST];
		size_t count = notes_speakers_parse(reader->scratch, line->text, speakers);

		speakers_add(reader, reader->talk, speakers, count, true, line->number);
	} else if (reader->finds.items[reader->talk].line + SPEAKER_LINES >= line->number &&
	        line->label.kind == NOTES_LABEL_NONE && !line->quoted &&
	        notes_title_is_speaker(reader->scratch, line->text, &title)) {
		speakers_add(reader, reader->talk, title.speakers, title.speaker_count, false,
		        line->number);
	}
}

void
notes_talk_read_fields(struct notes_reader *reader)
{
	static const char speaker_keys[] = " speaker speakers presenter presenters ";
	const struct notes_field *title = reader->outline->title;
	const struct notes_field *event =
	        notes_field_find(reader->source, " event conference conf ");
	const struct notes_field *date = notes_field_find(reader->source, " date dates day when ");

	if (!event && title && !reader->outline->title_is_talk &&
	        notes_title_is_conference(reader->scratch, title->value))
		event = title;
	if (event)
		conference_add(reader, event->value, event->line, date ? date->value : NULL);
	if (!title || !reader->outline->title_is_talk)
		return;
	reader->talk = notes_finds_add(&reader->finds,
	        (struct notes_find){
	                .kind = NOTES_TALK,
	                .trust = NOTES_CERTAIN,
	                .line = title->line,
	                .last_line = title->line,
	                .text = title->value,
	                .reason = "title with speakers in the front matter",
	                .part_of = reader->conference,
	                .context = context_get(reader, 0),
	        });
	for (size_t i = 0; i < reader->source->field_count; i++) {
		const struct notes_field *field = &reader->source->fields[i];
		struct notes_speaker speakers[NOTES_SPEAKERS_MOST];

		if (*field->key && strstr(speaker_keys, field->key))
			speakers_add(reader, reader->talk, speakers,
			        notes_speakers_parse(reader->scratch, field->value, speakers), true,
			        field->line);
	}
}
