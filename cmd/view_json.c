/* SPDX-License-Identifier: MIT */
#include "cmd/view_json.h"

#include <string.h>

#include "store/person.h"
#include "store/question.h"

json_t *
json_of_question(const struct app *app, const struct question *q)
{
	int64_t minute = question_minute(q);
	json_t *tree = json_object();
	json_t *talk = json_null();

	if (q->talk_id) {
		talk = json_object();
		json_put(talk, "id", json_integer(q->talk_id));
		json_put(talk, "title", json_text(q->talk_title));
		json_put(talk, "room", json_text(q->talk_room));
		json_put(talk, "starts_at", json_moment(q->talk_starts_at));
		json_put(talk, "status", json_text(q->talk_status));
		json_put(talk, "conference", json_text(q->conference_code));
	}
	/* Still in the spool, it has none. */
	json_put(tree, "id", q->id ? json_integer(q->id) : json_null());
	json_put(tree, "uid", json_text(q->uid));
	json_put(tree, "text", json_text(q->body));
	json_put(tree, "state", json_text(q->state));
	json_put(tree, "asked", json_text(q->asked));
	json_put(tree, "private", json_boolean(q->private));
	json_put(tree, "asked_at", json_moment(q->asked_at));
	json_put(tree, "minute", minute < 0 ? json_null() : json_integer(minute));
	json_put(tree, "talk", talk);
	json_put(tree, "person_id", q->person_id ? json_integer(q->person_id) : json_null());
	json_put(tree, "next", json_text(question_next_step(q, app->now)));
	json_put(tree, "created_at", json_moment(q->created_at));
	json_put(tree, "updated_at", json_moment(q->updated_at));
	json_put(tree, "author", json_text(q->author));
	return tree;
}

json_t *
json_of_answer(const struct answer *a)
{
	json_t *tree = json_object();

	json_put(tree, "id", json_integer(a->id));
	json_put(tree, "uid", json_text(a->uid));
	json_put(tree, "question_id", json_integer(a->question_id));
	json_put(tree, "text", json_text(a->body));
	json_put(tree, "said_by", json_text(a->said_by));
	json_put(tree, "source", json_text(a->source));
	json_put(tree, "url", json_text(a->url));
	json_put(tree, "accepted", json_boolean(a->accepted));
	json_put(tree, "answered_at", json_moment(a->answered_at));
	json_put(tree, "created_at", json_moment(a->created_at));
	json_put(tree, "author", json_text(a->author));
	return tree;
}

json_t *
json_of_talk(const struct talk *t)
{
	json_t *tree = json_object();

	json_put(tree, "id", json_integer(t->id));
	json_put(tree, "conference", json_text(t->conference_code));
	json_put(tree, "uid", json_text(t->uid));
	json_put(tree, "code", json_text(t->code));
	json_put(tree, "title", json_text(t->title));
	json_put(tree, "abstract", json_text(t->abstract));
	json_put(tree, "room", json_text(t->room));
	json_put(tree, "track", json_text(t->track));
	json_put(tree, "starts_at", json_moment(t->starts_at));
	json_put(tree, "ends_at", json_moment(t->ends_at));
	json_put(tree, "url", json_text(t->url));
	json_put(tree, "slides_url", json_text(t->slides_url));
	json_put(tree, "recording_url", json_text(t->recording_url));
	json_put(tree, "language", json_text(t->language));
	json_put(tree, "status", json_text(t->status));
	json_put(tree, "moved_at", json_moment(t->moved_at));
	return tree;
}

json_t *
json_of_person(const struct person *p)
{
	json_t *tree = json_object();

	json_put(tree, "id", json_integer(p->id));
	json_put(tree, "name", json_text(p->name));
	json_put(tree, "role", json_text(p->role));
	json_put(tree, "affiliation", json_text(p->affiliation));
	json_put(tree, "note", json_text(p->note));
	json_put(tree, "do_not_contact", json_boolean(p->do_not_contact));
	return tree;
}

json_t *
json_of_contact(const struct contact *c)
{
	json_t *tree = json_object();

	json_put(tree, "id", json_integer(c->id));
	json_put(tree, "kind", json_text(c->kind));
	json_put(tree, "value", json_text(c->value));
	json_put(tree, "source", json_text(c->source));
	json_put(tree, "added_at", json_moment(c->added_at));
	return tree;
}

json_t *
json_of_conference(const struct conference *c)
{
	json_t *tree = json_object();

	json_put(tree, "id", json_integer(c->id));
	json_put(tree, "code", json_text(c->code));
	json_put(tree, "name", json_text(c->name));
	json_put(tree, "zone", json_text(c->zone));
	json_put(tree, "city", json_text(c->city));
	json_put(tree, "starts_at", json_moment(c->starts_at));
	json_put(tree, "ends_at", json_moment(c->ends_at));
	json_put(tree, "url", json_text(c->url));
	return tree;
}

bool
json_put_tags(struct app *app, json_t *tree, int64_t question_id, struct error *err)
{
	struct arena arena;
	struct texts tags;
	json_t *list = json_array();
	bool ok;

	arena_init(&arena);
	ok = question_list_tags(app->store, &arena, question_id, &tags, err);
	for (size_t i = 0; ok && i < tags.count; i++)
		(void)json_array_append_new(list, json_text(tags.items[i]));
	json_put(tree, "tags", list);
	arena_close(&arena);
	return ok;
}

bool
json_put_speakers(struct app *app, json_t *tree, int64_t talk_id, struct error *err)
{
	struct arena arena;
	struct person_list people;
	json_t *list = json_array();
	bool ok;

	arena_init(&arena);
	ok = person_list_talk(app->store, &arena, talk_id, &people, err);
	for (size_t i = 0; ok && i < people.count; i++)
		(void)json_array_append_new(list, json_of_person(&people.items[i]));
	json_put(tree, "speakers", list);
	arena_close(&arena);
	return ok;
}

bool
json_put_contacts(struct app *app, json_t *tree, int64_t person_id, struct error *err)
{
	struct arena arena;
	struct contact_list contacts;
	json_t *list = json_array();
	bool ok;

	arena_init(&arena);
	ok = contact_list(app->store, &arena, person_id, &contacts, err);
	for (size_t i = 0; ok && i < contacts.count; i++)
		(void)json_array_append_new(list, json_of_contact(&contacts.items[i]));
	json_put(tree, "contacts", list);
	arena_close(&arena);
	return ok;
}

static bool
is_lines(const struct app *app)
{
	return strcmp(app->format, "jsonl") == 0;
}

/* For people at a terminal the tree is indented; its members are the same. */
static bool
is_indented(const struct app *app)
{
	return app->term.output_terminal && !is_lines(app);
}

void
view_json(struct app *app, const char *name, json_t *value)
{
	json_auto_t *tree = json_object();

	json_put(tree, "schema", json_integer(1));
	json_put(tree, name, value);
	json_add(&app->out, tree, is_indented(app));
	buf_add_char(&app->out, '\n');
}

void
view_json_begin(struct app *app, const char *name)
{
	if (!is_lines(app))
		buf_add_format(&app->out, "{\"schema\":1,\"%s\":[", name);
}

void
view_json_member(struct app *app, size_t index, json_t *value)
{
	if (!is_lines(app))
		buf_add_text(&app->out, index ? ",\n" : "\n");
	json_add(&app->out, value, is_indented(app));
	if (is_lines(app))
		buf_add_char(&app->out, '\n');
	json_decref(value);
	app_flush_some(app);
}

void
view_json_end(struct app *app)
{
	if (!is_lines(app))
		buf_add_text(&app->out, "]}\n");
}
