/* SPDX-License-Identifier: MIT */
#include "text/template.h"

#include "text/suggest.h"

#include <string.h>

enum {
	TEMPLATE_MOST = 256 * 1024, /* bytes */
	DEPTH_MOST = 32,            /* sections inside each other */
	NAME_SHOWN = 64,            /* bytes of a name in a message */
	/* A list inside itself multiplies: ten items, nine deep, are a billion. */
	STEPS_MOST = 1000 * 1000,
};

enum node_kind { NODE_TEXT, NODE_VALUE, NODE_SECTION, NODE_INVERTED };

struct node {
	enum node_kind kind;
	const char *text; /* what stands there, or the name */
	size_t length;
	struct node *inside; /* of a section */
	struct node *next;
};

struct template
{
	struct node *first;
};

struct tag {
	const char *start;
	const char *end;
	char kind;        /* # ^ / !; 'v' for a value */
	const char *name; /* terminated */
};

/* A section while it is read. */
struct section {
	struct tag tag;
	struct node **last; /* where what follows the section goes */
};

struct parser {
	struct arena *arena;
	const char *file;
	const char *text;
	const char *at;
	const struct template_name *names;
	size_t name_count;
	struct node **last; /* where the next node goes */
	struct section open[DEPTH_MOST];
	size_t depth;
};

/* The names that hold at a place: those of the innermost section first. */
struct scope {
	const json_t *values;
	const struct scope *outer;
};

struct writer {
	template_escape *escape;
	struct buf *out;
	struct buf value; /* a span of the template, or a number, terminated */
	size_t steps;
};

FORMAT(4, 5)
static bool
refuse(const struct parser *parser, const char *at, struct error *err, const char *format, ...)
{
	size_t line = 1;
	va_list list;

	for (const char *c = parser->text; c < at; c++)
		line += *c == '\n';
	va_start(list, format);
	error_set(err, ERROR_INVALID, "%s:%zu: %s", parser->file, line,
	        arena_format_list(parser->arena, format, list));
	va_end(list);
	return false;
}

static const struct template_name *
name_find(const struct parser *parser, const char *name)
{
	for (size_t i = 0; i < parser->name_count; i++)
		if (strcmp(parser->names[i].name, name) == 0)
			return &parser->names[i];
	return NULL;
}

static bool
name_refuse(const struct parser *parser, const struct tag *tag, struct error *err)
{
	struct suggest suggest;
	char text[128];

	suggest_init(&suggest, tag->name);
	for (size_t i = 0; i < parser->name_count; i++)
		suggest_add(&suggest, parser->names[i].name);
	suggest_text(&suggest, text, sizeof(text));
	refuse(parser, tag->start, err, "there is no {{%.*s}} here", NAME_SHOWN, tag->name);
	return *text ? error_hint(err, "%s", text) : false;
}

static bool
tag_check(const struct parser *parser, const struct tag *tag, struct error *err)
{
	const struct template_name *name;

	if (tag->kind == '!' || tag->kind == '/')
		return true;
	if (!*tag->name)
		return refuse(parser, tag->start, err, "the tag has no name");
	if (strchr("{&", *tag->name))
		return refuse(parser, tag->start, err,
		        "every value is escaped: write it without {{{ or {{&");
	if (strchr(">=<$", *tag->name))
		return refuse(parser, tag->start, err, "{{%c is not known here", *tag->name);
	name = name_find(parser, tag->name);
	if (!name)
		return name_refuse(parser, tag, err);
	if (name->section && tag->kind == 'v')
		return refuse(parser, tag->start, err, "%s is a section: {{#%s}}...{{/%s}}",
		        name->name, name->name, name->name);
	return true;
}

/* Reads the tag that begins at start. */
static bool
tag_read(const struct parser *parser, const char *start, struct tag *tag_out, struct error *err)
{
	static const char blanks[] = " \t\r\n";
	const char *end = strstr(start + 2, "}}");
	const char *name = start + 2;
	size_t length;

	if (!end)
		return refuse(parser, start, err, "the tag does not end");
	tag_out->start = start;
	tag_out->end = end + 2;
	if (strchr("#^/!", *name))
		tag_out->kind = *name++;
	if (name > end)
		name = end;
	name += strspn(name, blanks);
	length = name < end ? (size_t)(end - name) : 0;
	while (length && strchr(blanks, name[length - 1]))
		length--;
	tag_out->name = arena_span(parser->arena, name, length);
	return tag_check(parser, tag_out, err);
}

/*
 * A tag other than a value that is alone on its line takes the line with it: *before_out is where
 * the text before the tag ends, and what is returned, where the text behind it begins.
 */
static const char *
tag_trim(const struct parser *parser, const struct tag *tag, const char **before_out)
{
	const char *before = tag->start;
	const char *behind = tag->end + strspn(tag->end, " \t\r");

	*before_out = tag->start;
	while (before > parser->text && strchr(" \t", before[-1]))
		before--;
	if (tag->kind == 'v' || (before > parser->text && before[-1] != '\n') ||
	        (*behind && *behind != '\n'))
		return tag->end;
	*before_out = before;
	return behind + (*behind == '\n');
}

static struct node *
node_add(struct parser *parser, enum node_kind kind, const char *text, size_t length)
{
	struct node *node = arena_get(parser->arena, sizeof(*node));

	*node = (struct node){.kind = kind, .text = text, .length = length};
	*parser->last = node;
	parser->last = &node->next;
	return node;
}

