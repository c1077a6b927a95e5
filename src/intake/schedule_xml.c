/* SPDX-License-Identifier: MIT */
#include "intake/reader.h"

#include <expat.h>
#include <string.h>

#include "base/buf.h"

enum { DEPTH_MOST = 64 };

/* Places in the document that mean something. Only a direct child of its parent is that child. */
enum node {
	NODE_OTHER,
	NODE_FILE,
	NODE_SCHEDULE,
	NODE_CONFERENCE,
	NODE_DAY,
	NODE_ROOM,
	NODE_EVENT,
	NODE_PERSONS,
	NODE_PERSON,
	NODE_LINKS,
	NODE_LINK,
	NODE_RECORDING,
	/* Leaves: their text goes to a member of what is being read. */
	NODE_CONFERENCE_TEXT,
	NODE_TALK_TEXT,
	NODE_PERSON_TEXT,
	NODE_LINK_TEXT,
};

struct link {
	const char *url;
	const char *type;
	const char *title;
};

struct element {
	enum node parent;
	const char *name;
	enum node node;
	size_t member;
};

#define CONFERENCE(tag, field) \
	{ \
		.parent = NODE_CONFERENCE, .name = tag, .node = NODE_CONFERENCE_TEXT, \
		.member = offsetof(struct draft, field) \
	}
#define TALK(tag, field) \
	{ \
		.parent = NODE_EVENT, .name = tag, .node = NODE_TALK_TEXT, \
		.member = offsetof(struct draft_talk, field) \
	}

static const struct element elements[] = {
        {.parent = NODE_FILE, .name = "schedule", .node = NODE_SCHEDULE},
        {.parent = NODE_SCHEDULE, .name = "conference", .node = NODE_CONFERENCE},
        {.parent = NODE_SCHEDULE, .name = "day", .node = NODE_DAY},
        {.parent = NODE_DAY, .name = "room", .node = NODE_ROOM},
        {.parent = NODE_ROOM, .name = "event", .node = NODE_EVENT},
        {.parent = NODE_EVENT, .name = "persons", .node = NODE_PERSONS},
        {.parent = NODE_PERSONS, .name = "person", .node = NODE_PERSON},
        {.parent = NODE_PERSON,
                .name = "name",
                .node = NODE_PERSON_TEXT,
                .member = offsetof(struct draft_person, name)},
        {.parent = NODE_EVENT, .name = "links", .node = NODE_LINKS},
        {.parent = NODE_LINKS, .name = "link", .node = NODE_LINK},
        {.parent = NODE_EVENT, .name = "attachments", .node = NODE_LINKS},
        {.parent = NODE_LINKS, .name = "attachment", .node = NODE_LINK},
        {.parent = NODE_LINK,
                .name = "title",
                .node = NODE_LINK_TEXT,
                .member = offsetof(struct link, title)},
        {.parent = NODE_LINK,
                .name = "type",
                .node = NODE_LINK_TEXT,
                .member = offsetof(struct link, type)},
        {.parent = NODE_EVENT, .name = "recording", .node = NODE_RECORDING},
        {.parent = NODE_RECORDING,
                .name = "url",
                .node = NODE_TALK_TEXT,
                .member = offsetof(struct draft_talk, recording_url)},
        {.parent = NODE_RECORDING,
                .name = "link",
                .node = NODE_TALK_TEXT,
                .member = offsetof(struct draft_talk, recording_url)},
        CONFERENCE("title", title),
        CONFERENCE("acronym", acronym),
        CONFERENCE("city", city),
        CONFERENCE("start", start),
        CONFERENCE("end", end),
        CONFERENCE("day_change", day_change),
        CONFERENCE("time_zone_name", zone),
        CONFERENCE("url", url),
        CONFERENCE("base_url", base_url),
        TALK("title", title),
        TALK("subtitle", subtitle),
        TALK("abstract", abstract),
        TALK("description", description),
        TALK("code", code),
        TALK("date", date),
        TALK("start", start),
        TALK("end", end),
        TALK("duration", duration),
        TALK("room", room),
        TALK("track", track),
        TALK("language", language),
        TALK("url", url),
        TALK("feedback_url", feedback_url),
        TALK("video_download_url", recording_url),
        TALK("state", state),
};

