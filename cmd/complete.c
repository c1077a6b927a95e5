/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd/app.h"
#include "cmd/commands.h"
#include "store/followup.h"
#include "store/person.h"
#include "store/programme.h"
#include "store/question.h"
#include "text/safe.h"

enum { OFFERED_MOST = 200 };

/* One line "VALUE<TAB>DESCRIPTION": what scripts read, so neither may hold a tab or a line end. */
static void
offer(struct app *app, const char *value, const char *description)
{
	safe_add_line(&app->out, value);
	buf_add_char(&app->out, '\t');
	safe_add_line(&app->out, description ? description : "");
	buf_add_char(&app->out, '\n');
}

struct offers {
	struct app *app;
	struct arena scratch;
};

static bool
question_offer(void *visitor, const struct question *question, struct error *err)
{
	struct offers *offers = visitor;

	(void)err;
	offer(offers->app, arena_format(&offers->scratch, "Q%lld", (long long)question->id),
	        question->body);
	arena_reset(&offers->scratch);
	return true;
}

static bool
questions_offer(struct app *app, struct error *err)
{
	const struct question_filter filter = {.state = "unanswered", .limit = OFFERED_MOST};
	struct offers offers = {.app = app};
	bool ok;

	arena_init(&offers.scratch);
	ok = question_list(app->store, &offers.scratch, &filter, question_offer, &offers, err);
	arena_close(&offers.scratch);
	return ok;
}

static bool
followups_offer(struct app *app, struct error *err)
{
	const struct followup_filter filter = {.state = NULL};
	struct followup_list list;
	size_t first;

	if (!followup_list(app->store, &app->arena, &filter, &list, err))
		return false;
	first = list.count > OFFERED_MOST ? list.count - OFFERED_MOST : 0;
	for (size_t i = list.count; i-- > first;)
		offer(app, arena_format(&app->arena, "F%lld", (long long)list.items[i].id),
		        arena_format(
		                &app->arena, "%s, %s", list.items[i].state, list.items[i].title));
	return true;
}

static bool
talks_offer(struct app *app, struct error *err)
{
	struct talk_list talks;

	if (!talk_list_like(app->store, &app->arena, 0, NULL, NULL, &talks, err))
		return false;
	for (size_t i = 0; i < talks.count; i++)
		offer(app, arena_format(&app->arena, "T%lld", (long long)talks.items[i].id),
		        talks.items[i].title);
	return true;
}

static bool
people_offer(struct app *app, struct error *err)
{
	struct person_list people;

	if (!person_list_like(app->store, &app->arena, NULL, &people, err))
		return false;
	for (size_t i = 0; i < people.count; i++)
		offer(app, arena_format(&app->arena, "P%lld", (long long)people.items[i].id),
		        people.items[i].name);
	return true;
}

static bool
rooms_offer(struct app *app, struct error *err)
{
	struct texts rooms;

	if (!room_list(app->store, &app->arena, 0, &rooms, err))
		return false;
	for (size_t i = 0; i < rooms.count; i++)
		offer(app, rooms.items[i], "room");
	return true;
}

static bool
conferences_offer(struct app *app, struct error *err)
{
	struct conference_list list;

	if (!conference_list(app->store, &app->arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		offer(app, list.items[i].code, list.items[i].name);
	return true;
}

static bool
tags_offer(struct app *app, struct error *err)
{
	struct texts tags;

	if (!tag_list(app->store, &app->arena, &tags, err))
		return false;
	for (size_t i = 0; i < tags.count; i++)
		offer(app, tags.items[i], NULL);
	return true;
}

static bool
places_offer(struct app *app, struct error *err)
{
	return talks_offer(app, err) && rooms_offer(app, err) && people_offer(app, err);
}

static bool
commands_offer(struct app *app, struct error *err)
{
	(void)err;
	for (size_t i = 0; commands[i]; i++)
		if (!(commands[i]->needs & HIDDEN))
			offer(app, commands[i]->name, commands[i]->summary);
	return true;
}

static const struct {
	const char *kind;
	bool (*offer)(struct app *app, struct error *err);
} kinds[] = {
        {"question", questions_offer},
        {"followup", followups_offer},
        {"talk", talks_offer},
        {"room", rooms_offer},
        {"person", people_offer},
        {"conference", conferences_offer},
        {"tag", tags_offer},
        {"place", places_offer},
        {"command", commands_offer},
};

/* A shell in the middle of a line wants candidates or silence, never a message. */
static bool
complete_run(struct app *app, const struct args *args, struct error *err)
{
	if (!app_open_store(app, STORE_READ, err))
		return true;
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i].kind, args->words[0]) == 0)
			return kinds[i].offer(app, err);
	return true;
}

const struct command cmd_complete = {
        .name = "__complete",
        .summary = "candidates for the completion scripts",
        .usage = "KIND [WORD]",
        .least = 1,
        .most = 2,
        .needs = NEEDS_STORE | HIDDEN,
        .run = complete_run,
};