static bool
section_open(struct parser *parser, const struct tag *tag, struct error *err)
{
	enum node_kind kind = tag->kind == '#' ? NODE_SECTION : NODE_INVERTED;
	struct node *node = node_add(parser, kind, tag->name, strlen(tag->name));

	if (parser->depth == DEPTH_MOST)
		return refuse(parser, tag->start, err, "sections are at most %d deep", DEPTH_MOST);
	parser->open[parser->depth++] = (struct section){.tag = *tag, .last = parser->last};
	parser->last = &node->inside;
	return true;
}

static bool
section_close(struct parser *parser, const struct tag *tag, struct error *err)
{
	const struct section *section;

	if (parser->depth == 0)
		return refuse(parser, tag->start, err, "{{/%.*s}} closes what is not open",
		        NAME_SHOWN, tag->name);
	section = &parser->open[--parser->depth];
	if (strcmp(section->tag.name, tag->name) != 0)
		return refuse(parser, tag->start, err, "{{/%.*s}} comes before {{/%s}}", NAME_SHOWN,
		        tag->name, section->tag.name);
	parser->last = section->last;
	return true;
}

static bool
tag_take(struct parser *parser, const struct tag *tag, struct error *err)
{
	switch (tag->kind) {
	case '#':
	case '^':
		return section_open(parser, tag, err);
	case '/':
		return section_close(parser, tag, err);
	case 'v':
		node_add(parser, NODE_VALUE, tag->name, strlen(tag->name));
		return true;
	default:
		return true;
	}
}

static bool
nodes_read(struct parser *parser, struct error *err)
{
	const struct tag *open;
	const char *start;

	while ((start = strstr(parser->at, "{{"))) {
		const char *text = parser->at;
		const char *before;
		struct tag tag = {.kind = 'v'};

		if (!tag_read(parser, start, &tag, err))
			return false;
		parser->at = tag_trim(parser, &tag, &before);
		if (before > text)
			node_add(parser, NODE_TEXT, text, (size_t)(before - text));
		if (!tag_take(parser, &tag, err))
			return false;
	}
	node_add(parser, NODE_TEXT, parser->at, strlen(parser->at));
	if (parser->depth == 0)
		return true;
	open = &parser->open[parser->depth - 1].tag;
	return refuse(parser, open->start, err, "{{%c%s}} is not closed", open->kind, open->name);
}

bool
template_parse(struct arena *arena, const char *file, const char *text,
        const struct template_name *names, size_t name_count, struct template **template_out,
        struct error *err)
{
	struct template *template = arena_get(arena, sizeof(*template));
	struct parser parser = {
	        .arena = arena,
	        .file = file,
	        .text = arena_text(arena, text),
	        .names = names,
	        .name_count = name_count,
	};

	parser.at = parser.text;
	parser.last = &template->first;
	if (strlen(text) > TEMPLATE_MOST)
		return error_set(err, ERROR_INVALID, "%s:1: a template has at most %d KiB", file,
		        TEMPLATE_MOST / 1024);
	if (!nodes_read(&parser, err))
		return false;
	*template_out = template;
	return true;
}

static bool
nodes_use(const struct node *node, const char *name)
{
	for (; node; node = node->next)
		if ((node->kind != NODE_TEXT && strcmp(node->text, name) == 0) ||
		        nodes_use(node->inside, name))
			return true;
	return false;
}

bool
template_uses(const struct template *template, const char *name)
{
	return nodes_use(template->first, name);
}

static const json_t *
scope_find(const struct scope *scope, const char *name)
{
	for (; scope; scope = scope->outer) {
		const json_t *value = json_object_get(scope->values, name);

		if (value)
			return value;
	}
	return NULL;
}

static bool
value_is_there(const json_t *value)
{
	if (!value || json_is_null(value) || json_is_false(value))
		return false;
	if (json_is_string(value))
		return json_string_length(value) > 0;
	return !json_is_array(value) || json_array_size(value) > 0;
}

static void
value_write(struct writer *writer, const json_t *value)
{
	if (json_is_string(value)) {
		writer->escape(writer->out, json_string_value(value));
	} else if (json_is_integer(value)) {
		buf_reset(&writer->value);
		buf_add_format(&writer->value, "%lld", (long long)json_integer_value(value));
		writer->escape(writer->out, writer->value.text);
	}
}

/* How often what is inside a section is written. */
static size_t
section_turns(const struct node *node, const json_t *value)
{
	if (node->kind == NODE_INVERTED)
		return value_is_there(value) ? 0 : 1;
	if (node->kind != NODE_SECTION || !value_is_there(value))
		return 0;
	return json_is_array(value) ? json_array_size(value) : 1;
}

static void
nodes_write(struct writer *writer, const struct node *node, const struct scope *scope)
{
	for (; node && !writer->out->over; node = node->next) {
		const json_t *value =
		        node->kind == NODE_TEXT ? NULL : scope_find(scope, node->text);
		size_t turns = section_turns(node, value);

		writer->out->over = ++writer->steps > STEPS_MOST;
		if (node->kind == NODE_TEXT)
			buf_add(writer->out, node->text, node->length);
		else if (node->kind == NODE_VALUE)
			value_write(writer, value);
		for (size_t i = 0; i < turns; i++) {
			struct scope inside = {.values = value, .outer = scope};

			if (json_is_array(value))
				inside.values = json_array_get(value, i);
			nodes_write(writer, node->inside, &inside);
		}
	}
}

void
template_write(const struct template *template, const json_t *context, template_escape *escape,
        struct buf *out)
{
	struct writer writer = {.escape = escape, .out = out};

	buf_init(&writer.value, out->arena, 0);
	nodes_write(&writer, template->first, &(struct scope){.values = context});
}