#undef CONFERENCE
#undef TALK

static const struct element other = {.node = NODE_OTHER};
static const struct element file = {.node = NODE_FILE};

struct reader {
	XML_Parser parser;
	struct draft *draft;
	struct error *err;
	bool failed;
	const struct element *open[DEPTH_MOST + 1]; /* from the file down to here */
	size_t depth;
	struct buf text; /* of the leaf that is open */
	const char *day;
	const char *room;
	struct draft_talk *talk;
	struct draft_person person;
	struct link link;
};

/* The first failure is the one that is told; expat stops after this callback. */
static void
stop(struct reader *reader)
{
	reader->failed = true;
	(void)XML_StopParser(reader->parser, XML_FALSE);
}

static void
fail(struct reader *reader, const char *reason)
{
	if (reader->failed)
		return;
	error_set(reader->err, ERROR_INVALID, "%s: line %lu, column %lu: %s", reader->draft->name,
	        XML_GetCurrentLineNumber(reader->parser),
	        XML_GetCurrentColumnNumber(reader->parser) + 1, reason);
	stop(reader);
}

static const struct element *
element_find(enum node parent, const char *name)
{
	for (size_t i = 0; i < COUNT(elements); i++)
		if (elements[i].parent == parent && strcmp(elements[i].name, name) == 0)
			return &elements[i];
	return &other;
}

static const char *
attribute_find(struct reader *reader, const char **attributes, const char *name)
{
	for (; attributes[0]; attributes += 2)
		if (strcmp(attributes[0], name) == 0 && *attributes[1])
			return arena_text(reader->draft->arena, attributes[1]);
	return NULL;
}

static void
event_open(struct reader *reader, const char **attributes)
{
	if (!draft_add_talk(reader->draft, &reader->talk, reader->err)) {
		stop(reader);
		return;
	}
	reader->talk->guid = attribute_find(reader, attributes, "guid");
	reader->talk->id = attribute_find(reader, attributes, "id");
	reader->talk->code = attribute_find(reader, attributes, "code");
	reader->talk->day = reader->day;
}

static void
element_open(struct reader *reader, enum node node, const char **attributes)
{
	if (node == NODE_DAY)
		reader->day = attribute_find(reader, attributes, "date");
	if (node == NODE_ROOM)
		reader->room = attribute_find(reader, attributes, "name");
	if (node == NODE_EVENT)
		event_open(reader, attributes);
	if (node == NODE_PERSON)
		reader->person = (struct draft_person){
		        .guid = attribute_find(reader, attributes, "guid"),
		        .code = attribute_find(reader, attributes, "code"),
		        .id = attribute_find(reader, attributes, "id"),
		};
	if (node == NODE_LINK)
		reader->link = (struct link){
		        .url = attribute_find(reader, attributes, "href"),
		        .type = attribute_find(reader, attributes, "type"),
		};
}

static void
start(void *user, const char *name, const char **attributes)
{
	struct reader *reader = user;
	const struct element *element;

	if (reader->failed)
		return;
	if (reader->depth == DEPTH_MOST) {
		fail(reader, "elements are nested more than 64 deep");
		return;
	}
	element = element_find(reader->open[reader->depth]->node, name);
	if (reader->depth == 0 && element->node != NODE_SCHEDULE) {
		fail(reader,
		        "this is XML, but not a schedule: its first element is not <schedule>");
		return;
	}
	reader->open[++reader->depth] = element;
	if (element != &other)
		buf_reset(&reader->text);
	element_open(reader, element->node, attributes);
}

/* The first that says something is kept. */
static void
text_set(struct reader *reader, void *record, size_t member)
{
	const char **text = (const char **)(void *)((char *)record + member);

	if (!*text && reader->text.length)
		*text = arena_span(reader->draft->arena, reader->text.text, reader->text.length);
}

static void
person_close(struct reader *reader)
{
	size_t number;

	text_set(reader, &reader->person, offsetof(struct draft_person, name));
	if (draft_add_person(reader->draft, &reader->person, &number))
		draft_add_speaker(reader->draft, reader->talk, number);
}

static void
end(void *user, const char *name)
{
	struct reader *reader = user;
	const struct element *element = reader->open[reader->depth];

	(void)name;
	if (reader->failed)
		return;
	if (element->node == NODE_CONFERENCE_TEXT)
		text_set(reader, reader->draft, element->member);
	else if (element->node == NODE_TALK_TEXT)
		text_set(reader, reader->talk, element->member);
	else if (element->node == NODE_PERSON_TEXT)
		text_set(reader, &reader->person, element->member);
	else if (element->node == NODE_LINK_TEXT)
		text_set(reader, &reader->link, element->member);
	else if (element->node == NODE_EVENT && !reader->talk->room)
		reader->talk->room = reader->room;
	else if (element->node == NODE_PERSON)
		person_close(reader);
	if (element->node == NODE_LINK) {
		text_set(reader, &reader->link, offsetof(struct link, title));
		draft_add_link(reader->draft, reader->talk, reader->link.type, reader->link.title,
		        reader->link.url);
	}
	if (element != &other)
		buf_reset(&reader->text);
	reader->depth--;
}

static void
text(void *user, const char *bytes, int length)
{
	struct reader *reader = user;
	enum node node = reader->open[reader->depth]->node;

	if (reader->failed ||
	        (node < NODE_CONFERENCE_TEXT && node != NODE_PERSON && node != NODE_LINK))
		return;
	buf_add(&reader->text, bytes, (size_t)length);
	if (reader->text.over)
		fail(reader, "a text is longer than 1 MiB");
}

/* Entities are how XML attacks its readers; no schedule needs them. */
static void
doctype(void *user, const char *name, const char *system_id, const char *public_id, int internal)
{
	(void)name;
	(void)system_id;
	(void)public_id;
	(void)internal;
	fail(user, "it has a DOCTYPE, which is not accepted: it could define entities");
}

static void
fail_parse(struct reader *reader)
{
	enum XML_Error error = XML_GetErrorCode(reader->parser);

	fail(reader, XML_ErrorString(error));
	if (error == XML_ERROR_UNKNOWN_ENCODING)
		error_hint(reader->err, "save it as UTF-8: iconv -f ENCODING -t UTF-8");
	if (error == XML_ERROR_UNDEFINED_ENTITY)
		error_hint(reader->err, "HTML's names such as &nbsp; are not XML; write &#160;");
}

bool
schedule_xml_read(struct draft *draft, const char *bytes, size_t length, struct error *err)
{
	struct reader reader = {.draft = draft, .err = err, .open = {&file}};
	bool ok;

	reader.parser = XML_ParserCreate(NULL);
	if (!reader.parser)
		return error_set(err, ERROR_IO, "%s: no memory for XML", draft->name);
	buf_init(&reader.text, draft->arena, DRAFT_RAW_MOST);
	XML_SetUserData(reader.parser, &reader);
	XML_SetElementHandler(reader.parser, start, end);
	XML_SetCharacterDataHandler(reader.parser, text);
	XML_SetStartDoctypeDeclHandler(reader.parser, doctype);
	ok = XML_Parse(reader.parser, bytes, (int)length, XML_TRUE) == XML_STATUS_OK;
	if (!ok)
		fail_parse(&reader);
	XML_ParserFree(reader.parser);
	draft->programme->format = "frab XML";
	return ok && !reader.failed;
}
